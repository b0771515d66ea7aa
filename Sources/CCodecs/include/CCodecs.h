// What packs and unpacks the contents of files: zlib and libpng.
#pragma once
#include <zlib.h>
