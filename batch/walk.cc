#include "batch/walk.h"

#include <fmt/format.h>
#include <utf8proc.h>

#include <algorithm>
#include <system_error>
#include <utility>

namespace hebiao {
namespace {

namespace fs = std::filesystem;

// The last component, for `in/`, `in/.` and `..` as well.
std::string last_component(const fs::path& path) {
  std::error_code ignored;
  fs::path clean = fs::absolute(path, ignored).lexically_normal();
  if (clean.filename().empty()) clean = clean.parent_path();
  return clean.filename().string();
}

bool is_within(const fs::path& inner, const fs::path& outer) {
  const auto [outer_at, inner_at] = std::mismatch(outer.begin(), outer.end(), inner.begin(), inner.end());
  return outer_at == outer.end();
}

class Walker {
 public:
  Walker(fs::path root, std::string prefix, fs::path output)
      : root_(std::move(root)), prefix_(std::move(prefix)), output_(std::move(output)) {}

  void walk_folder(const fs::path& folder, const std::string& name) {
    std::error_code error;
    std::vector<fs::directory_entry> entries;
    fs::directory_iterator at(folder, error);
    for (; !error && at != fs::directory_iterator(); at.increment(error)) entries.push_back(*at);
    if (error) inputs.unreadable.push_back({name.empty() ? prefix_ : name, unreadable_folder(error)});
    for (const fs::directory_entry& entry : entries) visit(entry, join(name, entry.path().filename().string()));
  }

  Inputs inputs;

 private:
  std::string join(const std::string& folder, const std::string& leaf) const {
    if (!folder.empty()) return folder + '/' + leaf;
    return prefix_.empty() ? leaf : prefix_ + '/' + leaf;
  }

  static Message unreadable_folder(const std::error_code& error) {
    return {fmt::format("文件夹无法读取（{}）", error.message()),
            fmt::format("the folder cannot be read ({})", error.message())};
  }

  void visit(const fs::directory_entry& entry, const std::string& name) {
    std::error_code error;
    const fs::file_status status = entry.symlink_status(error);
    if (fs::is_symlink(status)) return visit_link(entry.path(), name);
    if (fs::is_directory(status)) return visit_folder(entry.path(), name);
    if (fs::is_regular_file(status)) {
      inputs.files.push_back({entry.path().string(), name});
      return;
    }
    inputs.skipped.push_back(
        {name, {"不是普通文件（套接字、管道或设备）", "not a regular file (a socket, pipe or device)"}});
  }

  void visit_folder(const fs::path& folder, const std::string& name) {
    std::error_code error;
    if (!output_.empty() && fs::canonical(folder, error) == output_) {
      inputs.skipped.push_back({name, {"这是输出文件夹", "this is the output folder"}});
      return;
    }
    walk_folder(folder, name);
  }

  // A link to a file inside the tree is that file under another name; anything else could lead anywhere, or in circles.
  void visit_link(const fs::path& link, const std::string& name) {
    std::error_code error;
    const fs::path target = fs::canonical(link, error);
    if (error) {
      inputs.skipped.push_back({name, {"符号链接没有指向任何文件", "a symbolic link that leads nowhere"}});
    } else if (!is_within(target, root_)) {
      inputs.skipped.push_back({name, {"符号链接指向所给文件夹之外", "a symbolic link out of the folder named"}});
    } else if (!fs::is_regular_file(target, error)) {
      inputs.skipped.push_back({name, {"符号链接指向文件夹", "a symbolic link to a folder"}});
    } else {
      inputs.files.push_back({link.string(), name});
    }
  }

  const fs::path root_;
  const std::string prefix_;  // the top folder that several PATHs get; empty for one
  const fs::path output_;     // canonical; empty if it does not exist yet
};

Result<void> refuse_equal_names(const std::vector<fs::path>& paths) {
  std::vector<std::string> names;
  for (const fs::path& path : paths) names.push_back(last_component(path));
  std::sort(names.begin(), names.end());
  const auto twin = std::adjacent_find(names.begin(), names.end());
  if (twin == names.end()) return {};
  const std::string name = printable_name(*twin);
  return failure(
      ProblemCode::kConfiguration,
      {fmt::format("有两个路径的末级名称都是「{}」，输出会互相覆盖；请分开运行或改名", name),
       fmt::format("two PATHs end in 「{}」, so their outputs would collide; run them apart or rename one", name)},
      *twin);
}

Result<Inputs> walk_one(const fs::path& path, const std::string& prefix, const fs::path& output) {
  std::error_code error;
  const fs::path root = fs::canonical(path, error);
  if (error) {
    return failure(ProblemCode::kFileUnreadable,
                   {fmt::format("无法打开「{}」（{}）", printable_name(path.string()), error.message()),
                    fmt::format("cannot open 「{}」 ({})", printable_name(path.string()), error.message())},
                   path.string());
  }
  if (fs::is_regular_file(root, error)) {
    const std::string leaf = last_component(path);
    return Inputs{.files = {{path.string(), prefix.empty() ? leaf : prefix}}, .skipped = {}, .unreadable = {}};
  }
  if (!fs::is_directory(root, error)) {
    return failure(ProblemCode::kFileUnreadable,
                   {fmt::format("「{}」既不是文件也不是文件夹", printable_name(path.string())),
                    fmt::format("「{}」 is neither a file nor a folder", printable_name(path.string()))},
                   path.string());
  }
  Walker walker(root, prefix, output);
  walker.walk_folder(path, "");
  return std::move(walker.inputs);
}

template <class T>
void append(std::vector<T>& to, std::vector<T> from) {
  to.insert(to.end(), std::make_move_iterator(from.begin()), std::make_move_iterator(from.end()));
}

template <class T>
void sort_by_name(std::vector<T>& items) {
  std::sort(items.begin(), items.end(), [](const T& a, const T& b) { return a.name < b.name; });
}

}  // namespace

Result<Inputs> walk(const std::vector<fs::path>& paths, const fs::path& output) {
  if (paths.empty()) {
    return failure(ProblemCode::kConfiguration, {"没有给出要处理的文件或文件夹", "no file or folder was named"});
  }
  if (Result<void> distinct = refuse_equal_names(paths); !distinct) return tl::make_unexpected(distinct.error());

  std::error_code missing;
  fs::path canonical_output = fs::canonical(output, missing);
  if (missing) canonical_output.clear();

  Inputs all;
  for (const fs::path& path : paths) {
    Result<Inputs> one = walk_one(path, paths.size() > 1 ? last_component(path) : "", canonical_output);
    if (!one) return one;
    append(all.files, std::move(one->files));
    append(all.skipped, std::move(one->skipped));
    append(all.unreadable, std::move(one->unreadable));
  }
  sort_by_name(all.files);
  sort_by_name(all.skipped);
  sort_by_name(all.unreadable);
  return all;
}

std::string printable_name(std::string_view name) {
  std::string out;
  while (!name.empty()) {
    utf8proc_int32_t code = 0;
    const utf8proc_ssize_t size = utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(name.data()),
                                                   static_cast<utf8proc_ssize_t>(name.size()), &code);
    const bool control = size > 0 && utf8proc_category(code) == UTF8PROC_CATEGORY_CC;
    const std::size_t taken = size > 0 ? static_cast<std::size_t>(size) : 1;
    if (size > 0 && !control && code != '\\') {
      out += name.substr(0, taken);
    } else if (code == '\\' && size > 0) {
      out += "\\\\";
    } else if (code == '\n' && size > 0) {
      out += "\\n";
    } else if (code == '\t' && size > 0) {
      out += "\\t";
    } else {
      for (const char byte : name.substr(0, taken)) out += fmt::format("\\x{:02X}", static_cast<unsigned char>(byte));
    }
    name.remove_prefix(taken);
  }
  return out;
}

}  // namespace hebiao
