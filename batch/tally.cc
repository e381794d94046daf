#include "batch/tally.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace hebiao {
namespace {

struct Place {
  std::size_t* count = nullptr;
  std::vector<NamedReason>* reasons = nullptr;  // null: no reason is needed
};

Place place_of(Outcome outcome, ConvertOutcome& in) {
  switch (outcome) {
    case Outcome::kUnchanged:
      return {&in.counts.unchanged, nullptr};
    case Outcome::kDone:
      return {&in.counts.done, nullptr};
    case Outcome::kFailed:
      return {&in.counts.failed, &in.failed};
    case Outcome::kQuarantined:
      return {&in.counts.quarantined, &in.quarantined};
    case Outcome::kUnsupported:
      return {&in.counts.unsupported, &in.unsupported};
    case Outcome::kVanished:
      return {&in.counts.vanished, &in.vanished};
    case Outcome::kLeft:
      return {&in.counts.left, &in.left};
    case Outcome::kInterrupted:
      break;
  }
  return {&in.counts.interrupted, nullptr};
}

}  // namespace

void Tally::settle(NamedReason reason, Outcome outcome, double seconds) {
  const Place place = place_of(outcome, outcome_);
  ++*place.count;
  if (observer_ && outcome != Outcome::kInterrupted) {
    RunEvent event;
    event.name = reason.name;
    event.outcome = outcome;
    event.message = reason.message;
    event.seconds = seconds;
    tell(std::move(event));
  }
  if (place.reasons != nullptr) place.reasons->push_back(std::move(reason));
}

void Tally::tell(RunEvent::Kind kind) const {
  RunEvent event;
  event.kind = kind;
  event.seconds = seconds();
  tell(std::move(event));
}

void Tally::tell(RunEvent event) const {
  if (!observer_) return;
  event.counts = outcome_.counts;
  event.findings = findings_;
  observer_(event);
}

double Tally::seconds() const {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin_).count();
}

void Tally::sort() {
  const auto by_name = [](const NamedReason& a, const NamedReason& b) { return a.name < b.name; };
  for (auto* reasons :
       {&outcome_.failed, &outcome_.quarantined, &outcome_.unsupported, &outcome_.vanished, &outcome_.left}) {
    std::sort(reasons->begin(), reasons->end(), by_name);
  }
  std::sort(outcome_.kept.begin(), outcome_.kept.end(),
            [](const KeptWorkbook& a, const KeptWorkbook& b) { return a.kept < b.kept; });
}

}  // namespace hebiao
