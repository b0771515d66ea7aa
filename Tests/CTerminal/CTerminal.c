#define _GNU_SOURCE
#include "CTerminal.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

int terminal_resize(int terminal, unsigned short rows, unsigned short columns) {
  struct winsize size = {.ws_row = rows, .ws_col = columns};
  return ioctl(terminal, TIOCSWINSZ, &size);
}

int terminal_spawn(const char *path, char *const arguments[], char *const environment[],
                   unsigned short rows, unsigned short columns, pid_t *child) {
  int terminal = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC);
  if (terminal < 0) return -1;
  char name[128];
  if (grantpt(terminal) != 0 || unlockpt(terminal) != 0 ||
      ptsname_r(terminal, name, sizeof name) != 0) {
    close(terminal);
    return -1;
  }
  terminal_resize(terminal, rows, columns);
  *child = fork();
  if (*child != 0) return *child < 0 ? -1 : terminal;
  // A test's thread may block signals, and the child inherits that.
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, NULL);
  // Only calls that are safe after a fork in a program with threads.
  setsid();
  int side = open(name, O_RDWR);
  if (side < 0 || ioctl(side, TIOCSCTTY, 0) != 0) _exit(127);
  for (int descriptor = 0; descriptor < 3; descriptor++) dup2(side, descriptor);
  if (side > 2) close(side);
  execve(path, arguments, environment);
  _exit(127);
}

ssize_t terminal_read(int terminal, void *bytes, size_t capacity, int milliseconds) {
  struct pollfd wait = {.fd = terminal, .events = POLLIN};
  if (poll(&wait, 1, milliseconds) <= 0) return -1;
  ssize_t count = read(terminal, bytes, capacity);
  return count < 0 ? 0 : count;  // EIO: nobody has the other end open any more
}

int terminal_wait(pid_t child) {
  int status = 0;
  while (waitpid(child, &status, 0) < 0) {
    if (errno != EINTR) return -1;
  }
  return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}

int terminal_echoes(int terminal) {
  struct termios modes;
  return tcgetattr(terminal, &modes) == 0 && modes.c_lflag & ECHO ? 1 : 0;
}
