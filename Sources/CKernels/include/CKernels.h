#ifndef CKERNELS_H
#define CKERNELS_H
// One-line wrappers over compiler builtins that Swift cannot spell; no arithmetic of its own.
#endif
