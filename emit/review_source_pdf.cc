// The left half of a review page for a PDF: each page with findings as a picture under an SVG in the page's own
// coordinates (points), so that a Box is drawn with the numbers it has.

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "emit/html.h"
#include "emit/review_parts.h"
#include "emit/words.h"

namespace hebiao {
namespace {

// Figures drawn over the page, in points at A4 width; they grow with the page, because the picture shrinks.
constexpr double kReferenceWidth = 595;
constexpr double kBadgeSize = 9;
constexpr double kDrawnTextSize = 9;
constexpr double kSmallestTextSize = 3;

// The findings that question one cell share its frame.
struct FramedCell {
  Box box;
  std::vector<const ReviewMark*> marks;
};

struct PageFrames {
  std::vector<FramedCell> questioned;
  std::map<std::array<double, 4>, std::size_t> framed;  // box -> index into `questioned`
  std::vector<std::pair<const ReviewMark*, std::vector<Box>>> used;

  void question(const ReviewMark& mark, const Box& box) {
    const auto [entry, is_new] =
        framed.emplace(std::array{box.left, box.top, box.right, box.bottom}, questioned.size());
    if (is_new) questioned.push_back({box, {}});
    questioned[entry->second].marks.push_back(&mark);
  }

  void use(const ReviewMark& mark, const Box& box) {
    if (used.empty() || used.back().first != &mark) used.push_back({&mark, {}});
    used.back().second.push_back(box);
  }
};

std::map<int, PageFrames> frames_by_page(const std::vector<ReviewMark>& marks) {
  std::map<int, PageFrames> pages;
  for (const ReviewMark& mark : marks) {
    for (const SourceRef& at : mark.questioned) {
      if (at.box) pages[at.page].question(mark, *at.box);
    }
    for (const SourceRef& at : mark.used) {
      if (at.box) pages[at.page].use(mark, *at.box);
    }
  }
  return pages;
}

std::string used_path(const ReviewMark& mark, const std::vector<Box>& boxes) {
  std::string d;
  for (const Box& box : boxes)
    d += fmt::format("M{} {}h{}v{}h-{}z", svg_number(box.left), svg_number(box.top), svg_number(box.width()),
                     svg_number(box.height()), svg_number(box.width()));
  return fmt::format("<path class=\"used {}\" data-n=\"{}\" d=\"{}\"/>\n", mark_class(mark), mark.number, d);
}

double characters_of(const std::string& text) {
  return static_cast<double>(
      std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

const ReviewMark& gravest(const FramedCell& cell) {
  return **std::max_element(cell.marks.begin(), cell.marks.end(), [](const ReviewMark* a, const ReviewMark* b) {
    return a->finding->severity < b->finding->severity;
  });
}

// "3", "3 7", "3…": the script writes the same for those that are shown.
std::string badge_text(const FramedCell& cell) {
  std::string text = std::to_string(cell.marks.front()->number);
  if (cell.marks.size() == 2) text += " " + std::to_string(cell.marks.back()->number);
  if (cell.marks.size() > 2) text += "…";
  return text;
}

std::string frame_label(const FramedCell& cell) {
  const ReviewMark& first = *cell.marks.front();
  const std::string more = cell.marks.size() == 1 ? "" : fmt::format("（此格共 {} 条发现）", cell.marks.size());
  return fmt::format("{} {}：{}{}", words::severity(first.finding->severity), first.number, first.finding->message.zh,
                     more);
}

std::string questioned_frame(const FramedCell& cell, double scale) {
  std::string numbers;
  for (const ReviewMark* mark : cell.marks) numbers += fmt::format("{}{}", numbers.empty() ? "" : " ", mark->number);
  const Box& box = cell.box;
  const std::string badge = badge_text(cell);
  const double size = kBadgeSize * scale;
  const double width = size * (0.7 + 0.6 * characters_of(badge));
  const double left = box.right - width;
  return fmt::format(
      "<a class=\"frame {}\" href=\"#{}\" data-n=\"{}\" aria-label=\"{}\">"
      "<rect class=\"box\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"/>"
      "<rect class=\"badge\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" rx=\"{}\"/>"
      "<text x=\"{}\" y=\"{}\" font-size=\"{}\">{}</text></a>\n",
      mark_class(gravest(cell)), html_text(cell.marks.front()->id), numbers, html_text(frame_label(cell)),
      svg_number(box.left), svg_number(box.top), svg_number(box.width()), svg_number(box.height()), svg_number(left),
      svg_number(box.top - size / 2), svg_number(width), svg_number(size), svg_number(size / 4),
      svg_number(left + width / 2), svg_number(box.top + size * 0.3), svg_number(size * 0.85), badge);
}

std::string frames_svg(const Page& page, const PageFrames& frames) {
  const double scale = std::max(1.0, page.width / kReferenceWidth);
  std::string svg = fmt::format("<svg viewBox=\"0 0 {} {}\" preserveAspectRatio=\"none\">\n", svg_number(page.width),
                                svg_number(page.height));
  for (const auto& [mark, boxes] : frames.used) svg += used_path(*mark, boxes);
  for (const FramedCell& cell : frames.questioned) svg += questioned_frame(cell, scale);
  return svg + "</svg>\n";
}

// Large enough to read, small enough that the text fits its box.
double fitting_size(const std::string& text, const Box& box, double largest) {
  const double by_area = std::sqrt(box.width() * box.height() / std::max(1.0, characters_of(text)) / 1.4);
  return std::clamp(by_area, kSmallestTextSize, largest);
}

std::string drawn_text(const std::string& text, const Box& box, std::string_view css_class, double scale) {
  if (box.width() <= 0 || box.height() <= 0) return {};
  return fmt::format(
      "<foreignObject x=\"{0}\" y=\"{1}\" width=\"{2}\" height=\"{3}\" font-size=\"{4}\">"
      "<div class=\"{5}\">{6}</div></foreignObject>\n",
      svg_number(box.left), svg_number(box.top), svg_number(box.width()), svg_number(box.height()),
      svg_number(fitting_size(text, box, kDrawnTextSize * scale)), css_class, html_text(text));
}

std::string drawn_cell(const Cell& cell, const SourceRef& at, double scale) {
  const Box& box = *at.box;
  const std::string text = drawn_text(at == cell.at ? cell.raw : std::string("（续）"), box, "cell", scale);
  return fmt::format("<rect class=\"ruling\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"/>", svg_number(box.left),
                     svg_number(box.top), svg_number(box.width()), svg_number(box.height())) +
         text;
}

// The page as it was read, for want of a picture.
std::string drawn_page(const Report& report, const Page& page) {
  const double scale = std::max(1.0, page.width / kReferenceWidth);
  std::string svg =
      fmt::format("<svg class=\"read\" viewBox=\"0 0 {} {}\">\n", svg_number(page.width), svg_number(page.height));
  for (const Table& table : report.document.tables) {
    for (const Cell& cell : table.cells) {
      if (cell.at.page == page.number && cell.at.box) svg += drawn_cell(cell, cell.at, scale);
      for (const SourceRef& piece : cell.more_at) {
        if (piece.page == page.number && piece.box) svg += drawn_cell(cell, piece, scale);
      }
    }
  }
  for (const Line& line : page.lines) {
    if (line.at.box) svg += drawn_text(line.raw, *line.at.box, line_kind_name(line.kind), scale);
  }
  return svg + "</svg>\n";
}

// The picture (or the space for what stands for it) gives the sheet its height; what lies over it is laid out only when
// it comes into sight.
std::string space(const Page& page) {
  return fmt::format("<svg class=\"space\" viewBox=\"0 0 {} {}\" aria-hidden=\"true\"></svg>\n", svg_number(page.width),
                     svg_number(page.height));
}

std::string picture(const PagePicture& drawn) {
  return fmt::format("<img src=\"{}\" width=\"{}\" height=\"{}\" alt=\"第 {} 页的图像\">\n",
                     data_uri("image/png", drawn.png), drawn.width, drawn.height, drawn.page);
}

std::string why_missing(const SourcePictures& pictures, const PagePicture* drawn) {
  if (drawn != nullptr && !drawn->missing.zh.empty()) return drawn->missing.zh;
  if (!pictures.missing.zh.empty()) return pictures.missing.zh;
  return "未绘制该页的图片。";
}

class PdfSource {
 public:
  PdfSource(const Report& report, const SourcePictures& pictures, const std::vector<ReviewMark>& marks)
      : report_(report), pictures_(pictures), frames_(frames_by_page(marks)) {
    for (const PagePicture& page : pictures.pages) drawn_[page.page] = &page;
  }

  std::string html() {
    std::string html;
    for (const Page& page : report_.document.pages) {
      if (frames_.count(page.number) == 0 && drawn_.count(page.number) == 0) {
        skip(page.number);
        continue;
      }
      html += end_skip() + figure(page);
    }
    return html + end_skip();
  }

 private:
  std::string figure(const Page& page) {
    const auto found = drawn_.find(page.number);
    const PagePicture* drawn = found != drawn_.end() ? found->second : nullptr;
    const bool has_picture = drawn != nullptr && !drawn->png.empty();
    std::string html =
        fmt::format("<figure class=\"page\" id=\"page-{0}\" data-page=\"{0}\"><figcaption>第 {0} 页", page.number);
    if (!has_picture)
      html += fmt::format("<span class=\"missing\">以下不是源文件的图片，而是按读取结果重画：{}</span>",
                          html_text(why_missing(pictures_, drawn)));
    html += "</figcaption>\n<div class=\"sheet\">\n";
    html += has_picture ? picture(*drawn) : space(page);
    const std::string over =
        (has_picture ? std::string() : drawn_page(report_, page)) + frames_svg(page, frames_[page.number]);
    html +=
        ++figures_ <= kUnfoldedPages ? "<div class=\"over\">\n" + over : "<div class=\"over folded\">" + folded(over);
    return html + "</div></div></figure>\n";
  }

  void skip(int page) {
    if (first_skipped_ == 0) first_skipped_ = page;
    last_skipped_ = page;
  }

  std::string end_skip() {
    if (first_skipped_ == 0) return {};
    const std::string pages = first_skipped_ == last_skipped_
                                  ? fmt::format("第 {} 页", first_skipped_)
                                  : fmt::format("第 {}–{} 页", first_skipped_, last_skipped_);
    first_skipped_ = 0;
    return fmt::format("<p class=\"skipped\">{}：没有发现，未绘制。</p>\n", pages);
  }

  const Report& report_;
  const SourcePictures& pictures_;
  std::map<int, PageFrames> frames_;
  std::map<int, const PagePicture*> drawn_;
  int figures_ = 0;
  int first_skipped_ = 0;
  int last_skipped_ = 0;
};

}  // namespace

std::string review_source_pdf(const Report& report, const SourcePictures& pictures,
                              const std::vector<ReviewMark>& marks) {
  return PdfSource(report, pictures, marks).html();
}

SourcePictures source_pictures(const Report& report, const std::filesystem::path& source, const PictureLimits& limits) {
  SourcePictures pictures;
  if (report.document.format != SourceFormat::kPdf) return pictures;
  std::vector<int> pages = pages_to_picture(report);
  if (pages.size() > limits.pages) {
    pages.resize(limits.pages);
    pictures.missing = {fmt::format("有发现的页超过 {} 页，只绘制了问题较重的 {} 页。", limits.pages, limits.pages),
                        fmt::format("More than {} pages have findings; the gravest were drawn.", limits.pages)};
  }
  if (pages.empty()) return pictures;
  Result<std::vector<PagePicture>> drawn = render_file(source, report.document.sha256, pages, limits.render);
  if (drawn)
    pictures.pages = *std::move(drawn);
  else
    pictures.missing = drawn.error().problem.message;
  return pictures;
}

}  // namespace hebiao
