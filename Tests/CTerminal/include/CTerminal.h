// A program on a terminal of its own, for tests: what Swift cannot reach of forking and sessions.
#ifndef CTERMINAL_H
#define CTERMINAL_H

#include <sys/types.h>

/// Starts a program as the leader of a session whose terminal has so many rows and columns.
/// Returns the terminal's other end, or -1 with `errno` set; `child` becomes the process.
int terminal_spawn(const char *path, char *const arguments[], char *const environment[],
                   unsigned short rows, unsigned short columns, pid_t *child);

/// Tells the program that its terminal has another size.
int terminal_resize(int terminal, unsigned short rows, unsigned short columns);

/// Waits at most so long for bytes; returns their number, 0 when the program is gone, -1 if late.
ssize_t terminal_read(int terminal, void *bytes, size_t capacity, int milliseconds);

/// Waits for the program; the exit code, or 128 and the signal that ended it.
int terminal_wait(pid_t child);

/// Whether the terminal shows what is typed, as it does for a shell's commands.
int terminal_echoes(int terminal);

#endif
