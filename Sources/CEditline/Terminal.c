// The terminal between prompts: its modes while statements run, and their end in every case.
#define _GNU_SOURCE
#include <signal.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdlib.h>
#include <termios.h>
#include <unistd.h>

#include "Editor.h"

// As the terminal was before the first prompt.
static struct termios original;
static atomic_bool is_known, is_ours;

void editline_note_terminal(void) {
  if (atomic_load(&is_known)) return;
  if (tcgetattr(STDIN_FILENO, &original) == 0) atomic_store(&is_known, true);
}

void editline_begin_running(void) {
  if (!atomic_load(&is_known)) return;
  struct termios quiet = original;
  // Keys stay bytes, as the prompt reads them: a Ctrl-D or a Return typed ahead is still one.
  quiet.c_lflag &= ~(tcflag_t)(ICANON | ECHO);
  quiet.c_iflag &= ~(tcflag_t)(ICRNL | INLCR | IXON);
  quiet.c_cc[VMIN] = 1;
  quiet.c_cc[VTIME] = 0;
  // No key ends the process, and with it the session.
  quiet.c_cc[VQUIT] = _POSIX_VDISABLE;
  atomic_store(&is_ours, true);
  tcsetattr(STDIN_FILENO, TCSADRAIN, &quiet);
}

// Safe in a signal handler.
bool editline_end_running(void) {
  bool was = atomic_exchange(&is_ours, false);
  if (was) tcsetattr(STDIN_FILENO, TCSADRAIN, &original);
  return was;
}

// The process dies of this signal, and leaves the terminal as it was.
static void die(int number) {
  if (atomic_load(&is_known)) {
    static const char end_of_paste[] = "\033[?2004l\033[?25h";
    ssize_t ignored = write(STDOUT_FILENO, end_of_paste, sizeof end_of_paste - 1);
    (void)ignored;
    atomic_store(&is_ours, false);
    // In the background the terminal is another's, and asking for it would stop us.
    if (tcgetpgrp(STDIN_FILENO) == getpgrp()) tcsetattr(STDIN_FILENO, TCSANOW, &original);
  }
  signal(number, SIG_DFL);
  raise(number);
}

// What handled SIGBUS before: it mends files that were cut short under their mapping.
static struct sigaction former;

static void mend_or_die(int number, siginfo_t *info, void *context) {
  if (info->si_code > 0 && (former.sa_flags & SA_SIGINFO)) {
    former.sa_sigaction(number, info, context);
    // A handler that cannot help leaves the signal to the system.
    struct sigaction now;
    if (sigaction(number, NULL, &now) == 0 && now.sa_handler != SIG_DFL) return;
  }
  die(number);
}

void editline_restore_on_death(void) {
  static const int deadly[] = {SIGSEGV, SIGILL, SIGTRAP, SIGFPE, SIGABRT};
  // An exhausted stack has no room for its handler.
  static char room[1 << 14];
  stack_t stack = {.ss_sp = room, .ss_size = sizeof room};
  sigaltstack(&stack, NULL);
  struct sigaction action = {0};
  action.sa_handler = die;
  action.sa_flags = SA_ONSTACK | SA_NODEFER;
  sigemptyset(&action.sa_mask);
  for (size_t i = 0; i < sizeof deadly / sizeof deadly[0]; i++) {
    sigaction(deadly[i], &action, NULL);
  }
  // Once: a handler that came here between calls this one, and must not be called by it.
  static bool mends;
  if (mends) return;
  mends = true;
  action.sa_sigaction = mend_or_die;
  action.sa_flags |= SA_SIGINFO;
  sigaction(SIGBUS, &action, &former);
}

void editline_restore_on_end(bool on) {
  struct sigaction action = {0};
  action.sa_handler = on ? die : SIG_DFL;
  sigemptyset(&action.sa_mask);
  sigaction(SIGTERM, &action, NULL);
  sigaction(SIGHUP, &action, NULL);
}
