// score.band. Basis: 财预〔2020〕10号 (达成 earns 100 to 80 % of the weight, 部分达成 80 to 60 %, 未达成 less), bands
// by profile.
#include <fmt/core.h>

#include <algorithm>

#include "model/rules/rules.h"
#include "model/rules/wording.h"

namespace hebiao::audit_rules::score_band {
namespace {

constexpr std::string_view kId = "score.band";
constexpr int kPercent = 100;

struct Match {
  const VerdictBand* band = nullptr;
  std::string word;
};

// The verdict with which a text begins: the longest word that fits.
Match verdict_of(const std::string& text, const Profile& profile) {
  Match best;
  for (const VerdictBand& band : profile.verdicts)
    for (const std::string& word : band.words)
      if (text.compare(0, word.size(), word) == 0 && word.size() > best.word.size()) best = {&band, word};
  return best;
}

// A menu copied whole names a lower verdict behind the first one; it states none.
bool is_menu(const std::string& text, const Match& match, const Profile& profile) {
  const std::string rest = text.substr(match.word.size());
  for (const VerdictBand& band : profile.verdicts) {
    if (&band == match.band || band.high == kPercent) continue;
    const auto named = [&](const std::string& word) { return rest.find(word) != std::string::npos; };
    if (std::any_of(band.words.begin(), band.words.end(), named)) return true;
  }
  return false;
}

// Both ends belong to a band, but where a higher one begins its own low end is the higher one's.
bool within(const Rational& share, const VerdictBand& band, const Profile& profile) {
  if (share < band.low || share > band.high) return false;
  if (share < band.high) return true;
  return std::none_of(profile.verdicts.begin(), profile.verdicts.end(),
                      [&](const VerdictBand& other) { return &other != &band && other.low == band.high; });
}

bool is_qualitative(const IndicatorFacts& facts) {
  const bool asked = facts.target == ValueKind::kWords || facts.target == ValueKind::kAbsent;
  return asked && facts.actual == ValueKind::kWords;
}

void check_indicator(const Case& c, std::size_t i, Outcome& outcome) {
  const IndicatorFacts& facts = c.indicators[i];
  if (!is_qualitative(facts) || facts.out_of_bounds || facts.same_words) return;
  if (facts.weight == nullptr || facts.score == nullptr || sgn(facts.weight->number) <= 0) return;
  const std::string text = folded(c.form.indicators[i].actual->text);
  const Match match = verdict_of(text, c.profile);
  if (match.band == nullptr || is_menu(text, match, c.profile)) return;
  const Rational share = kPercent * facts.score->number / facts.weight->number;
  if (within(share, *match.band, c.profile)) return;
  const Rational low = facts.weight->number * match.band->low / kPercent;
  const Rational high = facts.weight->number * match.band->high / kPercent;
  const Message score = cite(c.form, facts.field("score"), Naming::kWithRow);
  const Message actual = cite(c.form, facts.field("actual"));
  const Message reason = facts.reason_given ? Message{"；已填偏差原因", "; a reason is given"} : Message{};
  const std::string range = canonical_number(low) + "–" + canonical_number(high);
  Finding found = finding(
      c.form, kId, facts.reason_given ? Severity::kNote : Severity::kWarning, DifferenceClass::kSoft,
      facts.field("score"),
      {fmt::format("{}与{}不符：“{}”应得 {} 分{}", score.zh, actual.zh, match.word, range, reason.zh),
       fmt::format("{} does not fit the {}: “{}” earns {}{}", score.en, actual.en, match.word, range, reason.en)});
  found.low = canonical_number(low);
  found.high = canonical_number(high);
  found.because = {facts.field("weight"), facts.field("actual")};
  outcome.add(std::move(found));
}

Outcome check(const Case& c) {
  Outcome outcome;
  for (std::size_t i = 0; i < c.indicators.size(); ++i) check_indicator(c, i, outcome);
  return outcome;
}

}  // namespace

Rule rule() {
  return {{kId,
           Severity::kWarning,
           {"定性指标得分应在其完成档次的区间内",
            "a qualitative score lies in the band of the verdict that the form states"},
           kMeasures2020,
           {"达成得分值的 80%–100%，部分达成 60%–80%，未达成 0–60%（或当地规定）",
            "达成: 80–100 % of the weight; 部分达成: 60–80 %; 未达成: 0–60 % (or the profile's bands)"},
           {"警告：“部分达成”，分值 10，得 9；提示：同上，已填原因；无：得 7",
            "warning: 9 of 10 for 部分达成; note: the same with a reason; none: 7"},
           {"本地另有档次划分时（请选用相应的地方规则）", "where the place has other bands (choose its profile)"}},
          check,
          BasisOf::kProfile};
}

}  // namespace hebiao::audit_rules::score_band
