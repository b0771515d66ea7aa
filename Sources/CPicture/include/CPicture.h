// What Swift sees of the libraries that write pictures.
#include <cairo/cairo.h>
#include <cairo/cairo-pdf.h>
#include <gif_lib.h>
#include <zlib.h>
