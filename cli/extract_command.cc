// hebiao extract FILE: the tables as the document draws them, before any meaning.
#include <filesystem>
#include <fstream>
#include <string_view>

#include "cli/command_parts.h"
#include "emit/extraction.h"
#include "extract/extract.h"
#include "extract/render.h"
#include "normalize/normalize.h"

namespace hebiao {
namespace {

struct ExtractFlags {
  std::string file;
  std::string format = "json";
  std::string debug_svg;
};

void print_as(const std::string& format, const Document& document) {
  if (format == "csv") return print_result(extraction_csv(document));
  if (format == "html") return print_result(extraction_html(document));
  if (format == "text") return print_result(extraction_text(document));
  write_extraction_json(document, print_result);
}

bool write_file(const std::string& path, std::string_view text) {
  std::ofstream stream(path, std::ios::binary);
  stream.write(text.data(), static_cast<std::streamsize>(text.size()));
  return stream.flush().good();
}

// A picture that cannot be drawn leaves its page an empty sheet.
std::vector<PagePicture> pictures_of(const Document& document, const std::filesystem::path& path) {
  if (document.format == SourceFormat::kText) return {};
  std::vector<int> pages;
  for (const Page& page : document.pages) pages.push_back(page.number);
  Result<std::vector<PagePicture>> pictures = render_file(path, document.sha256, pages, RenderLimits{});
  return pictures ? *std::move(pictures) : std::vector<PagePicture>{};
}

ExitCode run_extract(const ExtractFlags& flags, const Session& session) {
  const std::filesystem::path path(flags.file);
  ExtractOptions options;
  Underlay underlay;
  if (!flags.debug_svg.empty()) {
    options.on_rulings = [&](int page, std::vector<Box> rulings) { underlay.rulings[page] = std::move(rulings); };
  }
  Result<Document> document = extract_document(path, path.filename().string(), options);
  if (!document) {
    print_error(session.terminal, document.error());
    return exit_code_of(document.error().problem.code);
  }
  document = normalize_document(*std::move(document));
  if (!flags.debug_svg.empty()) {
    underlay.pictures = pictures_of(*document, path);
    if (!write_file(flags.debug_svg, extraction_svg(*document, underlay))) {
      print_error(session.terminal, Message{flags.debug_svg + ": 写不进去", flags.debug_svg + ": cannot be written"});
      return ExitCode::kOutputUnwritable;
    }
  }
  print_as(flags.format, *document);
  return ExitCode::kDone;
}

}  // namespace

void add_extract(CLI::App& app, Session& session) {
  auto command = add_command<ExtractFlags>(
      app, session, "extract",
      {"按文件画出的样子取出表格，不作任何解释", "Print the tables as the document draws them, before any meaning"},
      run_extract);
  command.add("FILE", command.options.file, {"PDF 或文本文件", "A PDF or text file"})->required();
  command.add("--format", command.options.format, {"输出格式：json、csv、html 或 text", "json, csv, html or text"})
      ->check(CLI::IsMember({"json", "csv", "html", "text"}))
      ->capture_default_str();
  command.add("--debug-svg", command.options.debug_svg,
              {"另把找到的表格画成 SVG 写入此文件", "Also draw what was found as SVG into this file"});
}

}  // namespace hebiao
