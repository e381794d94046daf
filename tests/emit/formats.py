#!/usr/bin/env python3
"""--formats chooses any outputs; they are the same to the byte each time; the CSV is what RFC 4180 says, and its variant
for spreadsheets holds nothing that one would take for a formula.

  formats.py BINARY REPORT
"""

import csv
import io
import pathlib
import re
import subprocess
import sys
import tempfile

SUFFIXES = {
    "xlsx": [".xlsx"],
    "json": [".json"],
    "csv": [".indicators.csv", ".findings.csv"],
    "excel-csv": [".indicators.excel.csv", ".findings.excel.csv"],
    "html": [".html"],
}
OF_THE_RUN = ("catalog", "run-report", ".hebiao")  # times stand here, and only here

failures = []


def check(holds, what):
    if not holds:
        failures.append(what)
        print("FAILED: " + what)


def convert(binary, report, out, *arguments):
    ran = subprocess.run([binary, "convert", report, "-o", out, *arguments], capture_output=True, text=True, check=False)
    check(ran.returncode == 0, f"{arguments}: ends with {ran.returncode}: {ran.stderr}")
    return {path.name: path.read_bytes() for path in pathlib.Path(out).iterdir()
            if path.is_file() and not path.name.startswith(OF_THE_RUN)}


def check_choices(binary, report, folder):
    name = pathlib.Path(report).name
    for wanted in (["xlsx"], ["json"], ["csv"], ["excel-csv"], ["html"], ["json", "excel-csv"], list(SUFFIXES)):
        files = convert(binary, report, folder / "-".join(wanted), "--formats", ",".join(wanted))
        expected = {name + suffix for one in wanted for suffix in SUFFIXES[one]} | {"summary.xlsx"}
        expected |= {"index.html"} if "html" in wanted else set()
        check(set(files) == expected, f"{wanted} writes {sorted(files)}")


def check_csv(name, data):
    spreadsheet = ".excel." in name
    if spreadsheet:
        check(data.startswith(b"\xef\xbb\xbf"), name + ": no byte order mark")
    text = data.decode("utf-8-sig" if spreadsheet else "utf-8")
    check(text.endswith("\r\n") and not re.search(r"[^\r]\n", re.sub(r'"(?:[^"]|"")*"', "", text)), name + ": lines do not end in CRLF")
    rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    check(len({len(row) for row in rows}) == 1, name + ": rows of different lengths")
    for row in rows:
        for field in row:
            formula = field[:1] in ("=", "+", "-", "@", "\t", "\r") and not re.fullmatch(r"-?\d+(\.\d+)?", field)
            check(not (spreadsheet and formula), f"{name}: {field!r} is a formula to a spreadsheet")
    return rows


def main(binary, report):
    folder = pathlib.Path(tempfile.mkdtemp())
    check_choices(binary, report, folder)
    everything = ",".join(SUFFIXES)
    first = convert(binary, report, folder / "first", "--formats", everything, "--jobs", "1")
    second = convert(binary, report, folder / "second", "--formats", everything, "--jobs", "2")
    again = convert(binary, report, folder / "first", "--formats", everything, "--force")
    for name in sorted(set(first) | set(second) | set(again)):
        check(first.get(name) == second.get(name) == again.get(name), name + ": another run writes other bytes")
    tables = {name: check_csv(name, data) for name, data in first.items() if name.endswith(".csv")}
    for name, rows in tables.items():
        if ".excel." in name:
            plain = tables[name.replace(".excel.", ".")]
            guarded = [[field.removeprefix("'") for field in row] for row in rows]
            check(guarded == [[field.removeprefix("'") for field in row] for row in plain], name + ": says something else")
    verbatim = {field for name, rows in tables.items() if ".excel." not in name for row in rows for field in row}
    check(any(field.startswith("=") for field in verbatim), "the report has no text like a formula to try this on")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2]))
