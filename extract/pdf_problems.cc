#include "extract/pdf_problems.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <set>
#include <utility>

namespace hebiao {
namespace {

constexpr double kSuspectShare = 0.2;  // of a page's characters: more without a known character is a font problem

// 1-3, 7 for {1, 2, 3, 7}.
std::string page_list(const std::vector<int>& pages) {
  std::string list;
  for (std::size_t i = 0; i < pages.size();) {
    std::size_t end = i;
    while (end + 1 < pages.size() && pages[end + 1] == pages[end] + 1) ++end;
    if (!list.empty()) list += ", ";
    list += end == i ? fmt::format("{}", pages[i]) : fmt::format("{}-{}", pages[i], pages[end]);
    i = end + 1;
  }
  return list;
}

std::string font_names(const PageCapture& page, FontTrust trust) {
  std::set<std::string> names;
  for (const CapturedFont& f : page.fonts) {
    if (f.trust == trust) names.insert(f.name.empty() ? "?" : f.name);
  }
  std::string list;
  for (const std::string& name : names) list += (list.empty() ? "" : ", ") + name;
  return list;
}

Message limit_message(CaptureLimit met, const Limits& limits) {
  switch (met) {
    case CaptureLimit::kGlyphs:
      return {fmt::format("该页字符超过 {} 个的上限（glyphs_per_page），其余未读", limits.glyphs_per_page),
              fmt::format("the page draws more than {} characters (glyphs_per_page); the rest was not read",
                          limits.glyphs_per_page)};
    case CaptureLimit::kRulings:
      return {fmt::format("该页线条超过 {} 条的上限（rulings_per_page），其余线条未计", limits.rulings_per_page),
              fmt::format("the page draws more than {} lines (rulings_per_page); the lines after that were left out",
                          limits.rulings_per_page)};
    case CaptureLimit::kSavedStates:
      return {fmt::format("该页图形状态嵌套超过 {} 层的上限（saved_states），其余未读", limits.saved_states),
              fmt::format("the page nests more than {} graphics states (saved_states); the rest was not read",
                          limits.saved_states)};
    case CaptureLimit::kSteps:
      return {fmt::format("该页绘图操作超过 {} 步的上限（steps_per_page），其余未读", limits.steps_per_page),
              fmt::format("the page takes more than {} drawing steps (steps_per_page); the rest was not read",
                          limits.steps_per_page)};
    case CaptureLimit::kContent:
      return {fmt::format("该页内容解压后超过 {} 字节的上限（content_bytes），其余未读", limits.content_bytes),
              fmt::format("the page's content unfolds to more than {} bytes (content_bytes); the rest was not read",
                          limits.content_bytes)};
    case CaptureLimit::kPageSize:
      break;
  }
  return {fmt::format("页面边长超过 {:g} 点的上限（page_points），已照读，请核对", limits.page_points),
          fmt::format("a side of the page is longer than {:g} points (page_points); it was read all the same",
                      limits.page_points)};
}

}  // namespace

void PdfProblems::note(int page, ProblemCode code, std::string zh, std::string en) {
  std::vector<int>& pages = pages_[Kind{code, std::move(zh), std::move(en)}];
  if (pages.empty() || pages.back() != page) pages.push_back(page);
}

void PdfProblems::note_repair() {
  note(1, ProblemCode::kPdfDamaged, "文件的交叉引用表或页面目录已损坏，已扫描全文重建；请核对页数与内容是否完整",
       "the cross-reference table or the page tree is damaged and was rebuilt by scanning the file; check that nothing "
       "is missing");
}

void PdfProblems::note_page_limit(int pages, int limit) {
  note(limit, ProblemCode::kLimitExceeded,
       fmt::format("文件声明有 {} 页，超过 {} 页的上限（pages），其后各页未读", pages, limit),
       fmt::format("the file declares {} pages, over the limit of {} (pages); the pages after it were not read", pages,
                   limit));
}

void PdfProblems::note_capture(const PageCapture& page, const Limits& limits) {
  if (page.broken) {
    note(page.number, ProblemCode::kPdfDamaged, "页面对象缺失或损坏，该页未能读取",
         "the page object is missing or broken; the page could not be read");
  }
  if (page.cmap_missing) {
    note(page.number, ProblemCode::kCmapMissing,
         "缺少读取中文字体所需的字符映射，文字会丢失；请安装 poppler-data 软件包后重试",
         "the character maps for Chinese fonts are missing and text is lost; install the package poppler-data and "
         "retry");
  }
  if (page.timed_out) {
    note(
        page.number, ProblemCode::kLimitExceeded,
        fmt::format("处理时间超过 {:g} 秒的上限（seconds），该页及其后各页未读完", limits.seconds),
        fmt::format("the time limit of {:g} s was met (seconds); this page and those after it were not read to the end",
                    limits.seconds));
  }
  for (CaptureLimit limit : page.limits_met) {
    Message met = limit_message(limit, limits);
    note(page.number, ProblemCode::kLimitExceeded, std::move(met.zh), std::move(met.en));
  }
  if (std::string fonts = font_names(page, FontTrust::kUndecodable); !fonts.empty()) {
    note(page.number, ProblemCode::kFontUndecodable,
         fmt::format("字体「{}」没有可靠的文字编码（缺 ToUnicode），读出的文字不可信；请改用原始文件或重新导出", fonts),
         fmt::format(
             "the font 「{}」 has no trustworthy text encoding (no ToUnicode map): what was read from it cannot be "
             "trusted; use the original file or export it again",
             fonts));
  }
  if (std::string fonts = font_names(page, FontTrust::kRecovered); !fonts.empty()) {
    note(page.number, ProblemCode::kFontUndecodable,
         fmt::format("字体「{}」缺 ToUnicode 编码，已通过内嵌字体自带的字符表还原文字；请抽查核对", fonts),
         fmt::format(
             "the font 「{}」 has no ToUnicode map; its text was recovered through the character map of the embedded "
             "font file; check a sample",
             fonts));
  }
}

void PdfProblems::note_layout(const PageLayout& page) {
  if (page.image_only) {
    note(page.number, ProblemCode::kNoTextLayer,
         "该页是扫描图像，没有文字层，无法读取；请提供文字版，或先做文字识别（OCR）",
         "the page is a scanned image without a text layer and cannot be read; supply a text version or run OCR first");
  }
  if (page.grid_limit) {
    note(page.number, ProblemCode::kLimitExceeded, "该页线条构成的网格过大（cells_per_table），未按表格读取",
         "the lines of the page form a grid that is too large (cells_per_table); it was not read as a table");
  }
  bool suspect = static_cast<double>(page.unreadable) > kSuspectShare * static_cast<double>(page.characters);
  if (page.characters > 0 && suspect) {
    note(page.number, ProblemCode::kFontUndecodable, "该页有许多字符没有对应的文字（以 U+FFFD 标出）",
         "many characters of the page have no known text (shown as U+FFFD)");
  }
  if (!page.unclosed.empty()) {
    note(page.number, ProblemCode::kGridOpen, "该页有表格线未能围成单元格，其中的文字按普通行读取",
         "some table lines of the page do not close to cells; the text there was read as lines");
  }
}

std::vector<Problem> PdfProblems::take() {
  std::vector<Problem> problems;
  for (auto& [kind, pages] : pages_) {
    std::string list = page_list(pages);
    SourceRef at;
    at.page = pages.front();
    problems.push_back(
        {kind.code, {fmt::format("第 {} 页：{}", list, kind.zh), fmt::format("page {}: {}", list, kind.en)}, at});
  }
  std::stable_sort(problems.begin(), problems.end(),
                   [](const Problem& a, const Problem& b) { return a.at.page < b.at.page; });
  pages_.clear();
  return problems;
}

}  // namespace hebiao
