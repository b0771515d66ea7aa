// From the terminal's bytes to keys: UTF-8, escape sequences, bracketed paste, signals.
#define _GNU_SOURCE
#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <wchar.h>

#include "Editor.h"

// After a lone ESC the rest of a sequence follows at once; a person takes longer.
enum { ESCAPE_MILLISECONDS = 40 };

// What `next_byte` returns when it has no byte.
enum { BYTE_END = -1, BYTE_LATE = -2, BYTE_INTERRUPT = -3 };

enum { CTRL_C = 0x03, CTRL_Z = 0x1a, ESC = 0x1b, REPLACEMENT = 0xfffd };

void editline_bracketed_paste(bool on) {
  fputs(on ? "\033[?2004h" : "\033[?2004l", stdout);
  fflush(stdout);
}

void editline_lend_terminal(editline_handle *editor, bool lent) {
  if (lent) {
    editline_bracketed_paste(false);
    el_set(editor->el, EL_PREP_TERM, 0);
    // Ctrl-Z and the like are the other program's, and stop both.
    editline_end_signals();
    return;
  }
  editline_begin_signals();
  el_set(editor->el, EL_PREP_TERM, 1);
  editline_bracketed_paste(true);
}

static void stop(struct editline *editor) {
  editline_notify(editor, EditlineActionSuspend);
  editline_lend_terminal(editor, true);
  editline_stop();
  editline_lend_terminal(editor, false);
  editline_notify(editor, EditlineActionResume);
}

// Acts on one byte of the self-pipe; what the waiting reader has to know, or 0.
static int woken(struct editline *editor, int descriptor) {
  char what;
  if (read(descriptor, &what, 1) != 1) return 0;
  switch (what) {
    case WAKE_INTERRUPT: return BYTE_INTERRUPT;
    case WAKE_END: return BYTE_END;
    case WAKE_RESIZE:
      editline_notify(editor, EditlineActionResized);
      return 0;
    case WAKE_STOP: stop(editor); return 0;
    default: return 0;
  }
}

// The next byte, waiting at most so long; for ever if negative.
static int next_byte(struct editline *editor, int milliseconds) {
  if (editor->head < editor->tail) return editor->input[editor->head++];
  struct pollfd wait[2] = {
      {.fd = STDIN_FILENO, .events = POLLIN},
      {.fd = editline_wake_descriptor(), .events = POLLIN},
  };
  for (;;) {
    int ready = poll(wait, 2, milliseconds);
    if (ready < 0 && errno != EINTR) return BYTE_END;
    if (ready == 0) return BYTE_LATE;
    if (ready < 0) continue;
    if (wait[1].revents & POLLIN) {
      int event = woken(editor, wait[1].fd);
      if (event != 0) return event;
    }
    if (!(wait[0].revents & (POLLIN | POLLHUP | POLLERR))) continue;
    ssize_t count = read(STDIN_FILENO, editor->input, sizeof editor->input);
    if (count < 0 && (errno == EINTR || errno == EAGAIN)) continue;
    if (count <= 0) return BYTE_END;
    editor->head = 1;
    editor->tail = (size_t)count;
    return editor->input[0];
  }
}

bool editline_has_input(editline_handle *editor) {
  if (editor->pending || editor->head < editor->tail) return true;
  struct pollfd wait = {.fd = STDIN_FILENO, .events = POLLIN};
  return poll(&wait, 1, 0) > 0;
}

// The scalar that starts with a lead byte; bytes that are no UTF-8 become U+FFFD.
static unsigned decode_utf8(struct editline *editor, int lead) {
  int more = lead >= 0xf0 && lead < 0xf5 ? 3 : lead >= 0xe0 ? 2 : lead >= 0xc2 ? 1 : 0;
  if (more == 0 || lead >= 0xf5) return REPLACEMENT;
  unsigned scalar = (unsigned)lead & (0x3fu >> more);
  for (int i = 0; i < more; i++) {
    int byte = next_byte(editor, ESCAPE_MILLISECONDS);
    if (byte < 0) return REPLACEMENT;
    if ((byte & 0xc0) != 0x80) {
      editor->head--;
      return REPLACEMENT;
    }
    scalar = scalar << 6 | ((unsigned)byte & 0x3f);
  }
  bool surrogate = scalar >= 0xd800 && scalar < 0xe000;
  bool control = scalar >= 0x80 && scalar < 0xa0;  // would be taken for a private code
  return surrogate || control || scalar > 0x10ffff ? REPLACEMENT : scalar;
}

static bool append_pasted(struct editline *editor, unsigned char byte) {
  if (editor->paste_length + 1 >= editor->paste_capacity) {
    size_t capacity = editor->paste_capacity ? 2 * editor->paste_capacity : 4096;
    char *grown = realloc(editor->paste, capacity);
    if (!grown) return false;
    editor->paste = grown;
    editor->paste_capacity = capacity;
  }
  editor->paste[editor->paste_length++] = (char)byte;
  editor->paste[editor->paste_length] = 0;
  return true;
}

// Collects a pasted block up to its end mark.
static unsigned read_paste(struct editline *editor) {
  static const char mark[] = "\033[201~";
  size_t matched = 0;
  int previous = 0;
  editor->paste_length = 0;
  for (;;) {
    int byte = next_byte(editor, -1);
    if (byte == BYTE_END) return KEY_HANGUP;
    // Typed, it ends a block whose end mark was lost; within a block it is a character like others.
    if (byte == CTRL_C && !editline_has_input(editor)) return KEY_INTERRUPT;
    if (byte == BYTE_INTERRUPT) return KEY_INTERRUPT;
    if (byte < 0) continue;
    if (byte == mark[matched]) {
      if (++matched == sizeof mark - 1) return editor->paste_length ? KEY_PASTE : KEY_NONE;
      continue;
    }
    // An unfinished mark holds no second ESC, so only its printable part belongs to the text.
    for (size_t i = 1; i < matched; i++) append_pasted(editor, (unsigned char)mark[i]);
    matched = byte == ESC ? 1 : 0;
    bool second_half = byte == '\n' && previous == '\r';
    previous = byte;
    if (second_half) continue;
    if (byte == '\r') byte = '\n';
    if (byte < 0x20 && byte != '\n' && byte != '\t') continue;
    if (byte != 0x7f && !append_pasted(editor, (unsigned char)byte)) return KEY_NONE;
  }
}

// The key of `ESC [ parameters final` with up to two numbers.
static unsigned control_key(struct editline *editor, int final, int first, int second) {
  bool word = second == 5 || second == 3 || second == 9;  // Ctrl, Alt, Meta
  switch (final) {
    case 'A': return KEY_UP;
    case 'B': return KEY_DOWN;
    case 'C': return word ? KEY_WORD_RIGHT : KEY_RIGHT;
    case 'D': return word ? KEY_WORD_LEFT : KEY_LEFT;
    case 'H': return word ? KEY_TEXT_START : KEY_HOME;
    case 'F': return word ? KEY_TEXT_END : KEY_END;
    case 'P': return KEY_HELP;
    case 'Z': return KEY_BACK_TAB;
    case 'u': return first == 13 ? KEY_NEWLINE : KEY_NONE;
    case '~': break;
    default: return KEY_NONE;
  }
  switch (first) {
    case 1: case 7: return KEY_HOME;
    case 4: case 8: return KEY_END;
    case 3: return word ? KEY_KILL_WORD : KEY_DELETE;
    case 11: return KEY_HELP;
    case 200: return read_paste(editor);
    default: return KEY_NONE;
  }
}

static unsigned decode_escape(struct editline *editor) {
  int byte = next_byte(editor, ESCAPE_MILLISECONDS);
  if (byte < 0) return byte == BYTE_INTERRUPT ? KEY_INTERRUPT : ESC;
  bool emacs = editor->mode == EditlineModeEmacs;
  if (emacs && (byte == '\r' || byte == '\n')) return KEY_NEWLINE;
  if (byte != '[' && byte != 'O') {
    editor->head--;
    return ESC;
  }
  int numbers[2] = {0, 0}, count = 0;
  for (;;) {
    int next = next_byte(editor, ESCAPE_MILLISECONDS);
    if (next < 0) return next == BYTE_INTERRUPT ? KEY_INTERRUPT : KEY_NONE;
    if (next >= '0' && next <= '9') {
      if (count < 2 && numbers[count] < 1000) numbers[count] = 10 * numbers[count] + next - '0';
    } else if (next == ';') {
      count++;
    } else if (next >= 0x40 && next <= 0x7e) {
      return control_key(editor, next, numbers[0], numbers[1]);
    } else if (next == ESC) {
      return decode_escape(editor);
    }
  }
}

// Whether looking at the whole text before this key costs little: it is short, or nothing waits.
static bool has_time(struct editline *editor) {
  const LineInfoW *line = el_wline(editor->el);
  return line->lastchar - line->buffer < 2000 || !editline_has_input(editor);
}

static unsigned decode(struct editline *editor) {
  if (has_time(editor)) editor->callbacks.idle(editor->callbacks.context);
  int byte = next_byte(editor, -1);
  if (byte == BYTE_END) return KEY_HANGUP;
  if (byte == BYTE_INTERRUPT || byte == CTRL_C) return KEY_INTERRUPT;
  if (byte == ESC) return decode_escape(editor);
  if (byte == CTRL_Z) {
    stop(editor);
    return KEY_NONE;
  }
  return byte < 0x80 ? (unsigned)byte : decode_utf8(editor, byte);
}

// Some sequences of vi's commands leave libedit's cursor before the text, and the next deletion
// would write there. A relative move brings it back into the text.
static void mend_cursor(EditLine *el) {
  const LineInfoW *line = el_wline(el);
  if (line->cursor < line->buffer) el_cursor(el, 1);
  if (line->cursor > line->lastchar) el_cursor(el, -1);
}

// The page that libedit draws nowhere is large, whatever the terminal is: on one of a column it would
// write beyond it. It asks for the terminal's size as an entry begins.
static void enlarge_page(EditLine *el) {
  el_set(el, EL_SETTC, "co", "1000", NULL);
  el_set(el, EL_SETTC, "li", "100", NULL);
}

int editline_next_key(EditLine *el, wchar_t *key) {
  struct editline *editor = NULL;
  el_get(el, EL_CLIENTDATA, &editor);
  if (editor->begins) enlarge_page(el);
  editor->begins = false;
  mend_cursor(el);
  unsigned next = editor->pending;
  editor->pending = 0;
  while (next == 0) {
    next = decode(editor);
    // NUL would end the text early, U+FFFD says that a key was no text.
    if (next == KEY_NONE || next == REPLACEMENT) next = 0;
  }
  if (next == KEY_HANGUP) return 0;
  editor->keys++;
  if (editor->capturing && next != KEY_ACCEPT) {
    editor->captured = next;
    next = KEY_CAPTURED;
  }
  editor->last = next;
  *key = (wchar_t)next;
  return 1;
}
