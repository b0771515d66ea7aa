// The line editor of the prompt: libedit behind calls of fixed arity, with its keys decoded here.
//
// libedit is configured by variadic calls, which Swift cannot make, knows no bracketed paste and
// loses arrow keys in vi mode. So this shim reads the terminal itself, turns every escape sequence
// into one private code (U+0080...U+009F, which no keyboard sends) and binds those codes; what a
// key of ours does is written in Swift and reached through one callback.
//
// libedit keeps the text, the keys and the modes; it draws nothing: it has no colour, no room below
// the entry, and loses its way in entries taller than the screen. Its output goes to /dev/null, and
// the owner draws when it is told that the editor is idle.
#ifndef CEDITLINE_H
#define CEDITLINE_H

#include <stdbool.h>
#include <stddef.h>

/// An editor on the terminal of stdin and stdout, used by one thread.
typedef struct editline editline_handle;

/// What a key of ours, or an event, asks for.
typedef enum __attribute__((enum_extensibility(closed))) {
  EditlineActionEnter,
  EditlineActionNewline,
  EditlineActionRunAndNext,
  EditlineActionComplete,
  EditlineActionCompleteBackwards,
  EditlineActionUp,
  EditlineActionDown,
  EditlineActionEarlier,
  EditlineActionLater,
  EditlineActionLeft,
  EditlineActionRight,
  EditlineActionWordLeft,
  EditlineActionWordRight,
  EditlineActionLineStart,
  EditlineActionLineEnd,
  EditlineActionTextStart,
  EditlineActionTextEnd,
  EditlineActionBackspace,
  EditlineActionDelete,
  EditlineActionKillToLineEnd,
  EditlineActionKillToLineStart,
  EditlineActionKillWord,
  EditlineActionKillWordBackwards,
  EditlineActionKillBlankWordBackwards,
  EditlineActionYank,
  EditlineActionYankEarlier,
  EditlineActionSwapCharacters,
  EditlineActionSwapWords,
  EditlineActionPaste,
  EditlineActionSearch,
  EditlineActionSearchKey,
  EditlineActionUndo,
  EditlineActionRedo,
  EditlineActionEndOfFile,
  EditlineActionInterrupt,
  EditlineActionClosingBracket,
  EditlineActionClearScreen,
  EditlineActionEdit,
  EditlineActionHelp,
  /// The terminal has another size.
  EditlineActionResized,
  /// The process is about to stop, and the terminal becomes another's.
  EditlineActionSuspend,
  /// The process goes on.
  EditlineActionResume
} EditlineAction;

/// What the editor does after an action.
typedef enum __attribute__((enum_extensibility(closed))) {
  /// Go on reading keys.
  EditlineReplyDone,
  /// Go on, with the bell.
  EditlineReplyRefuse,
  /// End the session of reading as at the end of a file.
  EditlineReplyEnd
} EditlineReply;

/// The editor's questions to its owner.
typedef struct {
  /// Handed back with each call.
  void *context;
  /// A key of ours was pressed.
  EditlineReply (*perform)(void *context, EditlineAction action);
  /// The editor is about to wait for a key, and the display has to be right.
  void (*idle)(void *context);
} EditlineCallbacks;

/// The editing styles of libedit.
typedef enum __attribute__((enum_extensibility(closed))) {
  EditlineModeEmacs,
  EditlineModeVi
} EditlineMode;

/// Chooses the user's locale for text, or C.UTF-8 where that is not UTF-8: libedit drops what it
/// cannot print there and crashes on a UTF-8 prompt.
void editline_use_utf8(void);

/// The columns that a Unicode scalar takes on the terminal: 0 for marks and what is not drawn.
int editline_columns(unsigned scalar);

/// An editor, or NULL if the terminal cannot be used.
editline_handle *editline_create(EditlineCallbacks callbacks, EditlineMode mode);
void editline_destroy(editline_handle *editor);

/// Changes the keys; takes effect at the next key.
void editline_set_mode(editline_handle *editor, EditlineMode mode);

/// Reads one entry: its text, with `length` bytes, owned by the editor until the next call, or
/// NULL at the end of the input.
const char *editline_read(editline_handle *editor, size_t *length);

/// The text being edited, and the cursor's distance from its start in bytes.
const char *editline_text(editline_handle *editor, size_t *length, size_t *cursor);

/// Replaces the text being edited; the cursor goes to the character at byte `cursor`.
void editline_replace(editline_handle *editor, const char *text, size_t cursor);

/// Inserts text at the cursor.
void editline_insert(editline_handle *editor, const char *text);

/// Moves the cursor to the character at byte `cursor`.
void editline_move(editline_handle *editor, size_t cursor);

/// Makes the editor accept the entry as it stands, as soon as the current action returns.
void editline_accept(editline_handle *editor);

/// Lends the terminal to another program while a key of ours is performed, and takes it back.
void editline_lend_terminal(editline_handle *editor, bool lent);

/// Whether more input waits, so that what is typed comes from a program or a clipboard.
bool editline_has_input(editline_handle *editor);

/// The number of keys delivered so far: equal numbers less one mean consecutive keys.
unsigned long editline_key_count(const editline_handle *editor);

/// The key delivered last.
unsigned editline_last_key(const editline_handle *editor);

/// The block last pasted, line ends as newlines, no other control characters than tabs.
const char *editline_pasted(const editline_handle *editor, size_t *length);

/// While capturing, every key becomes `EditlineActionSearchKey`.
void editline_capture(editline_handle *editor, bool capturing);

/// The key captured last, a Unicode scalar or a private code.
unsigned editline_captured(const editline_handle *editor);

/// Hands the captured key on, to be read again as an ordinary one.
void editline_return_captured(editline_handle *editor);

// Captured keys with a meaning of their own.
enum {
  EDITLINE_KEY_UP = 0x80,
  EDITLINE_KEY_DOWN = 0x81,
  EDITLINE_KEY_INTERRUPT = 0x8b
};

/// The terminal's modes while a statement runs: nothing is echoed, so that what is typed ahead shows
/// when the prompt reads it, and Ctrl-C is a signal. Does nothing where stdin is no terminal.
void editline_begin_running(void);

/// Gives the terminal back the modes that it had before the first prompt: at the end, and while
/// another program has it. Whether they were other ones.
bool editline_end_running(void);

/// Installs the handler of SIGINT: it calls `interrupted`, which must be safe in a signal handler,
/// and wakes the editor if it waits for a key. Other signals behave as for any program.
void editline_handle_interrupts(void (*interrupted)(void));

/// The signal, SIGTERM or SIGHUP, that ended a read; 0 where none did.
int editline_ended_by(void);

/// Waits until a descriptor can be read; false if Ctrl-C came first.
bool editline_wait(int descriptor);

/// Restores the standard behaviour of a closed pipe: the process ends quietly.
void editline_end_on_closed_pipe(void);

#endif
