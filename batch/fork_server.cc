#include "batch/fork_server.h"

#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <exception>
#include <utility>

namespace hebiao {
namespace {

constexpr char kSpawn = 's';
constexpr char kEnd = 'e';

struct Request {
  int what = 0;  // no padding: all of it is sent
  pid_t pid = 0;
};

struct Reply {
  pid_t pid = -1;  // -1: it could not be done
  WorkerEnd end;
};

// One message of the control socket; with a descriptor to pass, or -1.
bool send_message(int control, const void* bytes, std::size_t size, int pass) {
  iovec part{const_cast<void*>(bytes), size};
  msghdr message{};
  message.msg_iov = &part;
  message.msg_iovlen = 1;
  alignas(cmsghdr) std::array<char, CMSG_SPACE(sizeof(int))> space{};
  if (pass >= 0) {
    message.msg_control = space.data();
    message.msg_controllen = space.size();
    cmsghdr* header = CMSG_FIRSTHDR(&message);
    header->cmsg_level = SOL_SOCKET;
    header->cmsg_type = SCM_RIGHTS;
    header->cmsg_len = CMSG_LEN(sizeof(int));
    std::memcpy(CMSG_DATA(header), &pass, sizeof pass);
  }
  ssize_t sent = 0;
  do sent = ::sendmsg(control, &message, MSG_NOSIGNAL);
  while (sent < 0 && errno == EINTR);
  return sent == static_cast<ssize_t>(size);
}

struct Received {
  bool good = false;
  int passed = -1;
};

Received receive_message(int control, void* bytes, std::size_t size) {
  iovec part{bytes, size};
  msghdr message{};
  message.msg_iov = &part;
  message.msg_iovlen = 1;
  alignas(cmsghdr) std::array<char, CMSG_SPACE(sizeof(int))> space{};
  message.msg_control = space.data();
  message.msg_controllen = space.size();
  ssize_t got = 0;
  do got = ::recvmsg(control, &message, MSG_CMSG_CLOEXEC);
  while (got < 0 && errno == EINTR);
  Received received;
  received.good = got == static_cast<ssize_t>(size);
  const cmsghdr* header = CMSG_FIRSTHDR(&message);
  if (header != nullptr && header->cmsg_type == SCM_RIGHTS) {
    std::memcpy(&received.passed, CMSG_DATA(header), sizeof received.passed);
  }
  return received;
}

WorkerEnd kill_and_wait(pid_t pid) {
  ::kill(pid, SIGKILL);  // one that has ended keeps the status it ended with
  WorkerEnd end;
  rusage usage{};
  while (::wait4(pid, &end.status, 0, &usage) < 0 && errno == EINTR) {
  }
  const auto seconds = [](const timeval& time) {
    return static_cast<double>(time.tv_sec) + 1e-6 * static_cast<double>(time.tv_usec);
  };
  end.cpu_seconds = seconds(usage.ru_utime) + seconds(usage.ru_stime);
  end.peak_kib = usage.ru_maxrss;
  return end;
}

// The lock and the catalog are the parent's: a worker must neither hold nor reach them.
void close_all_but(int kept) {
  const auto descriptor = static_cast<unsigned>(kept);
  if (descriptor > 3) ::close_range(3, descriptor - 1, 0);
  ::close_range(descriptor + 1, ~0U, 0);
}

// A signal from the terminal or the service manager is the parent's affair: workers finish what they have.
void ignore_signals_to_the_group() {
  for (const int signal : {SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGPIPE}) ::signal(signal, SIG_IGN);
}

void silence_standard_streams() {
  const int nothing = ::open("/dev/null", O_RDWR);
  if (nothing < 0) return;
  for (const int stream : {0, 1, 2}) ::dup2(nothing, stream);
  if (nothing > 2) ::close(nothing);
}

}  // namespace

ForkServer::ForkServer(std::function<void()> warm_up, WorkerMain worker_main)
    : warm_up_(std::move(warm_up)), worker_main_(std::move(worker_main)) {
  std::array<int, 2> ends{};
  if (::socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends.data()) != 0) return;
  server_ = ::fork();
  if (server_ == 0) {
    ::close(ends[0]);
    serve(ends[1]);
  }
  ::close(ends[1]);
  control_ = ends[0];
}

ForkServer::~ForkServer() {
  if (control_ >= 0) ::close(control_);
  if (server_ <= 0) return;
  while (::waitpid(server_, nullptr, 0) < 0 && errno == EINTR) {
  }
}

// Runs in the server process, until the parent closes its end or dies.
void ForkServer::serve(int control) {
  ignore_signals_to_the_group();
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  silence_standard_streams();
  close_all_but(control);
  bool warm = false;
  Request request;
  while (true) {
    const Received received = receive_message(control, &request, sizeof request);
    if (!received.good) ::_exit(0);
    Reply reply;
    if (request.what == kEnd) {
      reply.end = kill_and_wait(request.pid);
      reply.pid = request.pid;
    } else if (request.what == kSpawn) {
      if (!std::exchange(warm, true) && warm_up_) warm_up_();
      reply.pid = ::fork();
      if (reply.pid == 0) {
        ::prctl(PR_SET_PDEATHSIG, SIGKILL);
        ::close(control);
        worker_main_(received.passed);
        ::_exit(0);
      }
      ::close(received.passed);
    }
    if (!send_message(control, &reply, sizeof reply, -1)) ::_exit(0);
  }
}

bool ForkServer::request(char what, pid_t pid, int pass) const {
  const Request request{what, pid};
  return control_ >= 0 && send_message(control_, &request, sizeof request, pass);
}

std::optional<ForkServer::Worker> ForkServer::spawn() {
  std::array<int, 2> ends{};
  if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) != 0) return std::nullopt;
  Reply reply;
  const bool spawned = request(kSpawn, 0, ends[1]) && receive_message(control_, &reply, sizeof reply).good;
  ::close(ends[1]);
  if (spawned && reply.pid > 0) return Worker{reply.pid, ends[0]};
  ::close(ends[0]);
  return std::nullopt;
}

std::optional<WorkerEnd> ForkServer::end(pid_t pid) {
  Reply reply;
  if (!request(kEnd, pid, -1) || !receive_message(control_, &reply, sizeof reply).good) return std::nullopt;
  return reply.end;
}

}  // namespace hebiao
