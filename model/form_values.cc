#include "model/form_values.h"

#include <string>
#include <string_view>

#include "normalize/normalize.h"

namespace hebiao {
namespace {

// A cell whose borders are unknown holds no value.
void read_field(OptionalField& field, const ValueContext& context, const Vocabulary& vocabulary) {
  if (!field || field->state == FieldState::kUnreadable) return;
  field->reading = read_value(field->text, context, vocabulary);
  if (field->reading.is_unreadable()) field->state = FieldState::kUnreadable;
}

// What a target writes behind its last digit, without brackets and blanks: 万页 of ≥20(万页), 万吨 of >=2.5万吨. The
// canonical unit alone would lose the multiplier, and a bare 2.61 beside it would be 2.61 吨.
std::string_view written_unit(std::string_view text) {
  const std::size_t digit = text.find_last_of("0123456789");
  if (digit == std::string_view::npos) return {};
  text.remove_prefix(digit + 1);
  for (const std::string_view opening : {" ", "(", "（"}) {
    while (text.starts_with(opening)) text.remove_prefix(opening.size());
  }
  for (const std::string_view closing : {" ", ")", "）"}) {
    while (text.ends_with(closing)) text.remove_suffix(closing.size());
  }
  return text;
}

// The unit that a bare actual value shares with its target.
std::string shared_unit(const Field& target, const Vocabulary& vocabulary) {
  if (target.reading.values.size() != 1) return {};
  const std::string& canonical_unit = target.reading.values.front().unit;
  const std::string_view written = written_unit(target.text);
  if (canonical_unit.empty() || written.empty()) return canonical_unit;
  ValueContext context;
  context.header_unit = written;
  const Reading one = read_value("1", context, vocabulary);
  const bool is_unit = one.values.size() == 1 && one.values.front().unit == canonical_unit;
  return is_unit ? std::string(written) : canonical_unit;
}

}  // namespace

void read_values(Form& form, const Vocabulary& vocabulary) {
  ValueContext context;
  context.year = form.year;
  for (Indicator& indicator : form.indicators) {
    context.column = Column::kTarget;
    context.header_unit = {};
    read_field(indicator.target, context, vocabulary);
    context.column = Column::kActual;
    const std::string unit = indicator.target ? shared_unit(*indicator.target, vocabulary) : std::string();
    context.header_unit = unit;
    read_field(indicator.actual, context, vocabulary);
  }
}

}  // namespace hebiao
