#include "CKernels.h"

_Thread_local void *gm_spare_storage_here = 0;
