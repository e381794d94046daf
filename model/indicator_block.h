// One row of the indicator block (绩效指标).
#pragma once

#include "model/form_context.h"

namespace hebiao {

// The level names that hold until others come: names over merged cells stand once.
struct Levels {
  std::string level1;
  std::string level2;
  std::optional<SourceRef> at;
};

// Reads the row into the form: as an indicator, as the rest of the one before, or as names of levels. Template rows
// are counted and dropped.
void read_indicator_row(FormContext& context, std::size_t row, const Slots& slots, Levels& levels);

// Reads the row of totals below (or above) the indicators.
void read_total_row(FormContext& context, std::size_t row, const Slots& slots);

}  // namespace hebiao
