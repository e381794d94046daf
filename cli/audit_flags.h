// The options that shape an audit, shared by the commands that do one.
#pragma once

#include <filesystem>
#include <string>

#include "batch/audit.h"
#include "cli/command_parts.h"

namespace hebiao {

struct AuditFlags {
  std::string profile;   // an id, or the path of a TOML file
  std::string dialects;  // a folder of TOML files
};

template <class Options>
void add_audit_flags(NewCommand<Options>& command, AuditFlags& flags) {
  command.add("--profile", flags.profile,
              {"按此规则档案审核：名称，或 TOML 文件（默认按表的方言选）",
               "Audit by this profile: a name or a TOML file (default: found from the form)"});
  command.add("--dialects", flags.dialects,
              {"再读入此文件夹中的方言（*.toml）", "Read more dialects from this folder (*.toml)"});
}

// What the flags mean, read from the files that they name.
struct LoadedAudit {
  AuditOptions options;
  std::string identity;  // the contents of all files that were read
};
Result<LoadedAudit> load_audit(const AuditFlags& flags);

// The bytes of a configuration file; refuses with kConfiguration what cannot be read.
Result<std::string> read_configuration(const std::filesystem::path& path);

}  // namespace hebiao
