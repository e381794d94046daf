#include "cli/audit_flags.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <system_error>
#include <utility>
#include <vector>

namespace hebiao {
namespace {

namespace fs = std::filesystem;

std::string known_profiles(const Profiles& profiles) {
  std::string names;
  for (const Profile& profile : profiles.all()) names += (names.empty() ? "" : ", ") + profile.id;
  return names;
}

Result<void> load_profile(const std::string& name, LoadedAudit& loaded) {
  if (name.empty()) return {};
  AuditOptions& options = loaded.options;
  if (options.profiles.find(name) != nullptr) {
    options.profile = name;
    return {};
  }
  if (!fs::exists(fs::path(name))) {
    const std::string names = known_profiles(options.profiles);
    return failure(ProblemCode::kConfiguration,
                   {"没有名为「" + name + "」的规则档案，也没有这个文件；已有：" + names,
                    "there is no profile named 「" + name + "」 and no such file; known: " + names});
  }
  const Result<std::string> text = read_configuration(name);
  if (!text) return tl::make_unexpected(text.error());
  const Result<std::string> id = options.profiles.load(*text, name);
  if (!id) return tl::make_unexpected(id.error());
  options.profile = *id;
  loaded.identity += *text;
  return {};
}

Result<std::vector<fs::path>> toml_files(const fs::path& folder) {
  std::error_code error;
  std::vector<fs::path> files;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder, error)) {
    if (entry.path().extension() == ".toml") files.push_back(entry.path());
  }
  if (error) {
    return failure(ProblemCode::kConfiguration, {"这个方言文件夹读不了", "this folder of dialects cannot be read"},
                   folder.string());
  }
  std::sort(files.begin(), files.end());
  if (files.empty()) {
    return failure(ProblemCode::kConfiguration,
                   {"这个方言文件夹里没有 .toml 文件", "this folder of dialects holds no .toml file"}, folder.string());
  }
  return files;
}

Result<void> load_dialects(const std::string& folder, LoadedAudit& loaded) {
  if (folder.empty()) return {};
  const Result<std::vector<fs::path>> files = toml_files(folder);
  if (!files) return tl::make_unexpected(files.error());
  for (const fs::path& file : *files) {
    const Result<std::string> text = read_configuration(file);
    if (!text) return tl::make_unexpected(text.error());
    Result<Dialects> more = loaded.options.dialects.with(*text, file.string());
    if (!more) return tl::make_unexpected(more.error());
    loaded.options.dialects = *std::move(more);
    loaded.identity += *text;
  }
  return {};
}

}  // namespace

Result<std::string> read_configuration(const fs::path& path) {
  std::ifstream stream(path, std::ios::binary);
  std::string text{std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
  if (stream.is_open() && !stream.bad() && !fs::is_directory(path)) return text;
  return failure(ProblemCode::kConfiguration, {"这个配置文件读不了", "this configuration file cannot be read"},
                 path.string());
}

Result<LoadedAudit> load_audit(const AuditFlags& flags) {
  LoadedAudit loaded;
  if (Result<void> done = load_profile(flags.profile, loaded); !done) return tl::make_unexpected(done.error());
  if (Result<void> done = load_dialects(flags.dialects, loaded); !done) return tl::make_unexpected(done.error());
  return loaded;
}

}  // namespace hebiao
