// The catalog's account of the files that we wrote.
#include <fmt/format.h>

#include "batch/catalog_state.h"

namespace hebiao {
namespace {

constexpr const char* kOutputColumns =
    "file, input, suffix, sha256, size, modified_ns, changed_ns, inode, pending, run";

// An output is up to date if it was placed in the run that made its input's results and that input is still there.
constexpr const char* kVerdict = R"sql(
  (CASE WHEN input = '' THEN '' ELSE coalesce(
    (SELECT passed_over.outcome FROM passed_over WHERE passed_over.run = ?1 AND passed_over.name = input),
    (SELECT CASE WHEN inputs.seen_run <> ?1 THEN 'absent'
                 WHEN inputs.outcome <> 'done' THEN inputs.outcome
                 WHEN inputs.run <> outputs.run THEN 'superseded'
                 ELSE '' END
       FROM inputs WHERE inputs.name = input),
    'absent') END))sql";

OutputRecord read_output(SQLite::Statement& row) {
  ColumnReader column(row);
  OutputRecord out;
  out.file = column.text();
  out.input = column.text();
  out.suffix = column.text();
  out.sha256 = column.text();
  out.stamp = column.stamp();
  out.pending = column.text();
  out.run = column.number();
  return out;
}

}  // namespace

std::vector<OutputRecord> Catalog::outputs_of(std::string_view input) {
  return guarded([&] {
    std::vector<OutputRecord> out;
    SQLite::Statement& row =
        state_->statement(fmt::format("SELECT {} FROM outputs WHERE input = ? ORDER BY file", kOutputColumns));
    Binder(row) << input;
    while (row.executeStep()) out.push_back(read_output(row));
    return out;
  });
}

std::optional<OutputRecord> Catalog::output(std::string_view file) {
  return guarded([&]() -> std::optional<OutputRecord> {
    SQLite::Statement& row = state_->statement(fmt::format("SELECT {} FROM outputs WHERE file = ?", kOutputColumns));
    Binder(row) << file;
    if (!row.executeStep()) return std::nullopt;
    OutputRecord record = read_output(row);
    row.reset();
    return record;
  });
}

void Catalog::put(const OutputRecord& record) {
  guarded([&] {
    SQLite::Statement& row = state_->statement(
        fmt::format("INSERT OR REPLACE INTO outputs({}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", kOutputColumns));
    Binder(row) << record.file << record.input << record.suffix << record.sha256 << record.stamp << record.pending
                << record.run;
    row.exec();
  });
}

void Catalog::each_output(const std::function<void(const OutputRecord&)>& visit) {
  guarded([&] {
    SQLite::Statement& row = state_->statement(fmt::format("SELECT {} FROM outputs ORDER BY file", kOutputColumns));
    while (row.executeStep()) visit(read_output(row));
  });
}

void Catalog::mark_stale(std::int64_t run) {
  guarded([&] {
    SQLite::Statement& row =
        state_->statement(fmt::format("UPDATE outputs SET stale = {0} WHERE stale <> {0}", kVerdict));
    Binder(row) << run;
    row.exec();
  });
}

void Catalog::each_stale(const std::function<void(const StaleOutput&)>& visit) {
  guarded([&] {
    SQLite::Statement& row = state_->statement(
        "SELECT file, input, stale FROM outputs WHERE stale NOT IN ('', 'interrupted') ORDER BY file");
    while (row.executeStep()) {
      ColumnReader column(row);
      StaleOutput output;
      output.file = column.text();
      output.input = column.text();
      output.why = column.text();
      visit(output);
    }
  });
}

}  // namespace hebiao
