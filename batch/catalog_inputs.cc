// The catalog's account of inputs.
#include <fmt/format.h>

#include "batch/catalog_state.h"

namespace hebiao {
namespace {

constexpr const char* kInputColumns =
    "name, path, outcome, code, message_zh, message_en, sha256, size, modified_ns, changed_ns, inode, read_at_ns, "
    "identity, accepted, attempts, cpu_seconds, wall_seconds, peak_bytes, classes, pages, forms, characters, errors, "
    "warnings, notes, limits, run, seen_run";

Outcome outcome_named(const std::string& name) {
  for (const Outcome outcome :
       {Outcome::kDone, Outcome::kUnsupported, Outcome::kVanished, Outcome::kLeft, Outcome::kInterrupted}) {
    if (name == outcome_name(outcome)) return outcome;
  }
  return Outcome::kFailed;
}

InputRecord read_input(SQLite::Statement& row) {
  ColumnReader column(row);
  InputRecord out;
  out.name = column.text();
  out.path = column.text();
  out.outcome = outcome_named(column.text());
  out.code = column.text();
  out.message.zh = column.text();
  out.message.en = column.text();
  out.sha256 = column.text();
  out.stamp = column.stamp();
  out.read_at_ns = column.number();
  out.identity = column.text();
  out.accepted = column.text();
  out.attempts = static_cast<int>(column.number());
  out.resources.cpu_seconds = column.real();
  out.resources.wall_seconds = column.real();
  out.resources.peak_bytes = column.size();
  out.classes = column.text();
  out.pages = column.size();
  out.forms = column.size();
  out.characters = column.size();
  out.errors = column.size();
  out.warnings = column.size();
  out.notes = column.size();
  out.limits = column.text();
  out.run = column.number();
  out.seen_run = column.number();
  return out;
}

}  // namespace

std::optional<InputRecord> Catalog::input(std::string_view name) {
  return guarded([&]() -> std::optional<InputRecord> {
    SQLite::Statement& row = state_->statement(fmt::format("SELECT {} FROM inputs WHERE name = ?", kInputColumns));
    Binder(row) << name;
    if (!row.executeStep()) return std::nullopt;
    InputRecord record = read_input(row);
    row.reset();
    return record;
  });
}

void Catalog::put(const InputRecord& record) {
  guarded([&] {
    SQLite::Statement& row = state_->statement(
        fmt::format("INSERT OR REPLACE INTO inputs({}) VALUES "
                    "(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    kInputColumns));
    Binder(row) << record.name << record.path << outcome_name(record.outcome) << record.code << record.message.zh
                << record.message.en << record.sha256 << record.stamp << record.read_at_ns << record.identity
                << record.accepted << record.attempts << record.resources.cpu_seconds << record.resources.wall_seconds
                << record.resources.peak_bytes << record.classes << record.pages << record.forms << record.characters
                << record.errors << record.warnings << record.notes << record.limits << record.run << record.seen_run;
    row.exec();
  });
}

void Catalog::see(std::string_view name, std::int64_t run, const FileStamp& stamp, std::int64_t read_at_ns) {
  guarded([&] {
    SQLite::Statement& row = state_->statement(
        "UPDATE inputs SET seen_run = ?, size = ?, modified_ns = ?, changed_ns = ?, inode = ?, read_at_ns = ? "
        "WHERE name = ?");
    Binder(row) << run << stamp << read_at_ns << name;
    row.exec();
  });
}

void Catalog::each_input(std::int64_t run, const std::function<void(const InputRecord&)>& visit) {
  guarded([&] {
    SQLite::Statement& row =
        state_->statement(fmt::format("SELECT {} FROM inputs WHERE seen_run = ? ORDER BY name", kInputColumns));
    Binder(row) << run;
    while (row.executeStep()) visit(read_input(row));
  });
}

void Catalog::pass_over(std::int64_t run, Outcome outcome, const NamedReason& reason) {
  guarded([&] {
    SQLite::Statement& row = state_->statement("INSERT OR REPLACE INTO passed_over VALUES (?, ?, ?, ?, ?, ?)");
    Binder(row) << run << reason.name << outcome_name(outcome) << reason.code << reason.message.zh << reason.message.en;
    row.exec();
  });
}

void Catalog::each_passed_over(std::int64_t run, const std::function<void(Outcome, const NamedReason&)>& visit) {
  guarded([&] {
    SQLite::Statement& row = state_->statement(
        "SELECT outcome, name, code, message_zh, message_en FROM passed_over WHERE run = ? ORDER BY name");
    Binder(row) << run;
    while (row.executeStep()) {
      ColumnReader column(row);
      const Outcome outcome = outcome_named(column.text());
      NamedReason reason;
      reason.name = column.text();
      reason.code = column.text();
      reason.message.zh = column.text();
      reason.message.en = column.text();
      visit(outcome, reason);
    }
  });
}

CatalogTotals Catalog::totals(std::int64_t run) {
  return guarded([&] {
    SQLite::Statement& row = state_->statement(
        "SELECT count(*), total(pages), total(forms), total(characters), total(errors), total(warnings), total(notes) "
        "FROM inputs WHERE seen_run = ? AND outcome = 'done'");
    Binder(row) << run;
    CatalogTotals out;
    if (!row.executeStep()) return out;
    ColumnReader column(row);
    for (std::size_t* total :
         {&out.documents, &out.pages, &out.forms, &out.characters, &out.errors, &out.warnings, &out.notes}) {
      *total = column.size();
    }
    return out;
  });
}

std::vector<InputRecord> Catalog::slowest(std::int64_t run, int how_many) {
  return guarded([&] {
    std::vector<InputRecord> out;
    SQLite::Statement& row = state_->statement(
        fmt::format("SELECT {} FROM inputs WHERE run = ? ORDER BY cpu_seconds DESC, name LIMIT ?", kInputColumns));
    Binder(row) << run << how_many;
    while (row.executeStep()) out.push_back(read_input(row));
    return out;
  });
}

std::vector<InputRecord> Catalog::largest(std::int64_t run, int how_many) {
  return guarded([&] {
    std::vector<InputRecord> out;
    SQLite::Statement& row = state_->statement(
        fmt::format("SELECT {} FROM inputs WHERE seen_run = ? ORDER BY size DESC, name LIMIT ?", kInputColumns));
    Binder(row) << run << how_many;
    while (row.executeStep()) out.push_back(read_input(row));
    return out;
  });
}

}  // namespace hebiao
