#include "batch/run_plan.h"

#include <fmt/format.h>

#include "batch/wire.h"
#include "extract/sha256.h"

namespace hebiao {
namespace {

constexpr const char* kPlanFact = "plan";

}  // namespace

std::string names_hash(const InputList& inputs) {
  std::string hash;
  for (std::size_t i = 0; i < inputs.size(); ++i) hash = sha256_hex(fmt::format("{} {}", hash, inputs.name(i)));
  return hash;
}

void remember_plan(const RunPlan& plan, Catalog& catalog) {
  Packer packer;
  packer.number(plan.paths.size());
  for (const std::filesystem::path& path : plan.paths) packer.text(std::filesystem::absolute(path).string());
  std::string formats;
  for (const OutputFormat format : plan.formats) {
    formats += fmt::format("{}{}", formats.empty() ? "" : ",", output_format_name(format));
  }
  packer.text(formats);
  packer.text(plan.accepted ? std::filesystem::absolute(*plan.accepted).string() : "");
  packer.number(plan.inputs);
  packer.text(plan.names_hash);
  catalog.set_fact(kPlanFact, packer.take());
}

std::optional<RunPlan> remembered_plan(Catalog& catalog) {
  const std::optional<std::string> bytes = catalog.fact(kPlanFact);
  if (!bytes) return std::nullopt;
  Unpacker unpacker(*bytes);
  RunPlan plan;
  for (std::size_t left = unpacker.count(); left > 0; --left) plan.paths.emplace_back(unpacker.text());
  const Result<std::vector<OutputFormat>> formats = parse_output_formats(unpacker.text());
  if (formats) plan.formats = *formats;
  if (const std::string accepted = unpacker.text(); !accepted.empty()) plan.accepted = accepted;
  plan.inputs = unpacker.number();
  plan.names_hash = unpacker.text();
  if (!unpacker.complete()) return std::nullopt;
  return plan;
}

}  // namespace hebiao
