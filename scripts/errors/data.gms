# Data that cannot be: every complaint stands at the user's call.
use data

# ## Sets in the plane
two_moons(-1)
#!> error[domain]: two_moons: σ must not be negative: -1
#!>   two_moons(-1)
#!>             ^^
two_moons([0.1, 0.2])
#!> error[shape]: two_moons: σ is one number, not f64[2]
#!>   two_moons([0.1, 0.2])
#!>             ^^^^^^^^^^
two_moons(σ=nan)
#!> error[domain]: two_moons: σ is nan
#!>   two_moons(σ=nan)
#!>               ^^^
log_density(two_moons(0), [0, 0])
#!> error[domain]: two_moons: without noise it lies on a curve and has no density: give a σ > 0
#!>   log_density(two_moons(0), [0, 0])
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
log_density(two_moons(1e-5), [0, 0])
#!> error[domain]: two_moons: the density for σ = 1e-05 takes 2010624 points on the curve, at most 20000 are allowed
#!>   log_density(two_moons(1e-5), [0, 0])
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
log_density(two_moons(), [1, 2, 3])
#!> error[shape]: two_moons: x is i64[3], and an event has the shape (2,)
#!>   log_density(two_moons(), [1, 2, 3])
#!>                            ^^^^^^^^^
swiss_roll(dimensions=4)
#!> error[domain]: swiss_roll: dimensions is 2 or 3, not 4
#!>   swiss_roll(dimensions=4)
#!>                         ^
swiss_roll(scale=0)
#!> error[domain]: swiss_roll: scale must be positive and finite, not 0
#!>   swiss_roll(scale=0)
#!>                    ^
rings([])
#!> error[domain]: rings: radii is empty
#!>   rings([])
#!>         ^^
rings(radii=2)
#!> error[shape]: rings: radii is a vector, not i64
#!>   rings(radii=2)
#!>               ^
rings([1, -1])
#!> error[domain]: rings: radii must not be negative: [1, -1]
#!>   rings([1, -1])
#!>         ^^^^^^^
log_density(rings(σ=0), [0, 0])
#!> error[domain]: rings: without noise they lie on curves and have no density: give a σ > 0
#!>   log_density(rings(σ=0), [0, 0])
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
checkerboard(n=3)
#!> error[domain]: checkerboard: n is even and at least 2, not 3
#!>   checkerboard(n=3)
#!>                  ^
checkerboard(side=0)
#!> error[domain]: checkerboard: side must be positive and finite, not 0
#!>   checkerboard(side=0)
#!>                     ^
gaussians8(radius=-1)
#!> error[domain]: gaussians8: radius must be positive and finite, not -1
#!>   gaussians8(radius=-1)
#!>                     ^^
gaussians25(σ=0)
#!> error[domain]: gaussians25: σ must be positive and finite, not 0
#!>   gaussians25(σ=0)
#!>                 ^
pinwheel(arms=0)
#!> error[domain]: pinwheel: arms is a number of arms, not 0
#!>   pinwheel(arms=0)
#!>                 ^
pinwheel(radial=0)
#!> error[domain]: pinwheel: radial must be positive and finite, not 0
#!>   pinwheel(radial=0)
#!>                   ^
entropy(two_moons())
#!> error[distribution]: entropy: two_moons has no entropy in closed form; -log_density(D, z) averages to it over draws z
#!>   entropy(two_moons())
#!>   ^^^^^^^^^^^^^^^^^^^^

# ## Tables
bundled("irises")
#!> error[name]: bundled: there is no table irises
#!>   bundled("irises")
#!>   ^^^^^^^^^^^^^^^^^
#!>   hint: the tables are digits, iris, wine
features("cats")
#!> error[name]: features: there is no table cats; the tables are digits, iris, wine
#!>   features("cats")
#!>   ^^^^^^^^^^^^^^^^
classes("cats")
#!> error[name]: classes: there is no table cats; the tables are digits, iris, wine
#!>   classes("cats")
#!>   ^^^^^^^^^^^^^^^

# ## Preparing
standardise(zeros(0, 2))
#!> error[domain]: standardise: there is no data: f64[0×2] has no rows
#!>   standardise(zeros(0, 2))
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^
standardise([1, nan])
#!> error[domain]: standardise: data is nan
#!>   standardise([1, nan])
#!>   ^^^^^^^^^^^^^^^^^^^^^
standardise(3)
#!> error[shape]: standardise: data has rows, a number has none
#!>   standardise(3)
#!>   ^^^^^^^^^^^^^^
standardise((x = [1, 2]))
#!> error[type]: standardise: data is a tensor, such as data.x, not a record
#!>   standardise((x = [1, 2]))
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^
standardise("x")
#!> error[type]: standardise: data is a tensor, or columns of tensors, not a text
#!>   standardise("x")
#!>   ^^^^^^^^^^^^^^^^
shuffle(5)
#!> error[shape]: shuffle: data has rows, a number has none
#!>   shuffle(5)
#!>           ^
shuffle(zeros(0))
#!> error[domain]: shuffle: there is no data: f64[0] has no rows
#!>   shuffle(zeros(0))
#!>   ^^^^^^^^^^^^^^^^^
shuffle((x = [1, 2], y = [1, 2, 3]))
#!> error[shape]: shuffle: columns have the same number of rows, these have [2, 3]
#!>   shuffle((x = [1, 2], y = [1, 2, 3]))
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
shuffle((x = [1, 2], y = "ab"))
#!> error[type]: shuffle: data is a tensor, or columns of tensors, not a text
#!>   shuffle((x = [1, 2], y = "ab"))
#!>           ^^^^^^^^^^^^^^^^^^^^^^
shuffle(())
#!> error[type]: shuffle: data is a tensor, or columns of tensors, not none
#!>   shuffle(())
#!>           ^^
split([1, 2, 3], 0)
#!> error[domain]: split: a size is a fraction between 0 and 1 or a number of rows, not 0
#!>   split([1, 2, 3], 0)
#!>   ^^^^^^^^^^^^^^^^^^^
split([1, 2, 3], 1.5)
#!> error[domain]: split: a size is a fraction between 0 and 1 or a number of rows, not 1.5
#!>   split([1, 2, 3], 1.5)
#!>   ^^^^^^^^^^^^^^^^^^^^^
split([1, 2, 3], 4)
#!> error[domain]: split: the parts have more than the 3 rows of the data
#!>   split([1, 2, 3], 4)
#!>   ^^^^^^^^^^^^^^^^^^^
split([1, 2, 3], (2, 2))
#!> error[domain]: split: the parts have more than the 3 rows of the data
#!>   split([1, 2, 3], (2, 2))
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^
split([1, 2, 3], 0.01)
#!> error[domain]: split: a part of the 3 rows has none
#!>   split([1, 2, 3], 0.01)
#!>   ^^^^^^^^^^^^^^^^^^^^^^
split([1, 2, 3], "half")
#!> error[type]: split: a size must be a number or a tensor of numbers, not a text
#!>   split([1, 2, 3], "half")
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^
split(zeros(0), 0.5)
#!> error[domain]: split: there is no data: f64[0] has no rows
#!>   split(zeros(0), 0.5)
#!>   ^^^^^^^^^^^^^^^^^^^^
split([1, 2, 3], [0.5, 0.5])
#!> error[type]: split: sizes are numbers in a tuple, not f64[2]
#!>   split([1, 2, 3], [0.5, 0.5])
#!>                    ^^^^^^^^^^
batches([1, 2], 3)
#!> error[domain]: batches: a batch of 3 rows is more than the data, which has 2
#!>   batches([1, 2], 3)
#!>   ^^^^^^^^^^^^^^^^^^
batches([1, 2], 0)
#!> error[domain]: batches: n is a number of rows, not 0
#!>   batches([1, 2], 0)
#!>                   ^
batches(zeros(0), 1)
#!> error[domain]: batches: there is no data: f64[0] has no rows
#!>   batches(zeros(0), 1)
#!>   ^^^^^^^^^^^^^^^^^^^^
one_hot([0, 1], 2)
#!> error[domain]: one_hot: the classes go from 1 to 2, and y has 0
#!>   one_hot([0, 1], 2)
#!>   ^^^^^^^^^^^^^^^^^^
one_hot([1, 5], 2)
#!> error[domain]: one_hot: the classes go from 1 to 2, and y has 5
#!>   one_hot([1, 5], 2)
#!>   ^^^^^^^^^^^^^^^^^^
one_hot([1.5], 2)
#!> error[type]: one_hot: classes are integers, not f64[1]
#!>   one_hot([1.5], 2)
#!>   ^^^^^^^^^^^^^^^^^
one_hot([1], 0)
#!> error[domain]: one_hot: n is the number of classes, not 0
#!>   one_hot([1], 0)
#!>                ^
