#!/usr/bin/env python3
"""A person's work survives: convert, write decisions into the workbook, convert again, with the real program.

  decision_cycle.py BINARY REPORT     (REPORT: a text report with several findings)

Exit code: 0 all holds, 1 something does not, 77 skipped: openpyxl is not installed.
"""

import datetime
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

try:
    import openpyxl
except ImportError:  # the interpreter on the path may be another than the system's, which has the package
    SYSTEM = "/usr/bin/python3"
    if os.path.exists(SYSTEM) and os.path.realpath(sys.executable) != os.path.realpath(SYSTEM):
        os.execv(SYSTEM, [SYSTEM, *sys.argv])
    print("SKIPPED: openpyxl is not installed (python3-openpyxl)")
    sys.exit(77)

failures = []


def check(holds, what):
    if not holds:
        failures.append(what)
        print("FAILED: " + what)


def convert(binary, report, out):
    command = [binary, "--lang", "zh", "convert", str(report), "-o", str(out), "--formats", "xlsx,html", "--jobs", "1"]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    check(ran.returncode == 0, f"convert ends with {ran.returncode}: {ran.stderr}")
    return ran.stdout + ran.stderr


def rows(workbook, sheet):
    """The rows of a table as dictionaries by heading."""
    table = workbook[sheet].iter_rows(values_only=True)
    heads = next(table)
    return [dict(zip(heads, row)) for row in table]


def edit(path, decisions):
    """Writes {row: {heading: value}} into 发现, as a person would, and saves with another program."""
    workbook = openpyxl.load_workbook(path)
    sheet = workbook["发现"]
    columns = {cell.value: cell.column for cell in sheet[1]}
    for row, values in decisions.items():
        for heading, value in values.items():
            sheet.cell(row, columns[heading], value)
    workbook.save(path)


def main(binary, report):
    folder = pathlib.Path(tempfile.mkdtemp())
    report_in = folder / "in" / report.name
    report_in.parent.mkdir()
    shutil.copy(report, report_in)
    out = folder / "out"
    convert(binary, report_in, out)
    workbook = out / (report.name + ".xlsx")
    newer = out / (report.name + ".new.xlsx")
    before = rows(openpyxl.load_workbook(workbook), "发现")
    check(len(before) >= 4, "the report has too few findings to try this")

    remark = "已核对原件\n第二行，含\t制表符 \\ 与 =1+1"
    edit(workbook, {
        2: {"处理决定": "属实，予以接受", "复核人": "王五", "复核日期": datetime.date(2024, 5, 6), "备注": remark},
        3: {"处理决定": "属实，应更正", "复核人": "赵六 & 孙七"},
        4: {"备注": "只写了备注"},
    })
    edited = workbook.read_bytes()
    said = convert(binary, report_in, out)
    check(workbook.read_bytes() == edited, "the edited workbook was overwritten")
    check(newer.exists() and newer.name in said, "the run does not name the new workbook: " + said)
    accepted_file = (out / "accepted.tsv").read_text().splitlines()
    check(len(accepted_file) == 1 + 3, "the accepted-findings file has not the three rows that were written")

    made = openpyxl.load_workbook(newer)
    accepted = rows(made, "已接受")
    still = {row["指纹"]: row for row in rows(made, "发现")}
    check([row["指纹"] for row in accepted] == [before[0]["指纹"]], "已接受 does not hold just the accepted finding")
    check(accepted[0]["处理决定"] == "属实，予以接受" and accepted[0]["复核人"] == "王五", "the decision came back changed")
    check(str(accepted[0]["复核日期"]) == "2024-05-06", f"the date came back as {accepted[0]['复核日期']}")
    check(accepted[0]["备注"] == remark, f"the remark came back as {accepted[0]['备注']!r}")
    check(still[before[1]["指纹"]]["处理决定"] == "属实，应更正" and still[before[1]["指纹"]]["复核人"] == "赵六 & 孙七",
          "an undecided finding lost its row or its words")
    check(still[before[2]["指纹"]]["备注"] == "只写了备注", "a remark alone is lost")
    check(len(accepted) + len(still) == len(before), "a finding got lost")
    page = (out / (report.name + ".html")).read_text()
    check(" accepted\" id=\"" + before[0]["指纹"] in page and "王五" in page, "the review page does not show the decision")

    convert(binary, report_in, out)
    check(not (out / (report.name + ".new-2.xlsx")).exists(), "a third run without a change writes another workbook")

    # A decision holds for the figure at which it was made.
    printed = str(before[0]["原文"])
    text = report_in.read_bytes()
    check(text.count(printed.encode()) > 0, "the printed figure is not in the report")
    report_in.write_bytes(text.replace(printed.encode(), printed[:-1].encode() + (b"1" if printed[-1] != "1" else b"2")))
    convert(binary, report_in, out)
    latest = rows(openpyxl.load_workbook(newer), "发现")
    lapsed = [row for row in latest if row["指纹"] == before[0]["指纹"]]
    check(bool(lapsed) and "失效" in lapsed[0]["与上次比"], "the decision did not lapse with its figure")
    check(workbook.read_bytes() == edited, "the edited workbook was overwritten after the report changed")
    shutil.rmtree(folder)
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], pathlib.Path(sys.argv[2])))
