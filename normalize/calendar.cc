// Day counts by std::chrono's civil calendar, which needs neither clock nor time zone.

#include "normalize/calendar.h"

#include <fmt/format.h>

#include <chrono>

namespace hebiao {

using std::chrono::year_month_day;

std::optional<Day> day_of(int year, int month, int day) {
  if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1 || day > 31) return std::nullopt;
  const year_month_day date(std::chrono::year(year), std::chrono::month(static_cast<unsigned>(month)),
                            std::chrono::day(static_cast<unsigned>(day)));
  if (!date.ok()) return std::nullopt;
  return std::chrono::sys_days(date).time_since_epoch().count();
}

int days_in_month(int year, int month) {
  int last = 31;
  while (!day_of(year, month, last)) --last;
  return last;
}

std::string iso_day(Day day) {
  const year_month_day date{std::chrono::sys_days{std::chrono::days{day}}};
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                     static_cast<unsigned>(date.day()));
}

}  // namespace hebiao
