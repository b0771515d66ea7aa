#~ file: digits=12
# Integrals of one variable against closed forms.
check quad(x -> x^2, 0, 3) ≈ 9 tol 1e-15
#> ok 9.0 ≈ 9
check quad(sin, 0, π) ≈ 2 tol 1e-15
#> ok 2.0 ≈ 2
check quad(x -> 1/(1 + x^2), -1, 1) ≈ π/2 tol 1e-14
#> ok 1.57079632679 ≈ 1.57079632679
check quad(exp, 1, 0) ≈ 1 - exp(1) tol 1e-14
#> ok -1.71828182846 ≈ -1.71828182846
quad(exp, 1, 1)
#> 0.0
# Kronrod's rule with 15 nodes is exact for polynomials of degree 22, Gauss's with 7 for 13, so that up
# to there one interval is enough.
for k in 0:22 { check quad(x -> (k + 1)*x^k, 0, 1) ≈ 1 tol 1e-15 }
#> ok 1.0 ≈ 1
#> ok 1.0 ≈ 1
#> ok 1.0 ≈ 1
#> ok 1.0 ≈ 1
#> ok 1.0 ≈ 1
#> ok 1.0 ≈ 1
#> ok 1.0 ≈ 1
#> ok 1.0 ≈ 1
#> ok 1.0 ≈ 1
#> ok 1.0 ≈ 1
#> ok 1.0 ≈ 1
#> ok 1.0 ≈ 1
#> ok 1.0 ≈ 1
#> ok 1.0 ≈ 1
#> ok 1.0 ≈ 1
#> ok 1.0 ≈ 1
#> ok 1.0 ≈ 1
#> ok 1.0 ≈ 1
#> ok 1.0 ≈ 1
#> ok 1.0 ≈ 1
#> ok 1.0 ≈ 1
#> ok 1.0 ≈ 1
#> ok 1.0 ≈ 1
[quad(x -> x^k, 0, 1, report=true).iterations for k in 0:15]
#> i64[16]
#>    1  1  1  1  1  1  1  1  1  1  1  1  1  1  2  2

# Infinite limits.
check quad(x -> exp(-x^2), -inf, inf) ≈ sqrt(π) tol 1e-13
#> ok 1.77245385091 ≈ 1.77245385091
check quad(x -> exp(-x), 0, inf) ≈ 1 tol 1e-13
#> ok 1.0 ≈ 1
check quad(exp, -inf, 0) ≈ 1 tol 1e-13
#> ok 1.0 ≈ 1
check quad(x -> 1/(1 + x^2), -inf, inf) ≈ π tol 1e-13
#> ok 3.14159265359 ≈ 3.14159265359
check quad(x -> 1/x^2, 1, inf) ≈ 1 tol 1e-13
#> ok 1.0 ≈ 1
check quad(x -> exp(-x^2/2)*x^4/sqrt(2*π), inf, -inf) ≈ -3 tol 1e-13
#> ok -3.0 ≈ -3

# Peaks, kinks, oscillations and integrable poles at an end cost more intervals.
check quad(x -> 1/(1e-4 + x^2), -1, 1) ≈ 200*atan(100) tol 1e-10
#> ok 312.159332022 ≈ 312.159332022
check quad(x -> abs(x - 0.3), 0, 1) ≈ 0.29 tol 1e-10
#> ok 0.29 ≈ 0.29
check quad(x -> sin(100*x)^2, 0, π) ≈ π/2 tol 1e-12
#> ok 1.57079632679 ≈ 1.57079632679
check quad(x -> 1/sqrt(x), 0, 1) ≈ 2 tol 1e-10
#> ok 1.99999999999 ≈ 2
check quad(log, 0, 1) ≈ -1 tol 1e-10
#> ok -1.0 ≈ -1
quad(x -> 1/sqrt(x), 0, 1, report=true).iterations
#> 66
# An integral that is 0 is 0 to rounding.
check quad(sin, -1, 1) ≈ 0 abs 1e-15
#> ok -6.93889390391e-18 ≈ 0
# The error estimate is honest: above the true error.
r = quad(x -> abs(x - 0.3), 0, 1, rtol=1e-4, report=true);
check abs(r.value - 0.29) < r.residual
#> ok 8.30334974666e-08 < 8.37584337444e-06
# Bessel's integral, 1/π ∫ exp(x cos t) dt = I₀(x).
for x in [0.0, 1.0, 7.0] { check quad(t -> exp(x*cos(t)), 0, π)/π ≈ besseli0(x) tol 1e-13 }
#> ok 1.0 ≈ 1.0
#> ok 1.26606587775 ≈ 1.26606587775
#> ok 168.59390851 ≈ 168.59390851

# ## Derivatives, through the nodes and the limits
check (a -> quad(x -> exp(-a*x), 0, inf))'(2) ≈ -1/4 tol 1e-12
#> ok -0.25 ≈ -0.25
check (a -> quad(x -> exp(-a*x), 0, inf))''(2) ≈ 1/4 tol 1e-12
#> ok 0.25 ≈ 0.25
check (b -> quad(x -> x^2, 0, b))'(3) ≈ 9 tol 1e-14
#> ok 9.0 ≈ 9
check (b -> quad(x -> x^2, 0, b))''(3) ≈ 6 tol 1e-14
#> ok 6.0 ≈ 6
check (a -> quad(x -> exp(-x), a, inf))'(1) ≈ -exp(-1) tol 1e-12
#> ok -0.367879441171 ≈ -0.367879441171

# The error that is estimated is above the true one, at every tolerance asked for: of a kink, and of a pole at an end.
tolerances = 10.0^(-(2:9));
errors(f, exact) = {
  found = [quad(f, 0, 1, rtol=r, report=true) for r in tolerances]
  axes(plot(tolerances, (estimated = [r.residual for r in found], actual = [abs(r.value - exact) for r in found]), log="xy", style="both"),
    x="rtol", y="error")
}
layout((title(errors(x -> abs(x - 0.3), 0.29), "|x - 0.3|"), title(errors(x -> 1/sqrt(x), 2), "1/√x")))
#>                |x - 0.3|                              1/√x
#> error                                error
#>      | +*+ estimated            *     0.01+ +*+ estimated           +*
#>      | o#o actual             ++          | o#o actual            *+
#>  1e-4+                      +*            |                     ++  o#
#>      |                   *++   o#     1e-4+                  +*+  #o
#>  1e-6+                 ++    #o           |               *++   oo
#>      |           *+++*+    oo             |             ++   o#o
#>      |         ++       o#o           1e-6+          +*+  #oo
#>  1e-8+      +*+     o#oo                  |       *++   oo
#>      |  +*++     #oo                      |     ++   o#o
#> 1e-10+*+       oo                     1e-8+  +*+ o#oo
#>      |   #ooo#o                           |*+ #oo
#>      | oo                                 | oo
#> 1e-12+#                              1e-10+#
#>      +---+-------+-------+------+         +---+-------+-------+------+
#>         1e-8    1e-6    1e-4   0.01          1e-8    1e-6    1e-4   0.01
#>                  rtol                                 rtol
