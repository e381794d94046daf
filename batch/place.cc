#include "batch/place.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <climits>
#include <cstdio>
#include <cstring>
#include <set>
#include <system_error>
#include <utility>

#include "batch/output_names.h"
#include "batch/summary_step.h"

namespace hebiao {
namespace {

namespace fs = std::filesystem;

// Makes the renames in a folder last.
void force_folder(const fs::path& folder) {
  const int descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (descriptor < 0) return;
  ::fsync(descriptor);
  ::close(descriptor);
}

tl::unexpected<Error> cannot_place(const std::string& file, const std::string& why) {
  return failure(ProblemCode::kOutputUnwritable,
                 {fmt::format("无法写入「{}」（{}）", file, why), fmt::format("cannot write 「{}」 ({})", file, why)},
                 file);
}

}  // namespace

bool has_room(const fs::path& folder) {
  constexpr off_t kLargerThanMostOutputs = off_t{64} << 20;
  const std::string file = (folder / "room").string();
  const int descriptor = ::open(file.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  if (descriptor < 0) return false;
  const bool room = ::posix_fallocate(descriptor, 0, kLargerThanMostOutputs) == 0;
  ::close(descriptor);
  ::unlink(file.c_str());
  return room;
}

Placer::Placer(fs::path output, Catalog& catalog, std::int64_t run, StepHook hook)
    : output_(std::move(output)), catalog_(catalog), run_(run), hook_(std::move(hook)) {}

void Placer::step(std::string_view word) const {
  if (hook_) hook_(word);
}

std::optional<NoPlace> Placer::objection(const std::string& name, const std::vector<std::string>& suffixes) const {
  const fs::path relative(name);
  for (const std::string& suffix : suffixes) {
    const std::string leaf = relative.filename().string() + suffix;
    if (leaf.size() > NAME_MAX) {
      return NoPlace{"name-too-long",
                     {fmt::format("输出文件名「{}」超过 {} 字节", printable_name(leaf), NAME_MAX),
                      fmt::format("the output's name 「{}」 is longer than {} bytes", printable_name(leaf), NAME_MAX)}};
    }
    std::error_code error;
    const fs::path target = output_ / (name + suffix);
    if (name + suffix == kSummaryFile || fs::is_directory(target, error)) {
      return NoPlace{
          "collision",
          {fmt::format("输出「{}」的位置已被占用，请给输入文件改名", printable_name(name + suffix)),
           fmt::format("the place of the output 「{}」 is taken; rename the input", printable_name(name + suffix))}};
    }
  }
  fs::path folder = output_;
  for (const fs::path& part : relative.parent_path()) {
    folder /= part;
    std::error_code error;
    const fs::file_status status = fs::status(folder, error);
    if (fs::exists(status) && !fs::is_directory(status)) {
      return NoPlace{"collision",
                     {fmt::format("输出要放进文件夹「{}」，但那里是一个文件", printable_name(folder.string())),
                      fmt::format("the output belongs in the folder 「{}」, but a file stands there",
                                  printable_name(folder.string()))}};
    }
  }
  return std::nullopt;
}

Placer::Target Placer::target(const std::string& input, const std::string& stem, const StagedOutput& output) {
  Target target;
  for (int ordinal = 0;; ++ordinal) {
    std::string file = stem + output.suffix;
    if (ordinal > 0) file = new_name(file, output.suffix, ordinal);
    const std::optional<OutputRecord> known = catalog_.output(file);
    if (known && known->input != input) continue;
    target.record = known.value_or(OutputRecord{});
    target.record.file = std::move(file);
    target.record.input = input;
    target.record.suffix = output.suffix;
    const std::string standing = (output_ / target.record.file).string();
    std::error_code error;
    if (!fs::exists(fs::symlink_status(standing, error))) return target;
    if (known && !known->sha256.empty() && stamp_of(standing) == known->stamp) return target;
    const std::optional<std::string> hash = hash_of_file(standing);
    if (hash == output.sha256 || (known && (hash == known->sha256 || hash == known->pending))) return target;
    target.kept = target.record.file;
  }
}

Result<std::vector<Placed>> Placer::place(const std::string& name, const std::string& stage,
                                          const std::vector<StagedOutput>& outputs,
                                          const std::function<void()>& record) {
  return place_as(name, name, stage, outputs, record);
}

Result<std::vector<Placed>> Placer::place_summary(const std::string& stage, const StagedOutput& output,
                                                  const std::function<void()>& record) {
  return place_as("", "summary", stage, {output}, record);
}

Result<std::vector<Placed>> Placer::place_front_page(const std::string& stage, const StagedOutput& output,
                                                     const std::function<void()>& record) {
  return place_as("", "index", stage, {output}, record);
}

Result<std::vector<Placed>> Placer::place_as(const std::string& input, const std::string& stem,
                                             const std::string& stage, const std::vector<StagedOutput>& outputs,
                                             const std::function<void()>& record) {
  step("staged");
  std::vector<OutputRecord> records;
  std::vector<Placed> placed;
  catalog_.begin();
  for (const StagedOutput& output : outputs) {
    Target one = target(input, stem, output);
    one.record.pending = output.sha256;
    catalog_.put(one.record);
    placed.push_back({one.record.file, std::move(one.kept)});
    records.push_back(std::move(one.record));
  }
  step("announcing");
  catalog_.commit();
  step("announced");

  std::set<fs::path> folders;
  for (std::size_t i = 0; i < outputs.size(); ++i) {
    const fs::path place = output_ / records[i].file;
    std::error_code error;
    fs::create_directories(place.parent_path(), error);
    if (error) return cannot_place(printable_name(place.string()), error.message());
    if (std::rename((stage + outputs[i].suffix).c_str(), place.c_str()) != 0) {
      return cannot_place(printable_name(place.string()), std::strerror(errno));
    }
    folders.insert(place.parent_path());
    step("renamed");
  }
  for (const fs::path& folder : folders) force_folder(folder);
  step("placed");

  catalog_.begin();
  for (OutputRecord& one : records) {
    one.sha256 = std::exchange(one.pending, "");
    one.stamp = stamp_of((output_ / one.file).string()).value_or(FileStamp{});
    one.run = run_;
    catalog_.put(one);
  }
  record();
  step("recording");
  catalog_.commit();
  step("recorded");
  return placed;
}

Placer::Condition Placer::condition(const OutputRecord& record) {
  const std::string file = (output_ / record.file).string();
  const std::optional<FileStamp> stamp = stamp_of(file);
  if (!stamp) return Condition::kMissing;
  if (*stamp == record.stamp) return Condition::kIntact;
  const std::optional<std::string> hash = hash_of_file(file);
  const bool ours = hash == record.sha256 || hash == record.pending;
  return ours ? Condition::kIntact : Condition::kEdited;
}

bool Placer::run_output_stands(std::string_view suffix) {
  const std::vector<OutputRecord> outputs = catalog_.outputs_of("");
  return std::any_of(outputs.begin(), outputs.end(), [&](const OutputRecord& record) {
    return record.suffix == suffix && record.pending.empty() && condition(record) != Condition::kMissing;
  });
}

}  // namespace hebiao
