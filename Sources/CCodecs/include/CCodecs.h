// What files need of C: zlib, libpng, and mappings that outlive a file's being cut short.
#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <zlib.h>

// Watches a mapping of a file: where the file is cut short, its missing bytes become 0xFF.
// Returns a number for it, -1 where there are too many.
int gm_watch_mapping(const void *start, size_t size);
void gm_forget_mapping(int number);
// Whether bytes of the mapping were found missing.
bool gm_is_cut(int number);

// An image as libpng reads it: 8 or 16 bits for a sample, as the machine has them.
struct gm_png {
  uint32_t width, height;
  // Samples of a pixel: grey, grey and alpha, red green blue, these and alpha.
  int channels;
  // 8 or 16.
  int depth;
  // The bytes of a row.
  size_t row_bytes;
  // The bytes of a row as the file has it, with fewer bits or a palette.
  size_t stored_row_bytes;
};

struct gm_png_reader;

// Opens an image in memory and reads its heading; NULL where it is none, with the reason.
struct gm_png_reader *gm_png_open(const uint8_t *bytes, size_t size, struct gm_png *heading,
                                  char reason[128]);
// Reads all rows into height * row_bytes bytes, and closes; false where they are damaged, or
// is_stopped was true between two parts of the file.
bool gm_png_read(struct gm_png_reader *reader, uint8_t *rows, bool (*is_stopped)(void),
                 char reason[128]);
// Closes without reading.
void gm_png_close(struct gm_png_reader *reader);

// Writes an image, and hands on its bytes part by part; false where memory is short,
// or is_stopped was true between two rows.
bool gm_png_write(const struct gm_png *heading, const uint8_t *rows,
                  bool (*is_stopped)(void), void (*take)(void *, const uint8_t *, size_t),
                  void *taker);
