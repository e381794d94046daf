#include "cli/interrupt.h"

#include <csignal>

namespace hebiao {
namespace {

// A signal handler can reach nothing but such a variable.
volatile std::sig_atomic_t interrupt_seen = 0;

void on_signal(int) { interrupt_seen = 1; }

}  // namespace

void remember_interrupts() {
  struct sigaction action {};
  action.sa_handler = on_signal;
  action.sa_flags = static_cast<int>(SA_RESETHAND | SA_RESTART);
  sigemptyset(&action.sa_mask);
  sigaction(SIGINT, &action, nullptr);
  sigaction(SIGTERM, &action, nullptr);
}

bool interrupted() { return interrupt_seen != 0; }

}  // namespace hebiao
