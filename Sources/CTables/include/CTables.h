#ifndef CTABLES_H
#define CTABLES_H
// The data sets that gm ships, as the texts that lie in the folder tables. Their first lines say where
// they are from. Texts of this size are slow to compile as Swift literals.

const char *table_digits(void);
const char *table_iris(void);
const char *table_wine(void);

#endif
