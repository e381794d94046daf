#include "tests/extract/pdf_builder.h"

#include <fmt/format.h>
#include <zlib.h>

#include <cmath>
#include <numbers>

namespace hebiao {
namespace {

std::u16string utf16(std::string_view utf8) {
  std::u16string out;
  for (std::size_t i = 0; i < utf8.size();) {
    auto byte = [&](std::size_t k) { return static_cast<unsigned char>(utf8[i + k]); };
    unsigned c = byte(0);
    if (c < 0x80) {
      i += 1;
    } else if (c < 0xE0) {
      c = (c & 0x1Fu) << 6 | (byte(1) & 0x3Fu);
      i += 2;
    } else {
      c = (c & 0x0Fu) << 12 | (byte(1) & 0x3Fu) << 6 | (byte(2) & 0x3Fu);
      i += 3;
    }
    out.push_back(static_cast<char16_t>(c));
  }
  return out;
}

std::string hex(std::string_view text, const std::string& font) {
  std::string out;
  if (font == "F2" || font == "F3") {
    for (char c : text) out += fmt::format("{:02X}", static_cast<unsigned char>(c));
  } else {
    for (char16_t c : utf16(text)) out += fmt::format("{:04X}", static_cast<unsigned>(c));
  }
  return out;
}

constexpr std::string_view kFonts =
    "<< /F1 << /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [ 5 0 R ] "
    ">>\n"
    "   /F2 << /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /GBK-EUC-H /DescendantFonts [ 5 0 R ] >>\n"
    "   /F3 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>\n"
    "   /F4 << /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-V /DescendantFonts [ 5 0 R ] "
    ">> "
    ">>";

constexpr std::string_view kDescendant =
    "<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /DW 1000 /W [ 1 95 500 814 939 500 ]\n"
    "   /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 0 >> /FontDescriptor 6 0 R >>";

constexpr std::string_view kDescriptor =
    "<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [ -25 -254 1000 880 ] /ItalicAngle 0\n"
    "   /Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >>";

constexpr std::string_view kImage =
    "<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8 /Length 1 >>\n"
    "stream\n\x40\nendstream";

constexpr int kFirstOwnObject = 8;  // those before it are the builder's

std::string deflated(const std::string& text) {
  uLongf size = compressBound(text.size());
  std::string out(size, '\0');
  compress2(reinterpret_cast<Bytef*>(out.data()), &size, reinterpret_cast<const Bytef*>(text.data()), text.size(), 1);
  out.resize(size);
  return out;
}

}  // namespace

int PdfBuilder::object(std::string body) {
  objects_.push_back(std::move(body));
  return kFirstOwnObject + static_cast<int>(objects_.size()) - 1;
}

PdfBuilder& PdfBuilder::catalog(std::string extra) {
  catalog_ += extra;
  return *this;
}

PdfBuilder& PdfBuilder::compress() {
  compress_ = true;
  return *this;
}

PdfBuilder& PdfBuilder::page(double width, double height, std::string extra) {
  pages_.push_back({width, height, std::move(extra), ""});
  return *this;
}

PdfBuilder& PdfBuilder::text(double x, double baseline, std::string_view utf8, const TextStyle& style) {
  if (style.font == "F2") {
    characters_ += utf8.size() / 2;  // GBK, two bytes each
  } else {
    for (char16_t c : utf16(utf8)) characters_ += c == u' ' || c == u'\u3000' ? 0 : 1;
  }
  double radians = style.angle * std::numbers::pi / 180;
  content() += fmt::format("BT /{} {} Tf {} Tr {} g {:.5f} {:.5f} {:.5f} {:.5f} {:.3f} {:.3f} Tm <{}> Tj ET 0 g\n",
                           style.font, style.size, style.render, style.gray, std::cos(radians), std::sin(radians),
                           -std::sin(radians), std::cos(radians), x, up(baseline), hex(utf8, style.font));
  return *this;
}

PdfBuilder& PdfBuilder::line(double x0, double y0, double x1, double y1, double width) {
  content() += fmt::format("{} w {} {} m {} {} l S\n", width, x0, up(y0), x1, up(y1));
  return *this;
}

PdfBuilder& PdfBuilder::fill(const Box& box, double gray) {
  content() += fmt::format("{} g {} {} {} {} re f 0 g\n", gray, box.left, up(box.bottom), box.width(), box.height());
  return *this;
}

PdfBuilder& PdfBuilder::image(const Box& box) {
  content() += fmt::format("q {} 0 0 {} {} {} cm /I1 Do Q\n", box.width(), box.height(), box.left, up(box.bottom));
  return *this;
}

PdfBuilder& PdfBuilder::raw(std::string operators) {
  content() += operators + "\n";
  return *this;
}

PdfBuilder& PdfBuilder::border(const Box& box, RuleStyle style) {
  auto thin = [&](double left, double top, double right, double bottom) {
    content() += fmt::format("{:.3f} {:.3f} {:.3f} {:.3f} re f\n", left, up(bottom), right - left, bottom - top);
  };
  auto four_strokes = [&](const Box& b) {
    line(b.left, b.top, b.right, b.top);
    line(b.right, b.bottom, b.left, b.bottom);
    line(b.left, b.bottom, b.left, b.top);
    line(b.right, b.top, b.right, b.bottom);
  };
  switch (style) {
    case RuleStyle::kStroke:
      four_strokes(box);
      break;
    case RuleStyle::kThinFill:
    case RuleStyle::kFourRects: {
      double w = style == RuleStyle::kThinFill ? 0.75 : 1.5;
      thin(box.left - w / 2, box.top - w / 2, box.right + w / 2, box.top + w / 2);
      thin(box.left - w / 2, box.bottom - w / 2, box.right + w / 2, box.bottom + w / 2);
      thin(box.left - w / 2, box.top - w / 2, box.left + w / 2, box.bottom + w / 2);
      thin(box.right - w / 2, box.top - w / 2, box.right + w / 2, box.bottom + w / 2);
      break;
    }
    case RuleStyle::kDashed:
      content() += "[3 2] 0 d\n";
      four_strokes(box);
      content() += "[] 0 d\n";
      break;
    case RuleStyle::kDashPieces:
      for (double x = box.left; x < box.right; x += 6) {
        line(x, box.top, std::min(x + 3, box.right), box.top);
        line(x, box.bottom, std::min(x + 3, box.right), box.bottom);
      }
      for (double y = box.top; y < box.bottom; y += 6) {
        line(box.left, y, box.left, std::min(y + 3, box.bottom));
        line(box.right, y, box.right, std::min(y + 3, box.bottom));
      }
      break;
    case RuleStyle::kDots:
      for (double x = box.left; x <= box.right; x += 2) {
        thin(x - 0.5, box.top - 0.5, x + 0.5, box.top + 0.5);
        thin(x - 0.5, box.bottom - 0.5, x + 0.5, box.bottom + 0.5);
      }
      for (double y = box.top; y <= box.bottom; y += 2) {
        thin(box.left - 0.5, y - 0.5, box.left + 0.5, y + 0.5);
        thin(box.right - 0.5, y - 0.5, box.right + 0.5, y + 0.5);
      }
      break;
    case RuleStyle::kDouble:
      four_strokes({box.left - 1, box.top - 1, box.right + 1, box.bottom + 1});
      four_strokes({box.left + 1, box.top + 1, box.right - 1, box.bottom - 1});
      break;
    case RuleStyle::kColoured:
      content() += "0.8 0.1 0.1 RG\n";
      four_strokes(box);
      content() += "0 0 0 RG\n";
      break;
    case RuleStyle::kClipped:  // a black page seen through slits
      for (const Box& slit : {Box{box.left, box.top - 0.4, box.right, box.top + 0.4},
                              Box{box.left, box.bottom - 0.4, box.right, box.bottom + 0.4},
                              Box{box.left - 0.4, box.top, box.left + 0.4, box.bottom},
                              Box{box.right - 0.4, box.top, box.right + 0.4, box.bottom}}) {
        content() += fmt::format("q {} {} {} {} re W n 0 0 {} {} re f Q\n", slit.left, up(slit.bottom), slit.width(),
                                 slit.height(), pages_.back().width, pages_.back().height);
      }
      break;
    case RuleStyle::kFrames:
      content() +=
          fmt::format("{} {} {} {} re {} {} {} {} re f*\n", box.left - 0.4, up(box.bottom + 0.4), box.width() + 0.8,
                      box.height() + 0.8, box.left + 0.4, up(box.bottom - 0.4), box.width() - 0.8, box.height() - 0.8);
      break;
  }
  return *this;
}

PdfBuilder& PdfBuilder::grid(const GridText& g) {
  for (std::size_t r = 0; r < g.rows.size(); ++r) {
    for (std::size_t c = 0; c < g.rows[r].size(); ++c) {
      double left = g.left + g.width * static_cast<double>(c);
      double top = g.top + g.height * static_cast<double>(r);
      border({left, top, left + g.width, top + g.height}, g.style);
      if (!g.rows[r][c].empty()) text(left + 4, top + g.height - 9, g.rows[r][c]);
    }
  }
  return *this;
}

std::string PdfBuilder::bytes() const {
  std::vector<std::string> objects(kFirstOwnObject);
  objects[1] = "<< /Type /Catalog /Pages 2 0 R " + catalog_ + " >>";
  objects[3] = fmt::format("<< /Font {} /XObject << /I1 7 0 R >> >>", kFonts);
  objects[4] = "null";
  objects[5] = kDescendant;
  objects[6] = kDescriptor;
  objects[7] = kImage;
  objects.insert(objects.end(), objects_.begin(), objects_.end());
  std::string kids;
  for (const PageSource& p : pages_) {
    std::size_t number = objects.size();
    bool own = p.extra.find("/Resources") != p.extra.npos;
    kids += fmt::format("{} 0 R ", number);
    objects.push_back(fmt::format("<< /Type /Page /Parent 2 0 R /MediaBox [ 0 0 {} {} ] {} /Contents {} 0 R {} >>",
                                  p.width, p.height, own ? "" : "/Resources 3 0 R", number + 1, p.extra));
    std::string content = compress_ ? deflated(p.content) : p.content;
    objects.push_back(fmt::format("<< /Length {} {} >>\nstream\n{}\nendstream", content.size(),
                                  compress_ ? "/Filter /FlateDecode" : "", content));
  }
  objects[2] = fmt::format("<< /Type /Pages /Count {} /Kids [ {}] >>", pages_.size(), kids);
  std::string out = "%PDF-1.7\n";
  std::string xref = fmt::format("xref\n0 {}\n0000000000 65535 f \n", objects.size());
  for (std::size_t i = 1; i < objects.size(); ++i) {
    xref += fmt::format("{:010d} 00000 n \n", out.size());
    out += fmt::format("{} 0 obj\n{}\nendobj\n", i, objects[i]);
  }
  std::size_t start = out.size();
  return out + xref + fmt::format("trailer << /Size {} /Root 1 0 R >>\nstartxref\n{}\n%%EOF\n", objects.size(), start);
}

}  // namespace hebiao
