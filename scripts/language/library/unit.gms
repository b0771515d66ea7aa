# A unit of length.
unit = 1
#> 1
