// The sample reports as several producers draw them, against the cells that were drawn. The figures in
// corpus_baseline.tsv may only rise: HEBIAO_REBASE=1 writes the new ones and fails, so that nobody forgets the flag.
//
// The test extract.draw_corpus draws one report by every producer first; HEBIAO_CORPUS names another folder that
// tests/extract/make_corpus.py has filled, with all of them.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>

#include "extract/extract.h"
#include "tests/extract/document_dump.h"
#include "tests/extract/truth.h"

namespace hebiao {
namespace {

const std::string kBaseline = std::string(HEBIAO_SOURCE_DIR) + "/tests/extract/corpus_baseline.tsv";

struct Figures {
  double cells = 0;
  double spans = 0;
  double adjacency = 0;
  double joins = 0;
};

std::map<std::string, Figures> read_baseline() {
  std::map<std::string, Figures> baseline;
  std::ifstream file(kBaseline);
  std::string name;
  Figures f;
  while (file >> name >> f.cells >> f.spans >> f.adjacency >> f.joins) baseline[name] = f;
  return baseline;
}

std::set<std::filesystem::path> corpus() {
  const char* named = std::getenv("HEBIAO_CORPUS");
  std::filesystem::path folder = named != nullptr ? named : HEBIAO_DRAWN_CORPUS;
  std::set<std::filesystem::path> pdfs;
  if (!std::filesystem::is_directory(folder)) return pdfs;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().extension() == ".pdf") pdfs.insert(entry.path());
  }
  return pdfs;
}

TEST(Corpus, NeverGetsWorse) {
  std::set<std::filesystem::path> pdfs = corpus();
  if (pdfs.empty()) GTEST_SKIP() << "nothing was drawn: run extract.draw_corpus, or set HEBIAO_CORPUS";
  std::map<std::string, Figures> baseline = read_baseline();
  std::map<std::string, Figures> now = baseline;
  Score ruled;
  Score bare;
  for (const auto& pdf : pdfs) {
    std::string name = pdf.stem().string();
    Result<Document> document = extract_document(pdf, name, {});
    ASSERT_TRUE(document.has_value()) << name << ": " << document.error().problem.message.en;
    const Coverage& v = document->coverage;
    EXPECT_EQ(v.characters, v.in_cells + v.outside_tables + v.unplaced) << name;
    EXPECT_EQ(v.unplaced, 0u) << name;
    std::filesystem::path truth = pdf;
    Score s = score(*document, read_truth(truth.replace_extension(".truth").string()));
    (name.find(".bare-") == name.npos ? ruled : bare) += s;
    Figures f{s.cells.f1(), s.spans.f1(), s.adjacency.f1(), s.joins.f1()};
    now[name] = f;
    EXPECT_TRUE(baseline.count(name) != 0 || std::getenv("HEBIAO_REBASE") != nullptr) << name << " has no baseline";
    const Figures& b = baseline[name];
    constexpr double kPrinted = 0.00006;  // four decimals in the file
    EXPECT_GE(f.cells + kPrinted, b.cells) << name << ": " << s.first_difference;
    EXPECT_GE(f.spans + kPrinted, b.spans) << name << ": " << s.first_difference;
    EXPECT_GE(f.adjacency + kPrinted, b.adjacency) << name << ": " << s.first_difference;
    EXPECT_GE(f.joins + kPrinted, b.joins) << name << ": " << s.first_difference;
  }
  EXPECT_GE(ruled.cells.f1(), 0.99);
  EXPECT_GE(ruled.spans.f1(), 0.99);
  EXPECT_GE(ruled.adjacency.f1(), 0.99);
  EXPECT_GE(ruled.joins.precision(), 0.98);
  EXPECT_GE(ruled.joins.recall(), 0.98);
  EXPECT_GE(bare.cells.f1(), 0.90);
  EXPECT_GE(bare.spans.f1(), 0.90);
  EXPECT_GE(bare.adjacency.f1(), 0.90);
  EXPECT_GT(bare.cells.wanted, 0U) << "no table without rules was drawn";
  std::printf(
      "ruled: cells %.4f spans %.4f adjacency %.4f joins %zu of %zu found, %zu wanted; bare: cells %.4f spans %.4f "
      "adjacency %.4f; %zu files\n",
      ruled.cells.f1(), ruled.spans.f1(), ruled.adjacency.f1(), ruled.joins.right, ruled.joins.found,
      ruled.joins.wanted, bare.cells.f1(), bare.spans.f1(), bare.adjacency.f1(), pdfs.size());
  if (std::getenv("HEBIAO_REBASE") == nullptr) return;
  std::ofstream out(kBaseline);
  for (const auto& [name, f] : now) {
    out << fmt::format("{}\t{:.4f}\t{:.4f}\t{:.4f}\t{:.4f}\n", name, f.cells, f.spans, f.adjacency, f.joins);
  }
  FAIL() << "the baseline was written anew: unset HEBIAO_REBASE";
}

}  // namespace
}  // namespace hebiao
