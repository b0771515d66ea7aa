# A module is a file; use brings in its names, relative to the using file.

use "library/ring.gms"
ring(1, 2) / π
#> 6.0
# Its functions see their own module, then builtins, never these names.
scale = 100
#> 100
ring(1, 2) / π
#> 6.0
# Under a name of its own.
use "library/ring.gms" as m
m.ring(0, 1) / π
#> 2.0
m.scale
#> 2
# Assigning a name of a module redefines it for the module's callers.
m.scale = 1; m.ring(0, 1) / π
#> 1.0
ring(0, 1) / π
#> 1.0
scale
#> 100
m.circle = r -> r^2
ring(1, 2)
#> 3
circle(3)
#> 9
# A variable hides a builtin, which is said once; :clear brings it back.
mean = 3
#> 3
#!> note: mean hides the builtin; :clear mean brings it back
mean = 4
#> 4
:clear mean
mean([1, 2, 3])
#> 2.0
# Results: the last one, and one by its number.
ans
#> 2.0
% * 10
#> 20.0
%1 / π
#> 1.90986
