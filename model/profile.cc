#include "model/profile.h"

#include <algorithm>
#include <span>
#include <utility>

#include "extract/embedded.h"
#include "model/toml_loader.h"

namespace hebiao::embedded {
std::span<const EmbeddedFile> profiles();  // model/profiles/*.toml
}

namespace hebiao {
namespace {

// An exact decimal, written as an integer or, with a point, as a string.
Rational decimal(TomlReader& reader, std::string_view key, std::string_view fallback) {
  const std::string text = reader.text_or(key, fallback);
  if (const auto number = parse_decimal(text)) return *number;
  reader.refuse(key, {"应为整数或加引号的小数，所见为「" + text + "」", "must be an integer or a decimal in quotes"});
  return Rational(0);
}

// Reads one table with `read`, and remembers its first fault in `faults`.
template <class Read>
auto read_table(const TomlNode& table, std::string_view origin, std::string where, Result<void>& faults, Read read) {
  TomlReader reader(table, origin, std::move(where));
  auto value = read(reader);
  if (Result<void> finished = reader.finish(); !finished && faults) faults = finished;
  return value;
}

WeightSplit read_split(TomlReader& reader) {
  WeightSplit split;
  for (const std::string& group : reader.keys()) split.groups.emplace_back(group, decimal(reader, group, "0"));
  return split;
}

GradeBand read_grade(TomlReader& reader) { return {reader.text("grade"), decimal(reader, "from", "")}; }

VerdictBand read_verdict(TomlReader& reader) {
  VerdictBand band{reader.texts("words"), decimal(reader, "low", ""), decimal(reader, "high", "")};
  if (band.words.empty()) reader.refuse("words", {"不能为空", "must not be empty"});
  if (band.low > band.high) reader.refuse("low", {"大于 high", "is above high"});
  return band;
}

std::vector<AtMostScoring> read_at_most_scoring(TomlReader& reader) {
  std::vector<AtMostScoring> practices;
  for (const std::string& word : reader.texts("at_most_scoring")) {
    if (word == "by-excess") {
      practices.push_back(AtMostScoring::kByExcess);
    } else if (word == "inverse") {
      practices.push_back(AtMostScoring::kInverse);
    } else {
      reader.refuse("at_most_scoring", {"只能取 by-excess 或 inverse，所见为「" + word + "」",
                                        "may hold by-excess and inverse, not '" + word + "'"});
    }
  }
  if (practices.empty()) practices = {AtMostScoring::kByExcess, AtMostScoring::kInverse};
  return practices;
}

template <class Item, class Read>
std::vector<Item> read_list(TomlReader& reader, std::string_view key, std::string_view origin, Result<void>& faults,
                            Read read) {
  std::vector<Item> items;
  for (const TomlNode* table : reader.tables(key))
    items.push_back(read_table(*table, origin, std::string(key), faults, read));
  return items;
}

Result<Profile> read_profile(std::string_view toml, std::string_view origin) {
  const Result<TomlNode> tree = parse_toml(toml, origin);
  if (!tree) return tl::make_unexpected(tree.error());
  TomlReader reader(*tree, origin, "");
  Result<void> faults;
  Profile profile;
  profile.id = reader.text("id");
  profile.title = reader.text("title");
  profile.basis = reader.text("basis");
  profile.total_weight = decimal(reader, "total_weight", "100");
  profile.splits = read_list<WeightSplit>(reader, "splits", origin, faults, read_split);
  profile.required_groups = reader.texts("required_groups");
  profile.grades = read_list<GradeBand>(reader, "grades", origin, faults, read_grade);
  profile.verdicts = read_list<VerdictBand>(reader, "verdicts", origin, faults, read_verdict);
  profile.at_most_scoring = read_at_most_scoring(reader);
  if (reader.text_or("low_rate_percent", "none") != "none")
    profile.low_rate_percent = decimal(reader, "low_rate_percent", "");
  profile.exceeded_warning_percent = decimal(reader, "exceeded_warning_percent", "150");
  profile.exceeded_note_percent = decimal(reader, "exceeded_note_percent", "130");
  profile.ahead_of_money_percent = decimal(reader, "ahead_of_money_percent", "5");
  const auto descending = [](const GradeBand& a, const GradeBand& b) { return a.from > b.from; };
  if (!std::is_sorted(profile.grades.begin(), profile.grades.end(), descending))
    reader.refuse("grades", {"应从高到低排列", "must go from the highest to the lowest"});
  if (Result<void> finished = reader.finish(); !finished) return tl::make_unexpected(finished.error());
  if (!faults) return tl::make_unexpected(faults.error());
  return profile;
}

Profiles shipped_profiles() {
  Profiles profiles;
  for (const EmbeddedFile& file : embedded::profiles()) (void)profiles.load(file.text, file.name);
  return profiles;
}

}  // namespace

const Profiles& Profiles::shipped() {
  static const Profiles profiles = shipped_profiles();
  return profiles;
}

Result<std::string> Profiles::load(std::string_view toml, std::string_view origin) {
  Result<Profile> profile = read_profile(toml, origin);
  if (!profile) return tl::make_unexpected(profile.error());
  const auto same =
      std::find_if(profiles_.begin(), profiles_.end(), [&](const Profile& p) { return p.id == profile->id; });
  if (same != profiles_.end()) {
    *same = *profile;
  } else {
    profiles_.push_back(*profile);
  }
  return profile->id;
}

const Profile* Profiles::find(std::string_view id) const {
  const auto found = std::find_if(profiles_.begin(), profiles_.end(), [&](const Profile& p) { return p.id == id; });
  return found == profiles_.end() ? nullptr : &*found;
}

}  // namespace hebiao
