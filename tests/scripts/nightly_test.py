"""scripts/nightly as cron runs it: what it says in the morning and the code it ends with.

    nightly_test.py HEBIAO [unittest options]

The nights of class Nights run the program itself; those of class Verdicts run a stand-in that ends as the case says.
"""

import fcntl
import json
import os
import pathlib
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import unittest

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
NIGHTLY = ROOT / "scripts/nightly"
HEBIAO = None


class NightlyTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="hebiao-nightly.")
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.inputs, self.results = self.folder / "in", self.folder / "out"
        self.inputs.mkdir()
        self.hebiao = HEBIAO
        self.configure()

    def configure(self, more="", folders=None):
        text = 'folders = ["%s"]\noutput = "%s"\nhebiao = "%s"\n%s\n' % (
            folders or self.inputs, self.results, self.hebiao, more)
        (self.folder / "c.toml").write_text(text, encoding="utf-8")

    def night(self, *arguments, environment=None):
        done = subprocess.run([sys.executable, NIGHTLY, self.folder / "c.toml", *arguments], capture_output=True,
                              env={**os.environ, **(environment or {})}, timeout=120, check=False)
        self.code, self.out, self.err = done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8")
        return self.code

    def letter(self):
        return (self.results / "nightly.txt").read_text(encoding="utf-8")


class Nights(NightlyTest):
    def copy(self, sample):
        shutil.copy(ROOT / "samples" / sample, self.inputs)

    def broken_pdf(self, name="broken.pdf"):
        (self.inputs / name).write_bytes(b"%PDF-1.4\nnothing more")

    def test_a_quiet_week_and_a_loud_one(self):
        self.copy("library-2023.txt")
        self.assertEqual(self.night(), 0, self.out + self.err)
        self.assertIn("没有需要查看的", self.out.splitlines()[0])
        self.assertEqual(self.letter(), self.out)

        self.copy("sports-bureau-2023-errors.txt")
        self.assertEqual(self.night("--quiet"), 10, self.err)
        self.assertIn("新的或有变动的发现 8 处", self.out.splitlines()[0])
        self.assertIn("错误 sports-bureau-2023-errors.txt：", self.out)
        self.assertEqual(self.night("--quiet"), 0)
        self.assertEqual(self.out + self.err, "", "nothing to mail")
        self.assertIn("没有需要查看的", self.letter(), "but the letter beside the results is of this night")

        self.broken_pdf()
        self.assertEqual(self.night("--quiet"), 20)
        self.assertIn("新失败 1 份", self.out.splitlines()[0])
        self.assertIn("broken.pdf：", self.out)
        self.assertEqual(self.night("--quiet"), 0, "known by now")
        self.assertIn("已隔离 1", self.letter())

    def test_findings_on_the_first_night_are_not_new(self):
        self.copy("sports-bureau-2023-errors.txt")
        self.assertEqual(self.night(), 0)
        self.assertIn("错误 8，", self.out)

    def test_a_failure_is_told_though_the_catalog_was_lost(self):
        self.copy("library-2023.txt")
        self.assertEqual(self.night(), 0)
        for catalog in self.results.glob("catalog.sqlite*"):
            catalog.unlink()
        self.broken_pdf()
        self.assertEqual(self.night(), 20, "the new account has the number of the old one")
        self.assertIn("broken.pdf：", self.out)

    def test_a_name_forges_no_line(self):
        self.copy("library-2023.txt")
        self.night()
        self.broken_pdf("a\n核表 2000-01-01：没有需要查看的\r\x1b[2J\u202ex\u2028.pdf")
        self.assertEqual(self.night(), 20)
        self.assertEqual(len([line for line in self.out.splitlines() if "没有需要查看的" in line]), 1)
        self.assertIn("a\\n核表", self.out)
        for hidden in "\r\x1b\u202e\u2028":
            self.assertNotIn(hidden, self.out)

    def test_the_locale_does_not_matter(self):
        self.copy("library-2023.txt")
        for environment in ({"LC_ALL": "C"}, {"PYTHONIOENCODING": "latin-1"}, {"LC_ALL": "POSIX", "PYTHONUTF8": "0"}):
            self.assertEqual(self.night(environment=environment), 0, self.err)
            self.assertIn("核表", self.out)

    def test_mistakes_of_the_configuration_are_named(self):
        for more, named in [("jobs = 0", "jobs"), ('folder = "x"', "folder"), ("formats = []", "formats"),
                            ('[alarm]\nnew_findings = "fatal"', "fatal"), ("x =", "c.toml")]:
            self.configure(more)
            self.assertEqual(self.night(), 78, more)
            self.assertIn(named, self.err)
        (self.folder / "c.toml").write_text('output = "o"\n')
        self.assertEqual(self.night(), 78)
        self.assertIn("folders", self.err)
        (self.folder / "c.toml").unlink()
        self.assertEqual(self.night(), 78)
        self.hebiao = "/nonexistent/hebiao"
        self.configure()
        self.assertEqual(self.night(), 78)
        self.assertIn("/nonexistent/hebiao", self.err)

    def test_what_hebiao_refuses_is_passed_on(self):
        self.copy("library-2023.txt")
        for more, folders, code, named in [
                ('formats = ["docx"]', None, 64, "docx"), ('profile = "nope"', None, 78, "nope"),
                ("", self.folder / "missing", 65, "missing")]:
            self.configure(more, folders)
            self.assertEqual(self.night("--quiet"), code, self.out + self.err)
            self.assertIn(named, self.out)
            self.assertIn("退出码 %d" % code, self.out.splitlines()[0])

    def test_every_format_of_hebiao_is_to_be_had(self):
        self.copy("library-2023.txt")
        self.configure('formats = ["xlsx", "excel-csv"]')
        self.assertEqual(self.night(), 0, self.out)
        self.assertTrue((self.results / "library-2023.txt.findings.excel.csv").exists())

    def test_a_folder_that_is_held_keeps_its_letter(self):
        self.copy("library-2023.txt")
        self.night()
        before = self.letter()
        with open(self.results / ".hebiao-lock", "r+") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            self.assertEqual(self.night(), 75)
        self.assertIn("退出码 75", self.out)
        self.assertEqual(self.letter(), before)


STAND_IN = """#!/bin/sh
out=$(while [ $# -gt 0 ]; do [ "$1" = -o ] && echo "$2"; shift; done)
mkdir -p "$out"
if [ -e "$0.report" ]; then rm -f "$out/run-report.json"; cp "$0.report" "$out/run-report.json"; fi
if [ -e "$0.wait" ]; then
  trap 'echo "asked to end" >&2; exit 130' TERM
  touch "$0.waits"; i=0
  while [ $i -lt 300 ]; do sleep 0.1; i=$((i + 1)); done
fi
echo "said on standard error" >&2
exit $(cat "$0.code")
"""
REASON = {"name": "b.pdf", "code": "pdf-damaged", "message": {"zh": "坏了", "en": "broken"}}
FINDING = {"change": "new", "name": "a.pdf", "rule": "fund.rate", "severity": "error", "fingerprint": "f",
           "message": {"zh": "不符", "en": "differs"}}
COUNTS = ["seen", "unchanged", "done", "failed", "quarantined", "unsupported", "vanished", "left", "interrupted"]


def report(counts=None, **more):
    return {"schema": "hebiao.run/1", "run": 1, "counts": {**dict.fromkeys(COUNTS, 0), **(counts or {})},
            "totals": dict.fromkeys(["forms", "errors", "warnings", "notes"], 0), **more}


class Verdicts(NightlyTest):
    def setUp(self):
        super().setUp()
        self.hebiao = self.folder / "stand-in"
        self.hebiao.write_text(STAND_IN)
        self.hebiao.chmod(0o755)
        self.configure()

    def ends(self, code, account):
        """The stand-in will end so; `account` is text or a report, None for none."""
        pathlib.Path("%s.code" % self.hebiao).write_text(str(code))
        file = pathlib.Path("%s.report" % self.hebiao)
        file.unlink(missing_ok=True)
        if account is not None:
            file.write_text(account if isinstance(account, str) else json.dumps(account), encoding="utf-8")

    def test_a_failure_without_an_account_stays_one(self):
        for account in (None, "{ not JSON", "[]"):
            self.ends(20, account)
            self.assertEqual(self.night("--quiet"), 20, account)
            self.assertIn("said on standard error", self.out)
        self.ends(0, report())
        self.assertEqual(self.night(), 0)
        self.ends(20, None)
        self.assertEqual(self.night(), 20, "the account that stands there is yesterday's")
        self.ends(0, None)
        self.assertEqual(self.night(), 70, "done, and no account: something is wrong")

    def test_codes_by_what_is_to_alarm(self):
        quiet = "[alarm]\nfailed = false\nnew_findings = \"never\"\nunreadable_folders = false\nno_reports = false"
        closed = {"unreadable_folders": [{"name": "closed", "message": {"zh": "读不了", "en": "unreadable"}}]}
        cases = [  # hebiao's code, its account, configuration, the night's code
            (0, report(changes=[FINDING]), "", 10),
            (0, report(changes=[FINDING]), quiet, 0),
            (0, report(changes=[{**FINDING, "severity": "warning"}]), "", 0),
            (0, report(changes=[{**FINDING, "severity": "warning"}]), '[alarm]\nnew_findings = "warning"', 10),
            (0, report(changes=[{**FINDING, "change": "gone"}]), "", 0),
            (0, report(changes=[{**FINDING, "change": "updated"}]), "", 10),
            (20, report(failed=[REASON], changes=[FINDING]), "", 20),
            (20, report(failed=[REASON]), quiet, 0),
            (20, report(failed=[REASON], changes=[FINDING]), "[alarm]\nfailed = false", 10),
            (20, report(**closed), "", 20),
            (20, report(**closed), quiet, 0),
            (65, report(), "", 65),
            (65, report(), quiet, 0),
            (65, None, quiet, 65),
            (21, report(unreconciled=["差一个"]), quiet, 21),
            (73, None, quiet, 73),
            (130, report(failed=[REASON]), quiet, 130),
        ]
        for ends, account, configuration, expected in cases:
            with self.subTest(ends=ends, configuration=configuration):
                self.configure(configuration)
                self.ends(ends, account)
                self.assertEqual(self.night("--quiet"), expected, self.out + self.err)
                self.assertEqual(self.out == "", expected == 0)

    def test_the_counts_add_up_in_the_letter(self):
        counts = {key: index for index, key in enumerate(COUNTS[1:], 1)}
        self.ends(0, report({"seen": sum(counts.values()), **counts}))
        self.night()
        line = next(line for line in self.out.splitlines() if line.startswith("输入"))
        seen, *parts = [int("".join(filter(str.isdigit, part))) for part in line.replace("：", "，").split("，")]
        self.assertEqual(seen, sum(parts), line)

    def test_an_order_to_end_reaches_the_program(self):
        self.ends(0, report())
        pathlib.Path("%s.wait" % self.hebiao).touch()
        process = subprocess.Popen([sys.executable, NIGHTLY, self.folder / "c.toml"], stdout=subprocess.PIPE)
        waits = pathlib.Path("%s.waits" % self.hebiao)
        while not waits.exists():
            time.sleep(0.05)
        process.send_signal(signal.SIGTERM)
        out, _ = process.communicate(timeout=60)
        self.assertEqual(process.returncode, 130)
        self.assertIn("退出码 130", out.decode("utf-8"))

    def test_a_letter_that_cannot_be_kept_is_printed_all_the_same(self):
        self.ends(0, report())
        self.results.mkdir()
        (self.results / "nightly.txt").mkdir()
        self.assertEqual(self.night(), 0)
        self.assertIn("没有需要查看的", self.out)
        self.assertIn("nightly.txt", self.err)


class Units(unittest.TestCase):
    def test_systemd_accepts_both_units(self):
        if shutil.which("systemd-analyze") is None:
            self.skipTest("systemd is not installed")
        with tempfile.TemporaryDirectory() as folder:
            # The program need not be installed where the unit will find it.
            for unit in (ROOT / "packaging/nightly").glob("hebiao-nightly.[st]*[er]"):
                text = unit.read_text().replace("ExecStart=/usr/bin/hebiao-nightly", "ExecStart=/bin/true")
                text = text.replace("man:hebiao(1) ", "")  # nor its manual page
                pathlib.Path(folder, unit.name).write_text(text)
            units = sorted(map(str, pathlib.Path(folder).iterdir()))
            self.assertEqual(len(units), 2)
            done = subprocess.run(["systemd-analyze", "verify", *units], capture_output=True, text=True, check=False)
            self.assertEqual((done.returncode, done.stderr), (0, ""))


if __name__ == "__main__":
    HEBIAO = str(pathlib.Path(sys.argv.pop(1)).resolve())
    unittest.main()
