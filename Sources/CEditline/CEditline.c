// The editor: set-up, key bindings, and the buffer by bytes.
#define _GNU_SOURCE
#include "CEditline.h"

#include <langinfo.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <wchar.h>

#include "Editor.h"

// Name, action, and the keys that reach it: in both modes, in emacs only, in vi's command map only.
// An empty string binds nothing.
#define ACTIONS(X)                                                          \
  X(enter, Enter, "^M", "", "^M")                                           \
  X(enter_line_feed, Enter, "^J", "", "^J")                                 \
  X(newline, Newline, "\\215", "", "")                                      \
  X(run_and_next, RunAndNext, "^O", "", "")                                 \
  X(complete, Complete, "^I", "", "")                                       \
  X(complete_back, CompleteBackwards, "\\220", "", "")                      \
  X(up, Up, "\\200", "^P", "")                                             \
  X(up_vi, Up, "", "", "\\200")                                             \
  X(down, Down, "\\201", "^N", "")                                         \
  X(down_vi, Down, "", "", "\\201")                                         \
  X(earlier, Earlier, "", "", "k")                                          \
  X(later, Later, "", "", "j")                                              \
  X(right, Right, "\\202", "^F", "\\202")                                   \
  X(left, Left, "\\203", "^B", "\\203")                                     \
  X(line_start, LineStart, "\\204", "^A", "\\204")                          \
  X(line_end, LineEnd, "\\205", "^E", "\\205")                              \
  X(delete, Delete, "\\206", "", "\\206")                                   \
  X(word_right, WordRight, "\\207", "\\ef", "\\207")                        \
  X(word_left, WordLeft, "\\210", "\\eb", "\\210")                          \
  X(paste, Paste, "\\211", "", "\\211")                                     \
  X(interrupt, Interrupt, "\\213", "", "\\213")                             \
  X(search_key, SearchKey, "\\214", "", "\\214")                            \
  X(text_start, TextStart, "\\221", "\\e<", "\\221")                        \
  X(text_end, TextEnd, "\\222", "\\e>", "\\222")                            \
  X(kill_word, KillWord, "\\223", "\\ed", "")                               \
  X(help, Help, "\\224", "\\eh", "\\224")                                   \
  X(backspace, Backspace, "^?", "", "")                                     \
  X(backspace_h, Backspace, "^H", "", "")                                   \
  X(kill_word_back, KillWordBackwards, "", "\\e^?", "")                     \
  X(kill_word_back_h, KillWordBackwards, "", "\\e^H", "")                   \
  X(kill_blank_back, KillBlankWordBackwards, "^W", "", "")                  \
  X(kill_end, KillToLineEnd, "^K", "", "")                                  \
  X(kill_start, KillToLineStart, "^U", "", "")                              \
  X(yank, Yank, "^Y", "", "")                                               \
  X(yank_earlier, YankEarlier, "", "\\ey", "")                              \
  X(swap, SwapCharacters, "", "^T", "")                                     \
  X(swap_words, SwapWords, "", "\\et", "")                                  \
  X(search, Search, "^R", "", "/")                                          \
  X(undo, Undo, "^_", "", "u")                                              \
  X(undo_x, Undo, "", "^X^U", "")                                           \
  X(redo, Redo, "", "\\e_", "^R")                                           \
  X(redo_x, Redo, "", "^X^R", "")                                           \
  X(end_of_file, EndOfFile, "^D", "", "^D")                                 \
  X(closing_brace, ClosingBracket, "}", "", "")                             \
  X(closing_parenthesis, ClosingBracket, ")", "", "")                       \
  X(closing_bracket, ClosingBracket, "\\135", "", "")                       \
  X(clear_screen, ClearScreen, "^L", "", "^L")                              \
  X(edit, Edit, "", "^X^E", "v")

static struct editline *owner(EditLine *el) {
  struct editline *editor = NULL;
  el_get(el, EL_CLIENTDATA, &editor);
  return editor;
}

void editline_notify(struct editline *editor, EditlineAction action) {
  editor->callbacks.perform(editor->callbacks.context, action);
}

static unsigned char perform(EditLine *el, EditlineAction action) {
  struct editline *editor = owner(el);
  switch (editor->callbacks.perform(editor->callbacks.context, action)) {
    case EditlineReplyDone: return CC_NORM;
    case EditlineReplyRefuse:
      fputc('\a', stdout);
      fflush(stdout);
      return CC_NORM;
    case EditlineReplyEnd: return CC_EOF;
  }
  return CC_ERROR;
}

#define FUNCTION(name, action, both, emacs, vi)                      \
  static unsigned char name##_function(EditLine *el, int key) {      \
    (void)key;                                                       \
    return perform(el, EditlineAction##action);                      \
  }
ACTIONS(FUNCTION)

static void bind_key(EditLine *el, bool command_map, const char *key, const char *function) {
  if (!*key) return;
  if (command_map) {
    el_set(el, EL_BIND, "-a", key, function, NULL);
  } else {
    el_set(el, EL_BIND, key, function, NULL);
  }
}

static void bind_keys(struct editline *editor) {
  EditLine *el = editor->el;
  bool vi = editor->mode == EditlineModeVi;
#define BIND(name, action, both, emacs_key, vi_key)             \
  bind_key(el, false, both, "gm-" #name);                       \
  if (!vi) bind_key(el, false, emacs_key, "gm-" #name);         \
  if (vi) bind_key(el, true, vi_key, "gm-" #name);
  ACTIONS(BIND)
#undef BIND
  bind_key(el, false, "\\212", "ed-newline");
  if (vi) bind_key(el, true, "\\212", "ed-newline");
  // Literal keys would insert private codes. libedit's own command line (M-x, `:`) crashes when it
  // is left empty, and its searches want its own history.
  bind_key(el, false, "^V", "ed-unassigned");
  bind_key(el, false, "^Q", "ed-unassigned");
  static const char *const absent[] = {":", "?", "n", "N", "_", "@", "#", "G", "^V", "^Q"};
  for (size_t i = 0; vi && i < sizeof absent / sizeof absent[0]; i++) {
    bind_key(el, true, absent[i], "ed-unassigned");
  }
  if (!vi) {
    bind_key(el, false, "\\ex", "ed-unassigned");
    bind_key(el, false, "\\eX", "ed-unassigned");
  }
}

static char *no_prompt(EditLine *el) {
  static char empty[] = "";
  (void)el;
  return empty;
}

void editline_use_utf8(void) {
  setlocale(LC_CTYPE, "");
  if (strcmp(nl_langinfo(CODESET), "UTF-8") != 0) setlocale(LC_CTYPE, "C.UTF-8");
}

int editline_columns(unsigned scalar) {
  int columns = wcwidth((wchar_t)scalar);
  return columns < 0 ? 0 : columns;
}

void editline_set_mode(editline_handle *editor, EditlineMode mode) {
  editor->mode = mode;
  el_set(editor->el, EL_EDITOR, mode == EditlineModeVi ? "vi" : "emacs");
  // The user's own ~/.editrc; ours come after it, as a mode in it wipes what was bound before.
  el_source(editor->el, NULL);
  bind_keys(editor);
}

editline_handle *editline_create(EditlineCallbacks callbacks, EditlineMode mode) {
  struct editline *editor = calloc(1, sizeof *editor);
  if (!editor) return NULL;
  editline_note_terminal();
  editline_restore_on_death();
  editor->callbacks = callbacks;
  editor->nowhere = fopen("/dev/null", "we");
  // libedit asks the descriptors about the terminal and writes to the streams.
  if (editor->nowhere) {
    editor->el = el_init_fd("gm", stdin, editor->nowhere, editor->nowhere, STDIN_FILENO,
                            STDOUT_FILENO, STDERR_FILENO);
  }
  if (!editor->el) {
    if (editor->nowhere) fclose(editor->nowhere);
    free(editor);
    return NULL;
  }
  EditLine *el = editor->el;
  el_set(el, EL_CLIENTDATA, editor);
  el_set(el, EL_SIGNAL, 0);
  el_set(el, EL_PROMPT, no_prompt);
  el_set(el, EL_GETCFN, editline_next_key);
  // Ctrl-S searches. Ctrl-C and Ctrl-Z come as bytes, in order with the keys around them.
  el_set(el, EL_SETTY, "-d", "-ixon", NULL);
  el_set(el, EL_SETTY, "-d", "-isig", NULL);
  // A pasted CR LF stays what it is, one line end.
  el_set(el, EL_SETTY, "-d", "-icrnl", NULL);
  el_set(el, EL_SETTY, "-d", "-inlcr", NULL);
// Wide, as libedit keeps them: what it makes of narrow ones it never gives back.
#define ADD(name, action, both, emacs, vi) \
  el_wset(el, EL_ADDFN, L"gm-" #name, L"" #action, name##_function);
  ACTIONS(ADD)
#undef ADD
  editline_set_mode(editor, mode);
  return editor;
}

void editline_destroy(editline_handle *editor) {
  if (!editor) return;
  el_end(editor->el);
  fclose(editor->nowhere);
  free(editor->paste);
  free(editor);
}

const char *editline_read(editline_handle *editor, size_t *length) {
  editor->capturing = false;
  editor->pending = 0;
  editor->begins = true;
  editline_begin_signals();
  // Raw before the prompt shows: a key typed between the two would be lost.
  el_set(editor->el, EL_PREP_TERM, 1);
  editline_bracketed_paste(true);
  int count = 0;
  const char *text = el_gets(editor->el, &count);
  editline_bracketed_paste(false);
  editline_end_signals();
  *length = text && count > 0 ? (size_t)count : 0;
  return text && count > 0 ? text : NULL;
}

const char *editline_text(editline_handle *editor, size_t *length, size_t *cursor) {
  const LineInfo *line = el_line(editor->el);
  *length = (size_t)(line->lastchar - line->buffer);
  *cursor = (size_t)(line->cursor - line->buffer);
  return line->buffer;
}

// The number of characters in the first `count` bytes.
static int characters(const char *text, size_t count) {
  int n = 0;
  for (size_t i = 0; i < count && text[i]; i++) n += ((unsigned char)text[i] & 0xc0) != 0x80;
  return n;
}

void editline_move(editline_handle *editor, size_t cursor) {
  const LineInfo *line = el_line(editor->el);
  int wanted = characters(line->buffer, cursor);
  int present = characters(line->buffer, (size_t)(line->cursor - line->buffer));
  if (wanted != present) el_cursor(editor->el, wanted - present);
}

void editline_replace(editline_handle *editor, const char *text, size_t cursor) {
  const LineInfoW *line = el_wline(editor->el);
  int length = (int)(line->lastchar - line->buffer);
  if (length > 0) {
    el_cursor(editor->el, length);
    el_deletestr(editor->el, length);
  }
  if (*text) el_insertstr(editor->el, text);
  editline_move(editor, cursor);
}

void editline_insert(editline_handle *editor, const char *text) {
  el_insertstr(editor->el, text);
}

void editline_accept(editline_handle *editor) { editor->pending = KEY_ACCEPT; }

unsigned long editline_key_count(const editline_handle *editor) { return editor->keys; }

unsigned editline_last_key(const editline_handle *editor) { return editor->last; }

const char *editline_pasted(const editline_handle *editor, size_t *length) {
  *length = editor->paste_length;
  return editor->paste;
}

void editline_capture(editline_handle *editor, bool capturing) {
  editor->capturing = capturing;
}

unsigned editline_captured(const editline_handle *editor) { return editor->captured; }

void editline_return_captured(editline_handle *editor) { editor->pending = editor->captured; }
