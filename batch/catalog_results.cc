// What the catalog keeps of results: digests, findings, what they were compared with, and what changed.
#include <fmt/format.h>

#include <utility>

#include "batch/catalog_state.h"
#include "extract/sha256.h"

namespace hebiao {

namespace {

constexpr const char* kFindingColumns =
    "fingerprint, rule, severity, project, printed, expected, message_zh, message_en";

FindingLine read_finding(ColumnReader& column) {
  FindingLine out;
  out.fingerprint = column.text();
  out.rule = column.text();
  out.severity = column.text();
  out.project = column.text();
  out.printed = column.text();
  out.expected = column.text();
  out.message.zh = column.text();
  out.message.en = column.text();
  return out;
}

Binder& operator<<(Binder& binder, const FindingLine& finding) {
  return binder << finding.fingerprint << finding.rule << finding.severity << finding.project << finding.printed
                << finding.expected << finding.message.zh << finding.message.en;
}

FindingChange change_named(std::string_view name) {
  for (const FindingChange change : {FindingChange::kNew, FindingChange::kUpdated}) {
    if (name == finding_change_name(change)) return change;
  }
  return FindingChange::kGone;
}

}  // namespace

// The tables `findings` (of the last results) and `compared_findings` are alike.
FindingLines Catalog::State::findings_in(std::string_view table, std::string_view input) {
  FindingLines out;
  SQLite::Statement& row =
      statement(fmt::format("SELECT {} FROM {} WHERE input = ? ORDER BY ordinal", kFindingColumns, table));
  Binder(row) << input;
  while (row.executeStep()) {
    ColumnReader column(row);
    out.push_back(read_finding(column));
  }
  return out;
}

void Catalog::State::put_findings_in(std::string_view table, std::string_view input, const FindingLines& findings) {
  remove_from(table, "input", input);
  int ordinal = 0;
  for (const FindingLine& finding : findings) {
    SQLite::Statement& row = statement(fmt::format("INSERT INTO {} VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", table));
    Binder(row) << input << ordinal++ << finding;
    row.exec();
  }
}

void Catalog::State::remove_from(std::string_view table, std::string_view key, std::string_view value) {
  SQLite::Statement& row = statement(fmt::format("DELETE FROM {} WHERE {} = ?", table, key));
  Binder(row) << value;
  row.exec();
}

void Catalog::put_digest(std::string_view name, std::string_view digest) {
  guarded([&] {
    SQLite::Statement& row = state_->statement("INSERT OR REPLACE INTO digests VALUES (?, ?, ?)");
    Binder(row) << name << sha256_hex(digest) << digest;
    row.exec();
  });
}

std::optional<FindingLines> Catalog::comparison_of(std::string_view input) {
  return guarded([&]() -> std::optional<FindingLines> {
    SQLite::Statement& row = state_->statement("SELECT 1 FROM comparisons WHERE input = ?");
    Binder(row) << input;
    const bool compared = row.executeStep();
    row.reset();
    if (!compared) return std::nullopt;
    return state_->findings_in("compared_findings", input);
  });
}

void Catalog::put_comparison(std::string_view input, const std::optional<FindingLines>& findings) {
  guarded([&] {
    state_->remove_from("comparisons", "input", input);
    state_->put_findings_in("compared_findings", input, findings.value_or(FindingLines{}));
    if (!findings) return;
    SQLite::Statement& row = state_->statement("INSERT INTO comparisons VALUES (?)");
    Binder(row) << input;
    row.exec();
  });
}

void Catalog::drop_results(std::string_view name) {
  guarded([&] {
    state_->remove_from("digests", "name", name);
    for (const char* table : {"findings", "comparisons", "compared_findings"}) {
      state_->remove_from(table, "input", name);
    }
  });
}

void Catalog::each_digest(std::int64_t run, const std::function<void(std::string_view, std::string_view)>& visit) {
  guarded([&] {
    SQLite::Statement& row = state_->statement(
        "SELECT name, digest FROM inputs JOIN digests USING (name) WHERE seen_run = ? AND outcome = 'done' "
        "ORDER BY name");
    Binder(row) << run;
    while (row.executeStep()) visit(row.getColumn(0).getString(), row.getColumn(1).getString());
  });
}

std::string Catalog::digests_hash(std::int64_t run) {
  return guarded([&] {
    SQLite::Statement& row = state_->statement(
        "SELECT name, digests.sha256 FROM inputs JOIN digests USING (name) WHERE seen_run = ? AND outcome = 'done' "
        "ORDER BY name");
    Binder(row) << run;
    std::string hash;
    while (row.executeStep()) {
      hash = sha256_hex(hash + row.getColumn(0).getString() + '\0' + row.getColumn(1).getString());
    }
    return hash;
  });
}

FindingLines Catalog::findings_of(std::string_view input) {
  return guarded([&] { return state_->findings_in("findings", input); });
}

void Catalog::put_findings(std::string_view input, const FindingLines& findings) {
  guarded([&] { state_->put_findings_in("findings", input, findings); });
}

void Catalog::each_input_fingerprints(
    const std::function<void(const std::string&, const std::vector<std::string>&)>& visit) {
  guarded([&] {
    SQLite::Statement& row = state_->statement("SELECT input, fingerprint FROM findings ORDER BY input, ordinal");
    std::string input;
    std::vector<std::string> fingerprints;
    while (row.executeStep()) {
      std::string next = row.getColumn(0).getString();
      if (next != input && !fingerprints.empty()) visit(input, std::exchange(fingerprints, {}));
      input = std::move(next);
      fingerprints.push_back(row.getColumn(1).getString());
    }
    if (!fingerprints.empty()) visit(input, fingerprints);
  });
}

void Catalog::add_change(std::int64_t run, const Change& change) {
  guarded([&] {
    SQLite::Statement& row = state_->statement("INSERT INTO changes VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    Binder(row) << run << change.input << finding_change_name(change.kind) << change.finding;
    row.exec();
  });
}

void Catalog::each_change(std::int64_t run, const std::function<void(const Change&)>& visit) {
  guarded([&] {
    SQLite::Statement& row = state_->statement(
        fmt::format("SELECT input, change, {} FROM changes WHERE run <= ?1 AND run > "
                    "(SELECT coalesce(max(run), 0) FROM runs WHERE run < ?1 AND exit_code IS NOT NULL AND "
                    "interrupted = 0) ORDER BY input, change DESC, rule, fingerprint",  // updated, new, gone
                    kFindingColumns));
    Binder(row) << run;
    while (row.executeStep()) {
      ColumnReader column(row);
      Change change;
      change.input = column.text();
      change.kind = change_named(column.text());
      change.finding = read_finding(column);
      visit(change);
    }
  });
}

}  // namespace hebiao
