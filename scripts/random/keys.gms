#~ file: seed=7
# Where random numbers come from: a draw is a function of the seed, of the number of the statement that draws, and of the
# place of the draw in it. So everything can be replayed, and functions that draw can be differentiated.

# ## Seed and replay
seed(1)
a ~ Normal(0, 1)
#> 1.49693
b ~ Normal(0, 1)
#> 2.41932
[a, b]
#> f64[2]
#>    1.49693  2.41932
check a != b
#> ok 1.49693 != 2.41932
# The same seed, the same numbers; another one, others.
(first, second) = (a, b);
seed(1)
a ~ Normal(0, 1)
#> 1.49693
check a == first
#> ok 1.49693 == 1.49693
seed(2)
a ~ Normal(0, 1)
#> 1.40293
check a != first
#> ok 1.40293 != 1.49693
# Statements that do not draw change nothing, even where they could have drawn.
seed(1)
sum(1:10)
#> 55
a ~ Normal(0, 1)
#> 1.49693
f(x) = x^2
grad(f)(3.0)
#> 6.0
if a > 100 { z ~ Normal(0, 1) }
b ~ Normal(0, 1)
#> 2.41932
check [a, b] == [first, second]
#> ok [1.49693, 2.41932] == [1.49693, 2.41932]
# What is drawn is part of the place: under another name it is another draw.
seed(1)
c ~ Normal(0, 1)
#> 0.663598
check c != first
#> ok 0.663598 != 1.49693
seed(1)
a ~ Normal(0, 1)
#> 1.49693
b ~ Normal(0, 1)
#> 2.41932
# frozen(k, e) evaluates with the key of the k-th statement that drew, however many follow.
check frozen(1, { a ~ Normal(0, 1); a }) == a
#> ok 1.49693 == 1.49693
check frozen(2, { b ~ Normal(0, 1); b }) == b
#> ok 2.41932 == 2.41932
check frozen(1, { b ~ Normal(0, 1); b }) != second
#> ok 0.0765842 != 2.41932
# It counts as no statement that draws.
seed(5)
x ~ Uniform(0, 1)
#> 0.527622
frozen(1, E(z ~ Normal(0, 1), z));
y ~ Uniform(0, 1)
#> 0.559617
after = y;
seed(5)
x ~ Uniform(0, 1)
#> 0.527622
y ~ Uniform(0, 1)
#> 0.559617
check y == after
#> ok 0.559617 == 0.559617
# The law does not enter: mean and deviation move the same standard number.
seed(3)
u ~ Normal(0, 1)
#> -0.704596
standard = u;
seed(3)
u ~ Normal(10, 2)
#> 8.59081
check u ≈ 10 + 2*standard
#> ok 8.59081 ≈ 8.59081

# ## Draws that differ
# Each turn of a loop, each row of vmap, each call has a key of its own.
seed(7)
turns = 400;
xs = zeros(turns);
for i in 1:turns { z ~ Normal(0, 1); xs[i] = z }
rows = vmap(i -> { z ~ Normal(0, 1); z })(1:400);
draw() = { z ~ Normal(0, 1); z }
(p, q) = (draw(), draw());
check p != q
#> ok -1.5527 != -1.67326
# Within 5/√400 of what independent numbers have: mean 0, variance 1, correlation 0 with their neighbours.
moments(x) = [mean(x), mean(x^2) - 1, mean(x[1:end-1]*x[2:end])]
check norm(moments(xs)/[1, sqrt(2), 1]) < 0.25*sqrt(3)
#> ok 0.122823 < 0.433013
check norm(moments(rows)/[1, sqrt(2), 1]) < 0.25*sqrt(3)
#> ok 0.0773382 < 0.433013
check abs(mean(xs*rows)) < 0.25
#> ok 0.0384096 < 0.25
# Loops in loops.
grid = [[{ z ~ Normal(0, 1); z } for j in 1:20] for i in 1:20];
check norm(moments(flatten(grid))/[1, sqrt(2), 1]) < 0.25*sqrt(3)
#> ok 0.118912 < 0.433013
check abs(mean(grid[:, 1:19]*grid[:, 2:20])) < 0.25
#> ok 0.0809895 < 0.25
check abs(mean(grid*grid')  - mean(diag(grid)^2)/20) < 0.25
#> ok 0.0189533 < 0.25
# The same as claims in standard errors: estimate(x) has the mean of independent rows.
check estimate(xs) ≈ 0 se 5
#> ok -0.0878 ± 0.0523 ≈ 0 (1.7 se)
check estimate(xs^2) ≈ 1 se 5
#> ok 1.0994 ± 0.0709 ≈ 1 (1.4 se)
check estimate(rows) ≈ 0 se 5
#> ok 0.0136 ± 0.0484 ≈ 0 (0.3 se)
check estimate(xs*rows) ≈ 0 se 5
#> ok -0.0384 ± 0.0445 ≈ 0 (0.9 se)
check estimate(xs[1:end-1]*xs[2:end]) ≈ 0 se 5
#> ok -0.0493 ± 0.0541 ≈ 0 (0.9 se)
# Row i of vmap draws the same whatever the other rows, and their number, are.
seed(7)
short = vmap(i -> { z ~ Normal(0, 1); z })(1:3);
seed(7)
long = vmap(i -> { z ~ Normal(0, 1); z })(1:10);
check long[1:3] == short
#> ok [0.920946, -1.52566, 1.09222] == [0.920946, -1.52566, 1.09222]
# A sample of E does not depend on how many follow it: the first 1000 of both are the same, so differences of the means are
# smaller than independent draws would make them.
seed(7)
e = E(z ~ Normal(0, 1), z, n=1000);
check value(frozen(1, E(z ~ Normal(0, 1), z, n=1000))) == value(e)
#> ok 0.0120207 == 0.0120207
# Var and E of the same statement number have the same draws for the same place.
check value(frozen(1, E(z ~ Normal(0, 1), 2*z + 1, n=1000))) ≈ 2*value(e) + 1
#> ok 1.02404 ≈ 1.02404

# ## Functions that draw
# A derivative differentiates the function that was called, with its draws: g(m) = (m + ε)² has g'(m) = 2 (m + ε).
g(m) = { z ~ Normal(m, 1); z^2 }
check grad(g)(0.5)
#> ok 2.27323 ≈ 2.27323 by differences
check g'(0.5)
#> ok -2.34307 ≈ -2.34307 by differences
h(m, s) = { z ~ Normal(m, s); w ~ Normal(z, s); sin(z)*w }
check grad(h)(0.5, 1.3)
#> ok (0.772722, -0.158008) ≈ (0.772722, -0.158008) by differences
check jacobian(v -> { z ~ Normal(v, 1); [z[1]*z[2], z[1]^2] })([0.3, -0.4])
#> ok [-1.24937, -0.0612749; -0.12255, 0.0] ≈ [-1.24937, -0.0612749; -0.12255, 0.0] by differences
# So is a mean over samples: the differences of the estimate agree with its gradient to many digits.
L(m) = E(z ~ Normal(m, 1), exp(-z^2), n=500)
check grad(L)(0.5)
#> ok -0.18202 ≈ -0.18202 by differences
check L'(0.5)
#> ok -0.153127 ≈ -0.153127 by differences
check grad((m, s) -> Var(z ~ Normal(m, s), z^2, n=500))(0.3, 1.2)
#> ok (4.14684, 16.4282) ≈ (4.14684, 16.4282) by differences
# Through a loop that draws.
walk(μ) = { x = 0.0; for t in 1:10 { z ~ Normal(μ, 1); x = 0.9*x + z }; x^2 }
check grad(walk)(0.2)
#> ok 30.949 ≈ 30.949 by differences
# vmap inside.
check grad(m -> sum(vmap(i -> { z ~ Normal(m, 1); i*z^2 })(1:5)))(0.7)
#> ok 28.7965 ≈ 28.7965 by differences
# In mean: the walk has the mean μ(1 - 0.9¹⁰)/0.1, and its derivative.
endpoint(μ) = { x = 0.0; for t in 1:10 { z ~ Normal(μ, 1); x = 0.9*x + z }; x }
check endpoint'(0.2) ≈ (1 - 0.9^10)/0.1
#> ok 6.51322 ≈ 6.51322
check E(u ~ Uniform(0, 1), endpoint(0.2), n=4000) ≈ 0.2*(1 - 0.9^10)/0.1 se 4
#> ok 1.3580 ± 0.0351 ≈ 1.30264 (1.6 se)
check Var(u ~ Uniform(0, 1), endpoint(0.2), n=4000) ≈ (1 - 0.81^10)/0.19 se 5
#> ok 4.594 ± 0.101 ≈ 4.62328 (0.3 se)

# ## One function for a solver
# root, argmin and fixed_point see the same draws in every evaluation: a random function is one function.
r = root(x -> { z ~ Normal(0, 1); x^3 - z }, 1.0)
#> -1.09745
least(x) = { z ~ Normal(0, 1); (x - z)^2 }
argmin(least, 0.0)
#> -1.88451
# Of a mean over samples: the minimum of E (x - z)² is the mean of the samples, and it is an estimate.
m = argmin(x -> E(z ~ Normal(2, 1), (x - z)^2), 0.0)
#> 2.0121 ± 0.0101
check m ≈ 2 se 5
#> ok 2.0121 ± 0.0101 ≈ 2 (1.2 se)
check root(x -> E(z ~ Normal(0.5, 1), x^3 - z), 1.0) ≈ 0.5^(1/3) se 5
#> ok 0.79658 ± 0.00517 ≈ 0.793701 (0.6 se)

# ## Loops that advance
# iterate draws anew in each step: a random walk, not a line. Its variance after n steps is n.
step(x) = { z ~ Normal(0, 1); x + z }
check Var(u ~ Uniform(0, 1), iterate(step, 0.0, 25), n=2000) ≈ 25 se 5
#> ok 25.746 ± 0.825 ≈ 25 (0.9 se)
path = iterate(step, 0.0, 50)
#> -8.08016
check abs(path) < 6*sqrt(50)
#> ok 8.08016 < 42.4264
# An autoregression forgets its start: variance 1/(1 - 0.8²).
ar(x) = { z ~ Normal(0, 1); 0.8*x + z }
check Var(u ~ Uniform(0, 1), iterate(ar, 0.0, 40), n=2000) ≈ 1/(1 - 0.64) se 5
#> ok 2.6279 ± 0.0828 ≈ 2.77778 (1.8 se)
# The same in one statement twice: the same number.
seed(7)
x₁ = iterate(step, 0.0, 100);
seed(7)
x₂ = iterate(step, 0.0, 100);
check x₁ == x₂
#> ok -3.61013 == -3.61013
# Few steps are evaluated one by one, many are compiled: the same bits, step for step.
kept(x) = { z ~ Normal(0, 1); concat((x[2:end], [x[end] + z])) }
seed(7)
last_8 = iterate(kept, zeros(8), 8);
seed(7)
last_40 = iterate(kept, zeros(40), 40);
check last_40[1:8] == last_8
#> ok [-0.583103, 0.523483, -0.755205, -1.04124, -1.77614, -3.67011, -1.86564, -2.34365] == [-0.583103, 0.523483, -0.755205, -1.04124, -1.77614, -3.67011, -1.86564, -2.34365]
# By hand, with a key for each turn, it is another walk with the same law.
check Var(u ~ Uniform(0, 1), { x = 0.0; for t in 1:25 { z ~ Normal(0, 1); x = x + z }; x }, n=2000) ≈ 25 se 5
#> ok 23.887 ± 0.740 ≈ 25 (1.5 se)

# What is to be seen: six walks with keys of their own.
walks = [iterate(step, 0.0, 100, every=1) for k in 1:6];
axes(plot(0:100, transpose(walks)), x="step", y="x") |> legend(_, at="none")
#> x
#>  20+                            # #   #
#>    |                         ############       ### #       # #  #### #
#>    |                   ## ###            ######## ########## ####    ##
#>  10+                 ##  #                                      ++
#>    |     x+ ###++  ##   xxx           xxx xxxxxxxxxxxxxxxxxx +++  +++++
#>   0+@@######@@#####++xxxx xxxxxxxxxxxxx++x   ++++ ++++++++x+xxxxx     x
#>    |@+@@@@@@xx@@@@@@@++++++         +++  ++++   ++              xxxxxxx
#>    |    ooooo**xxxx  @@@@@@@@@@ @   @@@@@@                    @
#> -10+        ooooooooooooo     @@ @@@      @@@ @ @@@@@@@@@@@@@@@@@@@@@@
#>    |                   **oooooo*o******   @ @@ @@** * *** *       @ @ @
#>    |                    *      oooooooo*oo******  ****   ******
#> -20+                                o oo  oooo  o o     o   * ***     *
#>    |                                          ooooooooooooooooo ****ooo
#>    |                                                        o  oooooo
#>    ++------------+------------+-------------+------------+------------+
#>     0            20           40            60           80          100
#>                                    step
