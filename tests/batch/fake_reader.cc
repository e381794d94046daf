#include "tests/batch/fake_reader.h"

#include <fcntl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <memory>
#include <sstream>

#include "emit/digest.h"
#include "extract/sha256.h"
#include "tests/batch/temp_folder.h"

namespace hebiao {
namespace {

void use_cpu_for_ever() {
  volatile bool forever = true;
  while (forever) {
  }
}

// Address space is what the limit counts: untouched, it is used up long before the limit on CPU time is near.
std::size_t take_memory_without_end() {
  std::vector<std::unique_ptr<char[]>> all;
  while (true) all.emplace_back(new char[1U << 24]);
}

// What the system says to an attempt: "ok" or the error.
std::string attempt(const std::string& what, const std::string& path) {
  long answer = 0;
  if (what == "socket") answer = ::socket(AF_INET, SOCK_STREAM, 0);
  if (what == "exec") answer = ::execl("/bin/true", "true", nullptr);
  if (what == "fork") answer = ::fork();
  if (what == "kill") answer = ::kill(::getppid(), 0);
  if (what == "chmod") answer = ::chmod(path.c_str(), 0777);
  if (what == "write-outside") answer = ::open((path + ".stolen").c_str(), O_WRONLY | O_CREAT, 0600);
  if (what == "overwrite") answer = ::open(path.c_str(), O_WRONLY);
  if (what == "remove") answer = ::unlink(path.c_str());
  return answer >= 0 ? "ok" : std::strerror(errno);
}

JobResult refused(Outcome outcome, const std::string& code) {
  JobResult result;
  result.outcome = outcome;
  result.code = code;
  result.message = {"测试：" + code, "test: " + code};
  return result;
}

JobResult done(const Job& job, const std::string& text, const Decisions& decisions) {
  JobResult result;
  result.outcome = Outcome::kDone;
  result.forms = 1;
  result.pages = 1;
  result.characters = text.size();
  result.classes = "{}";
  ReportDigest digest;
  digest.name = job.name;
  digest.sha256 = result.sha256;
  digest.pages = 1;
  digest.forms.emplace_back();
  std::string body = "[" + text + "]";
  std::istringstream words(text);
  for (std::string word; words >> word;) {
    if (word.front() != '!') continue;
    const std::size_t equals = std::min(word.find('='), word.size());
    const std::string name = word.substr(1, equals - 1);
    const std::string value = word.substr(std::min(equals + 1, word.size()));
    result.findings.push_back({name, "test.rule", "error", "", value, "", {"发现 " + word, "finding " + word}});
    ++result.errors;
    if (const Decision* decision = decisions.find(name)) body += " decided " + decision->decision;
  }
  result.digest = digest_to_json(digest);
  std::ofstream(job.stage + ".json", std::ios::binary) << body;
  result.outputs = {{".json", sha256_hex(body)}};
  return result;
}

JobResult react(const Job& job, const std::string& text, const Decisions& decisions) {
  const std::string word = text.substr(0, text.find_first_of(" \n"));
  if (word == "crash") std::abort();
  if (word == "segv") ::raise(SIGSEGV);
  if (word == "exit") ::_exit(3);
  if (word == "hang") ::pause();
  if (word == "spin") use_cpu_for_ever();
  if (word == "bomb") take_memory_without_end();
  if (word == "write-much") {
    std::ofstream out(job.stage + ".json");
    const std::string block(1U << 20, 'x');
    for (int i = 0; i < 64; ++i) out << block << std::flush;
  }
  if (word == "none") return refused(Outcome::kUnsupported, "no-form");
  if (word == "unwritable") return refused(Outcome::kFailed, "output-unwritable");
  if (word == "broken") return refused(Outcome::kFailed, "pdf-damaged");
  if (word == "try") return done(job, attempt(text.substr(4), job.path), decisions);
  return done(job, text, decisions);
}

}  // namespace

JobResult fake_read(const Job& job, const Decisions& decisions) {
  const std::optional<FileStamp> stamp = stamp_of(job.path);
  if (!stamp) return refused(Outcome::kVanished, "vanished");
  if (being_written(job.path)) return refused(Outcome::kLeft, "still-written");
  const std::string text = read_file(job.path);
  JobResult result;
  if (!job.known_sha256.empty() && sha256_hex(text) == job.known_sha256) {
    result.outcome = Outcome::kUnchanged;
  } else {
    result = react(job, text, decisions);
  }
  result.sha256 = sha256_hex(text);
  result.stamp = *stamp;
  return result;
}

RunParts fake_parts() {
  return {.runner = [](const Decisions& decisions) -> JobRunner {
            return [decisions](const Job& job) { return fake_read(job, decisions); };
          },
          .warm_up = {},
          .step = {}};
}

}  // namespace hebiao
