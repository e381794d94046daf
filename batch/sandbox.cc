#include "batch/sandbox.h"

#include <fcntl.h>
#include <linux/landlock.h>
#include <linux/sched.h>
#include <seccomp.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstdint>
#include <new>

#if defined(__SANITIZE_ADDRESS__)
#define HEBIAO_ADDRESS_SANITIZER 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define HEBIAO_ADDRESS_SANITIZER 1
#endif
#endif
#ifndef HEBIAO_ADDRESS_SANITIZER
#define HEBIAO_ADDRESS_SANITIZER 0
#endif

namespace hebiao {
namespace {

// The address sanitizer reserves terabytes of address space.
constexpr bool kAddressSpaceCanBeLimited = HEBIAO_ADDRESS_SANITIZER == 0;

bool limit(int resource, rlim_t value) {
  const rlimit both{value, value};
  return ::setrlimit(static_cast<__rlimit_resource>(resource), &both) == 0;
}

void leave_when_out_of_memory() { ::_exit(kOutOfMemoryStatus); }

bool set_limits(const WorkerLimits& limits) {
  std::set_new_handler(leave_when_out_of_memory);
  const bool memory = !kAddressSpaceCanBeLimited || limit(RLIMIT_AS, limits.memory_bytes);
  return limit(RLIMIT_CORE, 0) && limit(RLIMIT_FSIZE, limits.output_bytes) && memory;
}

// ---- seccomp

// Everything that a reader of documents has no business with. Refused with EPERM, not death: a library that asks, such
// as the C library for a name service, lives with the answer; a program in a document gets nowhere either way.
constexpr int kForbidden[] = {
    // network
    SCMP_SYS(socket),
    SCMP_SYS(socketpair),
    SCMP_SYS(connect),
    SCMP_SYS(bind),
    SCMP_SYS(listen),
    SCMP_SYS(accept),
    SCMP_SYS(accept4),
    SCMP_SYS(sendmsg),
    SCMP_SYS(sendmmsg),
    SCMP_SYS(recvmsg),
    // other programs and processes
    SCMP_SYS(execve),
    SCMP_SYS(execveat),
    SCMP_SYS(fork),
    SCMP_SYS(vfork),
    SCMP_SYS(ptrace),
    SCMP_SYS(process_vm_readv),
    SCMP_SYS(process_vm_writev),
    SCMP_SYS(kill),
    SCMP_SYS(tkill),
    SCMP_SYS(pidfd_open),
    SCMP_SYS(pidfd_send_signal),
    SCMP_SYS(pidfd_getfd),
    SCMP_SYS(rt_sigqueueinfo),
    SCMP_SYS(rt_tgsigqueueinfo),
    // ways round these
    SCMP_SYS(io_uring_setup),
    SCMP_SYS(bpf),
    SCMP_SYS(userfaultfd),
    SCMP_SYS(perf_event_open),
    SCMP_SYS(seccomp),
    SCMP_SYS(keyctl),
    SCMP_SYS(add_key),
    SCMP_SYS(request_key),
    SCMP_SYS(open_by_handle_at),
    SCMP_SYS(setsid),
    // the system itself
    SCMP_SYS(mount),
    SCMP_SYS(umount2),
    SCMP_SYS(pivot_root),
    SCMP_SYS(chroot),
    SCMP_SYS(unshare),
    SCMP_SYS(setns),
    SCMP_SYS(reboot),
    SCMP_SYS(init_module),
    SCMP_SYS(finit_module),
    SCMP_SYS(delete_module),
    SCMP_SYS(swapon),
    SCMP_SYS(swapoff),
    SCMP_SYS(settimeofday),
    SCMP_SYS(clock_settime),
    SCMP_SYS(sethostname),
    SCMP_SYS(quotactl),
    // what landlock does not cover: modes, owners, attributes, times of any file
    SCMP_SYS(chmod),
    SCMP_SYS(fchmodat),
    SCMP_SYS(chown),
    SCMP_SYS(lchown),
    SCMP_SYS(fchownat),
    SCMP_SYS(setxattr),
    SCMP_SYS(lsetxattr),
    SCMP_SYS(removexattr),
    SCMP_SYS(lremovexattr),
    SCMP_SYS(utime),
    SCMP_SYS(utimes),
    SCMP_SYS(mknod),
    SCMP_SYS(mknodat),
};

bool forbid_system_calls() {
  const scmp_filter_ctx filter = ::seccomp_init(SCMP_ACT_ALLOW);
  if (filter == nullptr) return false;
  bool good = true;
  for (const int call : kForbidden) good = ::seccomp_rule_add(filter, SCMP_ACT_ERRNO(EPERM), call, 0) == 0 && good;
  // clone3 hides its flags from the filter; the C library falls back to clone, which may make threads, not processes.
  good = ::seccomp_rule_add(filter, SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(clone3), 0) == 0 && good;
  good = ::seccomp_rule_add(filter, SCMP_ACT_ERRNO(EPERM), SCMP_SYS(clone), 1,
                            SCMP_A0(SCMP_CMP_MASKED_EQ, CLONE_THREAD, 0)) == 0 &&
         good;
  // abort() sends a signal to its own thread; nothing else may be sent.
  good = ::seccomp_rule_add(filter, SCMP_ACT_ERRNO(EPERM), SCMP_SYS(tgkill), 1,
                            SCMP_A0(SCMP_CMP_NE, static_cast<scmp_datum_t>(::getpid()))) == 0 &&
         good;
  good = good && ::seccomp_load(filter) == 0;
  ::seccomp_release(filter);
  return good;
}

// Tried for real: a filter that is loaded and does not hold would be worse than none.
bool no_socket_can_be_made() {
  for (const int family : {AF_INET, AF_INET6, AF_UNIX, AF_NETLINK}) {
    const int made = ::socket(family, SOCK_DGRAM, 0);
    if (made < 0) continue;
    ::close(made);
    return false;
  }
  return true;
}

// ---- landlock; the C library has no wrappers, and older kernel headers lack the later rights

constexpr std::uint64_t kWriteFile = 1U << 1;
constexpr std::uint64_t kRemoveDirectory = 1U << 4;
constexpr std::uint64_t kRemoveFile = 1U << 5;
constexpr std::uint64_t kMakeAny = (1U << 6) | (1U << 7) | (1U << 8) | (1U << 9) | (1U << 10) | (1U << 11) | (1U << 12);
constexpr std::uint64_t kRefer = 1U << 13;     // from version 2 of the interface
constexpr std::uint64_t kTruncate = 1U << 14;  // from version 3

std::uint64_t write_rights(long version) {
  std::uint64_t rights = kWriteFile | kRemoveDirectory | kRemoveFile | kMakeAny;
  if (version >= 2) rights |= kRefer;
  if (version >= 3) rights |= kTruncate;
  return rights;
}

bool allow_beneath(int ruleset, const char* path, std::uint64_t rights) {
  const int place = ::open(path, O_PATH | O_CLOEXEC);
  if (place < 0) return false;
  landlock_path_beneath_attr rule{};
  rule.allowed_access = rights;
  rule.parent_fd = place;
  const bool good = ::syscall(SYS_landlock_add_rule, ruleset, LANDLOCK_RULE_PATH_BENEATH, &rule, 0) == 0;
  ::close(place);
  return good;
}

bool confine_writing(const std::string& folder) {
  const long version = ::syscall(SYS_landlock_create_ruleset, nullptr, 0, LANDLOCK_CREATE_RULESET_VERSION);
  if (version < 1) return false;
  landlock_ruleset_attr attributes{};
  attributes.handled_access_fs = write_rights(version);
  const int ruleset =
      static_cast<int>(::syscall(SYS_landlock_create_ruleset, &attributes, sizeof attributes.handled_access_fs, 0));
  if (ruleset < 0) return false;
  const bool good = (folder.empty() || allow_beneath(ruleset, folder.c_str(), write_rights(version))) &&
                    allow_beneath(ruleset, "/dev/null", kWriteFile) &&
                    ::syscall(SYS_landlock_restrict_self, ruleset, 0) == 0;
  ::close(ruleset);
  return good;
}

}  // namespace

const std::vector<std::string>& sandbox_layers() {
  static const std::vector<std::string> layers = {"rlimits", "no-new-privs", "seccomp", "no-network", "landlock"};
  return layers;
}

std::vector<std::string> enter_sandbox(const WorkerLimits& limits, const std::string& work_folder) {
  std::vector<std::string> in_force;
  if (set_limits(limits)) in_force.emplace_back("rlimits");
  if (::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0) in_force.emplace_back("no-new-privs");
  const bool confined = confine_writing(work_folder);  // seccomp goes last: it may come to forbid what landlock needs
  if (forbid_system_calls()) in_force.emplace_back("seccomp");
  if (no_socket_can_be_made()) in_force.emplace_back("no-network");
  if (confined) in_force.emplace_back("landlock");
  return in_force;
}

void renew_cpu_limit(std::chrono::seconds seconds) {
  rusage usage{};
  ::getrusage(RUSAGE_SELF, &usage);
  const auto used = static_cast<rlim_t>(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec + 1);
  const rlim_t soft = used + static_cast<rlim_t>(seconds.count());
  rlimit limit{};
  ::getrlimit(RLIMIT_CPU, &limit);
  limit.rlim_cur = std::min(soft, limit.rlim_max);
  ::setrlimit(RLIMIT_CPU, &limit);
}

}  // namespace hebiao
