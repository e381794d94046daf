// What a run is known by: the program, the options, the shard.
#include <elf.h>
#include <fmt/format.h>
#include <link.h>

#include <cstring>

#include "batch/run.h"
#include "extract/sha256.h"

namespace hebiao {
namespace {

// The note that the linker leaves in the program itself (GNU_BUILD_ID), in hex; empty if it was built without.
std::string build_id() {
  std::string id;
  ::dl_iterate_phdr(
      [](dl_phdr_info* info, std::size_t, void* out) {
        for (int i = 0; i < info->dlpi_phnum; ++i) {
          if (info->dlpi_phdr[i].p_type != PT_NOTE) continue;
          const auto* at = reinterpret_cast<const char*>(info->dlpi_addr + info->dlpi_phdr[i].p_vaddr);
          const char* const end = at + info->dlpi_phdr[i].p_memsz;
          while (at + sizeof(ElfW(Nhdr)) <= end) {
            ElfW(Nhdr) note;
            std::memcpy(&note, at, sizeof note);
            const auto padded = [](std::size_t size) { return (size + 3) & ~std::size_t{3}; };
            const char* const owner = at + sizeof note;
            const char* const content = owner + padded(note.n_namesz);
            if (note.n_type == NT_GNU_BUILD_ID && std::string_view(owner, 3) == "GNU") {
              for (std::size_t byte = 0; byte < note.n_descsz; ++byte) {
                *static_cast<std::string*>(out) += fmt::format("{:02x}", static_cast<unsigned char>(content[byte]));
              }
            }
            at = content + padded(note.n_descsz);
          }
        }
        return 1;  // the first object is the program; the rest are libraries
      },
      &id);
  return id;
}

}  // namespace

std::string program_identity() {
  static const std::string identity = fmt::format("{}+{}", HEBIAO_VERSION, build_id().substr(0, 16));
  return identity;
}

std::string run_identity(const ConvertOptions& options) {
  std::string parts = program_identity();
  for (const OutputFormat format : options.formats) parts += fmt::format("\n{}", output_format_name(format));
  parts += fmt::format("\nprofile {}\n", options.audit.profile.value_or(""));
  parts += options.audit_identity;
  return sha256_hex(parts);
}

std::string limits_identity(const ConvertOptions& options) {
  const Limits& document = options.audit.extract.limits;
  const WorkerLimits& worker = options.worker;
  return fmt::format("{} {} {} {} {} {} {} {} {} {} {}", document.file_bytes, document.pages, document.glyphs_per_page,
                     document.rulings_per_page, document.cells_per_table, document.text_line_bytes, document.seconds,
                     worker.memory_bytes, worker.cpu.count(), worker.wall.count(), worker.output_bytes);
}

bool holds(const Shard& shard, std::string_view name) {
  const std::string hash = sha256_hex(name).substr(0, 15);  // 60 bits
  return std::stoull(hash, nullptr, 16) % static_cast<unsigned>(shard.count) + 1 == static_cast<unsigned>(shard.index);
}

std::string run_file(std::string_view stem, std::string_view extension, const std::optional<Shard>& shard) {
  if (!shard) return fmt::format("{}{}", stem, extension);
  return fmt::format("{}.{}-of-{}{}", stem, shard->index, shard->count, extension);
}

}  // namespace hebiao
