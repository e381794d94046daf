// Profiles: what a place's rules are, as data (model/profiles/*.toml). Never a branch in code.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "extract/result.h"
#include "normalize/rational.h"

namespace hebiao {

// The points that level-1 groups may carry: one of several accepted splits. The names are canonical level-1 names, or
// 执行率 for the execution rate's own weight, joined by + where a rule gives only their sum (效益指标+满意度指标); "*"
// stands for whatever else a form counts.
struct WeightSplit {
  std::vector<std::pair<std::string, Rational>> groups;
};

// One grade (等次) and the lowest total that earns it.
struct GradeBand {
  std::string grade;
  Rational from;
};

// A verdict in words (达成 部分达成 未达成) and the share of the weight that it may earn, in percent, both ends
// included unless a higher band begins there.
struct VerdictBand {
  std::vector<std::string> words;
  Rational low;
  Rational high;
};

// How a missed ≤ target may be scored; a score that fits any listed practice is right.
enum class AtMostScoring { kByExcess, kInverse };

struct Profile {
  std::string id;
  std::string title;  // for people, Chinese
  std::string basis;  // number of the document
  Rational total_weight = 100;
  std::vector<WeightSplit> splits;           // empty: none required
  std::vector<std::string> required_groups;  // level-1 groups that must appear
  std::vector<GradeBand> grades;             // descending
  std::vector<VerdictBand> verdicts;
  std::vector<AtMostScoring> at_most_scoring;
  std::optional<Rational> low_rate_percent;  // fund.low-rate below it; 80
  Rational exceeded_warning_percent = 150;   // target.exceeded above it
  Rational exceeded_note_percent = 130;
  Rational ahead_of_money_percent = 5;  // score.ahead-of-money above it
};

// All profiles at hand, by id.
class Profiles {
 public:
  static const Profiles& shipped();
  // Adds or replaces one from TOML text; `origin` names it in errors. Refuses unknown keys and values, with the line.
  Result<std::string> load(std::string_view toml, std::string_view origin);  // the id of what was loaded
  const Profile* find(std::string_view id) const;
  const std::vector<Profile>& all() const { return profiles_; }

 private:
  std::vector<Profile> profiles_;
};

}  // namespace hebiao
