// A mapped file may be cut short by somebody else; touching what is gone is then a signal, which would
// end the process. Here the missing pages get bytes 0xFF, nan as floats, and the mapping is marked.
#define _GNU_SOURCE
#include <signal.h>
#include <stdatomic.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "CCodecs.h"

enum { most = 4096 };

static struct {
  _Atomic(uintptr_t) start;
  _Atomic(size_t) size;
  atomic_bool is_cut;
} mappings[most];

static struct sigaction former;
static atomic_bool is_installed, any_cut;

// Safe in a signal handler: mmap, memset and mprotect on memory of our own.
static void missing(int number, siginfo_t *info, void *context) {
  uintptr_t at = (uintptr_t)info->si_addr;
  for (int i = 0; i < most; i++) {
    uintptr_t start = atomic_load(&mappings[i].start);
    size_t size = atomic_load(&mappings[i].size);
    if (start == 0 || at < start || at - start >= size) continue;
    uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE);
    // All from this page on is gone: one mapping for it, not a signal for each page.
    uintptr_t first = at / page * page;
    size_t length = (start + size - first + page - 1) / page * page;
    void *made = mmap((void *)first, length, PROT_READ | PROT_WRITE,
                      MAP_PRIVATE | MAP_FIXED | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (made == MAP_FAILED) break;
    memset((void *)first, 0xFF, start + size - first);
    atomic_store(&mappings[i].is_cut, true);
    atomic_store(&any_cut, true);
    return;
  }
  if (former.sa_flags & SA_SIGINFO) {
    former.sa_sigaction(number, info, context);
  } else if (former.sa_handler != SIG_DFL && former.sa_handler != SIG_IGN) {
    former.sa_handler(number);
  } else {
    signal(number, SIG_DFL);
    raise(number);
  }
}

int gm_watch_mapping(const void *start, size_t size) {
  if (!atomic_exchange(&is_installed, true)) {
    struct sigaction action = {0};
    action.sa_sigaction = missing;
    action.sa_flags = SA_SIGINFO | SA_ONSTACK | SA_NODEFER;
    sigemptyset(&action.sa_mask);
    sigaction(SIGBUS, &action, &former);
  }
  for (int i = 0; i < most; i++) {
    uintptr_t none = 0;
    if (!atomic_compare_exchange_strong(&mappings[i].start, &none, 1)) continue;
    atomic_store(&mappings[i].size, size);
    atomic_store(&mappings[i].is_cut, false);
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

bool gm_any_cut(void) { return atomic_load_explicit(&any_cut, memory_order_relaxed); }
