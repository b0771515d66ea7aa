#include "CKernels.h"

_Thread_local void *gm_spare_storage_here = 0;
_Thread_local uint64_t gm_allocations_here = 0;
