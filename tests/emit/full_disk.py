#!/usr/bin/env python3
"""With the temporary disk or the output disk full the program says so, ends with 73, and the old files stay.

  full_disk.py BINARY REPORT

Small disks are file systems in memory, mounted in a namespace of their own. Exit code: 0 all holds, 1 something does not,
77 skipped: this machine does not let the test mount anything.
"""

import hashlib
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

failures = []


def check(holds, what):
    if not holds:
        failures.append(what)
        print("FAILED: " + what)


def run(command, **environment):
    return subprocess.run(command, capture_output=True, text=True, check=False, env={**os.environ, **environment})


def hashes(folder):
    """What a user would miss: outputs, not the program's own books."""
    return {path.relative_to(folder): hashlib.sha256(path.read_bytes()).hexdigest()
            for path in sorted(folder.rglob("*")) if path.is_file() and path.suffix in (".xlsx", ".html", ".json", ".csv")
            and path.name != "run-report.json"}


def mount(folder, size):
    folder.mkdir(exist_ok=True)
    return run(["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)]).returncode == 0


def fill(folder, left):
    """Takes all space but `left` bytes."""
    free = shutil.disk_usage(folder).free
    if free > left:
        (folder / "filler").write_bytes(b"\0" * (free - left))


def judge(ran, what):
    check(ran.returncode == 73, f"{what}: ends with {ran.returncode}, not 73: {ran.stdout}{ran.stderr}")
    check("[ERROR]" not in ran.stderr and "[WARNING]" not in ran.stderr, f"{what}: a library talks: {ran.stderr}")
    check(ran.stderr.strip() != "", f"{what}: says nothing")


def inside(binary, report):
    """Runs in the namespace, where mounting is allowed."""
    folder = pathlib.Path(tempfile.mkdtemp())
    if not mount(folder, "64m"):
        print("SKIPPED: mounting is not allowed here")
        return 77
    report_in = folder / "in" / report.name
    report_in.parent.mkdir()
    shutil.copy(report, report_in)
    convert = [binary, "--lang", "en", "convert", str(report_in), "--formats", "xlsx,json,html", "--jobs", "1", "--force", "-o"]

    # Workers keep their temporary files in the output folder; the run itself, for its summary, in TMPDIR.
    scratch = folder / "scratch"
    out = folder / "out"
    check(run([*convert, str(out)]).returncode == 0, "it does not work with room enough")
    before = hashes(out)
    summary = {path: before[path] for path in before if path.name == "summary.xlsx"}
    mount(scratch, "256k")
    for left in (0, 8192, 16384):
        (scratch / "filler").unlink(missing_ok=True)
        fill(scratch, left)
        (out / "summary.xlsx").unlink(missing_ok=True)
        judge(run([*convert, str(out)], TMPDIR=str(scratch)), f"temporary disk with {left} bytes left")
        check({**hashes(out), **summary} == before, f"temporary disk with {left} bytes left: an old file was touched")
        check(not (out / "summary.xlsx").exists(), f"temporary disk with {left} bytes left: a summary that is not whole")
        check(not list(out.glob("**/*.part")), f"temporary disk with {left} bytes left: half a file stays")
    check(run([*convert, str(out)]).returncode == 0 and hashes(out) == before, "it does not recover from a full temporary disk")

    small = folder / "small"
    mount(small, "4m")
    check(run([*convert, str(small)]).returncode == 0, "it does not work on a disk of 4 MB")
    before = hashes(small)
    for left in (0, 16384, 49152):
        (small / "filler").unlink(missing_ok=True)
        fill(small, left)
        judge(run([*convert, str(small)]), f"output disk with {left} bytes left")
        check(hashes(small) == before, f"output disk with {left} bytes left: an old file was touched")
    (small / "filler").unlink(missing_ok=True)
    check(run([*convert, str(small)]).returncode == 0, "it does not recover when there is room again")
    check(hashes(small) == before, "after recovery the outputs differ")
    return 1 if failures else 0


def main(arguments):
    if arguments[0] == "--inside":
        return inside(arguments[1], pathlib.Path(arguments[2]))
    if shutil.which("unshare") is None or run(["unshare", "-rm", "true"]).returncode != 0:
        print("SKIPPED: no namespaces on this machine")
        return 77
    return subprocess.run(["unshare", "-rm", sys.executable, __file__, "--inside", *arguments], check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
