// The only door to toml++: a data file as a plain tree, and a reader that refuses what nobody asked for.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "extract/result.h"

namespace hebiao {

// One node of a TOML document. Numbers other than integers are refused: a decimal is written as a string, so that it
// stays exact ("95.5").
struct TomlNode {
  enum class Kind { kText, kInteger, kFlag, kList, kTable };
  Kind kind = Kind::kTable;
  int line = 0;      // from 1
  std::string text;  // of kText; of kInteger its digits
  bool flag = false;
  std::vector<TomlNode> items;                            // of kList
  std::vector<std::pair<std::string, TomlNode>> entries;  // of kTable, sorted by key
};

// The tree of a whole file. An Error kConfiguration names `origin` and the line where the text stops being TOML.
Result<TomlNode> parse_toml(std::string_view text, std::string_view origin);

// Reads one table key by key. The first thing that is wrong is remembered, and told by finish(): a key that is missing,
// of another type, or that nobody asked for (a misspelt key must not pass silently).
class TomlReader {
 public:
  // `table` must outlive the reader. `where` is the table's name in messages ("indicators.columns[2]").
  TomlReader(const TomlNode& table, std::string_view origin, std::string where);

  std::string text(std::string_view key);                                // required
  std::string text_or(std::string_view key, std::string_view fallback);  // text or integer
  std::vector<std::string> texts(std::string_view key);                  // a list of texts; absent: empty
  int integer_or(std::string_view key, int fallback);
  bool flag_or(std::string_view key, bool fallback);
  const TomlNode* table(std::string_view key);                // absent: nullptr
  std::vector<const TomlNode*> tables(std::string_view key);  // a list of tables; absent: empty
  std::vector<std::string> keys() const;                      // all, for tables whose keys are data

  // Tells a fault of meaning at `key` ("is no role").
  void refuse(std::string_view key, const Message& fault);
  Result<void> finish();
  const std::string& where() const { return where_; }

 private:
  const TomlNode* take(std::string_view key);
  void fail(int line, Message message);

  const TomlNode& table_;
  std::string origin_;
  std::string where_;
  std::set<std::string, std::less<>> taken_;
  Result<void> state_;
};

}  // namespace hebiao
