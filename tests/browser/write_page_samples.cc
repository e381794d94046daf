// Writes the pages that the browser is asked about, each beside the JSON of its report: write_page_samples DIR [long].
#include <fmt/format.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "emit/json.h"
#include "emit/review_page.h"
#include "emit/run_page.h"
#include "tests/emit/page_samples.h"

namespace hebiao {
namespace {

void write(const std::filesystem::path& path, const std::string& text) {
  std::filesystem::create_directories(path.parent_path());
  std::ofstream out(path, std::ios::binary);
  out << text;
}

void write_report(const std::filesystem::path& folder, const std::string& name, Report report) {
  SourcePictures pictures;
  if (report.document.format == SourceFormat::kPdf)
    pictures.pages = *render_pages(test::drawn_pdf(report), pages_to_picture(report), {});
  report.document.name = name;
  write(folder / (name + ".json"), report_json(report));
  write(folder / (name + ".html"), review_page(report, pictures));
}

void write_gone(const std::filesystem::path& folder, const Report& report) {
  write(folder / "gone.pdf.json", report_json(report));
  write(folder / "gone.pdf.html", review_page(report, source_pictures(report, folder / "no such file", {})));
}

// A run whose reports are the pages written here, so that its links can be followed.
void write_run(const std::filesystem::path& folder, const std::vector<std::pair<std::string, Report>>& reports) {
  RunTable table;
  for (const auto& [name, report] : reports) {
    ReportDigest made = digest(report);
    made.name = name;
    table.add(made);
  }
  table.unread.push_back({"坏 文件.pdf", "失败", "文件损坏，无法打开。"});
  write(folder / "index.html", run_page(table, {}));
}

void write_all(const std::filesystem::path& folder, bool is_long) {
  using test::sample_report;
  const std::vector<std::pair<std::string, Report>> reports = {
      {"eight.pdf", sample_report({.forms = 8, .indicators = 25, .findings = 12})},
      {"lines.txt", sample_report({.format = SourceFormat::kText, .forms = 3, .findings = 6})},
      {"年/名 #1?100%.pdf", sample_report({.findings = 4, .project = test::kHostileName})},
      {"huge.pdf", sample_report({.findings = 2, .page_width = 14400, .page_height = 14400})},
      {"clean.pdf", sample_report({.findings = 0})},
  };
  for (const auto& [name, report] : reports) write_report(folder, name, report);
  write_gone(folder, sample_report({.forms = 2}));
  write_run(folder, reports);
  write(folder / "large" / "index.html", run_page(test::table_of(test::sample_run(is_long ? 20'000 : 2'000, 400)), {}));
  if (!is_long) return;
  write_report(folder, "crowded.pdf", sample_report({.indicators = 100, .findings = 10'000}));
  write_report(folder, "many.txt",
               sample_report({.format = SourceFormat::kText, .forms = 500, .indicators = 25, .findings = 20}));
  write_report(folder, "many.pdf", sample_report({.forms = 500, .indicators = 25, .findings = 20}));
}

}  // namespace
}  // namespace hebiao

int main(int argc, char** argv) {
  if (argc < 2) return 64;
  hebiao::write_all(argv[1], argc > 2 && std::string(argv[2]) == "long");
  return 0;
}
