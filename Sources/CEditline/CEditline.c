// The editor: set-up, key bindings, and the buffer by bytes.
#include "CEditline.h"

#include <langinfo.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "Editor.h"

// Name, action, and the keys that reach it: in both modes, in emacs only, in vi's command map only.
// An empty string binds nothing.
#define ACTIONS(X)                                                          \
  X(enter, Enter, "^M", "", "^M")                                           \
  X(enter_line_feed, Enter, "^J", "", "^J")                                 \
  X(newline, Newline, "\\216", "", "")                                      \
  X(complete, Complete, "^I", "", "")                                       \
  X(list, List, "\\215", "", "\\215")                                       \
  X(up, Up, "\\200", "^P", "k")                                             \
  X(up_vi, Up, "", "", "\\200")                                             \
  X(down, Down, "\\201", "^N", "j")                                         \
  X(down_vi, Down, "", "", "\\201")                                         \
  X(line_start, LineStart, "\\204", "^A", "\\204")                          \
  X(line_end, LineEnd, "\\205", "^E", "\\205")                              \
  X(paste, Paste, "\\211", "", "\\211")                                     \
  X(search, Search, "^R", "", "/")                                          \
  X(search_key, SearchKey, "\\214", "", "\\214")                            \
  X(undo, Undo, "^_", "", "")                                               \
  X(end_of_file, EndOfFile, "^D", "", "^D")                                 \
  X(interrupt, Interrupt, "\\213", "", "\\213")                             \
  X(closing_brace, ClosingBracket, "}", "", "")                             \
  X(closing_parenthesis, ClosingBracket, ")", "", "")                       \
  X(closing_bracket, ClosingBracket, "\\135", "", "")

static struct editline *owner(EditLine *el) {
  struct editline *editor = NULL;
  el_get(el, EL_CLIENTDATA, &editor);
  return editor;
}

static unsigned char perform(EditLine *el, EditlineAction action) {
  struct editline *editor = owner(el);
  switch (editor->callbacks.perform(editor->callbacks.context, action)) {
    case EditlineReplyNone: return CC_NORM;
    case EditlineReplyRefresh: return CC_REFRESH;
    case EditlineReplyRefuse: return CC_REFRESH_BEEP;
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
  static const char *const plain[][2] = {
      {"\\202", "ed-next-char"},   {"\\203", "ed-prev-char"}, {"\\206", "ed-delete-next-char"},
      {"\\207", "em-next-word"},   {"\\210", "ed-prev-word"}, {"\\212", "ed-newline"},
  };
  for (size_t i = 0; i < sizeof plain / sizeof plain[0]; i++) {
    bind_key(el, false, plain[i][0], plain[i][1]);
    if (vi) bind_key(el, true, plain[i][0], plain[i][1]);
  }
  // Literal keys would insert private codes. libedit's own command line (M-x, `:`) crashes when it
  // is left empty, and its searches and `v` want its own history.
  bind_key(el, false, "^V", "ed-unassigned");
  bind_key(el, false, "^Q", "ed-unassigned");
  static const char *const absent[] = {":", "?", "n", "N", "v", "_", "@", "#", "G", "^V", "^Q"};
  for (size_t i = 0; vi && i < sizeof absent / sizeof absent[0]; i++) {
    bind_key(el, true, absent[i], "ed-unassigned");
  }
  if (!vi) {
    bind_key(el, false, "\\ex", "ed-unassigned");
    bind_key(el, false, "\\eX", "ed-unassigned");
  }
}

static char *prompt(EditLine *el) { return owner(el)->prompt; }

void editline_use_utf8(void) {
  setlocale(LC_CTYPE, "");
  if (strcmp(nl_langinfo(CODESET), "UTF-8") != 0) setlocale(LC_CTYPE, "C.UTF-8");
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
  editor->callbacks = callbacks;
  editor->prompt = strdup("");
  editor->el = el_init("gm", stdin, stdout, stderr);
  if (!editor->el || !editor->prompt) {
    free(editor->prompt);
    free(editor);
    return NULL;
  }
  EditLine *el = editor->el;
  el_set(el, EL_CLIENTDATA, editor);
  el_set(el, EL_SIGNAL, 0);
  el_set(el, EL_PROMPT_ESC, prompt, '\x01');
  el_set(el, EL_GETCFN, editline_next_key);
  // Ctrl-S searches. Ctrl-C and Ctrl-Z come as bytes, in order with the keys around them.
  el_set(el, EL_SETTY, "-d", "-ixon", NULL);
  el_set(el, EL_SETTY, "-d", "-isig", NULL);
#define ADD(name, action, both, emacs, vi) \
  el_set(el, EL_ADDFN, "gm-" #name, #action, name##_function);
  ACTIONS(ADD)
#undef ADD
  editline_set_mode(editor, mode);
  return editor;
}

void editline_destroy(editline_handle *editor) {
  if (!editor) return;
  el_end(editor->el);
  free(editor->prompt);
  free(editor->paste);
  free(editor);
}

void editline_set_prompt(editline_handle *editor, const char *prompt) {
  char *copy = strdup(prompt);
  if (!copy) return;
  free(editor->prompt);
  editor->prompt = copy;
}

const char *editline_read(editline_handle *editor, size_t *length) {
  editor->capturing = false;
  editor->pending = 0;
  editline_begin_signals();
  // Raw before the prompt shows: a key typed between the two would be lost.
  el_set(editor->el, EL_PREP_TERM, 1);
  el_resize(editor->el);
  editline_bracketed_paste(true);
  int count = 0;
  const char *text = el_gets(editor->el, &count);
  editline_bracketed_paste(false);
  el_set(editor->el, EL_PREP_TERM, 0);
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

void editline_list_next(editline_handle *editor) { editor->pending = KEY_LIST; }

void editline_print_below(editline_handle *editor, const char *text) {
  fputs("\r\n", stdout);
  for (const char *c = text; *c; c++) {
    if (*c == '\n') putchar('\r');
    putchar(*c);
  }
  fflush(stdout);
  el_set(editor->el, EL_REFRESH);
}

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
