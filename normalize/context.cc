#include <array>
#include <utility>

#include "normalize/normalize.h"

namespace hebiao {
namespace {

constexpr std::array<std::pair<std::string_view, Column>, 6> kColumns = {{{"target", Column::kTarget},
                                                                          {"actual", Column::kActual},
                                                                          {"fund", Column::kFund},
                                                                          {"rate", Column::kRate},
                                                                          {"score", Column::kScore},
                                                                          {"text", Column::kText}}};

tl::unexpected<Error> refused(std::string_view part, std::string_view zh, std::string_view en) {
  const std::string seen(part);
  return failure(ProblemCode::kConfiguration,
                 {"上下文中的「" + seen + "」无法识别，应为" + std::string(zh),
                  "cannot read 「" + seen + "」 in the context: expected " + std::string(en)});
}

std::optional<int> year_of(std::string_view text) {
  if (text.size() != 4) return std::nullopt;
  int year = 0;
  for (char c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    year = year * 10 + (c - '0');
  }
  return year;
}

}  // namespace

Result<ParsedContext> parse_context(std::string_view text) {
  ParsedContext parsed;
  if (text == "-") return parsed;
  while (!text.empty()) {
    const std::string_view part = text.substr(0, text.find(';'));
    text.remove_prefix(std::min(text.size(), part.size() + 1));
    const std::size_t equal = part.find('=');
    const std::string_view key = part.substr(0, equal);
    const std::string_view value = equal == std::string_view::npos ? std::string_view() : part.substr(equal + 1);
    if (key == "year") {
      parsed.context.year = year_of(value);
      if (!parsed.context.year) return refused(part, "四位年份，如 year=2023", "four digits, such as year=2023");
    } else if (key == "hunit") {
      parsed.header_unit = value;
    } else if (key == "col") {
      for (const auto& [name, column] : kColumns)
        if (name == value) parsed.context.column = column;
      if (parsed.context.column == Column::kNone)
        return refused(part, "col=target、actual、fund、rate、score 或 text",
                       "col=target, actual, fund, rate, score or text");
    } else {
      return refused(part, "year、hunit 或 col", "year, hunit or col");
    }
  }
  return parsed;
}

}  // namespace hebiao
