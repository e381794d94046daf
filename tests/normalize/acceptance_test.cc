// The development rows of the canonical form, scored as its description says: by kind and by source.
//
// The rows are not part of the project; their folder is named by HEBIAO_ACCEPTANCE. HEBIAO_ACCEPTANCE_ROWS=1 prints
// every row that does not pass.

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <map>
#include <set>
#include <sstream>

#include "normalize/normalize.h"

namespace hebiao {
namespace {

struct Row {
  std::string id, input, context, kind, comparator, value, unit, quantum, flags, alternative, source;
};

std::string unescaped(const std::string& text) {
  std::string result;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\\' || i + 1 == text.size()) {
      result += text[i];
      continue;
    }
    const char what = text[++i];
    if (what == 'n') result += '\n';
    if (what == '\\') result += '\\';
    if (what != 'u' || i + 4 >= text.size() + 0) continue;
    const auto code = static_cast<unsigned>(std::stoul(text.substr(i + 1, 4), nullptr, 16));
    i += 4;
    // UTF-8 of a BMP code point, surrogates as they come: the reader must survive them.
    if (code < 0x80) {
      result += static_cast<char>(code);
    } else if (code < 0x800) {
      result += static_cast<char>(0xC0U | code >> 6);
      result += static_cast<char>(0x80U | (code & 0x3FU));
    } else {
      result += static_cast<char>(0xE0U | code >> 12);
      result += static_cast<char>(0x80U | (code >> 6 & 0x3FU));
      result += static_cast<char>(0x80U | (code & 0x3FU));
    }
  }
  return result;
}

std::vector<Row> load(const std::string& path) {
  std::ifstream file(path);
  std::vector<Row> rows;
  std::string line;
  std::getline(file, line);
  while (std::getline(file, line)) {
    std::vector<std::string> fields;
    std::stringstream stream(line);
    for (std::string field; std::getline(stream, field, '\t');) fields.push_back(field);
    if (fields.size() < 11) continue;
    rows.push_back({fields[0], unescaped(fields[1]), fields[2], fields[3], fields[4], fields[5], fields[6], fields[7],
                    fields[8], fields[9], fields[10].substr(0, fields[10].find(' '))});
  }
  return rows;
}

// Of the flags only these decide.
std::set<std::string> deciding(const std::vector<std::string>& flags) {
  static const std::set<std::string> kDeciding = {"ambiguous", "approx",      "over",      "band",
                                                  "delta",     "header_unit", "recurring", "sign_echo"};
  std::set<std::string> result;
  for (const std::string& flag : flags)
    if (kDeciding.count(flag) != 0) result.insert(flag);
  return result;
}

std::vector<std::string> split(const std::string& text, char separator) {
  std::vector<std::string> parts;
  std::stringstream stream(text);
  for (std::string part; std::getline(stream, part, separator);) parts.push_back(part);
  return parts;
}

struct Tally {
  int rows = 0, passed = 0, wrong = 0, missed = 0, invented = 0, alternative = 0;
};

std::string shown(const CanonicalReading& reading) {
  std::string text = reading.kind;
  for (const auto& field : {reading.comparator, reading.value, reading.unit, reading.quantum})
    text += " | " + field.value_or("-");
  text += " | ";
  for (const std::string& flag : reading.flags) text += flag + ",";
  return text + " | " + reading.alternative.value_or("-");
}

void score(const Row& row, Tally& all, std::vector<Tally*> tallies, bool print) {
  const auto context = parse_context(row.context);
  ASSERT_TRUE(context.has_value()) << row.id;
  const CanonicalReading got = canonical(read_value(row.input, context->value(), Vocabulary::shipped()));
  const bool same = got.kind == row.kind && got.comparator.value_or("-") == row.comparator &&
                    got.value.value_or("-") == row.value && got.unit.value_or("-") == row.unit &&
                    got.quantum.value_or("-") == row.quantum && deciding(got.flags) == deciding(split(row.flags, ','));
  tallies.push_back(&all);
  for (Tally* tally : tallies) {
    ++tally->rows;
    if (same) ++tally->passed;
    if (row.kind == "none" && got.value) ++tally->invented;
    if (row.kind != "none" && !got.value) ++tally->missed;
    if (row.kind != "none" && got.value && *got.value != row.value) ++tally->wrong;
    if (got.value && *got.value != row.value && *got.value == row.alternative) ++tally->alternative;
  }
  if (!same && print)
    std::cout << row.id << " 「" << row.input << "」 " << row.context << "\n   want " << row.kind << " | "
              << row.comparator << " | " << row.value << " | " << row.unit << " | " << row.quantum << " | " << row.flags
              << " | " << row.alternative << "\n   got  " << shown(got) << "\n";
}

void report(const std::string& name, const Tally& tally) {
  std::cout << name << ": " << tally.passed << "/" << tally.rows << " pass, wrong " << tally.wrong << ", missed "
            << tally.missed << ", invented " << tally.invented << ", alt " << tally.alternative << "\n";
}

TEST(Acceptance, DevelopmentRowsAreReadInCanonicalForm) {
  const char* folder = std::getenv("HEBIAO_ACCEPTANCE");
  if (folder == nullptr) GTEST_SKIP() << "HEBIAO_ACCEPTANCE is not set";
  const std::vector<Row> rows = load(std::string(folder) + "/normalize/development.tsv");
  ASSERT_GT(rows.size(), 900U);
  std::map<std::string, Tally> by_kind;
  std::map<std::string, Tally> by_source;
  Tally all;
  const bool print = std::getenv("HEBIAO_ACCEPTANCE_ROWS") != nullptr;
  for (const Row& row : rows) score(row, all, {&by_kind[row.kind], &by_source[row.source]}, print);
  for (const auto& [kind, tally] : by_kind) report("kind " + kind, tally);
  for (const auto& [source, tally] : by_source) report("source " + source, tally);
  report("all", all);
  EXPECT_GE(all.passed * 100, all.rows * 97);
  EXPECT_EQ(all.invented, 0);
  EXPECT_LE(all.wrong * 1000, all.rows * 5);
}

}  // namespace
}  // namespace hebiao
