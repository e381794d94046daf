// Ctrl-C and a polite kill end a run in good order.
#pragma once

namespace hebiao {

// From now on SIGINT and SIGTERM are only remembered; a second one ends the process at once.
void remember_interrupts();
bool interrupted();

}  // namespace hebiao
