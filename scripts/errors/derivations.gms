# Derivations that say nothing, or something wrong: each has its message.

# ## Domains
# No point satisfies the condition.
derive (x in reals where x > 1 and x < 0) { x = x }
#!> error[derive]: no point satisfies the condition: the domain is empty, or too small to be hit
#!>   derive (x in reals where x > 1 and x < 0) { x = x }
#!>                            ^^^^^^^^^^^^^^^
#!>   hint: 40 rounds of points were drawn from the domains and none was kept
# What is no domain.
derive (x in 3) { x = x }
#!> error[derive]: i64 is no domain
#!>   derive (x in 3) { x = x }
#!>                ^
#!>   hint: reals, positives, unit, integers(a, b), simplex(n), spd(n), functions(n, m), or a distribution
# Points are drawn variable by variable: a domain rests on sizes only.
derive (x in reals; y in Normal(x, 1)) { x*y = y*x }
#!> error[derive]: the domain of y cannot depend on x, which differs from point to point
#!>   derive (x in reals; y in Normal(x, 1)) { x*y = y*x }
#!>                            ^^^^^^^^^^^^
#!>   hint: a condition on both stands behind the entries: where s < t
derive (n in integers(5, 2)) { n = n }
#!> error[domain]: integers: there are none from 5 to 2
#!>   derive (n in integers(5, 2)) { n = n }
#!>                ^^^^^^^^^^^^^^
# A variable without a domain, and a function that is not there.
derive (x in reals) { x + y = y + x }
#!> error[derive]: the variable y has no domain
#!>   derive (x in reals) { x + y = y + x }
#!>                             ^
#!>   hint: derive (y in reals) { ... }
derive (x in reals) { sinn(x) = x }
#!> error[name]: sinn is not defined
#!>   derive (x in reals) { sinn(x) = x }
#!>                         ^^^^
#!>   hint: did you mean sign, sin, sinh?

# ## Sides
# nan at every point: the first part that is.
derive (x in positives) { 1 + log(-x - 1) = 1 + x }
#!> error[derive]: 1 = 2: side 1 is nan at every point; x = 3.0: this is the first part that is
#!>   derive (x in positives) { 1 + log(-x - 1) = 1 + x }
#!>                                 ^^^^^^^^^^^
# nan in a part of the domain: the condition under which it holds.
derive (x in reals) { sqrt(x)^2 = x }
#!> error[derive]: 1 = 2 holds for x > 0 only (it does not at 104 of 200 points)
#!>   derive (x in reals) { sqrt(x)^2 = x }
#!>                         ^^^^^^^
#!>   1 = 2 is tried where side 1 is nan, at 65 of 120 ordinary points: x = -0.507251
#!>   hint: where x > 0
derive (x in reals) { sqrt(x - 3) = sqrt(x - 3) }
#!> error[derive]: 1 = 2: both sides are nan at 188 of 200 points; x = -2.0
#!>   derive (x in reals) { sqrt(x - 3) = sqrt(x - 3) }
#!>                                       ^^^^^^^^^^^
#!>   hint: a domain in which they are numbers, or a condition: where ...
# Sides of different shapes, and what is no number.
derive (x in reals(2)) { x = sum(x) }
#!> error[shape]: the sides have different shapes: f64[2] and f64
#!>   derive (x in reals(2)) { x = sum(x) }
#!>                                ^^^^^^
derive (x in reals(2)) { x - x = 0 }
#!> error[shape]: the sides have different shapes: f64[2] and i64
#!>   derive (x in reals(2)) { x - x = 0 }
#!>                                    ^
#!>   hint: a side 0 of a tensor is written zeros(n)
derive (x in reals) { Normal(0, 1) = x }
#!> error[derive]: a side is a number, a tensor or a tree of them, not a distribution
#!>   derive (x in reals) { Normal(0, 1) = x }
#!>                         ^^^^^^^^^^^^
# An error that a side raises.
derive (μ in reals(2); c in positives) { log_density(Normal(μ, c*I), μ) = -log(2*π*c) }
#!> error[type]: Normal: σ is a standard deviation: for the covariance 3.0*I write sqrt(3.0) or cov=3.0*I
#!>   derive (μ in reals(2); c in positives) { log_density(Normal(μ, c*I), μ) = -log(2*π*c) }
#!>                                                                  ^^^
#!>   side 1 fails so at 197 of 200 points; μ = [-1.0, 2.0], c = 3.0
# Papers print variances.
derive (μ in reals(2); c in positives) { log_density(Normal(μ, cov=c*I), μ) = -log(2*π*c) }
#> ok 1 = 2: 200 points, worst 1.2e-16

# ## Chains
f() = { derive { 1 = 1 } }
#!> error[syntax]: a derivation stands only at top level
#!>   f() = { derive { 1 = 1 } }
#!>           ^^^^^^^^^^^^^^^^
derive (x in reals) { x = x up to const(y) }
#!> error[derive]: y is no variable of the header
#!>   derive (x in reals) { x = x up to const(y) }
#!>                                           ^
#!>   hint: y in reals
derive (n in integers(1, 4)) { n = n up to const(n) }
#!> error[derive]: n is an integer, the same at many points: terms free of it cannot be told
#!>   derive (n in integers(1, 4)) { n = n up to const(n) }
#!>                                                    ^
derive (x in reals) { (1 + x/T)^T = exp(x) limit T in [10, 100] }
#!> error[derive]: a limit is measured along three values or more
#!>   derive (x in reals) { (1 + x/T)^T = exp(x) limit T in [10, 100] }
#!>                                                         ^^^^^^^^^
#!>   hint: limit T in [10, 100, 1000]
derive (x in reals) { x + 1/T = x + 1 limit T in [10, 100, 1000] }
#!> error[derive]: 1 = 2 fails in the limit of T; x = 4.0: the distances are 0.9 at 10, 0.99 at 100, 0.999 at 1000
#!>   derive (x in reals) { x + 1/T = x + 1 limit T in [10, 100, 1000] }
#!>                                   ^^^^^
#!>   a limit is approached with a power of T: the distances go to 0

# ## Estimates
# Too noisy to decide: how many samples would.
derive (m in positives) { E(z ~ Normal(0, 1), m + 1000*z) = m }
#!> error[derive]: 1 = 2 is too noisy to decide: only an error of 1.7e+04 % would show
#!>   derive (m in positives) { E(z ~ Normal(0, 1), m + 1000*z) = m }
#!>                             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
#!>   hint: an error of 10 % would show with n=3e+09
# An estimate that is wrong.
derive (m in reals; s in positives) { E(z ~ Normal(m, s), z^2) = m^2 + s }
#!> error[derive]: 1 = 2 fails; m = 0.5, s = 0.25: 1 is 0.31043 ± 0.00199, 2 is 0.5 (95.1 se)
#!>   derive (m in reals; s in positives) { E(z ~ Normal(m, s), z^2) = m^2 + s }
#!>                                                                          ^
#!>   `s^2` for `s` would mend 2: fits the estimates at 40 points (evidence, not proof)
# Tails so heavy that the standard error says nothing.
derive (s in positives) { E(z ~ Normal(0, s), exp(z^2/s^2/2.05)) = sqrt(41) }
#!> error[derive]: 1 = 2 is too heavy-tailed to decide: single draws carry the variance
#!>   derive (s in positives) { E(z ~ Normal(0, s), exp(z^2/s^2/2.05)) = sqrt(41) }
#!>                                                                      ^^^^^^^^
#!>   hint: other draws (importance sampling), or an exact method: method=quad(64)
