#include "model/dump.h"

#include <fmt/format.h>

#include <iterator>

namespace hebiao {
namespace {

class Dumper {
 public:
  explicit Dumper(DumpPlaces places) : places_(places) {}

  std::string dump(const Form& form) {
    line("form", form.index);
    line("dialect", form.dialect);
    line("profile", form.profile);
    line("title", form.title);
    if (form.year) line("year", *form.year);
    field("project", form.project);
    field("department", form.department);
    field("agency", form.agency);
    if (!form.money_unit.empty()) line("money_unit", form.money_unit);
    for (std::size_t i = 0; i < form.funds.size(); ++i) fund(fmt::format("funds[{}]", i), form.funds[i]);
    field("goal", form.goal);
    field("outcome", form.outcome);
    for (std::size_t i = 0; i < form.indicators.size(); ++i)
      indicator(fmt::format("indicators[{}]", i), form.indicators[i]);
    field("total.weight", form.total.weight);
    field("total.score", form.total.score);
    field("total.grade", form.total.grade);
    others("other", form.other);
    others("group_points", form.group_points);
    for (const RowRepair& repair : form.repairs) line("repair", repair.field);
    for (const Unplaced& unplaced : form.unplaced) line("unplaced", unplaced.raw);
    if (form.empty_rows_dropped > 0) line("empty_rows_dropped", form.empty_rows_dropped);
    return std::move(out_);
  }

 private:
  template <class T>
  void line(std::string_view path, const T& value) {
    fmt::format_to(std::back_inserter(out_), "{} = {}\n", path, value);
  }

  static std::string value_of(const Field& field) {
    switch (field.state) {
      case FieldState::kNumber:
        return "#" + field.value->digits;
      case FieldState::kBlank:
        return "-";
      case FieldState::kUnreadable:
        return fmt::format("?\"{}\"", field.text);
      case FieldState::kWords:
        break;
    }
    return fmt::format("\"{}\"", field.text);
  }

  static std::string place_of(const SourceRef& at) {
    if (!at.box) return fmt::format(" @{}:{}", at.line, at.field);
    return fmt::format(" @p{}[{:.1f},{:.1f},{:.1f},{:.1f}]", at.page, at.box->left, at.box->top, at.box->right,
                       at.box->bottom);
  }

  static std::string reading_of(const Field& field) {
    if (field.reading.is_none()) return {};
    const CanonicalReading reading = canonical(field.reading);
    return fmt::format(" [{} {} {}]", reading.kind, reading.value.value_or("-"), reading.unit.value_or("-"));
  }

  void field(std::string_view path, const OptionalField& optional) {
    if (!optional) return;
    line(path,
         value_of(*optional) + reading_of(*optional) + (places_ == DumpPlaces::kWith ? place_of(optional->at) : ""));
  }

  void others(std::string_view path, const OtherFields& fields) {
    for (const auto& [label, value] : fields) field(fmt::format("{}[{}]", path, label), value);
  }

  void fund(const std::string& path, const FundLine& line_of_funds) {
    line(path, fmt::format("{} depth {}", fund_kind_name(line_of_funds.kind), line_of_funds.depth));
    field(path + ".label", line_of_funds.label);
    field(path + ".initial_budget", line_of_funds.initial_budget);
    field(path + ".full_budget", line_of_funds.full_budget);
    field(path + ".executed", line_of_funds.executed);
    field(path + ".weight", line_of_funds.weight);
    field(path + ".rate", line_of_funds.rate);
    field(path + ".score", line_of_funds.score);
    others(path + ".other", line_of_funds.other);
  }

  void indicator(const std::string& path, const Indicator& one) {
    line(path, fmt::format("{} / {}", one.level1.empty() ? "-" : one.level1, one.level2.empty() ? "-" : one.level2));
    field(path + ".name", one.name);
    field(path + ".target", one.target);
    field(path + ".actual", one.actual);
    field(path + ".weight", one.weight);
    field(path + ".score", one.score);
    field(path + ".deviation", one.deviation);
    others(path + ".other", one.other);
  }

  DumpPlaces places_;
  std::string out_;
};

}  // namespace

std::string dump_form(const Form& form, DumpPlaces places) { return Dumper(places).dump(form); }

}  // namespace hebiao
