// What the catalog keeps of results: digests, findings, what they were compared with, and what changed.
#include <sstream>
#include <utility>

#include "batch/catalog_state.h"
#include "extract/sha256.h"

namespace hebiao {

FindingLine read_finding(ColumnReader& column) {
  FindingLine out;
  out.fingerprint = column.text();
  out.rule = column.text();
  out.severity = column.text();
  out.message.zh = column.text();
  out.message.en = column.text();
  return out;
}

void Catalog::put_digest(std::string_view name, std::string_view digest) {
  guarded([&] {
    SQLite::Statement& row = state_->statement("INSERT OR REPLACE INTO digests VALUES (?, ?, ?)");
    Binder(row) << name << sha256_hex(digest) << digest;
    row.exec();
  });
}

std::optional<Fingerprints> Catalog::comparison_of(std::string_view input) {
  return guarded([&]() -> std::optional<Fingerprints> {
    SQLite::Statement& row = state_->statement("SELECT fingerprints FROM comparisons WHERE input = ?");
    Binder(row) << input;
    if (!row.executeStep()) return std::nullopt;
    Fingerprints fingerprints;
    std::istringstream lines(row.getColumn(0).getString());
    for (std::string line; std::getline(lines, line);) fingerprints.push_back(line);
    row.reset();
    return fingerprints;
  });
}

void Catalog::put_comparison(std::string_view input, const std::optional<Fingerprints>& fingerprints) {
  guarded([&] {
    SQLite::Statement& clear = state_->statement("DELETE FROM comparisons WHERE input = ?");
    Binder(clear) << input;
    clear.exec();
    if (!fingerprints) return;
    std::string lines;
    for (const std::string& fingerprint : *fingerprints) lines += fingerprint + '\n';
    SQLite::Statement& row = state_->statement("INSERT INTO comparisons VALUES (?, ?)");
    Binder(row) << input << lines;
    row.exec();
  });
}

void Catalog::drop_results(std::string_view name) {
  guarded([&] {
    for (const char* sql : {"DELETE FROM digests WHERE name = ?", "DELETE FROM findings WHERE input = ?",
                            "DELETE FROM comparisons WHERE input = ?"}) {
      SQLite::Statement& row = state_->statement(sql);
      Binder(row) << name;
      row.exec();
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

std::vector<FindingLine> Catalog::findings_of(std::string_view input) {
  return guarded([&] {
    std::vector<FindingLine> out;
    SQLite::Statement& row = state_->statement(
        "SELECT fingerprint, rule, severity, message_zh, message_en FROM findings WHERE input = ? ORDER BY ordinal");
    Binder(row) << input;
    while (row.executeStep()) {
      ColumnReader column(row);
      out.push_back(read_finding(column));
    }
    return out;
  });
}

void Catalog::put_findings(std::string_view input, const std::vector<FindingLine>& findings) {
  guarded([&] {
    SQLite::Statement& clear = state_->statement("DELETE FROM findings WHERE input = ?");
    Binder(clear) << input;
    clear.exec();
    int ordinal = 0;
    for (const FindingLine& finding : findings) {
      SQLite::Statement& row = state_->statement("INSERT INTO findings VALUES (?, ?, ?, ?, ?, ?, ?)");
      Binder(row) << input << ordinal++ << finding.fingerprint << finding.rule << finding.severity << finding.message.zh
                  << finding.message.en;
      row.exec();
    }
  });
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
    SQLite::Statement& row = state_->statement("INSERT INTO changes VALUES (?, ?, ?, ?, ?, ?, ?, ?)");
    Binder(row) << run << change.input << (change.is_new ? 1 : 0) << change.finding.fingerprint << change.finding.rule
                << change.finding.severity << change.finding.message.zh << change.finding.message.en;
    row.exec();
  });
}

void Catalog::each_change(std::int64_t run, const std::function<void(const Change&)>& visit) {
  guarded([&] {
    SQLite::Statement& row = state_->statement(
        "SELECT input, is_new, fingerprint, rule, severity, message_zh, message_en FROM changes WHERE run <= ?1 AND "
        "run > (SELECT coalesce(max(run), 0) FROM runs WHERE run < ?1 AND exit_code IS NOT NULL AND interrupted = 0) "
        "ORDER BY input, is_new DESC, rule, fingerprint");
    Binder(row) << run;
    while (row.executeStep()) {
      ColumnReader column(row);
      Change change;
      change.input = column.text();
      change.is_new = column.number() != 0;
      change.finding = read_finding(column);
      visit(change);
    }
  });
}

}  // namespace hebiao
