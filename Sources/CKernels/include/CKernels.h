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

// The columns of one accumulator row of a matrix product: two registers wide.
#ifdef __AVX512F__
typedef f32x32 tile_f32;
typedef f64x16 tile_f64;
#else
typedef f32x16 tile_f32;
typedef f64x8 tile_f64;
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
#else
GM_INLINE _Bool gm_has_scale_f64x8(void) { return 0; }
GM_INLINE f64x8 gm_scale_f64x8(f64x8 a, f64x8 n) { (void)n; return a; }
#endif

GM_INLINE f64x8 gm_widen_f32x8(f32x8 a) { return __builtin_convertvector(a, f64x8); }
GM_INLINE f32x8 gm_narrow_f64x8(f64x8 a) { return __builtin_convertvector(a, f32x8); }

// For the thread pool: a pause inside a spin loop, then sleep while *word == seen.
GM_INLINE void gm_pause(void) { __builtin_ia32_pause(); }
GM_INLINE void gm_futex_wait(void *word, uint32_t seen) { syscall(SYS_futex, word, FUTEX_WAIT_PRIVATE, seen, 0, 0, 0); }
GM_INLINE void gm_futex_wake(void *word, int32_t count) { syscall(SYS_futex, word, FUTEX_WAKE_PRIVATE, count, 0, 0, 0); }
#endif
