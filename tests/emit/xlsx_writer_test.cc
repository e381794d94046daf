#include "emit/xlsx_writer.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <functional>
#include <limits>

#include "emit/replace_file.h"
#include "emit/xlsx_check.h"
#include "emit/xlsx_reader.h"
#include "temp_folder.h"

namespace hebiao::xlsx {
namespace {

using test::bytes_of;
using test::TempFolder;

OverflowWords overflow_words() { return {"More", {"sheet", "cell", "piece", "text"}, "...{}"}; }

Result<void> write(const std::filesystem::path& path, Memory memory,
                   const std::function<void(Workbook&, Memory)>& fill) {
  Workbook book(path, Properties{"title", "subject", "author", "comments", 2023}, overflow_words());
  fill(book, memory);
  return book.finish();
}

// The strings of a workbook written in constant memory: they stand in the cells.
std::vector<std::string> inline_texts(const std::filesystem::path& path, const std::string& part) {
  std::vector<std::string> texts;
  auto package = Package::open(path, PackageOrigin::kOurs);
  if (!package) return texts;
  (void)package->rows(part, [&texts](pugi::xml_node row) {
    for (const auto& cell : row.children("c")) texts.push_back(cell_value(cell, {}));
  });
  return texts;
}

TEST(Workbook, IsCountedWhenItIsOpenedAgain) {
  const TempFolder folder;
  ASSERT_TRUE(write(folder / "a.xlsx", Memory::kWhole, [](Workbook& book, Memory memory) {
    Sheet& sheet = book.add_sheet("One", memory);
    sheet.text({0, 0}, "=100.00(%)");
    sheet.number({0, 1}, 9.83);
    sheet.formula({0, 2}, FormulaNumber{"B1*2", 19.66});
    sheet.formula({0, 3}, FormulaText{"IF(B1>0,\"✓\",\"✗\")", "✓"});
    Style bordered;
    bordered.border = Border::kThin;
    sheet.blank({0, 4}, bordered);
    sheet.merge({{1, 0}, {2, 2}}, "merged");
    sheet.note({0, 1}, {"a note", 200, 80});
    sheet.link({3, 0}, "Two", {4, 1}, "go");
    book.add_sheet("Two", memory);
  }));
  const auto counts = count_sheets(folder / "a.xlsx");
  ASSERT_TRUE(counts) << counts.error().problem.message.en;
  SheetCounts one{"One", 3, 1, 2, 6, 1, 1, 1};  // of the merge, five cells are blank
  SheetCounts two{"Two", 0, 0, 0, 0, 0, 0, 0};
  EXPECT_EQ(*counts, (std::vector<SheetCounts>{one, two}));
  EXPECT_FALSE(std::filesystem::exists(part_path(folder / "a.xlsx")));
}

TEST(Workbook, IsTheSameToTheByte) {
  const TempFolder folder;
  const auto fill = [](Workbook& book, Memory memory) { book.add_sheet("S", memory).text({0, 0}, "核表"); };
  ASSERT_TRUE(write(folder / "a.xlsx", Memory::kWhole, fill));
  ASSERT_TRUE(write(folder / "b.xlsx", Memory::kWhole, fill));
  EXPECT_EQ(bytes_of(folder / "a.xlsx"), bytes_of(folder / "b.xlsx"));
}

TEST(Workbook, RefusesWhatWouldBreakTheFileAndLeavesTheOldOne) {
  struct Refused {
    const char* why;
    std::function<void(Sheet&)> fill;
  };
  const Refused cases[] = {
      {"not a number",
       [](Sheet& s) {
         s.number({0, 0}, std::numeric_limits<double>::quiet_NaN());
       }},
      {"infinity",
       [](Sheet& s) {
         s.number({0, 0}, std::numeric_limits<double>::infinity());
       }},
      {"a cached infinity",
       [](Sheet& s) {
         s.formula({0, 0}, FormulaNumber{"1/0", std::numeric_limits<double>::infinity()});
       }},
      {"a row too many",
       [](Sheet& s) {
         s.text({kMaxRows, 0}, "x");
       }},
      {"a column too many",
       [](Sheet& s) {
         s.text({0, kMaxColumns}, "x");
       }},
      {"a negative row",
       [](Sheet& s) {
         s.text({-1, 0}, "x");
       }},
      {"merges that overlap",
       [](Sheet& s) {
         s.merge({{0, 0}, {1, 1}}, "a");
         s.merge({{1, 1}, {2, 2}}, "b");
       }},
      {"a formula of 9,000 characters",
       [](Sheet& s) {
         s.formula({0, 0}, FormulaNumber{"1" + std::string(9000, ' '), 1});
       }},
      {"a cell written twice",
       [](Sheet& s) {
         s.text({0, 0}, "x");
         s.number({0, 0}, 1);
       }},
  };
  const TempFolder folder;
  const auto path = folder / "a.xlsx";
  for (const Refused& c : cases) {
    ASSERT_TRUE(write_file(path, "old"));
    const auto result =
        write(path, Memory::kWhole, [&c](Workbook& book, Memory memory) { c.fill(book.add_sheet("S", memory)); });
    ASSERT_FALSE(result) << c.why;
    EXPECT_EQ(result.error().problem.code, ProblemCode::kOutputUnwritable) << c.why;
    EXPECT_FALSE(result.error().problem.message.zh.empty()) << c.why;
    EXPECT_EQ(result.error().path, path.string()) << c.why;
    EXPECT_EQ(bytes_of(path), "old") << c.why;
    EXPECT_FALSE(std::filesystem::exists(part_path(path))) << c.why;
  }
}

TEST(Workbook, OfConstantMemoryRefusesWhatItWouldLose) {
  const TempFolder folder;
  EXPECT_FALSE(write(folder / "a.xlsx", Memory::kConstant, [](Workbook& book, Memory memory) {
    book.add_sheet("S", memory).merge({{0, 0}, {1, 1}}, "lost");
  }));
  EXPECT_FALSE(write(folder / "a.xlsx", Memory::kConstant, [](Workbook& book, Memory memory) {
    Sheet& sheet = book.add_sheet("S", memory);
    sheet.text({5, 0}, "x");
    sheet.text({0, 0}, "above");
  }));
  EXPECT_TRUE(std::filesystem::is_empty(folder.path()));
}

TEST(Workbook, GoesOnElsewhereWithATextThatNoCellHolds) {
  const TempFolder folder;
  std::string text;
  for (int i = 0; i < 20'000; ++i) text += i % 7 == 0 ? "🙂" : i % 5 == 0 ? "_x0041_" : "核";
  text += "核" + std::string(40'000, 'x') + "尾";
  ASSERT_TRUE(write(folder / "a.xlsx", Memory::kConstant, [&text](Workbook& book, Memory memory) {
    book.add_sheet("S", memory).text({0, 0}, text);
  }));
  const auto here = inline_texts(folder / "a.xlsx", "xl/worksheets/sheet1.xml");
  ASSERT_EQ(here.size(), 1U);
  EXPECT_TRUE(here[0].ends_with("...2")) << "says in which row it goes on";
  EXPECT_LE(utf16_units(here[0]), kMaxTextUnits);
  std::string joined = here[0].substr(0, here[0].size() - 4);
  const auto more = inline_texts(folder / "a.xlsx", "xl/worksheets/sheet2.xml");
  for (std::size_t i = 7; i < more.size(); i += 4) {
    EXPECT_LE(utf16_units(more[i]), kMaxTextUnits);
    joined += more[i];
  }
  EXPECT_TRUE(joined == text) << "something was lost or added";
}

// Runs `action` in a child whose files cannot grow over `bytes`: what a full disk does, temporary files included. 2 if
// anything was written to the terminal.
int exit_code_under_file_limit(rlim_t bytes, const std::function<Result<void>()>& action) {
  int terminal[2];
  if (pipe(terminal) != 0) return -1;
  const pid_t child = fork();
  if (child == 0) {
    dup2(terminal[1], STDOUT_FILENO);
    dup2(terminal[1], STDERR_FILENO);
    std::signal(SIGXFSZ, SIG_IGN);
    const rlimit limit{bytes, bytes};
    setrlimit(RLIMIT_FSIZE, &limit);
    _exit(action() ? 0 : 1);
  }
  close(terminal[1]);
  char said = 0;
  const bool talks = read(terminal[0], &said, 1) > 0;
  close(terminal[0]);
  int status = 0;
  waitpid(child, &status, 0);
  if (talks) return 2;
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

void fill_rows(Workbook& book, Memory memory) {
  Sheet& sheet = book.add_sheet("S", memory);
  for (int row = 0; row < 2000; ++row) sheet.text({row, 0}, "同一句话");
}

TEST(Workbook, OnAFullDiskIsAnErrorAndTheOldFileStays) {
  const TempFolder folder;
  const auto path = folder / "a.xlsx";
  ASSERT_TRUE(write(path, Memory::kConstant, fill_rows)) << "it fits without a limit";
  const auto whole = std::filesystem::file_size(path);
  ASSERT_TRUE(write_file(path, "old"));
  // Between the size of the finished file and that of its temporary parts lies the case that the library calls success.
  for (const rlim_t limit : {rlim_t{1} << 10, rlim_t{4} << 10, rlim_t{whole + 2048}, rlim_t{60} << 10}) {
    EXPECT_EQ(exit_code_under_file_limit(limit, [&] { return write(path, Memory::kConstant, fill_rows); }), 1) << limit;
    EXPECT_EQ(bytes_of(path), "old") << limit;
    EXPECT_FALSE(std::filesystem::exists(part_path(path))) << limit;
  }
  EXPECT_EQ(exit_code_under_file_limit(rlim_t{10} << 20, [&] { return write(path, Memory::kConstant, fill_rows); }), 0);
}

TEST(Workbook, InAFolderThatIsNotThereIsAnError) {
  const TempFolder folder;
  const auto result =
      write(folder / "none/a.xlsx", Memory::kWhole, [](Workbook& book, Memory memory) { book.add_sheet("S", memory); });
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().problem.code, ProblemCode::kOutputUnwritable);
}

TEST(CheckWorkbook, FindsWhatIsCutOffMissingOrNoArchive) {
  const TempFolder folder;
  const auto path = folder / "a.xlsx";
  ASSERT_TRUE(write(path, Memory::kWhole, fill_rows));
  const std::string bytes = bytes_of(path);
  auto counts = count_sheets(path);
  ASSERT_TRUE(counts);
  EXPECT_TRUE(check_workbook(path, *counts));
  auto more = *counts;
  ++more[0].texts;
  EXPECT_FALSE(check_workbook(path, more)) << "a cell is missing";
  more = *counts;
  more.push_back({"T"});
  EXPECT_FALSE(check_workbook(path, more)) << "a sheet is missing";
  more = *counts;
  more.clear();
  EXPECT_FALSE(check_workbook(path, more)) << "a sheet too many";
  ASSERT_TRUE(write_file(path, bytes.substr(0, bytes.size() / 2)));
  EXPECT_FALSE(check_workbook(path, *counts)) << "cut off";
  ASSERT_TRUE(write_file(path, "no archive"));
  EXPECT_FALSE(check_workbook(path, *counts));
  std::string spoiled = bytes;
  spoiled[spoiled.find("xl/worksheets/sheet1.xml") + 200] ^= 0x55;
  ASSERT_TRUE(write_file(path, spoiled));
  EXPECT_FALSE(check_workbook(path, *counts)) << "a flipped bit";
}

TEST(ReplaceFile, IsWholeOrNotAtAll) {
  const TempFolder folder;
  ASSERT_TRUE(write_file(folder / "a.txt", "one"));
  ASSERT_TRUE(write_file(folder / "a.txt", "two"));
  EXPECT_EQ(bytes_of(folder / "a.txt"), "two");
  EXPECT_FALSE(write_file(folder / "none/a.txt", "x"));
  EXPECT_EQ(exit_code_under_file_limit(4, [&] { return write_file(folder / "a.txt", "longer than four"); }), 1);
  EXPECT_EQ(bytes_of(folder / "a.txt"), "two");
  EXPECT_FALSE(std::filesystem::exists(part_path(folder / "a.txt")));
}

}  // namespace
}  // namespace hebiao::xlsx
