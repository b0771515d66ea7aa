#~ file: digits=10
# Where a function is least or largest: argmin and argmax of a function, from a start.
argmin(x -> (x - 2)^2 + 1, 0)
#> 2.0
argmax(x -> -cosh(x - 1), 0)
#> 1.0
argmin((x, y) -> x^2 + (y - 1)^2 + x*y, (3, 3))
#> (-0.6666666667, 1.333333333)
check argmin((x, y) -> (1 - x)^2 + 100*(y - x^2)^2, (-1.2, 1))[1] ≈ 1 tol 1e-12
#> ok 1.0 ≈ 1
argmin((x, y) -> (1 - x)^2 + 100*(y - x^2)^2, (-1.2, 1), report=true).iterations
#> 23
argmin(r -> ‖r.a - [1, 2]‖² + r.b^2, (a = zeros(2), b = 1))
#> a = f64[2]
#>      1.0  2.0
#> b = 0.0
# The shift of the logistic function that has slope 0: log 2 - log 3.
check argmin(t -> softplus(t) - 0.4*t, 0) ≈ log(2) - log(3) tol 1e-13
#> ok -0.4054651081 ≈ -0.4054651081
# Where the Hessian is not positive, the step leads down all the same.
check abs(argmin(x -> x^4 - x^2, 0.1)) ≈ sqrt(0.5) tol 1e-12
#> ok 0.7071067812 ≈ 0.7071067812
# More than 50 numbers: L-BFGS. Σ (xᵢ - i)⁴/4 + (Σ xᵢ - 1830)²: least at xᵢ = i.
r = argmin(x -> sum((x - (1:60))^4)/4 + (sum(x) - 1830)^2, zeros(60), report=true);
r.why
#> "converged"
check max(abs(r.x - (1:60))) ≈ 0 abs 1e-2
#> ok 0.0007995702463 ≈ 0
r = argmin(x -> sum((1:60)*(x - 1)^2), zeros(60), report=true);
check max(abs(r.x - 1)) ≈ 0 abs 1e-12
#> ok 2.537969834e-13 ≈ 0
# argmin and argmax of a tensor are positions.
argmin([3, 1, 2])
#> 2
argmax([3, 1, 2])
#> 1
argmin([3, 1; 0, 2], axis=2)
#> i64[2]
#>    2  1

# ## Derivatives of minimisers, by the implicit function theorem
# x² - ax is least at a/2; x² - ax + eˣ where 2x - a + eˣ = 0, with x' = 1/(2 + eˣ).
check (a -> argmin(x -> x^2 - a*x, 0))'(3) ≈ 1/2
#> ok 0.5 ≈ 0.5
x = argmin(x -> x^2 - x + exp(x), 1);
check x ≈ 0 abs 1e-15
#> ok 2.226012464e-17 ≈ 0
check (a -> argmin(x -> x^2 - a*x + exp(x), 1))'(1) ≈ 1/3 tol 1e-13
#> ok 0.3333333333 ≈ 0.3333333333
check (a -> argmin(x -> x^2 - a*x + exp(x), 1))''(1) ≈ -1/27 tol 1e-12
#> ok -0.03703703704 ≈ -0.03703703704
# Ridge regression, x = (A'A + λ)⁻¹ A'b: dx/dλ = -(A'A + λ)⁻¹ x.
A = [1, 2; 3, 4; 5, 7]; b = [1.0, 0.5, 2.0];
ridge(λ) = argmin(x -> ‖A @ x - b‖² + λ*‖x‖², zeros(2))
H = A' @ A + 0.1*I;
check ridge(0.1) ≈ solve(H, A' @ b) tol 1e-11
#> ok [-0.747644408, 0.7906595658] ≈ [-0.747644408, 0.7906595658]
check flatten(jacobian(ridge)(0.1)) ≈ -solve(H, solve(H, A' @ b)) tol 1e-10
#> ok [3.703586535, -2.637719244] ≈ [3.703586535, -2.637719244]

# Rosenbrock's valley, from the start to the least value; and the two coefficients of the ridge regression, which shrink
# as λ grows.
valley = overlay(field((x, y) -> log1p((1 - x)^2 + 100*(y - x^2)^2), (-1.6, 1.6), (-0.6, 1.6), contours=true),
  scatter([-1.2, 1], [1, 1], colour="red"));
shrinking = plot(λ -> ridge(λ), 0.001, 100, n=41, log="x");
layout((valley, axes(shrinking, x="λ", y="coefficients")))
#> y                                    coefficients
#>  1.5+-..-.-.*-.#####..*.-.-... @@        |++++++
#>     ||\\|'.'.*''-5-''*.'''.|/. %% 6     1+      ++++
#>    1+'.\*.\\'.******..'''*...' **        |          ++
#>     |#\'.\.''.''-4-''.''...'/# ** 4      |            ++
#>  0.5+.#|\'..'.'3...-'-'...'.'% ++     0.5+              +++
#>     |'.'.\'..:'--2--''...'.'#/ ==        |                +++++++++++
#>    0+%\#'.'..'.'.1\...../*'#/% -- 2     0+                 *********+++
#>     |@6.#5*'.'..---..'.'.5#.'@ ..        |               ***
#> -0.5+@%'.#'.'4.''3''.4'.'#.6%@           |             **
#>     +----+-------+-------+----       -0.5+            **
#>          -1      0       1               |          **
#>                  x                     -1+         **
#>                                          |     ****
#>                                      -1.5+******
#>                                          +-----+-----------+----------+
#>                                               0.01         1         100
#>                                                         λ
