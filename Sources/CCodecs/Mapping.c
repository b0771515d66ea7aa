// A mapped file may be cut short by somebody else; touching what is gone is then a signal, which would
// end the process. Here the missing pages get bytes 0xFF, nan as floats, and the mapping is marked.
#define _GNU_SOURCE
#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "CCodecs.h"

enum { most = 4096, block = 1 << 21 };

static struct {
  _Atomic(uintptr_t) start;
  _Atomic(size_t) size;
  atomic_bool is_cut;
} mappings[most];

static struct sigaction former;
// A file in memory with `block` bytes 0xFF, made when it is first needed.
static atomic_int blank = -1;

// Safe in a signal handler: system calls alone.
static int blank_file(void) {
  int file = atomic_load(&blank);
  if (file >= 0) return file;
  file = memfd_create("gm-missing", MFD_CLOEXEC);
  if (file < 0) return -1;
  void *bytes = MAP_FAILED;
  if (ftruncate(file, block) == 0) {
    bytes = mmap(NULL, block, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
  }
  if (bytes == MAP_FAILED) {
    close(file);
    return -1;
  }
  memset(bytes, 0xFF, block);
  munmap(bytes, block);
  int none = -1;
  if (atomic_compare_exchange_strong(&blank, &none, file)) return file;
  close(file);
  return none;
}

// Puts 0xFF in the place of the missing page at an address, and of those behind it. All of them share one
// block of memory: a long file that is gone costs no more than that.
static bool mend(uintptr_t at, uintptr_t end) {
  int file = blank_file();
  if (file < 0) return false;
  uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE), first = at / page * page;
  size_t length = (end - first + page - 1) / page * page;
  if (length > block) length = block;
  return mmap((void *)first, length, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_FIXED, file, 0) !=
         MAP_FAILED;
}

static void missing(int number, siginfo_t *info, void *context) {
  int code = errno;
  uintptr_t at = (uintptr_t)info->si_addr;
  // A signal that a process sent has no address.
  for (int i = 0; info->si_code > 0 && i < most; i++) {
    uintptr_t start = atomic_load(&mappings[i].start);
    size_t size = atomic_load(&mappings[i].size);
    if (start == 0 || at < start || at - start >= size) continue;
    if (!mend(at, start + size)) break;
    atomic_store(&mappings[i].is_cut, true);
    errno = code;
    return;
  }
  if (former.sa_flags & SA_SIGINFO) {
    former.sa_sigaction(number, info, context);
  } else if (former.sa_handler != SIG_DFL && former.sa_handler != SIG_IGN) {
    former.sa_handler(number);
  } else {
    // The access is tried again, and is the end; so is a signal that was sent.
    signal(number, SIG_DFL);
    if (info->si_code <= 0) raise(number);
  }
}

static void install(void) {
  struct sigaction action = {0};
  action.sa_sigaction = missing;
  action.sa_flags = SA_SIGINFO | SA_ONSTACK | SA_NODEFER;
  sigemptyset(&action.sa_mask);
  sigaction(SIGBUS, &action, &former);
}

int gm_watch_mapping(const void *start, size_t size) {
  static pthread_once_t once = PTHREAD_ONCE_INIT;
  pthread_once(&once, install);
  for (int i = 0; i < most; i++) {
    uintptr_t none = 0;
    // At 1 nothing lies: the place is taken, and its size is still 0.
    if (!atomic_compare_exchange_strong(&mappings[i].start, &none, 1)) continue;
    atomic_store(&mappings[i].is_cut, false);
    atomic_store(&mappings[i].size, size);
    atomic_store(&mappings[i].start, (uintptr_t)start);
    return i;
  }
  return -1;
}

void gm_forget_mapping(int number) {
  if (number < 0) return;
  atomic_store(&mappings[number].size, 0);
  atomic_store(&mappings[number].start, 0);
}

bool gm_is_cut(int number) { return number >= 0 && atomic_load(&mappings[number].is_cut); }
