#include "model/fingerprint.h"

#include <charconv>
#include <map>

#include "extract/sha256.h"

namespace hebiao {
namespace {

constexpr std::size_t kDigits = 32;              // 128 bits: no two findings of a country meet by chance
constexpr std::string_view kSeparator = "\x1f";  // a control character that no canonical text holds

std::string_view text_of(const OptionalField& field) { return field ? std::string_view(field->text) : ""; }

// "indicators[3].score" -> the list, 3, "score"; other paths are their own kind.
struct Place {
  std::string_view list;
  std::size_t row = 0;
  std::string_view member;
};

Place parse(std::string_view path) {
  const std::size_t open = path.find('[');
  const std::size_t close = path.find("].");
  if (open == std::string_view::npos || close == std::string_view::npos || close < open) return {{}, 0, path};
  Place place{path.substr(0, open), 0, path.substr(close + 2)};
  std::from_chars(path.data() + open + 1, path.data() + close, place.row);
  return place;
}

std::string_view row_name(const Form& form, const Place& place, std::size_t row) {
  if (place.list == "indicators" && row < form.indicators.size()) return text_of(form.indicators[row].name);
  if (place.list == "funds" && row < form.funds.size()) return fund_kind_name(form.funds[row].kind);
  return {};
}

std::string field_identity(const Form& form, std::string_view path) {
  const Place place = parse(path);
  if (place.list.empty()) return std::string(path);
  const std::string_view name = row_name(form, place, place.row);
  std::size_t ordinal = 0;
  for (std::size_t row = 0; row < place.row; ++row)
    if (row_name(form, place, row) == name) ++ordinal;
  std::string identity(place.list);
  identity.append(".").append(place.member).append(kSeparator).append(name).append(kSeparator);
  return identity + std::to_string(ordinal);
}

std::string hashed(const std::string& identity) { return sha256_hex(identity).substr(0, kDigits); }

}  // namespace

std::vector<Finding> with_fingerprints(std::vector<Finding> findings, const Form& form) {
  const std::string separator(kSeparator);
  std::string form_identity;
  form_identity.append(text_of(form.agency)).append(separator).append(text_of(form.project)).append(separator);
  if (form.year) form_identity += std::to_string(*form.year);
  form_identity += separator;
  std::map<std::string, int> seen;
  for (Finding& finding : findings) {
    std::string identity = finding.rule + separator + form_identity + field_identity(form, finding.field);
    const int before = seen[identity]++;
    if (before > 0) identity += separator + "#" + std::to_string(before);
    finding.fingerprint = hashed(identity);
  }
  return findings;
}

std::string report_fingerprint(std::string_view rule, std::string_view identity) {
  return hashed(std::string(rule) + std::string(kSeparator) + std::string(identity));
}

}  // namespace hebiao
