#include "model/toml_loader.h"

#include <fmt/format.h>
#include <toml++/toml.h>

#include <optional>
#include <sstream>

namespace hebiao {
namespace {

tl::unexpected<Error> refused(std::string_view origin, int line, const Message& what) {
  SourceRef at;
  at.line = line;
  return failure(
      ProblemCode::kConfiguration,
      {fmt::format("{} 第 {} 行：{}", origin, line, what.zh), fmt::format("{}:{}: {}", origin, line, what.en)},
      std::string(origin), at);
}

int line_of(const toml::node& node) { return static_cast<int>(node.source().begin.line); }

// Nesting is bounded by toml++ itself (TOML_MAX_NESTED_VALUES).
Result<TomlNode> convert(const toml::node& node, std::string_view origin) {
  TomlNode result;
  result.line = line_of(node);
  if (const auto* text = node.as_string()) {
    result.kind = TomlNode::Kind::kText;
    result.text = text->get();
    return result;
  }
  if (const auto* integer = node.as_integer()) {
    result.kind = TomlNode::Kind::kInteger;
    result.text = std::to_string(integer->get());
    return result;
  }
  if (const auto* flag = node.as_boolean()) {
    result.kind = TomlNode::Kind::kFlag;
    result.flag = flag->get();
    return result;
  }
  if (const auto* list = node.as_array()) {
    result.kind = TomlNode::Kind::kList;
    for (const toml::node& item : *list) {
      auto converted = convert(item, origin);
      if (!converted) return converted;
      result.items.push_back(std::move(*converted));
    }
    return result;
  }
  if (const auto* table = node.as_table()) {
    for (const auto& [key, value] : *table) {
      auto converted = convert(value, origin);
      if (!converted) return converted;
      result.entries.emplace_back(std::string(key.str()), std::move(*converted));
    }
    return result;
  }
  return refused(
      origin, result.line,
      {"小数和日期要写成带引号的文字（如 \"95.5\"）", "decimals and dates are written as strings (\"95.5\")"});
}

std::string_view kind_name_zh(TomlNode::Kind kind) {
  switch (kind) {
    case TomlNode::Kind::kText:
      return "文字";
    case TomlNode::Kind::kInteger:
      return "整数";
    case TomlNode::Kind::kFlag:
      return "true 或 false";
    case TomlNode::Kind::kList:
      return "列表";
    case TomlNode::Kind::kTable:
      break;
  }
  return "表";
}

std::string_view kind_name_en(TomlNode::Kind kind) {
  switch (kind) {
    case TomlNode::Kind::kText:
      return "a text";
    case TomlNode::Kind::kInteger:
      return "an integer";
    case TomlNode::Kind::kFlag:
      return "true or false";
    case TomlNode::Kind::kList:
      return "a list";
    case TomlNode::Kind::kTable:
      break;
  }
  return "a table";
}

Message wrong_kind(std::string_view key, TomlNode::Kind wanted, TomlNode::Kind found) {
  return {fmt::format("「{}」应为{}，此处是{}", key, kind_name_zh(wanted), kind_name_zh(found)),
          fmt::format("'{}' must be {}, not {}", key, kind_name_en(wanted), kind_name_en(found))};
}

}  // namespace

Result<TomlNode> parse_toml(std::string_view text, std::string_view origin) {
  try {
    return convert(toml::parse(text, origin), origin);
  } catch (const toml::parse_error& error) {  // the library as Debian builds it knows no other way
    const std::string why(error.description());
    return refused(origin, static_cast<int>(error.source().begin.line),
                   {fmt::format("不是有效的 TOML（{}）", why), fmt::format("not TOML: {}", why)});
  }
}

TomlReader::TomlReader(const TomlNode& table, std::string_view origin, std::string where)
    : table_(table), origin_(origin), where_(std::move(where)) {}

void TomlReader::fail(int line, Message message) {
  if (!state_) return;
  if (!where_.empty()) {
    message.zh = fmt::format("[{}] {}", where_, message.zh);
    message.en = fmt::format("[{}] {}", where_, message.en);
  }
  state_ = refused(origin_, line, message);
}

const TomlNode* TomlReader::take(std::string_view key) {
  taken_.emplace(key);
  for (const auto& [name, node] : table_.entries)
    if (name == key) return &node;
  return nullptr;
}

std::string TomlReader::text(std::string_view key) {
  const TomlNode* node = take(key);
  if (node == nullptr) {
    fail(table_.line, {fmt::format("缺少「{}」", key), fmt::format("'{}' is missing", key)});
    return {};
  }
  return text_or(key, {});
}

std::string TomlReader::text_or(std::string_view key, std::string_view fallback) {
  const TomlNode* node = take(key);
  if (node == nullptr) return std::string(fallback);
  if (node->kind == TomlNode::Kind::kText || node->kind == TomlNode::Kind::kInteger) return node->text;
  fail(node->line, wrong_kind(key, TomlNode::Kind::kText, node->kind));
  return {};
}

std::vector<std::string> TomlReader::texts(std::string_view key) {
  std::vector<std::string> result;
  const TomlNode* node = take(key);
  if (node == nullptr) return result;
  if (node->kind != TomlNode::Kind::kList) {
    fail(node->line, wrong_kind(key, TomlNode::Kind::kList, node->kind));
    return result;
  }
  for (const TomlNode& item : node->items) {
    if (item.kind != TomlNode::Kind::kText) {
      fail(item.line, wrong_kind(key, TomlNode::Kind::kText, item.kind));
      return result;
    }
    result.push_back(item.text);
  }
  return result;
}

int TomlReader::integer_or(std::string_view key, int fallback) {
  const TomlNode* node = take(key);
  if (node == nullptr) return fallback;
  if (node->kind == TomlNode::Kind::kInteger && node->text.size() < 9) return std::stoi(node->text);
  fail(node->line, wrong_kind(key, TomlNode::Kind::kInteger, node->kind));
  return fallback;
}

bool TomlReader::flag_or(std::string_view key, bool fallback) {
  const TomlNode* node = take(key);
  if (node == nullptr) return fallback;
  if (node->kind == TomlNode::Kind::kFlag) return node->flag;
  fail(node->line, wrong_kind(key, TomlNode::Kind::kFlag, node->kind));
  return fallback;
}

const TomlNode* TomlReader::table(std::string_view key) {
  const TomlNode* node = take(key);
  if (node == nullptr || node->kind == TomlNode::Kind::kTable) return node;
  fail(node->line, wrong_kind(key, TomlNode::Kind::kTable, node->kind));
  return nullptr;
}

std::vector<const TomlNode*> TomlReader::tables(std::string_view key) {
  std::vector<const TomlNode*> result;
  const TomlNode* node = take(key);
  if (node == nullptr) return result;
  if (node->kind != TomlNode::Kind::kList) {
    fail(node->line, wrong_kind(key, TomlNode::Kind::kList, node->kind));
    return result;
  }
  for (const TomlNode& item : node->items) {
    if (item.kind == TomlNode::Kind::kTable) {
      result.push_back(&item);
      continue;
    }
    fail(item.line, wrong_kind(key, TomlNode::Kind::kTable, item.kind));
    break;
  }
  return result;
}

std::vector<std::string> TomlReader::keys() const {
  std::vector<std::string> result;
  for (const auto& entry : table_.entries) result.push_back(entry.first);
  return result;
}

void TomlReader::refuse(std::string_view key, const Message& fault) {
  const TomlNode* node = take(key);
  fail(node == nullptr ? table_.line : node->line,
       {fmt::format("「{}」{}", key, fault.zh), fmt::format("'{}' {}", key, fault.en)});
}

Result<void> TomlReader::finish() {
  for (const auto& [name, node] : table_.entries)
    if (taken_.find(name) == taken_.end())
      fail(node.line, {fmt::format("不认识的键「{}」", name), fmt::format("unknown key '{}'", name)});
  return state_;
}

}  // namespace hebiao
