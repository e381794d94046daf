#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "emit/review_parts.h"

namespace hebiao {
namespace {

bool is_place(const SourceRef& at) { return at.box.has_value() || at.line > 0; }

void append_unique(std::vector<SourceRef>& places, const SourceRef& at) {
  if (is_place(at) && std::find(places.begin(), places.end(), at) == places.end()) places.push_back(at);
}

// A cell that a page break cuts has several pieces.
void append_pieces(std::vector<SourceRef>& places, const Form& form, const Field& field) {
  append_unique(places, field.at);
  if (field.cell >= form.sheet.cells.size()) return;
  for (const SourceRef& piece : form.sheet.cells[field.cell].more_at) append_unique(places, piece);
}

std::vector<SourceRef> questioned_places(const Finding& finding, const AuditedForm* form) {
  std::vector<SourceRef> places;
  append_unique(places, finding.at);
  const Field* field = form != nullptr ? find_field(form->form, finding.field) : nullptr;
  if (field != nullptr && field->at == finding.at) append_pieces(places, form->form, *field);
  return places;
}

std::vector<SourceRef> used_places(const Finding& finding, const AuditedForm* form,
                                   const std::vector<SourceRef>& questioned) {
  std::vector<SourceRef> places;
  if (form == nullptr) return places;
  for (const std::string& path : finding.because) {
    if (const Field* field = find_field(form->form, path)) append_pieces(places, form->form, *field);
  }
  std::erase_if(places, [&](const SourceRef& at) {
    return std::find(questioned.begin(), questioned.end(), at) != questioned.end();
  });
  return places;
}

class Collector {
 public:
  void add(const Finding& finding, const AuditedForm* form) {
    ReviewMark mark;
    mark.number = static_cast<int>(marks_.size()) + 1;
    mark.id = unique_id(finding.fingerprint);
    mark.finding = &finding;
    mark.form = form;
    mark.questioned = questioned_places(finding, form);
    mark.used = used_places(finding, form, mark.questioned);
    marks_.push_back(std::move(mark));
  }

  std::vector<ReviewMark> take() { return std::move(marks_); }

 private:
  std::string unique_id(const std::string& fingerprint) {
    const std::string base = fingerprint.empty() ? "finding" : fingerprint;
    int& seen = seen_[base];
    ++seen;
    return seen == 1 && !fingerprint.empty() ? base : fmt::format("{}-{}", base, seen);
  }

  std::vector<ReviewMark> marks_;
  std::map<std::string, int> seen_;
};

}  // namespace

std::vector<ReviewMark> review_marks(const Report& report) {
  Collector collector;
  for (const AuditedForm& form : report.forms) {
    for (const Finding& finding : form.audit.findings) collector.add(finding, &form);
  }
  for (const Finding& finding : report.findings) collector.add(finding, nullptr);
  return collector.take();
}

std::vector<int> pages_to_picture(const Report& report) {
  std::map<int, Severity> gravest;
  const auto note = [&gravest](const SourceRef& at, Severity severity) {
    const auto [entry, is_new] = gravest.emplace(at.page, severity);
    if (!is_new) entry->second = std::max(entry->second, severity);
  };
  for (const ReviewMark& mark : review_marks(report)) {
    for (const SourceRef& at : mark.questioned) note(at, mark.finding->severity);
    for (const SourceRef& at : mark.used) note(at, Severity::kNote);
  }
  std::vector<int> pages;
  for (const auto& [page, severity] : gravest) pages.push_back(page);
  std::stable_sort(pages.begin(), pages.end(), [&](int a, int b) { return gravest[a] > gravest[b]; });
  return pages;
}

}  // namespace hebiao
