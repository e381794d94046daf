// Days of the proleptic Gregorian calendar, without a clock and without the C library's locale.
#pragma once

#include <optional>
#include <string>

#include "normalize/reading.h"

namespace hebiao {

// The day of a date; nullopt if there is no such date (30 February). Years 1 to 9999.
std::optional<Day> day_of(int year, int month, int day);

int days_in_month(int year, int month);

std::string iso_day(Day day);  // YYYY-MM-DD

}  // namespace hebiao
