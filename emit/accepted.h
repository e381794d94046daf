// What people have decided about findings: read back from an edited workbook, kept in a file, shown in the next one.
//
// A decision belongs to a finding by its fingerprint (no values, no places) and holds for the printed value at which it
// was made: a form that is corrected afterwards raises the finding anew, and the decision has lapsed. A decision never
// hides anything: accepted findings are listed apart, with who accepted them, when and why.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "extract/result.h"
#include "model/finding.h"

namespace hebiao {

// One row of the accepted-findings file.
struct Decision {
  std::string fingerprint;
  std::string report;    // the report's name, for people
  std::string rule;      // for people
  std::string printed;   // the printed value at the time; empty where the finding has none
  std::string decision;  // one of decision_words(), or a person's own word
  std::string who;
  std::string when;  // as the person wrote it
  std::string why;   // the remark
  friend bool operator==(const Decision&, const Decision&) = default;
};

// What the drop-down offers.
const std::vector<std::string>& decision_words();
// Does the word settle the finding (so that it is listed apart)? The undecided and the "to be corrected" do not.
bool settles(std::string_view decision);

enum class Standing { kNone, kOpen, kAccepted, kLapsed };

class Decisions {
 public:
  // The file: UTF-8, a header line, eight tab-separated columns; \t \n \\ are escapes. Refuses (kConfiguration, with
  // the line) anything else, and a fingerprint that stands twice with different decisions.
  static Result<Decisions> parse(std::string_view text, std::string_view origin);
  std::string text() const;  // sorted by report and fingerprint; what parse() reads

  // Adds or replaces by fingerprint.
  void set(Decision decision);
  void add(const Decisions& later);  // later ones win
  const Decision* find(std::string_view fingerprint) const;
  Standing standing(const Finding& finding) const;
  bool empty() const { return by_fingerprint_.empty(); }
  std::size_t size() const { return by_fingerprint_.size(); }

 private:
  std::map<std::string, Decision, std::less<>> by_fingerprint_;
};

// Reads the decisions, reviewers, dates and remarks that people wrote into a workbook of ours: rows of its sheets 发现
// and 已接受 in which any of the four is filled, by the column headings, wherever the columns were moved to. An Error
// (kOutputUnwritable) if it cannot be opened or has no such sheet.
Result<Decisions> read_decisions(const std::filesystem::path& workbook);

}  // namespace hebiao
