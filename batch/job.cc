#include "batch/job.h"

#include <utility>

#include "batch/wire.h"

namespace hebiao {

namespace {

void pack(const FindingLines& findings, Packer& packer) {
  packer.number(findings.size());
  for (const FindingLine& finding : findings) {
    for (const std::string* part : {&finding.fingerprint, &finding.rule, &finding.severity, &finding.project,
                                    &finding.printed, &finding.expected, &finding.message.zh, &finding.message.en}) {
      packer.text(*part);
    }
  }
}

FindingLines unpack_findings(Unpacker& unpacker) {
  FindingLines findings;
  for (std::size_t left = unpacker.count(); left > 0; --left) {
    FindingLine finding;
    for (std::string* part : {&finding.fingerprint, &finding.rule, &finding.severity, &finding.project,
                              &finding.printed, &finding.expected, &finding.message.zh, &finding.message.en}) {
      *part = unpacker.text();
    }
    findings.push_back(std::move(finding));
  }
  return findings;
}

void pack(const std::optional<FindingLines>& findings, Packer& packer) {
  packer.number(findings ? 1 : 0);
  if (findings) pack(*findings, packer);
}

std::optional<FindingLines> unpack_history(Unpacker& unpacker) {
  if (unpacker.number() == 0) return std::nullopt;
  return unpack_findings(unpacker);
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
  job.history.last = unpack_history(unpacker);
  job.history.last_sha256 = unpacker.text();
  job.history.before_last = unpack_history(unpacker);
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
  pack(result.findings, packer);
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
  result.findings = unpack_findings(unpacker);
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
