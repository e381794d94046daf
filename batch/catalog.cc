// The catalog as a file: its layout, opening it, transactions, facts and runs.
#include <fmt/format.h>
#include <sqlite3.h>

#include <algorithm>
#include <iterator>
#include <utility>

#include "batch/catalog_state.h"

namespace hebiao {
namespace {

// "hbia" in the header of the file, so that another program's database is not taken for a catalog.
constexpr int kApplicationId = 0x68626961;

constexpr const char* kSchema = R"sql(
CREATE TABLE facts(key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE runs(
  run INTEGER PRIMARY KEY, version TEXT NOT NULL, identity TEXT NOT NULL, began_ns INTEGER NOT NULL,
  seconds REAL, exit_code INTEGER, seen INTEGER, unchanged INTEGER, done INTEGER, failed INTEGER, quarantined INTEGER,
  unsupported INTEGER, vanished INTEGER, still_written INTEGER, interrupted INTEGER);
CREATE TABLE inputs(
  name TEXT PRIMARY KEY, path TEXT NOT NULL, outcome TEXT NOT NULL, code TEXT NOT NULL, message_zh TEXT NOT NULL,
  message_en TEXT NOT NULL, sha256 TEXT NOT NULL, size INTEGER NOT NULL, modified_ns INTEGER NOT NULL,
  changed_ns INTEGER NOT NULL, inode INTEGER NOT NULL, read_at_ns INTEGER NOT NULL, identity TEXT NOT NULL,
  accepted TEXT NOT NULL, attempts INTEGER NOT NULL, cpu_seconds REAL NOT NULL, wall_seconds REAL NOT NULL,
  peak_bytes INTEGER NOT NULL, classes TEXT NOT NULL, pages INTEGER NOT NULL, forms INTEGER NOT NULL,
  characters INTEGER NOT NULL, errors INTEGER NOT NULL, warnings INTEGER NOT NULL, notes INTEGER NOT NULL,
  limits TEXT NOT NULL, run INTEGER NOT NULL, seen_run INTEGER NOT NULL);
CREATE TABLE passed_over(
  run INTEGER NOT NULL, name TEXT NOT NULL, outcome TEXT NOT NULL, code TEXT NOT NULL, message_zh TEXT NOT NULL,
  message_en TEXT NOT NULL, PRIMARY KEY(run, name)) WITHOUT ROWID;
CREATE TABLE digests(name TEXT PRIMARY KEY, sha256 TEXT NOT NULL, digest TEXT NOT NULL);
CREATE TABLE outputs(
  file TEXT PRIMARY KEY, input TEXT NOT NULL, suffix TEXT NOT NULL, sha256 TEXT NOT NULL, size INTEGER NOT NULL,
  modified_ns INTEGER NOT NULL, changed_ns INTEGER NOT NULL, inode INTEGER NOT NULL, pending TEXT NOT NULL,
  run INTEGER NOT NULL, stale TEXT NOT NULL DEFAULT '');
CREATE INDEX outputs_by_input ON outputs(input);
CREATE TABLE findings(
  input TEXT NOT NULL, ordinal INTEGER NOT NULL, fingerprint TEXT NOT NULL, rule TEXT NOT NULL,
  severity TEXT NOT NULL, project TEXT NOT NULL, printed TEXT NOT NULL, expected TEXT NOT NULL,
  message_zh TEXT NOT NULL, message_en TEXT NOT NULL, PRIMARY KEY(input, ordinal)) WITHOUT ROWID;
CREATE TABLE comparisons(input TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE compared_findings(
  input TEXT NOT NULL, ordinal INTEGER NOT NULL, fingerprint TEXT NOT NULL, rule TEXT NOT NULL,
  severity TEXT NOT NULL, project TEXT NOT NULL, printed TEXT NOT NULL, expected TEXT NOT NULL,
  message_zh TEXT NOT NULL, message_en TEXT NOT NULL, PRIMARY KEY(input, ordinal)) WITHOUT ROWID;
CREATE TABLE changes(
  run INTEGER NOT NULL, input TEXT NOT NULL, change TEXT NOT NULL, fingerprint TEXT NOT NULL, rule TEXT NOT NULL,
  severity TEXT NOT NULL, project TEXT NOT NULL, printed TEXT NOT NULL, expected TEXT NOT NULL,
  message_zh TEXT NOT NULL, message_en TEXT NOT NULL);
CREATE INDEX changes_by_run ON changes(run, input);
)sql";

tl::unexpected<Error> refuse_newer(const std::filesystem::path& file, int version) {
  return failure(
      ProblemCode::kConfiguration,
      {fmt::format("目录文件「{}」由更新的版本写成（格式 {}，本程序认识到 {}）；请用新版本，或换一个输出文件夹",
                   file.string(), version, Catalog::kVersion),
       fmt::format("the catalog 「{}」 was written by a newer version (layout {}; this one knows {}); use that "
                   "version, or another output folder",
                   file.string(), version, Catalog::kVersion)},
      file.string());
}

tl::unexpected<Error> refuse_foreign(const std::filesystem::path& file, const char* why) {
  return failure(
      ProblemCode::kConfiguration,
      {fmt::format("「{}」不是本程序的目录文件，或已损坏（{}）；移走它即可重建", file.string(), why),
       fmt::format("「{}」 is no catalog of this program, or is damaged ({}); move it away and it is made anew",
                   file.string(), why)},
      file.string());
}

tl::unexpected<Error> unusable(const std::filesystem::path& file, const char* why) {
  return failure(ProblemCode::kOutputUnwritable,
                 {fmt::format("无法打开目录文件「{}」（{}）", file.string(), why),
                  fmt::format("cannot open the catalog 「{}」 ({})", file.string(), why)},
                 file.string());
}

// A disk that is full, broken or read-only says nothing about what the file is.
bool is_about_the_disk(const SQLite::Exception& error) {
  constexpr int kAboutTheDisk[] = {SQLITE_FULL, SQLITE_IOERR, SQLITE_READONLY, SQLITE_CANTOPEN};
  return std::find(std::begin(kAboutTheDisk), std::end(kAboutTheDisk), error.getErrorCode()) != std::end(kAboutTheDisk);
}

}  // namespace

Catalog::Catalog(std::unique_ptr<State> state) : state_(std::move(state)) {}
Catalog::Catalog(Catalog&&) noexcept = default;
Catalog& Catalog::operator=(Catalog&&) noexcept = default;
Catalog::~Catalog() = default;

Result<Catalog> Catalog::open(const std::filesystem::path& file) {
  std::unique_ptr<State> state;
  try {
    state = std::make_unique<State>(file);
  } catch (const SQLite::Exception& error) {
    return unusable(file, error.what());
  }
  try {
    SQLite::Database& database = state->database;
    const int version = database.execAndGet("PRAGMA user_version").getInt();
    const int owner = database.execAndGet("PRAGMA application_id").getInt();
    const bool fresh = version == 0 && database.execAndGet("SELECT count(*) FROM sqlite_master").getInt() == 0;
    if (!fresh && owner != kApplicationId) return refuse_foreign(file, "application id");
    if (version > kVersion) return refuse_newer(file, version);
    // The lock of the folder keeps others out, so no shared memory is needed, which network file systems lack.
    database.exec("PRAGMA locking_mode=EXCLUSIVE");
    database.exec("PRAGMA journal_mode=WAL");
    // A kill loses nothing. A power cut may lose the last documents' rows: their files are then found to be equal to
    // what the next run makes, and are taken over.
    database.exec("PRAGMA synchronous=NORMAL");
    if (fresh) {
      SQLite::Transaction transaction(database);
      database.exec(kSchema);
      database.exec(fmt::format("PRAGMA application_id={}", kApplicationId));
      database.exec(fmt::format("PRAGMA user_version={}", kVersion));
      transaction.commit();
    }
  } catch (const SQLite::Exception& error) {
    return is_about_the_disk(error) ? unusable(file, error.what()) : refuse_foreign(file, error.what());
  }
  return Catalog(std::move(state));
}

void Catalog::begin() {
  guarded([&] { state_->statement("BEGIN IMMEDIATE").exec(); });
}
void Catalog::commit() {
  guarded([&] { state_->statement("COMMIT").exec(); });
}
void Catalog::roll_back() {
  guarded([&] { state_->statement("ROLLBACK").exec(); });
}

std::optional<std::string> Catalog::fact(std::string_view key) {
  return guarded([&]() -> std::optional<std::string> {
    SQLite::Statement& row = state_->statement("SELECT value FROM facts WHERE key = ?");
    Binder(row) << key;
    if (!row.executeStep()) return std::nullopt;
    std::string value = row.getColumn(0).getString();
    row.reset();
    return value;
  });
}

void Catalog::set_fact(std::string_view key, std::string_view value) {
  guarded([&] {
    SQLite::Statement& row = state_->statement("INSERT OR REPLACE INTO facts VALUES (?, ?)");
    Binder(row) << key << value;
    row.exec();
  });
}

std::int64_t Catalog::begin_run(std::string_view version, std::string_view identity) {
  return guarded([&] {
    SQLite::Statement& row = state_->statement("INSERT INTO runs(version, identity, began_ns) VALUES (?, ?, ?)");
    Binder(row) << version << identity << now_ns();
    row.exec();
    return static_cast<std::int64_t>(state_->database.getLastInsertRowid());
  });
}

void Catalog::end_run(std::int64_t run, const ConvertOutcome& outcome, double seconds) {
  guarded([&] {
    SQLite::Statement& row = state_->statement(
        "UPDATE runs SET seconds = ?, exit_code = ?, seen = ?, unchanged = ?, done = ?, failed = ?, quarantined = ?, "
        "unsupported = ?, vanished = ?, still_written = ?, interrupted = ? WHERE run = ?");
    const RunCounts& counts = outcome.counts;
    Binder(row) << seconds << exit_code(outcome) << counts.seen << counts.unchanged << counts.done << counts.failed
                << counts.quarantined << counts.unsupported << counts.vanished << counts.left << counts.interrupted
                << run;
    row.exec();
  });
}

bool Catalog::has_finished_run(std::int64_t first, std::int64_t end) {
  return guarded([&] {
    SQLite::Statement& row = state_->statement(
        "SELECT count(*) FROM runs WHERE ? <= run AND run < ? AND exit_code IS NOT NULL AND interrupted = 0");
    Binder(row) << first << end;
    const bool any = row.executeStep() && row.getColumn(0).getInt64() > 0;
    row.reset();
    return any;
  });
}

std::vector<RunRecord> Catalog::runs() {
  return guarded([&] {
    std::vector<RunRecord> out;
    SQLite::Statement& row = state_->statement("SELECT run, identity, began_ns FROM runs ORDER BY run");
    while (row.executeStep()) {
      ColumnReader column(row);
      RunRecord record;
      record.run = column.number();
      record.identity = column.text();
      record.began_ns = column.number();
      out.push_back(std::move(record));
    }
    return out;
  });
}

}  // namespace hebiao
