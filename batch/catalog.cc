#include "batch/catalog.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <fmt/format.h>
#include <sqlite3.h>

#include <algorithm>
#include <iterator>
#include <map>
#include <utility>

#include "extract/sha256.h"

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
  run INTEGER NOT NULL, seen_run INTEGER NOT NULL);
CREATE TABLE digests(name TEXT PRIMARY KEY, sha256 TEXT NOT NULL, digest TEXT NOT NULL);
CREATE TABLE outputs(
  file TEXT PRIMARY KEY, input TEXT NOT NULL, suffix TEXT NOT NULL, sha256 TEXT NOT NULL, size INTEGER NOT NULL,
  modified_ns INTEGER NOT NULL, changed_ns INTEGER NOT NULL, inode INTEGER NOT NULL, pending TEXT NOT NULL);
CREATE INDEX outputs_by_input ON outputs(input);
CREATE TABLE findings(
  input TEXT NOT NULL, ordinal INTEGER NOT NULL, fingerprint TEXT NOT NULL, rule TEXT NOT NULL,
  severity TEXT NOT NULL, message_zh TEXT NOT NULL, message_en TEXT NOT NULL, PRIMARY KEY(input, ordinal))
  WITHOUT ROWID;
CREATE TABLE changes(
  run INTEGER NOT NULL, input TEXT NOT NULL, is_new INTEGER NOT NULL, fingerprint TEXT NOT NULL, rule TEXT NOT NULL,
  severity TEXT NOT NULL, message_zh TEXT NOT NULL, message_en TEXT NOT NULL);
CREATE INDEX changes_by_run ON changes(run, input);
)sql";

constexpr const char* kInputColumns =
    "name, path, outcome, code, message_zh, message_en, sha256, size, modified_ns, changed_ns, inode, read_at_ns, "
    "identity, accepted, attempts, cpu_seconds, wall_seconds, peak_bytes, classes, pages, forms, characters, errors, "
    "warnings, notes, run, seen_run";
constexpr const char* kOutputColumns = "file, input, suffix, sha256, size, modified_ns, changed_ns, inode, pending";

Outcome outcome_named(const std::string& name) {
  if (name == outcome_name(Outcome::kDone)) return Outcome::kDone;
  if (name == outcome_name(Outcome::kUnsupported)) return Outcome::kUnsupported;
  return Outcome::kFailed;
}

// Binds values, and reads columns, one after the other.
class Binder {
 public:
  explicit Binder(SQLite::Statement& statement) : statement_(statement) {}
  Binder& operator<<(std::string_view text) {
    statement_.bind(next_++, std::string(text));
    return *this;
  }
  Binder& operator<<(std::int64_t number) {
    statement_.bind(next_++, number);
    return *this;
  }
  Binder& operator<<(std::uint64_t number) { return *this << static_cast<std::int64_t>(number); }
  Binder& operator<<(int number) { return *this << static_cast<std::int64_t>(number); }
  Binder& operator<<(double number) {
    statement_.bind(next_++, number);
    return *this;
  }
  Binder& operator<<(const FileStamp& stamp) {
    return *this << stamp.size << stamp.modified_ns << stamp.changed_ns << stamp.inode;
  }

 private:
  SQLite::Statement& statement_;
  int next_ = 1;
};

class ColumnReader {
 public:
  explicit ColumnReader(SQLite::Statement& statement) : statement_(statement) {}
  std::string text() { return statement_.getColumn(next_++).getString(); }
  std::int64_t number() { return statement_.getColumn(next_++).getInt64(); }
  std::size_t size() { return static_cast<std::size_t>(number()); }
  double real() { return statement_.getColumn(next_++).getDouble(); }
  FileStamp stamp() {
    FileStamp stamp;
    stamp.size = static_cast<std::uint64_t>(number());
    stamp.modified_ns = number();
    stamp.changed_ns = number();
    stamp.inode = static_cast<std::uint64_t>(number());
    return stamp;
  }

 private:
  SQLite::Statement& statement_;
  int next_ = 0;
};

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
  out.run = column.number();
  out.seen_run = column.number();
  return out;
}

OutputRecord read_output(SQLite::Statement& row) {
  ColumnReader column(row);
  OutputRecord out;
  out.file = column.text();
  out.input = column.text();
  out.suffix = column.text();
  out.sha256 = column.text();
  out.stamp = column.stamp();
  out.pending = column.text();
  return out;
}

FindingLine read_finding(ColumnReader& column) {
  FindingLine out;
  out.fingerprint = column.text();
  out.rule = column.text();
  out.severity = column.text();
  out.message.zh = column.text();
  out.message.en = column.text();
  return out;
}

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

// Every statement is prepared once and used again; the map's key is its text.
struct Catalog::State {
  explicit State(const std::filesystem::path& file)
      : database(file.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE, 0) {}

  SQLite::Statement& statement(const std::string& sql) {
    const auto found = statements.find(sql);
    SQLite::Statement& statement =
        found != statements.end() ? found->second : statements.try_emplace(sql, database, sql).first->second;
    statement.tryReset();
    statement.clearBindings();
    return statement;
  }

  SQLite::Database database;
  std::map<std::string, SQLite::Statement> statements;
};

namespace {

// Runs `work` and says in our words what SQLite says in its own.
template <class Work>
auto guarded(Work work) {
  try {
    return work();
  } catch (const SQLite::Exception& error) {
    throw CatalogError(error.what());
  }
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

bool Catalog::has_finished_run_before(std::int64_t run) {
  return guarded([&] {
    SQLite::Statement& row =
        state_->statement("SELECT count(*) FROM runs WHERE run < ? AND exit_code IS NOT NULL AND interrupted = 0");
    Binder(row) << run;
    const bool any = row.executeStep() && row.getColumn(0).getInt64() > 0;
    row.reset();
    return any;
  });
}

std::vector<std::int64_t> Catalog::runs() {
  return guarded([&] {
    std::vector<std::int64_t> out;
    SQLite::Statement& row = state_->statement("SELECT run FROM runs ORDER BY run");
    while (row.executeStep()) out.push_back(row.getColumn(0).getInt64());
    return out;
  });
}

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
                    "(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    kInputColumns));
    Binder(row) << record.name << record.path << outcome_name(record.outcome) << record.code << record.message.zh
                << record.message.en << record.sha256 << record.stamp << record.read_at_ns << record.identity
                << record.accepted << record.attempts << record.resources.cpu_seconds << record.resources.wall_seconds
                << record.resources.peak_bytes << record.classes << record.pages << record.forms << record.characters
                << record.errors << record.warnings << record.notes << record.run << record.seen_run;
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

void Catalog::put_digest(std::string_view name, std::string_view digest) {
  guarded([&] {
    SQLite::Statement& row = state_->statement("INSERT OR REPLACE INTO digests VALUES (?, ?, ?)");
    Binder(row) << name << sha256_hex(digest) << digest;
    row.exec();
  });
}

void Catalog::drop_results(std::string_view name) {
  guarded([&] {
    for (const char* sql : {"DELETE FROM digests WHERE name = ?", "DELETE FROM findings WHERE input = ?"}) {
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
        fmt::format("INSERT OR REPLACE INTO outputs({}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", kOutputColumns));
    Binder(row) << record.file << record.input << record.suffix << record.sha256 << record.stamp << record.pending;
    row.exec();
  });
}

void Catalog::each_output(const std::function<void(const OutputRecord&)>& visit) {
  guarded([&] {
    SQLite::Statement& row = state_->statement(fmt::format("SELECT {} FROM outputs ORDER BY file", kOutputColumns));
    while (row.executeStep()) visit(read_output(row));
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
        "SELECT input, is_new, fingerprint, rule, severity, message_zh, message_en FROM changes WHERE run = ? "
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

void Catalog::absorb(Catalog& other, std::int64_t its_run, std::int64_t as_run) {
  other.each_input(its_run, [&](InputRecord record) {
    record.run = record.run == its_run ? as_run : 0;
    record.seen_run = as_run;
    put(record);
    put_findings(record.name, other.findings_of(record.name));
  });
  other.each_digest(its_run, [&](std::string_view name, std::string_view digest) { put_digest(name, digest); });
  other.each_output([&](const OutputRecord& record) {
    if (!record.input.empty()) put(record);
  });
  other.each_change(its_run, [&](const Change& change) { add_change(as_run, change); });
}

}  // namespace hebiao
