#include "emit/accepted.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <optional>

namespace hebiao {
namespace {

constexpr std::string_view kHeader = "fingerprint\treport\trule\tprinted\tdecision\twho\twhen\twhy";
constexpr std::size_t kColumns = 8;

std::string escaped(std::string_view text) {
  std::string result;
  for (const char byte : text) {
    switch (byte) {
      case '\t':
        result += "\\t";
        break;
      case '\n':
        result += "\\n";
        break;
      case '\r':
        break;
      case '\\':
        result += "\\\\";
        break;
      default:
        result += byte;
    }
  }
  return result;
}

// nullopt for an escape that escaped() does not write.
std::optional<std::string> unescaped(std::string_view text) {
  std::string result;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\\') {
      result += text[i];
      continue;
    }
    if (++i == text.size()) return std::nullopt;
    if (text[i] == 't')
      result += '\t';
    else if (text[i] == 'n')
      result += '\n';
    else if (text[i] == '\\')
      result += '\\';
    else
      return std::nullopt;
  }
  return result;
}

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  for (std::size_t begin = 0;;) {
    const std::size_t end = text.find(separator, begin);
    parts.push_back(text.substr(begin, end - begin));
    if (end == std::string_view::npos) return parts;
    begin = end + 1;
  }
}

tl::unexpected<Error> refused(std::string_view origin, std::size_t line, std::string_view zh, std::string_view en) {
  return failure(ProblemCode::kConfiguration,
                 {fmt::format("已接受发现文件第 {} 行：{}", line, zh),
                  fmt::format("accepted-findings file, line {}: {}", line, en)},
                 std::string(origin), SourceRef{1, static_cast<int>(line), 0, std::nullopt});
}

std::optional<Decision> parse_row(std::string_view line) {
  const auto parts = split(line, '\t');
  if (parts.size() != kColumns) return std::nullopt;
  std::array<std::string, kColumns> values;
  for (std::size_t i = 0; i < kColumns; ++i) {
    auto value = unescaped(parts[i]);
    if (!value) return std::nullopt;
    values[i] = std::move(*value);
  }
  return Decision{values[0], values[1], values[2], values[3], values[4], values[5], values[6], values[7]};
}

}  // namespace

const std::vector<std::string>& decision_words() {
  static const std::vector<std::string> kWords = {"待核实", "属实，应更正", "属实，已更正", "属实，予以接受", "不属实"};
  return kWords;
}

bool settles(std::string_view decision) { return decision == "属实，予以接受" || decision == "不属实"; }

Result<Decisions> Decisions::parse(std::string_view text, std::string_view origin) {
  constexpr std::string_view kMark = "\xEF\xBB\xBF";
  if (text.starts_with(kMark)) text.remove_prefix(kMark.size());
  Decisions decisions;
  std::size_t number = 0;
  for (std::string_view line : split(text, '\n')) {
    ++number;
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (number == 1) {
      if (line != kHeader)
        return refused(origin, 1, "表头应为「" + std::string(kHeader) + "」",
                       "the header should be 「" + std::string(kHeader) + "」");
      continue;
    }
    if (line.empty() || line.starts_with('#')) continue;
    auto decision = parse_row(line);
    if (!decision || decision->fingerprint.empty()) {
      return refused(origin, number, fmt::format("应为 8 个以制表符分隔的栏，见「{}」", line.substr(0, 60)),
                     fmt::format("8 tab-separated columns expected, found 「{}」", line.substr(0, 60)));
    }
    const Decision* known = decisions.find(decision->fingerprint);
    if (known != nullptr && *known != *decision) {
      return refused(origin, number, fmt::format("指纹「{}」出现两次且决定不同", decision->fingerprint),
                     fmt::format("fingerprint 「{}」 stands twice with different decisions", decision->fingerprint));
    }
    decisions.set(std::move(*decision));
  }
  return decisions;
}

std::string Decisions::text() const {
  std::vector<const Decision*> sorted;
  for (const auto& [fingerprint, decision] : by_fingerprint_) sorted.push_back(&decision);
  std::stable_sort(sorted.begin(), sorted.end(),
                   [](const Decision* a, const Decision* b) { return a->report < b->report; });
  std::string result = std::string(kHeader) + "\n";
  for (const Decision* d : sorted) {
    result +=
        fmt::format("{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}\n", escaped(d->fingerprint), escaped(d->report), escaped(d->rule),
                    escaped(d->printed), escaped(d->decision), escaped(d->who), escaped(d->when), escaped(d->why));
  }
  return result;
}

void Decisions::set(Decision decision) {
  std::string key = decision.fingerprint;
  by_fingerprint_.insert_or_assign(std::move(key), std::move(decision));
}

void Decisions::add(const Decisions& later) {
  for (const auto& [fingerprint, decision] : later.by_fingerprint_) set(decision);
}

const Decision* Decisions::find(std::string_view fingerprint) const {
  const auto found = by_fingerprint_.find(fingerprint);
  return found == by_fingerprint_.end() ? nullptr : &found->second;
}

Standing Decisions::standing(const Finding& finding) const {
  const Decision* decision = find(finding.fingerprint);
  if (decision == nullptr || finding.fingerprint.empty()) return Standing::kNone;
  if (!settles(decision->decision)) return Standing::kOpen;
  return decision->printed == finding.printed.value_or("") ? Standing::kAccepted : Standing::kLapsed;
}

}  // namespace hebiao
