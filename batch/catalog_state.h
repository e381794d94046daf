// The catalog's door to SQLite: statements that are prepared once, values bound and read one after the other. Internal
// to the files catalog*.cc.
#pragma once

#include <SQLiteCpp/SQLiteCpp.h>

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

#include "batch/catalog.h"

namespace hebiao {

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

  FindingLines findings_in(std::string_view table, std::string_view input);
  void put_findings_in(std::string_view table, std::string_view input, const FindingLines& findings);
  void remove_from(std::string_view table, std::string_view key, std::string_view value);

  SQLite::Database database;
  std::map<std::string, SQLite::Statement> statements;
};

// Runs `work` and says in our words what SQLite says in its own.
template <class Work>
auto guarded(Work work) {
  try {
    return work();
  } catch (const SQLite::Exception& error) {
    throw CatalogError(error.what());
  }
}

// Binds values one after the other.
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

// Reads columns likewise.
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

}  // namespace hebiao
