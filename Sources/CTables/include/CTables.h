#ifndef CTABLES_H
#define CTABLES_H
// The texts that gm ships, embedded: texts of this size are slow to compile as Swift literals.

#include <stddef.h>

// The data sets, which lie in the folder tables. Their first lines say where they are from.
const char *table_digits(void);
const char *table_iris(void);
const char *table_wine(void);

// A module of the library: its name and its text.
struct module {
  const char *name;
  const char *text;
};

// The module number i, from 0; without a name after the last one.
struct module library_module(size_t i);

#endif
