#include "batch/limit_words.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <limits>
#include <optional>

namespace hebiao {
namespace {

struct NamedLimit {
  std::string_view name;
  void (*set)(RunLimits& limits, std::uint64_t value);
};

constexpr std::array kLimits = {
    NamedLimit{"file_bytes", [](RunLimits& limits, std::uint64_t value) { limits.document.file_bytes = value; }},
    NamedLimit{"pages",
               [](RunLimits& limits, std::uint64_t value) { limits.document.pages = static_cast<int>(value); }},
    NamedLimit{"glyphs_per_page",
               [](RunLimits& limits, std::uint64_t value) { limits.document.glyphs_per_page = value; }},
    NamedLimit{"rulings_per_page",
               [](RunLimits& limits, std::uint64_t value) { limits.document.rulings_per_page = value; }},
    NamedLimit{"cells_per_table",
               [](RunLimits& limits, std::uint64_t value) { limits.document.cells_per_table = value; }},
    NamedLimit{"text_line_bytes",
               [](RunLimits& limits, std::uint64_t value) { limits.document.text_line_bytes = value; }},
    NamedLimit{"seconds",
               [](RunLimits& limits, std::uint64_t value) { limits.document.seconds = static_cast<double>(value); }},
    NamedLimit{"memory_bytes", [](RunLimits& limits, std::uint64_t value) { limits.worker.memory_bytes = value; }},
    NamedLimit{"cpu", [](RunLimits& limits, std::uint64_t value) { limits.worker.cpu = std::chrono::seconds(value); }},
    NamedLimit{"wall",
               [](RunLimits& limits, std::uint64_t value) { limits.worker.wall = std::chrono::seconds(value); }},
    NamedLimit{"output_bytes", [](RunLimits& limits, std::uint64_t value) { limits.worker.output_bytes = value; }},
};

// Times and pages are kept in an int somewhere; no limit of use is larger.
constexpr std::uint64_t kLargestPlain = std::numeric_limits<int>::max();
constexpr std::uint64_t kLargest = std::uint64_t{1} << 50;

std::optional<std::uint64_t> value_of(std::string_view text) {
  int shift = 0;
  if (!text.empty()) {
    if (text.back() == 'K') shift = 10;
    if (text.back() == 'M') shift = 20;
    if (text.back() == 'G') shift = 30;
  }
  if (shift > 0) text.remove_suffix(1);
  std::uint64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size() || number == 0) return std::nullopt;
  if (number > (kLargest >> shift)) return std::nullopt;
  return number << shift;
}

bool counts_bytes(std::string_view name) { return name.ends_with("_bytes"); }

}  // namespace

std::vector<std::string_view> limit_names() {
  std::vector<std::string_view> names;
  for (const NamedLimit& limit : kLimits) names.push_back(limit.name);
  return names;
}

Result<RunLimits> with_limit(RunLimits limits, std::string_view text) {
  const std::size_t equals = std::min(text.find('='), text.size());
  const std::string_view name = text.substr(0, equals);
  const auto* known =
      std::find_if(kLimits.begin(), kLimits.end(), [name](const NamedLimit& limit) { return limit.name == name; });
  const std::optional<std::uint64_t> value =
      equals < text.size() ? value_of(text.substr(equals + 1)) : std::optional<std::uint64_t>();
  if (known == kLimits.end() || !value || (!counts_bytes(name) && *value > kLargestPlain)) {
    return failure(ProblemCode::kConfiguration,
                   {fmt::format("限值「{}」写法不对，应为 名称=正整数（可带 K、M、G），名称有 {}", text,
                                fmt::join(limit_names(), "、")),
                    fmt::format("bad limit 「{}」; expected NAME=NUMBER (K, M and G are understood), with a NAME of {}",
                                text, fmt::join(limit_names(), ", "))});
  }
  known->set(limits, *value);
  return limits;
}

}  // namespace hebiao
