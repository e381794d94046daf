#include "batch/decisions.h"

#include <fmt/format.h>

#include <algorithm>
#include <system_error>
#include <utility>

#include "emit/replace_file.h"
#include "extract/sha256.h"

namespace hebiao {
namespace {

namespace fs = std::filesystem;

// A file of a million decisions takes about 200 MB; nobody makes that many by hand.
constexpr std::uint64_t kLargestAcceptedFile = std::uint64_t{256} << 20;

Result<Decisions> read_accepted(const fs::path& file) {
  std::error_code error;
  if (!fs::exists(file, error)) return Decisions{};
  const std::optional<std::string> bytes = read_bytes(file.string(), kLargestAcceptedFile);
  if (bytes) return Decisions::parse(*bytes, file.string());
  return failure(ProblemCode::kConfiguration,
                 {fmt::format("认可清单「{}」无法读取", file.string()),
                  fmt::format("the file of accepted findings 「{}」 cannot be read", file.string())},
                 file.string());
}

struct Edited {
  std::string file;
  FileStamp stamp;
};

std::string fact_of(const std::string& file) { return "decisions read from " + file; }

std::string fact_value(const FileStamp& stamp) {
  return fmt::format("{} {} {} {}", stamp.size, stamp.modified_ns, stamp.changed_ns, stamp.inode);
}

// Workbooks that somebody edited since they were last read, in the order of their editing.
std::vector<Edited> edited_workbooks(const fs::path& output, Catalog& catalog, Placer& placer) {
  std::vector<Edited> edited;
  catalog.each_output([&](const OutputRecord& record) {
    if (record.suffix != ".xlsx" || record.input.empty()) return;
    const std::optional<FileStamp> stamp = stamp_of((output / record.file).string());
    if (!stamp || *stamp == record.stamp || catalog.fact(fact_of(record.file)) == fact_value(*stamp)) return;
    if (placer.condition(record) == Placer::Condition::kEdited) edited.push_back({record.file, *stamp});
  });
  std::sort(edited.begin(), edited.end(), [](const Edited& a, const Edited& b) {
    return std::pair(a.stamp.modified_ns, a.file) < std::pair(b.stamp.modified_ns, b.file);
  });
  return edited;
}

}  // namespace

Result<GatheredDecisions> gather_decisions(const fs::path& file, const fs::path& output, Catalog& catalog,
                                           Placer& placer, AcceptedFile use) {
  Result<Decisions> accepted = read_accepted(file);
  if (!accepted) return tl::make_unexpected(accepted.error());
  GatheredDecisions gathered{.decisions = *std::move(accepted), .read_back = {}, .unread = {}};
  const std::string before = gathered.decisions.text();

  const std::vector<Edited> edited = edited_workbooks(output, catalog, placer);
  for (const Edited& one : edited) {
    const Result<Decisions> decisions = read_decisions(output / one.file);
    if (!decisions) {
      gathered.unread.push_back({one.file, "workbook-unreadable", decisions.error().problem.message});
      continue;
    }
    gathered.decisions.add(*decisions);
    gathered.read_back.push_back(one.file);
  }
  if (use == AcceptedFile::kOnlyRead) return gathered;
  if (const std::string after = gathered.decisions.text(); after != before) {
    if (Result<void> written = write_file(file, after); !written) return tl::make_unexpected(written.error());
  }
  catalog.begin();
  for (const Edited& one : edited) catalog.set_fact(fact_of(one.file), fact_value(one.stamp));
  catalog.commit();
  return gathered;
}

std::string decisions_hash(const std::vector<std::string>& fingerprints, const Decisions& decisions) {
  std::string joined;
  for (const std::string& fingerprint : fingerprints) {
    const Decision* decision = decisions.find(fingerprint);
    if (decision == nullptr) continue;
    for (const std::string* part : {&decision->fingerprint, &decision->printed, &decision->decision, &decision->who,
                                    &decision->when, &decision->why}) {
      joined += *part + '\0';
    }
  }
  return joined.empty() ? "" : sha256_hex(joined);
}

std::map<std::string, std::string> decisions_by_input(const Decisions& decisions, Catalog& catalog) {
  std::map<std::string, std::string> hashes;
  if (decisions.empty()) return hashes;
  catalog.each_input_fingerprints([&](const std::string& input, const std::vector<std::string>& fingerprints) {
    std::string hash = decisions_hash(fingerprints, decisions);
    if (!hash.empty()) hashes.emplace(input, std::move(hash));
  });
  return hashes;
}

}  // namespace hebiao
