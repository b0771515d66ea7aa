// What a sanitizer has to be told of.
#define _GNU_SOURCE
#include "CKernels.h"

#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
const _Bool gm_is_sanitized = 1;
#else
const _Bool gm_is_sanitized = 0;
#endif

// A mutex that somebody has is waited for, and given on, in a library of the toolchain that the thread
// sanitizer does not see into: these two calls stand before the library's and say what they do.
#if __has_feature(thread_sanitizer)
#include <dlfcn.h>

#define SWIFT __attribute__((swiftcall))
#define SELF __attribute__((swift_context)) void *mutex
#define LOCK "$s15Synchronization12_MutexHandleV9_lockSlowyys6UInt32VF"
#define UNLOCK "$s15Synchronization12_MutexHandleV11_unlockSlowyyF"

void __tsan_acquire(void *address);
void __tsan_release(void *address);

SWIFT void gm_lock_slowly(uint32_t thread, SELF) __asm__(LOCK);
SWIFT void gm_unlock_slowly(SELF) __asm__(UNLOCK);

SWIFT void gm_lock_slowly(uint32_t thread, SELF) {
  SWIFT void (*lock)(uint32_t, SELF) = dlsym(RTLD_NEXT, LOCK);
  lock(thread, mutex);
  __tsan_acquire(mutex);
}

SWIFT void gm_unlock_slowly(SELF) {
  SWIFT void (*unlock)(SELF) = dlsym(RTLD_NEXT, UNLOCK);
  __tsan_release(mutex);
  unlock(mutex);
}
#endif
