#ifndef CLAPACK_H
#define CLAPACK_H
// The routines of reference LAPACK that gm calls, by their Fortran names. Complex arrays are
// void *; the trailing size_t are the hidden lengths of the character arguments.

#include <stddef.h>
#include <stdint.h>

typedef const char *flag_t;
typedef const int32_t *in_t;
typedef int32_t *out_t;

void dgeev_(flag_t jobvl, flag_t jobvr, in_t n, double *a, in_t lda, double *wr, double *wi, double *vl, in_t ldvl, double *vr, in_t ldvr, double *work, in_t lwork, out_t info, size_t, size_t);
void zgeev_(flag_t jobvl, flag_t jobvr, in_t n, void *a, in_t lda, void *w, void *vl, in_t ldvl, void *vr, in_t ldvr, void *work, in_t lwork, double *rwork, out_t info, size_t, size_t);

void dsyevd_(flag_t jobz, flag_t uplo, in_t n, double *a, in_t lda, double *w, double *work, in_t lwork, out_t iwork, in_t liwork, out_t info, size_t, size_t);
void zheevd_(flag_t jobz, flag_t uplo, in_t n, void *a, in_t lda, double *w, void *work, in_t lwork, double *rwork, in_t lrwork, out_t iwork, in_t liwork, out_t info, size_t, size_t);

void dgesdd_(flag_t jobz, in_t m, in_t n, double *a, in_t lda, double *s, double *u, in_t ldu, double *vt, in_t ldvt, double *work, in_t lwork, out_t iwork, out_t info, size_t);
void zgesdd_(flag_t jobz, in_t m, in_t n, void *a, in_t lda, double *s, void *u, in_t ldu, void *vt, in_t ldvt, void *work, in_t lwork, double *rwork, out_t iwork, out_t info, size_t);

void dgeqrf_(in_t m, in_t n, double *a, in_t lda, double *tau, double *work, in_t lwork, out_t info);
void zgeqrf_(in_t m, in_t n, void *a, in_t lda, void *tau, void *work, in_t lwork, out_t info);
void dorgqr_(in_t m, in_t n, in_t k, double *a, in_t lda, const double *tau, double *work, in_t lwork, out_t info);
void zungqr_(in_t m, in_t n, in_t k, void *a, in_t lda, const void *tau, void *work, in_t lwork, out_t info);

void dpotrf_(flag_t uplo, in_t n, double *a, in_t lda, out_t info, size_t);
void zpotrf_(flag_t uplo, in_t n, void *a, in_t lda, out_t info, size_t);

void dgetrf_(in_t m, in_t n, double *a, in_t lda, out_t pivots, out_t info);
void zgetrf_(in_t m, in_t n, void *a, in_t lda, out_t pivots, out_t info);
void dgetrs_(flag_t trans, in_t n, in_t nrhs, const double *a, in_t lda, in_t pivots, double *b, in_t ldb, out_t info, size_t);
void zgetrs_(flag_t trans, in_t n, in_t nrhs, const void *a, in_t lda, in_t pivots, void *b, in_t ldb, out_t info, size_t);

void dgelsd_(in_t m, in_t n, in_t nrhs, double *a, in_t lda, double *b, in_t ldb, double *s, const double *rcond, out_t rank, double *work, in_t lwork, out_t iwork, out_t info);
void zgelsd_(in_t m, in_t n, in_t nrhs, void *a, in_t lda, void *b, in_t ldb, double *s, const double *rcond, out_t rank, void *work, in_t lwork, double *rwork, out_t iwork, out_t info);
#endif
