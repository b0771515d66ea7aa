#ifndef CKERNELS_H
#define CKERNELS_H
// One-line wrappers over compiler builtins that Swift cannot spell; no arithmetic of its own.

#include <linux/futex.h>
#include <stdint.h>
#include <sys/syscall.h>
#include <unistd.h>

#define GM_INLINE static inline __attribute__((always_inline))

// Vectors as Swift sees them: SIMD2<Double>, SIMD4<Double>, ..., SIMD32<Float>.
typedef double f64x2 __attribute__((ext_vector_type(2)));
typedef double f64x4 __attribute__((ext_vector_type(4)));
typedef double f64x8 __attribute__((ext_vector_type(8)));
typedef double f64x16 __attribute__((ext_vector_type(16)));
typedef float f32x4 __attribute__((ext_vector_type(4)));
typedef float f32x8 __attribute__((ext_vector_type(8)));
typedef float f32x16 __attribute__((ext_vector_type(16)));
typedef float f32x32 __attribute__((ext_vector_type(32)));
typedef uint8_t u8x8 __attribute__((ext_vector_type(8)));
typedef uint8_t u8x16 __attribute__((ext_vector_type(16)));
typedef uint32_t u32x16 __attribute__((ext_vector_type(16)));
typedef uint64_t u64x8 __attribute__((ext_vector_type(8)));

// The columns of one accumulator row of a matrix product: two registers wide. About half of the
// registers are accumulators, which gives the most rows of a tile; a broad one has two such vectors.
#ifdef __AVX512F__
typedef f32x32 tile_f32;
typedef f64x16 tile_f64;
enum { gm_tile_height = 8, gm_broad_height = 4, gm_narrow_height = 8 };
#else
typedef f32x16 tile_f32;
typedef f64x8 tile_f64;
enum { gm_tile_height = 6, gm_broad_height = 3, gm_narrow_height = 6 };
#endif

// a * b + c, rounded once; a call of the C library's exact fma where the CPU level has none.
GM_INLINE double gm_fma_f64(double a, double b, double c) { return __builtin_fma(a, b, c); }
GM_INLINE float gm_fma_f32(float a, float b, float c) { return __builtin_fmaf(a, b, c); }
GM_INLINE f64x2 gm_fma_f64x2(f64x2 a, f64x2 b, f64x2 c) { return __builtin_elementwise_fma(a, b, c); }
GM_INLINE f64x4 gm_fma_f64x4(f64x4 a, f64x4 b, f64x4 c) { return __builtin_elementwise_fma(a, b, c); }
GM_INLINE f64x8 gm_fma_f64x8(f64x8 a, f64x8 b, f64x8 c) { return __builtin_elementwise_fma(a, b, c); }
GM_INLINE f64x16 gm_fma_f64x16(f64x16 a, f64x16 b, f64x16 c) { return __builtin_elementwise_fma(a, b, c); }
GM_INLINE f32x4 gm_fma_f32x4(f32x4 a, f32x4 b, f32x4 c) { return __builtin_elementwise_fma(a, b, c); }
GM_INLINE f32x8 gm_fma_f32x8(f32x8 a, f32x8 b, f32x8 c) { return __builtin_elementwise_fma(a, b, c); }
GM_INLINE f32x16 gm_fma_f32x16(f32x16 a, f32x16 b, f32x16 c) { return __builtin_elementwise_fma(a, b, c); }
GM_INLINE f32x32 gm_fma_f32x32(f32x32 a, f32x32 b, f32x32 c) { return __builtin_elementwise_fma(a, b, c); }
GM_INLINE tile_f32 gm_fma_tile_f32(tile_f32 a, tile_f32 b, tile_f32 c) { return __builtin_elementwise_fma(a, b, c); }
GM_INLINE tile_f64 gm_fma_tile_f64(tile_f64 a, tile_f64 b, tile_f64 c) { return __builtin_elementwise_fma(a, b, c); }

GM_INLINE double gm_sqrt_f64(double a) { return __builtin_elementwise_sqrt(a); }
GM_INLINE float gm_sqrt_f32(float a) { return __builtin_elementwise_sqrt(a); }
GM_INLINE f64x8 gm_sqrt_f64x8(f64x8 a) { return __builtin_elementwise_sqrt(a); }
GM_INLINE f32x16 gm_sqrt_f32x16(f32x16 a) { return __builtin_elementwise_sqrt(a); }

// a * 2^n for integral n, rounded once; only where the CPU level has an instruction for it.
#ifdef __AVX512F__
GM_INLINE _Bool gm_has_scale_f64x8(void) { return 1; }
GM_INLINE f64x8 gm_scale_f64x8(f64x8 a, f64x8 n) { return __builtin_ia32_scalefpd512_mask(a, n, a, 0xff, 4); }
GM_INLINE f32x16 gm_scale_f32x16(f32x16 a, f32x16 n) { return __builtin_ia32_scalefps512_mask(a, n, a, 0xffff, 4); }
#else
GM_INLINE f32x16 gm_scale_f32x16(f32x16 a, f32x16 n) { (void)n; return a; }
GM_INLINE _Bool gm_has_scale_f64x8(void) { return 0; }
GM_INLINE f64x8 gm_scale_f64x8(f64x8 a, f64x8 n) { (void)n; return a; }
#endif

// The lower halves of the products of 64-bit words.
GM_INLINE u64x8 gm_multiply_u64x8(u64x8 a, u64x8 b) { return a * b; }

// Bytes as wider numbers.
GM_INLINE u32x16 gm_spread_u8x16(u8x16 a) { return __builtin_convertvector(a, u32x16); }
GM_INLINE u64x8 gm_spread_u8x8(u8x8 a) { return __builtin_convertvector(a, u64x8); }
GM_INLINE f64x8 gm_widen_f32x8(f32x8 a) { return __builtin_convertvector(a, f64x8); }
GM_INLINE f32x8 gm_narrow_f64x8(f64x8 a) { return __builtin_convertvector(a, f32x8); }
GM_INLINE f64x16 gm_widen_f32x16(f32x16 a) { return __builtin_convertvector(a, f64x16); }
GM_INLINE f32x16 gm_narrow_f64x16(f64x16 a) { return __builtin_convertvector(a, f32x16); }

// The lanes of a and b in turn, a's first: the first half of them (low) and the second (high).
GM_INLINE u32x16 gm_zip_low_u32x16(u32x16 a, u32x16 b) { return __builtin_shufflevector(a, b, 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23); }
GM_INLINE u32x16 gm_zip_high_u32x16(u32x16 a, u32x16 b) { return __builtin_shufflevector(a, b, 8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31); }
GM_INLINE f32x16 gm_zip_low_f32x16(f32x16 a, f32x16 b) { return __builtin_shufflevector(a, b, 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23); }
GM_INLINE f32x16 gm_zip_high_f32x16(f32x16 a, f32x16 b) { return __builtin_shufflevector(a, b, 8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31); }
GM_INLINE u64x8 gm_zip_low_u64x8(u64x8 a, u64x8 b) { return __builtin_shufflevector(a, b, 0, 8, 1, 9, 2, 10, 3, 11); }
GM_INLINE u64x8 gm_zip_high_u64x8(u64x8 a, u64x8 b) { return __builtin_shufflevector(a, b, 4, 12, 5, 13, 6, 14, 7, 15); }
GM_INLINE f64x8 gm_zip_low_f64x8(f64x8 a, f64x8 b) { return __builtin_shufflevector(a, b, 0, 8, 1, 9, 2, 10, 3, 11); }
GM_INLINE f64x8 gm_zip_high_f64x8(f64x8 a, f64x8 b) { return __builtin_shufflevector(a, b, 4, 12, 5, 13, 6, 14, 7, 15); }
// The even and the odd lanes of a, then of b.
GM_INLINE u32x16 gm_evens_u32x16(u32x16 a, u32x16 b) { return __builtin_shufflevector(a, b, 0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24, 26, 28, 30); }
GM_INLINE u32x16 gm_odds_u32x16(u32x16 a, u32x16 b) { return __builtin_shufflevector(a, b, 1, 3, 5, 7, 9, 11, 13, 15, 17, 19, 21, 23, 25, 27, 29, 31); }

// The storage that the next tensor of its size made on this thread takes over, or none.
extern _Thread_local void *gm_spare_storage_here;
GM_INLINE void *gm_spare_storage(void) { return gm_spare_storage_here; }
GM_INLINE void gm_set_spare_storage(void *storage) { gm_spare_storage_here = storage; }

// How often memory was allocated for a tensor on this thread.
extern _Thread_local uint64_t gm_allocations_here;
GM_INLINE uint64_t gm_allocations(void) { return gm_allocations_here; }
GM_INLINE void gm_count_allocation(void) { gm_allocations_here++; }

// Whether a sanitizer watches memory: it then has to see every block come and go, at its own size.
extern const _Bool gm_is_sanitized;

// The same pointer, of which the compiler does not know where it comes from.
GM_INLINE const void *gm_opaque(const void *p) { __asm__("" : "+r"(p)); return p; }

// For the thread pool: a pause inside a spin loop, then sleep while *word == seen.
GM_INLINE void gm_pause(void) { __builtin_ia32_pause(); }
GM_INLINE void gm_futex_wait(void *word, uint32_t seen) { syscall(SYS_futex, word, FUTEX_WAIT_PRIVATE, seen, 0, 0, 0); }
GM_INLINE void gm_futex_wake(void *word, int32_t count) { syscall(SYS_futex, word, FUTEX_WAKE_PRIVATE, count, 0, 0, 0); }
#endif
