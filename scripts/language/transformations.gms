# Functions made from functions: products with the transpose of a Jacobian, a function over rows,
# the gradient of an expression.

# vjp(f, x, u) is J(x)ᵀ u, without the Jacobian.
A = [1.0, 2.0; 3.0, 4.0; 5.0, 6.0]
#> f64[3×2]
#>    1.0  2.0
#>    3.0  4.0
#>    5.0  6.0
vjp(x -> A @ x, [0.5, -1.0], [1.0, 0.0, 2.0])
#> f64[2]
#>    11.0  14.0
check vjp(x -> A @ x, [0.5, -1.0], [1.0, 0.0, 2.0]) ≈ A' @ [1.0, 0.0, 2.0]
#> ok [11.0, 14.0] ≈ [11.0, 14.0]
field(x) = [x[1]^2*x[2], sin(x[1]) + x[2]^3, exp(x[1]*x[2])]
#!> note: field hides the builtin; :clear field brings it back
p = [0.3, -1.2]; u = [1.0, -2.0, 0.5]
#> f64[3]
#>    1.0  -2.0  0.5
check vjp(field, p, u) ≈ jacobian(field)(p)' @ u tol 1e-14
#> ok [-3.04928, -8.44535] ≈ [-3.04928, -8.44535]

# It has the structure of the point, and takes a cotangent with that of the value.
vjp((x, y) -> (x*y, sum(x)), ([1.0, 2.0], 3.0), ([1.0, 1.0], 10.0))
#> [1] = f64[2]
#>      13.0  13.0
#> [2] = 3.0
vjp(r -> (total = r.a*sum(r.b)), (a = 2.0, b = [1.0, 2.0]), (total = 1.0))
#> a = 3.0
#> b = f64[2]
#>      2.0  2.0

# Complex numbers are pairs of real ones: the transpose conjugates, and the gradient of a real
# function of z = x + iy is ∂f/∂x + i ∂f/∂y.
z = complex(1.0, 2.0)
#> 1.0 + 2.0i
vjp(z -> z^2, z, 1.0)
#> 2.0 - 4.0i
grad(z -> abs(z)^2)(z)
#> 2.0 + 4.0i
grad(z -> real((3 - 1i)*z))(z)
#> 3.0 + 1.0i

# Pullbacks are functions too.
check jacobian(x -> vjp(field, x, u))(p) ≈ hessian(x -> field(x) @ u)(p) tol 1e-13
#> ok [-1.30663, 0.823256; 0.823256, 14.4314] ≈ [-1.30663, 0.823256; 0.823256, 14.4314]
check grad(x -> norm(vjp(field, x, u))^2)(p) ≈ 2*hessian(x -> field(x) @ u)(p) @ vjp(field, p, u) tol 1e-13
#> ok [-5.9368, -248.777] ≈ [-5.9368, -248.777]

# vmap(f) is f over the rows of its arguments.
X = [1.0, 2.0; 3.0, 4.0; 5.0, 6.0]
#> f64[3×2]
#>    1.0  2.0
#>    3.0  4.0
#>    5.0  6.0
vmap(x -> sum(x^2))(X)
#> f64[3]
#>    5.0  25.0  61.0
check vmap(x -> x @ x)(X) ≈ [x @ x for x in X]
#> ok [5.0, 25.0, 61.0] ≈ [5.0, 25.0, 61.0]
check vmap((x, s) -> s*x)(X, [1.0, 10.0, 100.0]) ≈ [1.0, 2.0; 30.0, 40.0; 500.0, 600.0]
#> ok [1.0, 2.0; 30.0, 40.0; 500.0, 600.0] ≈ [1.0, 2.0; 30.0, 40.0; 500.0, 600.0]
# Records and tuples are columns; what comes out is stacked leaf by leaf.
vmap(r -> (sum = r.a + r.b, product = r.a*r.b))((a = [1, 2], b = [10, 20]))
#> sum = i64[2]
#>      11  22
#> product = i64[2]
#>      10  40
# An argument by keyword, or a captured variable, is the same for all rows.
w = [1.0, -1.0]
#> f64[2]
#>    1.0  -1.0
vmap((x, scale=1.0) -> scale*(w @ x))(X, scale=2.0)
#> f64[3]
#>   -2.0  -2.0  -2.0
# Matrices, one of them for each row.
M = reshape([2.0, 0.0, 1.0, 3.0, 1.0, 1.0, 0.0, 4.0], 2, 2, 2)
#> f64[2×2×2]
#>   [1, :, :]
#>      2.0  0.0
#>      1.0  3.0
#>   [2, :, :]
#>      1.0  1.0
#>      0.0  4.0
check vmap((m, x) -> solve(m, x))(M, X[1:2, :]) ≈ [solve(M[k, :, :], X[k, :]) for k in 1:2]
#> ok [0.5, 0.5; 2.0, 1.0] ≈ [0.5, 0.5; 2.0, 1.0]
check vmap(det)(M) ≈ [det(M[k, :, :]) for k in 1:2]
#> ok [6.0, 4.0] ≈ [6.0, 4.0]
check vmap((x, k) -> x[k])([5.0, 6.0; 7.0, 8.0], [2, 1]) ≈ [6.0, 7.0]
#> ok [6.0, 7.0] ≈ [6.0, 7.0]
# A choice that differs from row to row is made row by row.
vmap(x -> if x > 0 { sqrt(x) } else { -x })([4.0, -3.0, 9.0])
#> f64[3]
#>    2.0  3.0  3.0
# No rows are no rows, of the right length.
vmap(x -> 2*x)(zeros(0, 3))
#> f64[0×3]
# With derivatives, in either order.
check vmap(grad(x -> sum(x^3)))(X) ≈ 3*X^2
#> ok [3.0, 12.0; 27.0, 48.0; 75.0, 108.0] ≈ [3.0, 12.0; 27.0, 48.0; 75.0, 108.0]
check grad(w -> sum(vmap(x -> (w @ x)^2)(X)))(w) ≈ 2*X' @ (X @ w)
#> ok [-18.0, -24.0] ≈ [-18.0, -24.0]

# ∇[θ] e is the gradient of an expression in θ, at its present value.
θ = 3.0; f(t) = t^2/2 + t
∇[θ] f(θ)^2
#> 60.0
check ∇[θ] f(θ)^2 ≈ 2*f(θ)*f'(θ)
#> ok 60.0 ≈ 60.0
a = 2.0; b = [1.0, -2.0]
#> f64[2]
#>    1.0  -2.0
∇[a, b] a*sum(b^2)
#> [1] = 5.0
#> [2] = f64[2]
#>      4.0  -8.0
m = (w = [1.0, 2.0], bias = 0.5)
#> w = f64[2]
#>      1.0  2.0
#> bias = 0.5
∇[m] (m.w @ b + m.bias)^2
#> w = f64[2]
#>     -5.0  10.0
#> bias = -5.0
# What is read through a function counts, and nothing is changed.
loss() = θ^3
∇[θ] (loss() + θ)
#> 28.0
# e is a whole product, but one term of a sum.
∇[θ] θ*loss() + 1
#> 109.0
θ
#> 3.0
# Inside functions, and nested.
slope(x) = ∇[x] x^3
slope(2.0)
#> 12.0
slope'(2.0)
#> 12.0
∇[θ] ∇[θ] θ^4
#> 108.0
