// Signals reach the editor through a pipe: with libedit on a secondary thread a signal interrupts
// the main thread's call, never the editor's `poll`.
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdatomic.h>
#include <unistd.h>

#include "Editor.h"

static int wake_pipe[2] = {-1, -1};
static void (*_Atomic on_interrupt)(void);
static atomic_int ended_by;

static void wake(char what) {
  int saved = errno;
  if (wake_pipe[1] >= 0) {
    // A full pipe already wakes the editor.
    ssize_t ignored = write(wake_pipe[1], &what, 1);
    (void)ignored;
  }
  errno = saved;
}

static void caught(int signal) {
  switch (signal) {
    case SIGINT: {
      void (*interrupted)(void) = atomic_load(&on_interrupt);
      if (interrupted) interrupted();
      wake(WAKE_INTERRUPT);
      break;
    }
    case SIGWINCH: wake(WAKE_RESIZE); break;
    case SIGTSTP: wake(WAKE_STOP); break;
    default:
      atomic_store(&ended_by, signal);
      wake(WAKE_END);
      break;
  }
}

int editline_ended_by(void) { return atomic_load(&ended_by); }

// Whoever started us may have blocked the signal; blocked ones are inherited.
static void install(int signal, void (*handler)(int)) {
  sigset_t wanted;
  sigemptyset(&wanted);
  sigaddset(&wanted, signal);
  pthread_sigmask(SIG_UNBLOCK, &wanted, NULL);
  struct sigaction action = {0};
  action.sa_handler = handler;
  action.sa_flags = SA_RESTART;
  sigemptyset(&action.sa_mask);
  sigaction(signal, &action, NULL);
}

int editline_wake_descriptor(void) {
  if (wake_pipe[0] < 0 && pipe2(wake_pipe, O_CLOEXEC | O_NONBLOCK) != 0) return -1;
  return wake_pipe[0];
}

void editline_handle_interrupts(void (*interrupted)(void)) {
  editline_wake_descriptor();
  atomic_store(&on_interrupt, interrupted);
  install(SIGINT, caught);
}

bool editline_wait(int descriptor) {
  struct pollfd wait[2] = {
      {.fd = descriptor, .events = POLLIN},
      {.fd = editline_wake_descriptor(), .events = POLLIN},
  };
  while (poll(wait, 2, -1) < 0) {
    if (errno != EINTR) return true;
  }
  return !(wait[1].revents & POLLIN);
}

void editline_end_on_closed_pipe(void) { install(SIGPIPE, SIG_DFL); }

// The signal has to be taken here and now, also within its own handler, where it is blocked.
void editline_stop(void) {
  install(SIGTSTP, SIG_DFL);
  raise(SIGTSTP);
  install(SIGTSTP, caught);
}

// Ctrl-Z while a statement runs.
static void stop_running(int signal) {
  int saved = errno;
  (void)signal;
  bool was = editline_end_running();
  editline_stop();
  install(SIGTSTP, stop_running);
  if (was) editline_begin_running();
  errno = saved;
}

// Ctrl-\ between two modes of the terminal, where no mode of ours keeps it from being a signal. A
// handler, as what we start is to have the signal's usual effect again.
static void stay(int signal) { (void)signal; }

void editline_begin_signals(void) {
  int wakes = editline_wake_descriptor();
  char stale[64];
  while (wakes >= 0 && read(wakes, stale, sizeof stale) > 0) {}
  install(SIGWINCH, caught);
  install(SIGTSTP, caught);
  install(SIGTERM, caught);
  install(SIGHUP, caught);
  install(SIGQUIT, stay);
}

void editline_end_signals(void) {
  install(SIGWINCH, SIG_DFL);
  install(SIGTSTP, stop_running);
  editline_restore_on_end(true);
}
