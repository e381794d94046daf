// hebiao extract FILE: the tables as the document draws them, before any meaning.
#include <filesystem>
#include <fstream>
#include <string_view>

#include "cli/command_parts.h"
#include "emit/extraction.h"
#include "extract/extract.h"

namespace hebiao {
namespace {

struct ExtractFlags {
  std::string file;
  std::string format = "json";
  std::string debug_svg;
};

std::string in_format(const Document& document, const std::string& format) {
  if (format == "csv") return extraction_csv(document);
  if (format == "html") return extraction_html(document);
  if (format == "text") return extraction_text(document);
  return extraction_json(document);
}

bool write_file(const std::string& path, std::string_view text) {
  std::ofstream stream(path, std::ios::binary);
  stream.write(text.data(), static_cast<std::streamsize>(text.size()));
  return stream.flush().good();
}

ExitCode run_extract(const ExtractFlags& flags, const Session& session) {
  const std::filesystem::path path(flags.file);
  const Result<Document> document = extract_document(path, path.filename().string(), ExtractOptions{});
  if (!document) {
    print_error(session.terminal, document.error());
    return exit_code_of(document.error().problem.code);
  }
  if (!flags.debug_svg.empty() && !write_file(flags.debug_svg, extraction_svg(*document))) {
    print_error(session.terminal, Message{flags.debug_svg + ": 写不进去", flags.debug_svg + ": cannot be written"});
    return ExitCode::kOutputUnwritable;
  }
  print_result(in_format(*document, flags.format));
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
