// The layers that stand between a hostile document and the machine, put on by a worker before it reads anything.
//
// rlimits        memory, size of a file, no core dumps; CPU time is renewed for each document
// no-new-privs   no set-user-id program gives anything back
// seccomp        no program is started, no other process is touched, no mount, no owner or mode is changed
// no-network     no socket can be made: forbidden by the same filter, and tried
// landlock       nothing is written, made, renamed or removed but below the run's work folder
//
// Reading is not restricted: fonts and CMaps come from many places, and what is read cannot leave the machine.
#pragma once

#include <chrono>
#include <string>
#include <vector>

#include "batch/convert.h"

namespace hebiao {

// All of them, in the order above.
const std::vector<std::string>& sandbox_layers();

// Puts on every layer that this kernel has, for the rest of the process's life, and returns those in force.
// `work_folder` must exist; empty: nothing may be written anywhere.
std::vector<std::string> enter_sandbox(const WorkerLimits& limits, const std::string& work_folder);

// Gives the process `seconds` of CPU time from now; SIGXCPU when they are used up.
void renew_cpu_limit(std::chrono::seconds seconds);

// The exit status of a worker whose allocation failed.
inline constexpr int kOutOfMemoryStatus = 86;

}  // namespace hebiao
