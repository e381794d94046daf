#include "model/form_values.h"

#include "normalize/normalize.h"

namespace hebiao {
namespace {

// A cell whose borders are unknown holds no value.
void read_field(OptionalField& field, const ValueContext& context, const Vocabulary& vocabulary) {
  if (!field || field->state == FieldState::kUnreadable) return;
  field->reading = read_value(field->text, context, vocabulary);
  if (field->reading.is_unreadable()) field->state = FieldState::kUnreadable;
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
    if (indicator.target && indicator.target->reading.values.size() == 1)
      context.header_unit = indicator.target->reading.values.front().unit;
    read_field(indicator.actual, context, vocabulary);
  }
}

}  // namespace hebiao
