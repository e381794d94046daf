#include "batch/job.h"

#include <utility>

#include "batch/wire.h"

namespace hebiao {

namespace {

void pack(const std::optional<Fingerprints>& fingerprints, Packer& packer) {
  packer.number(fingerprints ? 1 : 0);
  if (!fingerprints) return;
  packer.number(fingerprints->size());
  for (const std::string& fingerprint : *fingerprints) packer.text(fingerprint);
}

std::optional<Fingerprints> unpack_fingerprints(Unpacker& unpacker) {
  if (unpacker.number() == 0) return std::nullopt;
  Fingerprints fingerprints;
  for (std::size_t left = unpacker.count(); left > 0; --left) fingerprints.push_back(unpacker.text());
  return fingerprints;
}

}  // namespace

std::string pack(const Job& job) {
  Packer packer;
  packer.text(job.path);
  packer.text(job.name);
  packer.text(job.stage);
  packer.text(job.known_sha256);
  pack(job.history.last, packer);
  packer.text(job.history.last_sha256);
  pack(job.history.before_last, packer);
  return packer.take();
}

std::optional<Job> unpack_job(std::string_view bytes) {
  Unpacker unpacker(bytes);
  Job job;
  job.path = unpacker.text();
  job.name = unpacker.text();
  job.stage = unpacker.text();
  job.known_sha256 = unpacker.text();
  job.history.last = unpack_fingerprints(unpacker);
  job.history.last_sha256 = unpacker.text();
  job.history.before_last = unpack_fingerprints(unpacker);
  if (!unpacker.complete()) return std::nullopt;
  return job;
}

std::string pack(const JobResult& result) {
  Packer packer;
  packer.number(static_cast<std::uint64_t>(result.outcome));
  packer.text(result.code);
  packer.text(result.message.zh);
  packer.text(result.message.en);
  packer.text(result.sha256);
  packer.number(result.stamp.size);
  packer.number(static_cast<std::uint64_t>(result.stamp.modified_ns));
  packer.number(static_cast<std::uint64_t>(result.stamp.changed_ns));
  packer.number(result.stamp.inode);
  packer.text(result.digest);
  packer.number(result.findings.size());
  for (const FindingLine& finding : result.findings) {
    packer.text(finding.fingerprint);
    packer.text(finding.rule);
    packer.text(finding.severity);
    packer.text(finding.message.zh);
    packer.text(finding.message.en);
  }
  packer.text(result.classes);
  packer.number(result.limited ? 1 : 0);
  packer.number(result.conserved ? 1 : 0);
  for (const std::size_t count :
       {result.characters, result.pages, result.forms, result.errors, result.warnings, result.notes, result.accepted}) {
    packer.number(count);
  }
  packer.text(result.shown);
  packer.number(result.outputs.size());
  for (const StagedOutput& output : result.outputs) {
    packer.text(output.suffix);
    packer.text(output.sha256);
  }
  packer.real(result.resources.cpu_seconds);
  packer.real(result.resources.wall_seconds);
  packer.number(result.resources.peak_bytes);
  return packer.take();
}

std::optional<JobResult> unpack_result(std::string_view bytes) {
  Unpacker unpacker(bytes);
  JobResult result;
  const std::uint64_t outcome = unpacker.number();
  if (outcome > static_cast<std::uint64_t>(Outcome::kInterrupted)) return std::nullopt;
  result.outcome = static_cast<Outcome>(outcome);
  result.code = unpacker.text();
  result.message.zh = unpacker.text();
  result.message.en = unpacker.text();
  result.sha256 = unpacker.text();
  result.stamp.size = unpacker.number();
  result.stamp.modified_ns = static_cast<std::int64_t>(unpacker.number());
  result.stamp.changed_ns = static_cast<std::int64_t>(unpacker.number());
  result.stamp.inode = unpacker.number();
  result.digest = unpacker.text();
  for (std::size_t left = unpacker.count(); left > 0; --left) {
    FindingLine finding;
    finding.fingerprint = unpacker.text();
    finding.rule = unpacker.text();
    finding.severity = unpacker.text();
    finding.message.zh = unpacker.text();
    finding.message.en = unpacker.text();
    result.findings.push_back(std::move(finding));
  }
  result.classes = unpacker.text();
  result.limited = unpacker.number() == 1;
  result.conserved = unpacker.number() == 1;
  for (std::size_t* count : {&result.characters, &result.pages, &result.forms, &result.errors, &result.warnings,
                             &result.notes, &result.accepted}) {
    *count = unpacker.number();
  }
  result.shown = unpacker.text();
  for (std::size_t left = unpacker.count(); left > 0; --left) {
    std::string suffix = unpacker.text();
    result.outputs.push_back({std::move(suffix), unpacker.text()});
  }
  result.resources.cpu_seconds = unpacker.real();
  result.resources.wall_seconds = unpacker.real();
  result.resources.peak_bytes = unpacker.number();
  if (!unpacker.complete()) return std::nullopt;
  return result;
}

}  // namespace hebiao
