#include "model/lexicon.h"

#include <algorithm>

#include "model/utf8.h"

namespace hebiao {
namespace {

struct RoleName {
  std::string_view name;
  Role role;
};

constexpr RoleName kLabelNames[] = {{"project", Role::kProject},
                                    {"department", Role::kDepartment},
                                    {"agency", Role::kAgency},
                                    {"filler", Role::kFiller},
                                    {"year", Role::kYear},
                                    {"goal_caption", Role::kGoalCaption},
                                    {"goal", Role::kGoal},
                                    {"outcome", Role::kOutcome},
                                    {"goal_other", Role::kGoalOther},
                                    {"total", Role::kTotal},
                                    {"total_score", Role::kTotalScore},
                                    {"grade", Role::kGrade},
                                    {"note", Role::kNote},
                                    {"other", Role::kOtherLabel}};

constexpr RoleName kFundColumnNames[] = {{"label", Role::kFundLabel},
                                         {"initial_budget", Role::kInitialBudget},
                                         {"full_budget", Role::kFullBudget},
                                         {"executed", Role::kExecuted},
                                         {"weight", Role::kWeight},
                                         {"rate", Role::kRate},
                                         {"score", Role::kScore},
                                         {"deviation", Role::kDeviation},
                                         {"other", Role::kOther}};

constexpr RoleName kIndicatorColumnNames[] = {
    {"level1", Role::kLevel1}, {"level2", Role::kLevel2},       {"name", Role::kName},
    {"sign", Role::kSign},     {"target", Role::kTarget},       {"initial_target", Role::kInitialTarget},
    {"unit", Role::kUnit},     {"actual", Role::kActual},       {"weight", Role::kWeight},
    {"score", Role::kScore},   {"deviation", Role::kDeviation}, {"yes_no", Role::kYesNo},
    {"figure", Role::kFigure}, {"remark", Role::kRemark},       {"sequence", Role::kSequence},
    {"other", Role::kOther}};

constexpr FundKind kFundKinds[] = {FundKind::kTotal,  FundKind::kCurrent,        FundKind::kCarriedOver,
                                   FundKind::kFiscal, FundKind::kSpecialAccount, FundKind::kOwn,
                                   FundKind::kLocal,  FundKind::kCentral,        FundKind::kOther};

template <std::size_t N>
void read_roles(TomlReader& reader, const RoleName (&names)[N], const KeyMaker& key, WordTable<Role>& table) {
  for (const RoleName& entry : names)
    for (const std::string& word : reader.texts(entry.name)) table.emplace(key(word), entry.role);
}

template <std::size_t N>
std::optional<Role> role_named(const RoleName (&names)[N], std::string_view name) {
  for (const RoleName& entry : names)
    if (entry.name == name) return entry.role;
  return std::nullopt;
}

std::vector<std::string> keys_of(const std::vector<std::string>& words, const KeyMaker& key) {
  std::vector<std::string> result;
  for (const std::string& word : words) result.push_back(key.with_brackets(word));
  return result;
}

void read_words(TomlReader& reader, std::string_view name, WordTable<bool>& table) {
  for (std::string& word : reader.texts(name)) table.emplace(std::move(word), true);
}

Result<void> read_funds(TomlReader& reader, std::string_view origin, const KeyMaker& key, DialectWords& dialect) {
  const TomlNode* funds = reader.table("funds");
  if (funds == nullptr) return {};
  TomlReader block(*funds, origin, "funds");
  for (const std::string& word : block.texts("captions")) dialect.fund_columns.emplace(key(word), Role::kFundCaption);
  if (const TomlNode* columns = block.table("columns")) {
    TomlReader inner(*columns, origin, "funds.columns");
    read_roles(inner, kFundColumnNames, key, dialect.fund_columns);
    if (auto result = inner.finish(); !result) return result;
  }
  if (const TomlNode* rows = block.table("rows")) {
    TomlReader inner(*rows, origin, "funds.rows");
    for (FundKind kind : kFundKinds)
      for (const std::string& word : inner.texts(fund_kind_name(kind))) dialect.fund_rows.emplace(key(word), kind);
    if (auto result = inner.finish(); !result) return result;
  }
  return block.finish();
}

// The order of keys in a TOML table is not kept by the parser: sorted by line and place they are as written.
std::vector<Role> roles_as_written(const TomlNode& columns) {
  std::vector<std::pair<int, Role>> placed;
  for (const auto& [name, node] : columns.entries)
    if (const auto role = role_named(kIndicatorColumnNames, name)) placed.emplace_back(node.line, *role);
  std::sort(placed.begin(), placed.end());
  std::vector<Role> result;
  for (const auto& [line, role] : placed) result.push_back(role);
  return result;
}

Result<void> read_indicators(TomlReader& reader, std::string_view origin, const KeyMaker& key, DialectWords& dialect,
                             Dialects::Tables& tables) {
  const TomlNode* indicators = reader.table("indicators");
  if (indicators == nullptr) return {};
  TomlReader block(*indicators, origin, "indicators");
  for (const std::string& word : block.texts("captions"))
    dialect.indicator_columns.emplace(key(word), Role::kIndicatorCaption);
  if (const TomlNode* columns = block.table("columns")) {
    TomlReader inner(*columns, origin, "indicators.columns");
    read_roles(inner, kIndicatorColumnNames, key, dialect.indicator_columns);
    dialect.column_order = roles_as_written(*columns);
    if (auto result = inner.finish(); !result) return result;
  }
  if (const TomlNode* contains = block.table("contains")) {
    TomlReader inner(*contains, origin, "indicators.contains");
    for (const RoleName& entry : kIndicatorColumnNames)
      for (const std::string& word : inner.texts(entry.name))
        tables.indicator_contains.emplace_back(key(word), entry.role);
    if (auto result = inner.finish(); !result) return result;
  }
  return block.finish();
}

Result<void> read_levels(TomlReader& reader, std::string_view list, std::string_view origin, const KeyMaker& key,
                         WordTable<LevelName>& table) {
  for (const TomlNode* node : reader.tables(list)) {
    TomlReader inner(*node, origin, std::string(list));
    LevelName level;
    level.name = inner.text("name");
    level.parents = inner.texts("parents");
    for (const std::string& word : inner.texts("words")) table.insert_or_assign(key(word), level);
    table.insert_or_assign(key(level.name), level);
    if (auto result = inner.finish(); !result) return result;
  }
  return {};
}

// What only the general vocabulary says.
void read_general(TomlReader& reader, std::string_view origin, Dialects::Tables& tables) {
  WordTable<std::string> fold;
  if (const TomlNode* node = reader.table("fold")) {
    TomlReader inner(*node, origin, "fold");
    for (const std::string& from : inner.keys()) fold.emplace(from, inner.text(from));
  }
  tables.numerals = reader.text_or("numerals", "");
  tables.key = KeyMaker(std::move(fold), tables.numerals);
  tables.look_alike_titles = keys_of(reader.texts("look_alike_titles"), tables.key);
  tables.not_titles = keys_of(reader.texts("not_titles"), tables.key);
  tables.years = reader.texts("years");
  tables.months = reader.texts("months");
  tables.year_digits = reader.texts("year_digits");
  tables.score_words = reader.texts("score_words");
  tables.section_leads = reader.texts("section_leads");
  tables.section_ends = reader.texts("section_ends");
  tables.parts = reader.texts("parts");
  tables.sides = keys_of(reader.texts("sides"), tables.key);
  for (const std::string& word : reader.texts("expenditure")) tables.expenditure.emplace(tables.key(word), true);
  for (const std::string& word : reader.texts("expenditure_parts"))
    tables.expenditure_parts.emplace(tables.key(word), true);
  tables.note_label = reader.text_or("note_label", "");
  tables.grades = reader.texts("grades");
  tables.money_units = reader.texts("money_units");
  tables.money_unit_labels = reader.texts("money_unit_labels");
  tables.points_units = reader.texts("points_units");
  tables.percent_marks = reader.texts("percent_marks");
  tables.signs = reader.texts("signs");
  tables.kinds = reader.texts("kinds");
  read_words(reader, "blanks", tables.blanks);
  read_words(reader, "blank_reasons", tables.blank_reasons);
  read_words(reader, "templates", tables.templates);
}

void merge_words(const DialectWords& dialect, DialectWords& all) {
  all.labels.insert(dialect.labels.begin(), dialect.labels.end());
  all.fund_columns.insert(dialect.fund_columns.begin(), dialect.fund_columns.end());
  all.fund_rows.insert(dialect.fund_rows.begin(), dialect.fund_rows.end());
  all.indicator_columns.insert(dialect.indicator_columns.begin(), dialect.indicator_columns.end());
  all.titles.insert(all.titles.end(), dialect.titles.begin(), dialect.titles.end());
}

// One of the same id is replaced, and its words forgotten.
void add_dialect(DialectWords dialect, Dialects::Tables& tables) {
  for (DialectWords& known : tables.dialects) {
    if (known.id != dialect.id) continue;
    known = std::move(dialect);
    tables.all = DialectWords{};
    for (const DialectWords& each : tables.dialects) merge_words(each, tables.all);
    return;
  }
  merge_words(dialect, tables.all);
  tables.dialects.push_back(std::move(dialect));
}

}  // namespace

std::string KeyMaker::folded(std::string_view text) const {
  std::string result;
  result.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const std::string_view character = utf8_character(text, at);
    at += character.size();
    if (is_blank_character(character)) continue;
    const std::string* simplified = character.size() == 1 ? nullptr : find_word(fold_, character);
    result += simplified != nullptr ? std::string_view(*simplified) : character;
  }
  return result;
}

// "1." "2、" "（三）" "四、" before a caption say which one it is, not what it is.
std::string_view KeyMaker::without_numbering(std::string_view text) const {
  constexpr std::string_view kAfter[] = {".", "\xE3\x80\x81", "\xEF\xBC\x8E", ")", "\xEF\xBC\x89"};  // . 、 ． ) ）
  std::size_t at = 0;
  for (std::string_view character = utf8_character(text, at); at < text.size();
       at += character.size(), character = utf8_character(text, at)) {
    const bool digit = character.size() == 1 && character[0] >= '0' && character[0] <= '9';
    if (!digit && (numerals_.empty() || numerals_.find(character) == std::string::npos)) break;
  }
  if (at == 0 || at >= text.size()) return text;
  for (std::string_view mark : kAfter)
    if (text.substr(at).starts_with(mark) && at + mark.size() < text.size()) return text.substr(at + mark.size());
  return text;
}

std::string KeyMaker::with_brackets(std::string_view text) const {
  const std::string whole = folded(text);
  std::string_view key = without_numbering(whole);
  constexpr std::string_view kColons[] = {":", "\xEF\xBC\x9A"};
  for (std::string_view colon : kColons)
    if (key.ends_with(colon)) key.remove_suffix(colon.size());
  return std::string(key);
}

std::string KeyMaker::operator()(std::string_view text) const {
  const std::string whole = folded(text);
  std::string bare;
  int depth = 0;
  for (std::size_t at = 0; at < whole.size();) {
    const std::string_view character = utf8_character(whole, at);
    at += character.size();
    if (is_opening_bracket(character)) {
      ++depth;
    } else if (is_closing_bracket(character)) {
      depth = std::max(0, depth - 1);
    } else if (depth == 0) {
      bare += character;
    }
  }
  return with_brackets(bare);
}

const DialectWords* Dialects::Tables::find(std::string_view id) const {
  for (const DialectWords& dialect : dialects)
    if (dialect.id == id) return &dialect;
  return nullptr;
}

Result<void> load_dialect(std::string_view toml, std::string_view origin, Dialects::Tables& tables) {
  const auto tree = parse_toml(toml, origin);
  if (!tree) return tl::make_unexpected(tree.error());
  TomlReader reader(*tree, origin, "");
  DialectWords dialect;
  dialect.id = reader.text("id");
  dialect.title = reader.text("title");
  dialect.profile = reader.text("profile");
  dialect.points = reader.flag_or("points", true);
  if (dialect.id == "general") read_general(reader, origin, tables);
  dialect.titles = keys_of(reader.texts("titles"), tables.key);
  dialect.evidence = keys_of(reader.texts("evidence"), tables.key);
  if (const TomlNode* labels = reader.table("labels")) {
    TomlReader inner(*labels, origin, "labels");
    read_roles(inner, kLabelNames, tables.key, dialect.labels);
    if (auto result = inner.finish(); !result) return result;
  }
  if (auto result = read_funds(reader, origin, tables.key, dialect); !result) return result;
  if (auto result = read_indicators(reader, origin, tables.key, dialect, tables); !result) return result;
  if (auto result = read_levels(reader, "level1", origin, tables.key, tables.level1); !result) return result;
  if (auto result = read_levels(reader, "level2", origin, tables.key, tables.level2); !result) return result;
  if (auto result = reader.finish(); !result) return result;

  add_dialect(std::move(dialect), tables);
  return {};
}

namespace {

// What stands behind the first of `words` with which the key begins, its mark of punctuation taken away.
std::optional<std::string_view> behind_any(std::string_view key, const std::vector<std::string>& words) {
  constexpr std::string_view kAfter[] = {":", "\xEF\xBC\x9A", "\xEF\xBC\x8C", ",", "\xE3\x80\x81"};  // : ： ， , 、
  for (const std::string& word : words) {
    if (!key.starts_with(word)) continue;
    std::string_view rest = key.substr(word.size());
    for (std::string_view mark : kAfter)
      if (rest.starts_with(mark)) rest.remove_prefix(mark.size());
    return rest;
  }
  return std::nullopt;
}

}  // namespace

PartLabel part_label(std::string_view key, const Dialects::Tables& tables) {
  const auto of_side = behind_any(key, tables.sides);
  const std::string_view label = of_side && !of_side->empty() ? *of_side : key;
  if (const auto part = behind_any(label, tables.parts)) return {tables.key(*part), true};
  return {of_side ? tables.key(label) : std::string(label), false};
}

namespace {

// 2023年度指标值 is 指标值: a year before a head or label says of which year, not what it is. Empty if there is none.
std::string_view without_year(std::string_view key, const std::vector<std::string>& years) {
  constexpr std::size_t kDigits = 4;
  if (key.size() <= kDigits || !std::all_of(key.begin(), key.begin() + kDigits, is_digit)) return {};
  key.remove_prefix(kDigits);
  for (const std::string& year : years)
    if (key.starts_with(year)) return key.substr(year.size());
  return {};
}

}  // namespace

Role Lexicon::find(std::string_view key, WordTable<Role> DialectWords::*table) const {
  if (key.empty()) return Role::kNone;
  if (const Role* role = find_word(own_.*table, key)) return *role;
  if (const Role* role = find_word(tables_.all.*table, key)) return *role;
  return find(without_year(key, tables_.years), table);
}

namespace {

bool has_colon(std::string_view key) {
  return key.find(':') != std::string_view::npos || key.find("\xEF\xBC\x9A") != std::string_view::npos;
}

}  // namespace

Role Lexicon::indicator_column(std::string_view key) const {
  const Role role = find(key, &DialectWords::indicator_columns);
  if (role != Role::kNone || key.empty() || has_colon(key)) return role;  // 自评得分：93.5 has its value with it
  for (const auto& [part, meaning] : tables_.indicator_contains)
    if (key.find(part) != std::string_view::npos) return meaning;
  return Role::kNone;
}

bool Lexicon::is_fund_label(std::string_view key) const {
  constexpr std::size_t kLongestLabel = 20;  // characters
  const PartLabel part = part_label(key, tables_);
  if (fund_row(part.key)) return true;
  return part.marked && !part.key.empty() && utf8_length(part.key) <= kLongestLabel && !has_colon(part.key);
}

bool Lexicon::is_section(std::string_view text) const {
  std::string_view rest = text;
  for (const std::string& lead : tables_.section_leads)
    if (rest.starts_with(lead)) rest.remove_prefix(lead.size());
  const std::size_t before = rest.size();
  while (!rest.empty() && tables_.numerals.find(utf8_character(rest, 0)) != std::string::npos)
    rest.remove_prefix(utf8_character(rest, 0).size());
  if (rest.size() == before) return false;
  const bool heading = std::any_of(tables_.section_ends.begin(), tables_.section_ends.end(),
                                   [&](const std::string& end) { return rest.starts_with(end); });
  if (!heading) return false;
  const std::string key = tables_.key(text);
  return label(key) == Role::kNone && indicator_column(key) == Role::kNone && fund_column(key) == Role::kNone &&
         !fund_row(key) && find_word(tables_.level1, key) == nullptr && find_word(tables_.level2, key) == nullptr;
}

std::optional<FundKind> Lexicon::fund_row(std::string_view key) const {
  if (key.empty()) return std::nullopt;
  if (const FundKind* kind = find_word(own_.fund_rows, key)) return *kind;
  if (const FundKind* kind = find_word(tables_.all.fund_rows, key)) return *kind;
  return fund_row(without_year(key, tables_.years));
}

}  // namespace hebiao
