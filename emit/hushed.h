// Silence for libraries that talk to the terminal.
//
// libxlsxwriter tells standard error of some failures besides returning them. The C library of Debian lets a program
// exchange that stream: what is said through it while a Hushed lives goes nowhere. pre: no other thread writes to
// `stderr` meanwhile; file descriptor 2 itself is left alone.
#pragma once

#include <cstdio>

namespace hebiao {

class Hushed {
 public:
  Hushed() : terminal_(stderr), nowhere_(std::fopen("/dev/null", "we")) {
    if (nowhere_ != nullptr) stderr = nowhere_;
  }
  ~Hushed() {
    stderr = terminal_;
    if (nowhere_ != nullptr) std::fclose(nowhere_);
  }
  Hushed(const Hushed&) = delete;
  Hushed& operator=(const Hushed&) = delete;

 private:
  std::FILE* terminal_;
  std::FILE* nowhere_;  // nullptr where it cannot be opened: then there is no silence
};

}  // namespace hebiao
