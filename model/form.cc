#include "model/form.h"

namespace hebiao {

std::string_view fund_kind_name(FundKind kind) {
  switch (kind) {
    case FundKind::kTotal:
      return "total";
    case FundKind::kCurrent:
      return "current";
    case FundKind::kCarriedOver:
      return "carried_over";
    case FundKind::kFiscal:
      return "fiscal";
    case FundKind::kSpecialAccount:
      return "special_account";
    case FundKind::kOwn:
      return "own";
    case FundKind::kLocal:
      return "local";
    case FundKind::kCentral:
      return "central";
    case FundKind::kOther:
      break;
  }
  return "other";
}

namespace {

// Splits "funds[0].score" at the index: list "funds", position 0, rest "score". False if there is no index.
struct ListPath {
  std::string_view list;
  std::size_t position = 0;
  std::string_view member;
};

std::optional<ListPath> parse_list_path(std::string_view path) {
  const std::size_t open = path.find('[');
  const std::size_t close = path.find("].", open == std::string_view::npos ? 0 : open);
  if (open == std::string_view::npos || close == std::string_view::npos || close == open + 1) return std::nullopt;
  std::size_t position = 0;
  for (char c : path.substr(open + 1, close - open - 1)) {
    if (c < '0' || c > '9' || position > 100'000'000) return std::nullopt;
    position = position * 10 + static_cast<std::size_t>(c - '0');
  }
  return ListPath{path.substr(0, open), position, path.substr(close + 2)};
}

template <class Record>
struct Member {
  std::string_view name;
  OptionalField Record::*field;
};

constexpr Member<FundLine> kFundMembers[] = {{"label", &FundLine::label},
                                             {"initial_budget", &FundLine::initial_budget},
                                             {"full_budget", &FundLine::full_budget},
                                             {"executed", &FundLine::executed},
                                             {"weight", &FundLine::weight},
                                             {"rate", &FundLine::rate},
                                             {"score", &FundLine::score}};

constexpr Member<Indicator> kIndicatorMembers[] = {
    {"name", &Indicator::name},     {"target", &Indicator::target}, {"actual", &Indicator::actual},
    {"weight", &Indicator::weight}, {"score", &Indicator::score},   {"deviation", &Indicator::deviation}};

constexpr Member<FormTotal> kTotalMembers[] = {
    {"total.weight", &FormTotal::weight}, {"total.score", &FormTotal::score}, {"total.grade", &FormTotal::grade}};

constexpr Member<Form> kFormMembers[] = {{"project", &Form::project}, {"department", &Form::department},
                                         {"agency", &Form::agency},   {"goal", &Form::goal},
                                         {"outcome", &Form::outcome}, {"year", &Form::year_field}};

template <class Record, std::size_t N>
const Field* member_of(const Record& record, const Member<Record> (&members)[N], std::string_view name) {
  for (const auto& member : members) {
    if (member.name != name) continue;
    const OptionalField& field = record.*member.field;
    return field ? &*field : nullptr;
  }
  return nullptr;
}

}  // namespace

const Field* find_field(const Form& form, std::string_view path) {
  if (const auto in_list = parse_list_path(path)) {
    if (in_list->list == "funds" && in_list->position < form.funds.size())
      return member_of(form.funds[in_list->position], kFundMembers, in_list->member);
    if (in_list->list == "indicators" && in_list->position < form.indicators.size())
      return member_of(form.indicators[in_list->position], kIndicatorMembers, in_list->member);
    return nullptr;
  }
  if (const Field* field = member_of(form.total, kTotalMembers, path)) return field;
  return member_of(form, kFormMembers, path);
}

std::optional<std::size_t> total_row(const Form& form) {
  for (std::size_t i = 0; i < form.funds.size(); ++i)
    if (form.funds[i].kind == FundKind::kTotal) return i;
  return form.funds.size() == 1 ? std::optional<std::size_t>(0) : std::nullopt;
}

}  // namespace hebiao
