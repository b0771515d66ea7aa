#ifndef CLAPACK_H
#define CLAPACK_H
// The routines of reference LAPACK that gm calls, by their Fortran names.
#endif
