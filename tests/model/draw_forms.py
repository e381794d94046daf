#!/usr/bin/env python3
"""Writes the forms of a grid file as tab-separated text and as a PDF of ruled tables, which say the same.

    draw_forms.py FORMS.grid OUT        writes OUT.txt, OUT.html and OUT.pdf (weasyprint); exit 3 if that is not installed

A line of the grid file is a row, its cells divided by |; `<` stands where the cell to the left goes on, `^` where the
one above does; a line without | is text outside the tables; a line of = begins a form.
"""

import html
import pathlib
import shutil
import subprocess
import sys

STYLE = """<meta charset=utf-8><style>
@page { size: A4; margin: 15mm; }
body { font: 9pt "WenQuanYi Zen Hei", "Noto Sans CJK SC"; }
p { text-align: center; margin: 2pt; }
table { border-collapse: collapse; width: 100%; }
td { border: 0.75pt solid black; padding: 2pt; text-align: center; }
</style>"""


def forms_of(text):
    forms = [[]]
    for line in text.splitlines():
        if line.startswith("="):
            forms.append([])
        elif line and not line.startswith("#"):
            forms[-1].append(line.split("|"))
    return [form for form in forms if form]


def as_text(form):
    width = max(len(row) for row in form)
    lines = []
    for row in form:
        cells = ["" if cell in "<^" else cell for cell in row]
        lines.append("\t".join(cells + [""] * (width - len(cells))) if len(row) > 1 else row[0])
    return "\n".join(lines) + "\n"


def as_table(rows):
    out = "<table>"
    for r, row in enumerate(rows):
        out += "<tr>"
        for c, cell in enumerate(row):
            if cell in ("<", "^"):
                continue
            columns = rows_spanned = 1
            while c + columns < len(row) and row[c + columns] == "<":
                columns += 1
            while r + rows_spanned < len(rows) and rows[r + rows_spanned][c : c + 1] == ["^"]:
                rows_spanned += 1
            out += f"<td rowspan={rows_spanned} colspan={columns}>{html.escape(cell)}</td>"
        out += "</tr>"
    return out + "</table>"


def as_html(form):
    width = max(len(row) for row in form)
    out, rows = "", []
    for row in form + [[""]]:
        if len(row) > 1:
            rows.append(row + ["<"] * (width - len(row)))
            continue
        if rows:
            out += as_table(rows)
        rows = []
        out += f"<p>{html.escape(row[0])}</p>" if row[0] else ""
    return f"<section>{out}</section>"


def main():
    grid, out = pathlib.Path(sys.argv[1]), sys.argv[2]
    forms = forms_of(grid.read_text(encoding="utf-8"))
    pathlib.Path(out + ".txt").write_text("\n".join(as_text(form) for form in forms), encoding="utf-8")
    pathlib.Path(out + ".html").write_text(STYLE + "".join(as_html(form) for form in forms), encoding="utf-8")
    if shutil.which("weasyprint") is None:
        return 3
    return subprocess.run(["weasyprint", "-q", out + ".html", out + ".pdf"], stderr=subprocess.DEVNULL).returncode


if __name__ == "__main__":
    sys.exit(main())
