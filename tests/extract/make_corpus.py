#!/usr/bin/python3
"""Draws the sample reports as PDFs by several producers, with the cells that a reader must find beside them.

    make_corpus.py SAMPLES OUT [NAME...]

Writes OUT/NAME.PRODUCER.pdf and .truth (see truth.h) for every report in SAMPLES, or for those named. Producers:
LibreOffice Writer and Calc, Chromium, WeasyPrint, and ReportLab with a Chinese font that is not embedded. From some of
them come variants: encrypted with an empty password, turned and cropped pages, a watermark over every page, every glyph
drawn twice, no ToUnicode maps, another font that is not embedded. `bare-…` are the fund and the indicator tables of a
report without any rule. A producer that is not installed is left out, by name, on standard error.
"""

import importlib.machinery
import importlib.util
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
from xml.sax.saxutils import escape

HERE = pathlib.Path(__file__).resolve().parent
loader = importlib.machinery.SourceFileLoader("typeset", str(HERE.parent.parent / "scripts" / "typeset"))
spec = importlib.util.spec_from_loader("typeset", loader)
typeset = importlib.util.module_from_spec(spec)
sys.dont_write_bytecode = True
loader.exec_module(typeset)


def quiet(*command):
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=180)


def forms(text):
    return [(titles, typeset.layout(rows, False)) for titles, rows in typeset.forms_of(text.splitlines()) if rows]


def reportlab(text, target):
    """One tall page a form: ReportLab does not break merged cells."""
    from reportlab.lib import colors
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate, Table, TableStyle
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    style = ParagraphStyle("cell", fontName="STSong-Light", fontSize=9, leading=11, wordWrap="CJK")
    story = []
    for titles, grid in forms(text):
        story += [Paragraph(escape(t), style) for t in titles]
        spans, data = [], []
        for r, row in enumerate(grid):
            data.append([Paragraph(escape(cell.text), style) if cell and cell.text else "" for cell in row])
            for c, cell in enumerate(row):
                if cell and (cell.rows > 1 or cell.columns > 1):
                    spans.append(("SPAN", (c, r), (c + cell.columns - 1, r + cell.rows - 1)))
        width = 540 / len(grid[0])
        story += [Table(data, colWidths=[width] * len(grid[0]),
                        style=TableStyle([("GRID", (0, 0), (-1, -1), 0.5, colors.black),
                                          ("VALIGN", (0, 0), (-1, -1), "MIDDLE")] + spans)), PageBreak()]
    SimpleDocTemplate(str(target), pagesize=(595, 3000), leftMargin=25, rightMargin=25, invariant=1).build(story)


def calc(text, target):
    """A sheet a form, one page wide, cells with dashed borders."""
    head = ('<?xml version="1.0" encoding="UTF-8"?><office:document'
            ' xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
            ' xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"'
            ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
            ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
            ' xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" office:version="1.2"'
            ' office:mimetype="application/vnd.oasis.opendocument.spreadsheet"><office:automatic-styles>'
            '<style:page-layout style:name="P"><style:page-layout-properties fo:page-width="60cm"'
            ' fo:page-height="120cm" fo:margin="1cm"/></style:page-layout>'
            '<style:style style:name="C" style:family="table-cell"><style:table-cell-properties'
            ' fo:border="0.75pt dashed #000000" fo:wrap-option="wrap" style:vertical-align="middle"/>'
            '<style:text-properties style:font-name-asian="WenQuanYi Zen Hei" fo:font-size="9pt"/></style:style>'
            '<style:style style:name="K" style:family="table-column"><style:table-column-properties'
            ' style:column-width="3cm"/></style:style>'
            '<style:style style:name="R" style:family="table-row"><style:table-row-properties'
            ' style:use-optimal-row-height="true"/></style:style>'
            '<style:style style:name="T" style:family="table" style:master-page-name="M"/></office:automatic-styles>'
            '<office:master-styles><style:master-page style:name="M" style:page-layout-name="P">'
            '<style:header style:display="false"/><style:footer style:display="false"/></style:master-page>'
            '</office:master-styles><office:body><office:spreadsheet>')
    out = [head]
    for i, (_, grid) in enumerate(forms(text)):
        out.append('<table:table table:name="S%d" table:style-name="T"><table:table-column table:style-name="K"'
                   ' table:number-columns-repeated="%d"/>' % (i + 1, len(grid[0])))
        covered = set()
        for r, row in enumerate(grid):
            out.append('<table:table-row table:style-name="R">')
            for c, cell in enumerate(row):
                if (r, c) in covered or cell is None:
                    out.append('<table:covered-table-cell table:style-name="C"/>')
                    continue
                covered |= {(r + a, c + b) for a in range(cell.rows) for b in range(cell.columns)}
                out.append('<table:table-cell table:style-name="C" office:value-type="string"'
                           ' table:number-rows-spanned="%d" table:number-columns-spanned="%d"><text:p>%s</text:p>'
                           '</table:table-cell>' % (cell.rows, cell.columns, escape(cell.text)))
            out.append('</table:table-row>')
        out.append('</table:table>')
    out.append('</office:spreadsheet></office:body></office:document>')
    with tempfile.TemporaryDirectory() as folder:
        source = pathlib.Path(folder) / "book.fods"
        source.write_text("".join(out), encoding="utf-8")
        quiet("soffice", "-env:UserInstallation=file://" + folder + "/profile", "--headless", "--convert-to",
              "pdf:calc_pdf_Export", "--outdir", folder, str(source))
        shutil.move(pathlib.Path(folder) / "book.pdf", target)


class Bare:
    """The fund and the indicator block of each form as plain tables, printed without a rule."""

    STYLE = ("@page { size: A4; margin: 20mm 15mm; } body { font-family: 'WenQuanYi Zen Hei', 'Noto Sans CJK SC'; }"
             " table { border-collapse: collapse; width: 100%; margin: 12pt 0 24pt 0; font-size: 9pt; }"
             " td { padding: 3pt 6pt; vertical-align: top; font-size: 9pt; } p { font-size: 12pt; }")

    def __init__(self, text):
        self.tables = []
        for titles, grid in forms(text):
            columns = len(grid[0])
            texts = [[cell.text if cell else "" for cell in row] for row in grid]
            begins = [{c for c in range(columns) if row[c]} for row in grid]
            fund = next((r for r, row in enumerate(texts) if typeset.is_fund_head(row)), None)
            head = next((r for r, row in enumerate(texts) if set(map(typeset.plain, row)) & set(typeset.NAME_HEADS)), None)
            if fund is None or head is None:
                continue
            end = next(r for r in range(fund + 1, head + 1) if 0 in begins[r] and texts[r][0])
            for rows in (range(fund, end), range(head, len(grid))):
                # What stands in the first column labels the whole block: it goes into the title.
                kept = [c for c in range(1, columns) if any(texts[r][c] for r in rows)]
                self.tables.append((titles[0] + " " + texts[rows[0]][0], [[texts[r][c] for c in kept] for r in rows]))

    def html(self):
        out = ['<!doctype html><html lang="zh"><head><meta charset="utf-8"><style>', self.STYLE, "</style></head><body>"]
        for title, rows in self.tables:
            out.append('<p>%s</p><table border="0" cellpadding="7" width="100%%">' % escape(title))
            out += ['<tr valign="top">%s</tr>' % "".join("<td>%s</td>" % escape(text) for text in row) for row in rows]
            out.append("</table>")
        return "".join(out + ["</body></html>"])

    def truth(self):
        out = []
        for _, rows in self.tables:
            out.append("table")
            out += ["cell %d,%d 1x1 %s" % (r, c, text) for r, row in enumerate(rows) for c, text in enumerate(row)]
        return "\n".join(out) + "\n"


def as_text(source):
    with tempfile.NamedTemporaryFile(suffix=".qdf") as out:
        quiet("qpdf", "--qdf", "--object-streams=disable", str(source), out.name)
        return pathlib.Path(out.name).read_bytes()


def from_text(body, target):
    with tempfile.NamedTemporaryFile(suffix=".qdf") as edited:
        edited.write(body)
        edited.flush()
        with open(target, "wb") as out:
            subprocess.run(["fix-qdf", edited.name], check=True, stdout=out, stderr=subprocess.DEVNULL)


def without_to_unicode(source, target):
    from_text(re.sub(rb"/ToUnicode \d+ 0 R", b"", as_text(source)), target)


def with_another_font(source, target):
    from_text(as_text(source).replace(b"STSong-Light", b"FangSong_GB2312"), target)


def cropped(source, target):
    """Only a corner of white is cut off: what is drawn stays."""
    from_text(re.sub(rb"(/MediaBox \[\s+)0\s+0\s+(\S+)\s+(\S+)(\s+\])", rb"\g<0>\n  /CropBox [ 18 24 \2 \3 ]", as_text(source)),
              target)


def with_watermark(source, target):
    from reportlab.pdfgen import canvas
    with tempfile.NamedTemporaryFile(suffix=".pdf") as mark:
        page = canvas.Canvas(mark.name, pagesize=(595, 842))
        page.setFont("Helvetica", 70)
        page.setFillGray(0.8)
        page.translate(120, 250)
        page.rotate(45)
        page.drawString(0, 0, "SPECIMEN 2023")
        page.save()
        quiet("qpdf", str(source), "--overlay", mark.name, "--repeat=1", "--", str(target))


def doubled(source, target):
    """Every text operator twice, a third of a point apart: bold as old printer drivers make it."""
    body = as_text(source)
    from_text(re.sub(rb"\nBT\n.*?\nET\b", lambda m: b"\nq" + m.group(0) + b"\nQ\nq 1 0 0 1 0.3 0 cm" + m.group(0) + b"\nQ",
                     body, flags=re.S), target)


def main():
    samples, out = map(pathlib.Path, sys.argv[1:3])
    names = set(sys.argv[3:])
    out.mkdir(parents=True, exist_ok=True)
    have = {tool: shutil.which(tool) is not None for tool in ("soffice", "chromium", "weasyprint", "qpdf")}
    try:
        import reportlab as _  # noqa: F401
        have["reportlab"] = True
    except ImportError:
        have["reportlab"] = False
    for tool, there in have.items():
        if not there:
            print("make_corpus: %s is not installed" % tool, file=sys.stderr)
    for report in sorted(samples.glob("*.txt")):
        if names and report.stem not in names:
            continue
        try:
            text = report.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            text = report.read_text(encoding="gb18030")
        base = out / report.stem
        page = base.with_suffix(".html")
        page.write_text(typeset.report_html(text, False), encoding="utf-8")
        truth = typeset.truth(text, False)
        bare = Bare(text)
        bare_page = out / (report.stem + ".bare.html")
        bare_page.write_text(bare.html(), encoding="utf-8")

        def made(name):
            target = out / ("%s.%s.pdf" % (report.stem, name))
            target.with_suffix(".truth").write_text(bare.truth() if name.startswith("bare") else truth, encoding="utf-8")
            return target.resolve()

        if have["soffice"]:
            typeset.run_writer(page, made("writer"))
            calc(text, made("calc"))
            typeset.run_writer(bare_page, made("bare-writer"))
        if have["chromium"]:
            typeset.run_chromium(page, made("chromium"))
            typeset.run_chromium(bare_page, made("bare-chromium"))
        if have["weasyprint"]:
            typeset.run_weasyprint(page, made("weasyprint"))
            typeset.run_weasyprint(bare_page, made("bare-weasyprint"))
        if have["reportlab"]:
            reportlab(text, made("reportlab"))
            if have["qpdf"]:
                with_another_font(out / (report.stem + ".reportlab.pdf"), made("fangsong"))
        if have["qpdf"] and have["chromium"] and have["soffice"]:
            writer, chromium = out / (report.stem + ".writer.pdf"), out / (report.stem + ".chromium.pdf")
            quiet("qpdf", "--encrypt", "", "owner", "256", "--", str(writer), str(made("encrypted")))
            quiet("qpdf", "--rotate=+90", str(chromium), str(made("turned")))
            without_to_unicode(chromium, made("no-to-unicode"))
            if have["reportlab"]:
                with_watermark(writer, made("watermark"))
            doubled(writer, made("doubled"))
            cropped(writer, made("cropped"))
    return 0


if __name__ == "__main__":
    sys.exit(main())
