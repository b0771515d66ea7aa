#include "CTables.h"

#pragma clang diagnostic ignored "-Wc23-extensions"

static const char digits[] = {
#embed "tables/digits.txt"
    , 0};

static const char iris[] = {
#embed "tables/iris.csv"
    , 0};

static const char wine[] = {
#embed "tables/wine.csv"
    , 0};

const char *table_digits(void) { return digits; }
const char *table_iris(void) { return iris; }
const char *table_wine(void) { return wine; }
