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

// Walks one PATH. An open folder is read to its end before the folders in it are: what is kept meanwhile is their
// names.
class Walker {
 public:
  // `folder` as named; `prefix` is the top folder that several PATHs get, empty for one; `output` is canonical, empty
  // if it does not exist yet.
  Walker(const fs::path& folder, const std::string& prefix, fs::path output, Inputs& inputs)
      : root_(fs::canonical(folder)), output_(std::move(output)), inputs_(inputs) {
    const std::string before = (folder / "").string();
    path_ = inputs_.files.add_path(before, prefix.empty() ? 0 : prefix.size() + 1);
    walk_folder(before, prefix);
  }

 private:
  // `folder` ends in a slash; `name` is what it is called in results, empty for the only PATH.
  void walk_folder(const std::string& folder, const std::string& name) {
    std::error_code error;
    std::vector<std::string> folders;
    fs::directory_iterator at(folder, error);
    for (; !error && at != fs::directory_iterator(); at.increment(error)) {
      const std::string leaf = at->path().filename().string();
      std::error_code ignored;
      const fs::file_status status = at->symlink_status(ignored);
      if (fs::is_directory(status)) {
        folders.push_back(leaf);
      } else {
        visit(status, folder + leaf, join(name, leaf));
      }
    }
    at = {};
    if (error) inputs_.unreadable.push_back({name.empty() ? "." : name, unreadable_folder(error)});
    for (const std::string& leaf : folders) visit_folder(folder + leaf, join(name, leaf));
  }

  static std::string join(const std::string& folder, const std::string& leaf) {
    return folder.empty() ? leaf : folder + '/' + leaf;
  }

  static Message unreadable_folder(const std::error_code& error) {
    return {fmt::format("文件夹无法读取（{}）", error.message()),
            fmt::format("the folder cannot be read ({})", error.message())};
  }

  void visit(const fs::file_status& status, const std::string& path, const std::string& name) {
    if (fs::is_symlink(status)) return visit_link(path, name);
    if (fs::is_regular_file(status)) return inputs_.files.add(path_, name);
    inputs_.skipped.push_back(
        {name, {"不是普通文件（套接字、管道或设备）", "not a regular file (a socket, pipe or device)"}});
  }

  void visit_folder(const std::string& folder, const std::string& name) {
    std::error_code error;
    if (!output_.empty() && fs::canonical(folder, error) == output_) {
      inputs_.skipped.push_back({name, {"这是输出文件夹", "this is the output folder"}});
      return;
    }
    walk_folder(folder + '/', name);
  }

  // A link to a file inside the tree is that file under another name; anything else could lead anywhere, or in circles.
  void visit_link(const fs::path& link, const std::string& name) {
    std::error_code error;
    const fs::path target = fs::canonical(link, error);
    if (error) {
      inputs_.skipped.push_back({name, {"符号链接没有指向任何文件", "a symbolic link that leads nowhere"}});
    } else if (!is_within(target, root_)) {
      inputs_.skipped.push_back({name, {"符号链接指向所给文件夹之外", "a symbolic link out of the folder named"}});
    } else if (!fs::is_regular_file(target, error)) {
      inputs_.skipped.push_back({name, {"符号链接指向文件夹", "a symbolic link to a folder"}});
    } else {
      inputs_.files.add(path_, name);
    }
  }

  const fs::path root_;
  const fs::path output_;
  Inputs& inputs_;
  std::size_t path_ = 0;
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

Result<void> walk_one(const fs::path& path, const std::string& prefix, const fs::path& output, Inputs& inputs) {
  std::error_code error;
  const fs::path root = fs::canonical(path, error);
  if (error) {
    return failure(ProblemCode::kFileUnreadable,
                   {fmt::format("无法打开「{}」（{}）", printable_name(path.string()), error.message()),
                    fmt::format("cannot open 「{}」 ({})", printable_name(path.string()), error.message())},
                   path.string());
  }
  if (fs::is_regular_file(root, error)) {
    const std::string name = prefix.empty() ? last_component(path) : prefix;
    inputs.files.add(inputs.files.add_path(path.string(), name.size()), name);
    return {};
  }
  if (!fs::is_directory(root, error)) {
    return failure(ProblemCode::kFileUnreadable,
                   {fmt::format("「{}」既不是文件也不是文件夹", printable_name(path.string())),
                    fmt::format("「{}」 is neither a file nor a folder", printable_name(path.string()))},
                   path.string());
  }
  if (root == output) {
    return failure(
        ProblemCode::kConfiguration,
        {fmt::format("输出文件夹就是输入文件夹「{}」，下次运行会把结果当作输入；请另选一个",
                     printable_name(path.string())),
         fmt::format(
             "the output folder is the input folder 「{}」: its results would be inputs of the next run; choose "
             "another",
             printable_name(path.string()))},
        path.string());
  }
  Walker(path, prefix, output, inputs);
  return {};
}

void sort_by_name(std::vector<Skipped>& items) {
  std::sort(items.begin(), items.end(), [](const Skipped& a, const Skipped& b) { return a.name < b.name; });
}

}  // namespace

std::size_t InputList::add_path(std::string before, std::size_t skipped) {
  paths_.push_back({std::move(before), skipped});
  return paths_.size() - 1;
}

void InputList::add(std::size_t path, std::string_view name) {
  entries_.push_back({names_.size(), static_cast<std::uint32_t>(name.size()), static_cast<std::uint32_t>(path)});
  names_ += name;
}

void InputList::sort() {
  std::sort(entries_.begin(), entries_.end(), [this](const Entry& a, const Entry& b) { return name(a) < name(b); });
  entries_.shrink_to_fit();
  names_.shrink_to_fit();
}

void InputList::keep_if(const std::function<bool(std::string_view name)>& wanted) {
  std::erase_if(entries_, [&](const Entry& entry) { return !wanted(name(entry)); });
}

std::string_view InputList::name(std::size_t at) const { return name(entries_[at]); }

std::size_t InputList::find(std::string_view wanted) const {
  const auto found = std::lower_bound(entries_.begin(), entries_.end(), wanted,
                                      [this](const Entry& entry, std::string_view text) { return name(entry) < text; });
  const bool there = found != entries_.end() && name(*found) == wanted;
  return there ? static_cast<std::size_t>(found - entries_.begin()) : entries_.size();
}

Input InputList::operator[](std::size_t at) const {
  const Path& path = paths_[entries_[at].path];
  const std::string_view called = name(at);
  return {path.before + std::string(called.substr(path.skipped)), std::string(called)};
}

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
    const Result<void> walked = walk_one(path, paths.size() > 1 ? last_component(path) : "", canonical_output, all);
    if (!walked) return tl::make_unexpected(walked.error());
  }
  all.files.sort();
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
