# The area of a ring; the larger the thinner.
use "unit.gms"

scale = 2
#> 2
circle(r) = π*r^2/unit^2
ring(a, b) = scale*(circle(b) - circle(a))
check ring(0, 1) ≈ 2*π
#> ok 6.28319 ≈ 6.28319
print("nothing of this is seen on use")
#> nothing of this is seen on use
