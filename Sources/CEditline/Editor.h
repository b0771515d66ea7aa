// What the parts of the shim share.
#ifndef EDITOR_H
#define EDITOR_H

#include <histedit.h>
#include <stdint.h>
#include <stdio.h>

#include "CEditline.h"

// Private key codes, in the C1 range; `Keys.c` produces them, `CEditline.c` binds them.
enum key {
  KEY_UP = EDITLINE_KEY_UP,
  KEY_DOWN = EDITLINE_KEY_DOWN,
  KEY_RIGHT,
  KEY_LEFT,
  KEY_HOME,
  KEY_END,
  KEY_DELETE,
  KEY_WORD_RIGHT,
  KEY_WORD_LEFT,
  KEY_PASTE,
  KEY_ACCEPT,
  KEY_INTERRUPT = EDITLINE_KEY_INTERRUPT,
  KEY_CAPTURED,
  KEY_NEWLINE,
  KEY_HANGUP,
  KEY_BACK_TAB = 0x90,
  KEY_TEXT_START,
  KEY_TEXT_END,
  KEY_KILL_WORD,
  KEY_HELP,
  KEY_NONE = 0x9f
};

struct editline {
  EditLine *el;
  EditlineCallbacks callbacks;
  EditlineMode mode;
  // Where libedit draws: nowhere.
  FILE *nowhere;

  // Bytes read from the terminal and not yet decoded.
  unsigned char input[4096];
  size_t head, tail;

  // A key to deliver before any other, or 0.
  unsigned pending;
  unsigned last;
  unsigned captured;
  bool capturing;
  // Whether no key of the entry was asked for yet.
  bool begins;
  unsigned long keys;

  char *paste;
  size_t paste_length, paste_capacity;
};

// EL_GETCFN: the next key, decoded.
int editline_next_key(EditLine *el, wchar_t *key);

// Reads what the terminal holds before the editor's first wait.
void editline_bracketed_paste(bool on);

// Asks the owner for something that is no key.
void editline_notify(struct editline *editor, EditlineAction action);

// Signals.c: the self-pipe, and the handlers that are in place only while the editor reads.
int editline_wake_descriptor(void);
void editline_begin_signals(void);
void editline_end_signals(void);
// Stops the process as Ctrl-Z does and returns when it is continued.
void editline_stop(void);

// Terminal.c: remembers the modes that the terminal has now, once.
void editline_note_terminal(void);
// Has the terminal restored when the process dies of a fault of its own.
void editline_restore_on_death(void);
// Has it restored, or not, when the process is asked to end while no editor reads.
void editline_restore_on_end(bool on);

// What the pipe carries.
enum wake { WAKE_INTERRUPT = 'I', WAKE_RESIZE = 'W', WAKE_STOP = 'Z', WAKE_END = 'T' };

#endif
