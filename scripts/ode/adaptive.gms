#~ file: digits=8
# Steps that choose their size: Dormand and Prince's method of order 5.
ode(x -> -x, 1, 1)
#> p = 0.36787944
#> t = 1.0
#> steps = 14
#> rejected = 0
#> evaluations = 86
#> why = "reached T"
check ode(x -> -x, 1, 1).p ≈ exp(-1) tol 1e-8
#> ok 0.36787944 ≈ 0.36787944
v(q, p) = (p, -q)
check ode(v, (1, 0), 10).p[1] ≈ cos(10) tol 1e-7
#> ok -0.83907152 ≈ -0.83907153
# The error follows the tolerance, and the work its fifth root.
error_at(rtol) = abs(ode(x -> x*cos(10*x), 0.1, 3, rtol=rtol, atol=0).p - ode(x -> x*cos(10*x), 0.1, 3, rtol=1e-13, atol=0).p)
for k in [4, 6, 8, 10] { check error_at(10.0^-k) < 10*10.0^-k }
#> ok 1.7582187e-07 < 0.001
#> ok 1.1155921e-08 < 1e-05
#> ok 1.8795346e-10 < 1e-07
#> ok 2.1009861e-12 < 1e-09
steps(rtol) = ode(v, (1, 0), 100, rtol=rtol, atol=0).steps
check log(steps(1e-10)/steps(1e-5))/log(10) ≈ 1 tol 0.05
#> ok 1.0174942 ≈ 1

# Time comes first where the field depends on it.
check ode((t, x) -> cos(t), 0, 10, time=true).p ≈ sin(10) tol 1e-8
#> ok -0.54402111 ≈ -0.54402111
check ode((t, x) -> -2*t*x, 1, 1.5, time=true).p ≈ exp(-1.5^2) tol 1e-8
#> ok 0.10539923 ≈ 0.10539922
ode((t, x, y) -> (1, x), (0, 0), 2, time=true).p
#> (2.0, 2.0)

# Points at given times, from a polynomial of order 4 within each step, as exact as the steps.
t = linspace(0, 10, 57);
r = ode(v, (1, 0), 10, at=t, rtol=1e-10, atol=1e-12);
check max(abs(r.p[1] - cos(t))) < 1e-8
#> ok 8.5284335e-11 < 1e-08
check max(abs(r.p[2] + sin(t))) < 1e-8
#> ok 7.1503137e-11 < 1e-08
r.steps
#> 338
ode(v, (1, 0), -π, at=[0, -π/2, -π]).p
#> [1] = f64[3]
#>      1.0  -2.7147701e-10  -1.0
#> [2] = f64[3]
#>      0.0  1.0  -4.0781352e-10
ode(r -> (a = -r.a, b = r.a), (a = [1, 2], b = [0, 0]), 1, at=[0, 1]).p
#> a = f64[2×2]
#>      1.0         2.0
#>      0.36787944  0.73575888
#> b = f64[2×2]
#>      0.0         0.0
#>      0.63212056  1.2642411
ode(x -> x, 1, 0, at=[0, 0]).p
#> f64[2]
#>    1.0  1.0

# A solution that ends: y' = y² from 1 is 1/(1 - t).
r = ode(y -> y^2, 1, 2);
r.why
#> "step underflow: the solution ends near t = 1.0"
check r.t ≈ 1 tol 1e-9
#> ok 1.0 ≈ 1
# Up to there all is well, and one that ends at T = 0 has not begun.
check ode(y -> y^2, 1, 0.99).p ≈ 100 tol 1e-5
#> ok 99.999995 ≈ 100
ode(x -> sqrt(x - 1), 1, 1).p
#> 1.0
# A field that becomes nan on the way: the logarithm, from 1 down to 0 in finite time.
r = ode(x -> -1 - 0*log(x), 1, 2);
(r.why, r.t)
#> ("step underflow: the solution ends near t = 1.0", 1.0)
# The steps run out.
ode(x -> sin(x), 1, 100, max_steps=3).why
#> "max_steps: 3 steps to t = 0.163539663"

# Stiff: stability, not accuracy, holds the steps at 3.3/1000.
r = ode(x -> -1000*(x - 1), 0, 5);
r.why
#> "reached T; stiff from t = 0.08952"
check r.steps ≈ 5*1000/3.3 tol 0.1
#> ok 1574 ≈ 1515.1515
# Accuracy holds these.
ode(v, (1, 0), 20).why
#> "reached T"

# Derivatives go through the steps, in the start, in what v depends on, and in T.
check (x -> ode(x -> -x, x, 1).p)'(1) ≈ exp(-1) tol 1e-7
#> ok 0.36787944 ≈ 0.36787944
check (a -> ode(x -> a*x, 1, 1).p)'(0.5) ≈ exp(0.5) tol 1e-7
#> ok 1.6487213 ≈ 1.6487213
check (a -> ode(x -> a*x, 1, 1).p)''(0.5) ≈ exp(0.5) tol 1e-6
#> ok 1.6487213 ≈ 1.6487213
check (T -> ode(x -> 0.5*x, 1, T).p)'(1) ≈ 0.5*exp(0.5) tol 1e-7
#> ok 0.82436064 ≈ 0.82436064
check (T -> ode(x -> 0.5*x, 1, T).p)''(1) ≈ 0.25*exp(0.5) tol 1e-7
#> ok 0.41218032 ≈ 0.41218032
check (h -> ode(x -> -x, 1, 1, method="rk4", h=0.1).p*h)'(1) ≈ exp(-1) tol 1e-6
#> ok 0.36787977 ≈ 0.36787944
# The Jacobian of the flow of the oscillator is a rotation.
check jacobian((q, p) -> ode(v, (q, p), 1).p)(0.3, 0.4) ≈ [cos(1), sin(1); -sin(1), cos(1)] tol 1e-7
#> ok [0.54030231, 0.84147098; -0.84147098, 0.54030231] ≈ [0.54030231, 0.84147098; -0.84147098, 0.54030231]

# The error follows the tolerance, below the line where both are equal; the work is its fifth root.
tolerances = 10.0^(-(2:8));
end_at(rtol) = ode(x -> x*cos(10*x), 0.1, 3, rtol=rtol, atol=0).p
exact = end_at(1e-12);
errors = overlay(plot(tolerances, [abs(end_at(r) - exact) for r in tolerances], style="both", log="xy"), plot(tolerances, tolerances, style="dotted"));
works = plot(tolerances, [steps(r) for r in tolerances], style="both", log="xy");
layout((axes(errors, x="rtol", y="error"), axes(works, x="rtol", y="steps")))
#> error                                steps
#>  0.01+                          o        |*
#>      |                               1000+ '.
#>      |                       o           |   '*
#>  1e-4+                 o  o              |     '..
#>      |                          *     500+       '-*
#>      |              o          +         |         ''.
#>      |           o           ++          |            '-*
#>  1e-6+        o            +*            |              '-.
#>      |     o       *++++*++              |                '-.
#>      |  o        ++                   200+                  *..
#>  1e-8+       ++*+                        |                    '..
#>      |    *++                            |                      '*.
#>      |  ++                            100+                        '-.
#> 1e-10+*+                                 |                          '*
#>      ++--------+--------+-------+        ++--------+--------+--------+
#>      1e-8     1e-6     1e-4    0.01      1e-8     1e-6     1e-4     0.01
#>                   rtol                                 rtol
