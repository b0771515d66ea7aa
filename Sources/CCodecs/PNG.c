// libpng leaves by longjmp: all of it stays within this file, and no frame of Swift is jumped over.
#include <png.h>
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "CCodecs.h"

struct gm_png_reader {
  png_structp png;
  png_infop info;
  const uint8_t *bytes;
  size_t size, position;
  struct gm_png heading;
  bool (*is_stopped)(void);
  char *reason;
};

static void fail(png_structp png, png_const_charp message) {
  struct gm_png_reader *reader = png_get_error_ptr(png);
  if (reader && reader->reason) {
    snprintf(reader->reason, 128, "%.90s (byte %zu)", message, reader->position);
  }
  longjmp(png_jmpbuf(png), 1);
}

static void ignore(png_structp png, png_const_charp message) {
  (void)png;
  (void)message;
}

static void take_bytes(png_structp png, png_bytep into, size_t count) {
  struct gm_png_reader *reader = png_get_io_ptr(png);
  if (reader->is_stopped && reader->is_stopped()) png_error(png, "it is left");
  if (count > reader->size - reader->position) png_error(png, "it ends too early");
  memcpy(into, reader->bytes + reader->position, count);
  reader->position += count;
}

void gm_png_close(struct gm_png_reader *reader) {
  if (!reader) return;
  png_destroy_read_struct(&reader->png, &reader->info, NULL);
  free(reader);
}

// Makes all kinds of pixels one of four, of 8 or 16 bits.
static void expand(struct gm_png_reader *reader) {
  png_structp png = reader->png;
  reader->heading.stored_row_bytes = png_get_rowbytes(png, reader->info);
  png_set_expand(png);
  // As the machine has 16 bits: its low byte first.
  png_set_swap(png);
  png_set_interlace_handling(png);
  png_read_update_info(png, reader->info);
  reader->heading.width = png_get_image_width(png, reader->info);
  reader->heading.height = png_get_image_height(png, reader->info);
  reader->heading.channels = png_get_channels(png, reader->info);
  reader->heading.depth = png_get_bit_depth(png, reader->info);
  reader->heading.row_bytes = png_get_rowbytes(png, reader->info);
}

struct gm_png_reader *gm_png_open(const uint8_t *bytes, size_t size, struct gm_png *heading,
                                  char reason[128]) {
  strcpy(reason, "memory is short");
  struct gm_png_reader *reader = calloc(1, sizeof *reader);
  if (!reader) return NULL;
  reader->bytes = bytes;
  reader->size = size;
  reader->reason = reason;
  reader->png = png_create_read_struct(PNG_LIBPNG_VER_STRING, reader, fail, ignore);
  if (reader->png) reader->info = png_create_info_struct(reader->png);
  if (!reader->info) {
    gm_png_close(reader);
    return NULL;
  }
  if (setjmp(png_jmpbuf(reader->png))) {
    gm_png_close(reader);
    return NULL;
  }
  png_set_user_limits(reader->png, 1 << 20, 1 << 20);
  // Chunks of texts and profiles are bounded as the file is.
  png_set_chunk_malloc_max(reader->png, size < 8000000 ? size + 1000 : 8000000);
  // A wrong checksum is an error in every chunk, also where the pixels do not need it.
  png_set_crc_action(reader->png, PNG_CRC_ERROR_QUIT, PNG_CRC_ERROR_QUIT);
  png_set_read_fn(reader->png, reader, take_bytes);
  png_read_info(reader->png, reader->info);
  expand(reader);
  *heading = reader->heading;
  // It lasts as long as this call.
  reader->reason = NULL;
  return reader;
}

bool gm_png_read(struct gm_png_reader *reader, uint8_t *rows, bool (*is_stopped)(void),
                 char reason[128]) {
  reader->reason = reason;
  reader->is_stopped = is_stopped;
  png_bytep *volatile places = malloc(((size_t)reader->heading.height + 1) * sizeof(png_bytep));
  if (!places) {
    strcpy(reason, "memory is short");
    gm_png_close(reader);
    return false;
  }
  for (uint32_t row = 0; row < reader->heading.height; row++) {
    places[row] = rows + row * reader->heading.row_bytes;
  }
  if (setjmp(png_jmpbuf(reader->png))) {
    free(places);
    gm_png_close(reader);
    return false;
  }
  png_read_image(reader->png, places);
  png_read_end(reader->png, NULL);
  if (reader->position != reader->size) png_error(reader->png, "there is something behind its end");
  free(places);
  gm_png_close(reader);
  return true;
}

struct taker {
  void (*take)(void *, const uint8_t *, size_t);
  void *taker;
};

static void hand_on(png_structp png, png_bytep bytes, size_t count) {
  struct taker *taker = png_get_io_ptr(png);
  taker->take(taker->taker, bytes, count);
}

static void leave(png_structp png, png_const_charp message) {
  (void)message;
  longjmp(png_jmpbuf(png), 1);
}

static void flush(png_structp png) { (void)png; }

bool gm_png_write(const struct gm_png *heading, const uint8_t *rows,
                  bool (*is_stopped)(void), void (*take)(void *, const uint8_t *, size_t),
                  void *taker) {
  static const int kinds[] = {PNG_COLOR_TYPE_GRAY, PNG_COLOR_TYPE_GRAY_ALPHA, PNG_COLOR_TYPE_RGB,
                              PNG_COLOR_TYPE_RGB_ALPHA};
  struct taker where = {take, taker};
  png_infop info = NULL;
  png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, NULL, leave, ignore);
  if (!png) return false;
  png_infop volatile made = NULL;
  if (setjmp(png_jmpbuf(png))) {
    info = made;
    png_destroy_write_struct(&png, &info);
    return false;
  }
  made = png_create_info_struct(png);
  if (!made) png_error(png, "memory");
  png_set_user_limits(png, 1 << 20, 1 << 20);
  png_set_write_fn(png, &where, hand_on, flush);
  png_set_IHDR(png, made, heading->width, heading->height, heading->depth,
               kinds[heading->channels - 1], PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT,
               PNG_FILTER_TYPE_DEFAULT);
  png_write_info(png, made);
  if (heading->depth == 16) png_set_swap(png);
  for (uint32_t row = 0; row < heading->height; row++) {
    if (is_stopped()) png_error(png, "it is left");
    png_write_row(png, rows + row * heading->row_bytes);
  }
  png_write_end(png, NULL);
  info = made;
  png_destroy_write_struct(&png, &info);
  return true;
}
