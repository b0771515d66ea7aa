# Derivatives: derivatives of derivatives.
# The numbers come from JAX in f64, written by fixtures.py; each agrees with five-point differences.

# The Hessian, three ways
energy(x) = x[1]^4/4 + sin(x[1]*x[2]) + exp(x[2]/2)*x[1]
check grad(energy)([0.3, -1.2]) ≈ [-0.54726455231949522, 0.36309079251748438] tol 1e-9
#> ok [..]
check hessian(energy)([0.3, -1.2]) ≈ [0.77727489591612953, 1.0834839177459157; 1.0834839177459157, 0.072865553701810082] tol 1e-9
#> ok [..]
check jacobian(grad(energy))([0.3, -1.2]) ≈ [0.77727489591612953, 1.0834839177459157; 1.0834839177459157, 0.072865553701810082] tol 1e-9
#> ok [..]

# A gradient of the length of a gradient
energy(x) = x[1]^4/4 + sin(x[1]*x[2]) + exp(x[2]/2)*x[1]
steepness(x) = norm(grad(energy)(x))^2/2
check steepness([0.3, -1.2]) ≈ 0.21566670691821618 tol 1e-9
#> ok [..]
check grad(steepness)([0.3, -1.2]) ≈ [-0.031971963568409478, -0.56649552954977578] tol 1e-9
#> ok [..]
check hessian(steepness)([0.3, -1.2]) ≈ [-0.54581340199558004, 1.7683276172341231; 1.7683276172341231, 0.93146994705539776] tol 1e-9
#> ok [..]

# Laplacian and divergence
energy(x) = x[1]^4/4 + sin(x[1]*x[2]) + exp(x[2]/2)*x[1]
warp(x) = [x[1]^2*x[2], sin(x[1]) + x[2]^3]
bending(x) = laplacian(energy)(x)
source(x) = div(warp)(x)
check laplacian(energy)([0.3, -1.2]) ≈ 0.85014044961793966 tol 1e-9
#> ok [..]
check div(warp)([0.3, -1.2]) ≈ 3.6000000000000005 tol 1e-9
#> ok [..]
check laplacian(bending)([0.3, -1.2]) ≈ 9.2901312507959162 tol 1e-9
#> ok [..]
check grad(source)([0.3, -1.2]) ≈ [-2.3999999999999999, -6.5999999999999996] tol 1e-9
#> ok [..]
check div(grad(energy))([0.3, -1.2]) ≈ 0.85014044961793966 tol 1e-9
#> ok [..]

# Products with a Jacobian, and their Jacobians
warp(x) = [x[1]^2*x[2], sin(x[1]) + x[2]^3]
along(x) = jvp(warp, x, [0.6, 0.8])
check jvp(warp, [0.3, -1.2], [0.6, 0.8]) ≈ [-0.35999999999999999, 4.0292018934753635] tol 1e-9
#> ok [..]
check jacobian(along)([0.3, -1.2]) ≈ [-0.95999999999999996, 0.35999999999999999; -0.17731212399680371, -5.7599999999999998] tol 1e-9
#> ok [..]

# Direction that depends on the point
warp(x) = [x[1]^2*x[2], sin(x[1]) + x[2]^3]
self(x) = jvp(warp, x, warp(x))
check self([0.3, -1.2]) ≈ [-0.051163181400479429, -6.2914890480485788] tol 1e-9
#> ok [..]
check jacobian(self)([0.3, -1.2]) ≈ [0.0040924080181082845, 0.25920000000000004; 3.4711275431716069, 29.062234796059659] tol 1e-9
#> ok [..]

# Hessian times vector
energy(x) = x[1]^4/4 + sin(x[1]*x[2]) + exp(x[2]/2)*x[1]
slope(x) = grad(energy)(x) @ [0.6, 0.8]
curve(x) = jvp(grad(energy), x, [0.6, 0.8])
check grad(slope)([0.3, -1.2]) ≈ [1.3331520717464103, 0.70838279360899747] tol 1e-9
#> ok [..]
check curve([0.3, -1.2]) ≈ [1.3331520717464103, 0.70838279360899747] tol 1e-9
#> ok [..]
check jacobian(curve)([0.3, -1.2]) ≈ [1.0505253566380155, -0.39014390785682812; -0.39014390785682812, 0.26603556125884392] tol 1e-9
#> ok [..]

# Derivative of a determinant of a Jacobian
warp(x) = [x[1]^2*x[2], sin(x[1]) + x[2]^3]
volume(x) = det(jacobian(warp)(x))
logvolume(x) = log(abs(det(jacobian(warp)(x))))
check volume([0.3, -1.2]) ≈ -3.1963802840213047 tol 1e-9
#> ok [..]
check grad(volume)([0.3, -1.2]) ≈ [-10.914605074875844, 7.7759999999999989] tol 1e-9
#> ok [..]
check grad(logvolume)([0.3, -1.2]) ≈ [3.4146766357676279, -2.4327518345899577] tol 1e-9
#> ok [..]
check hessian(logvolume)([0.3, -1.2]) ≈ [-11.200099897542231, 0.19788806822863517; 0.19788806822863517, -1.8636950977175402] tol 1e-9
#> ok [..]

# Mixed partial derivatives
f(x, y) = exp(x*y)*sin(x + 2*y)
fx(x, y) = grad(f, wrt="x")(x, y)
fxy(x, y) = grad(fx, wrt="y")(x, y)
fy(x, y) = grad(f, wrt="y")(x, y)
fyx(x, y) = grad(fy, wrt="x")(x, y)
fxyy(x, y) = grad(fxy, wrt="y")(x, y)
check fx(0.4, 0.7) ≈ 0.60135091824845011 tol 1e-9
#> ok [..]
check fy(0.4, 0.7) ≈ -0.085824996592223618 tol 1e-9
#> ok [..]
check fxy(0.4, 0.7) ≈ -1.4688514766692551 tol 1e-9
#> ok [..]
check fyx(0.4, 0.7) ≈ -1.4688514766692551 tol 1e-9
#> ok [..]
check fxyy(0.4, 0.7) ≈ -4.8791724609047034 tol 1e-9
#> ok [..]
check jacobian(fxy)(0.4, 0.7) ≈ [-2.5297485522424168, -4.8791724609047034]' tol 1e-9
#> ok [..]

# Perturbations are not confused: an inner derivative at a point that the outer one moves
f(x) = {
    g = y -> x*y^2
    x*g'(x + 1)
}
h(x) = {
    k = y -> x + y
    x*k'(1.0)
}
check f(2.0) ≈ 24.0 tol 1e-9
#> ok [..]
check f'(2.0) ≈ 32.0 tol 1e-9
#> ok [..]
check f''(2.0) ≈ 28.0 tol 1e-9
#> ok [..]
check h'(3.0) ≈ 1.0 tol 1e-9
#> ok [..]

# Three levels, each over its own variable
f(x) = {
    g = y -> {
        h = z -> x*y*sin(z*x) + y^2*z
        y*h'(x*y)
    }
    g'(x^2)
}
check f(0.7) ≈ 1.1730163958247581 tol 1e-9
#> ok [..]
check f'(0.7) ≈ 6.3911206192179577 tol 1e-9
#> ok [..]
check f''(0.7) ≈ 22.096565859057502 tol 1e-9
#> ok [..]

# A gradient with respect to a vector inside a derivative in a scalar
f(t) = {
    potential = x -> t*sum(x^3) + exp(t*x[1]*x[2])
    norm(grad(potential)([0.5, -0.4]))
}
check f(0.9) ≈ 0.89037017208519176 tol 1e-9
#> ok [..]
check f'(0.9) ≈ 0.94637328695738221 tol 1e-9
#> ok [..]
check f''(0.9) ≈ -0.078468272096602246 tol 1e-9
#> ok [..]

# The score of a mixture and its divergence
mixture(x) = 0.3*exp(-norm(x - [1.0, 0.5])^2/2) + 0.7*exp(-norm(x + [0.5, 1.0])^2)
score(x) = grad(y -> log(mixture(y)))(x)
implicit(x) = div(score)(x) + norm(score(x))^2/2
check score([0.3, -1.2]) ≈ [-1.2894578655594549, 0.57552381511856898] tol 1e-9
#> ok [..]
check jacobian(score)([0.3, -1.2]) ≈ [-1.2471711887276593, 0.34919723458064095; 0.34919723458064084, -1.6676093306976618] tol 1e-9
#> ok [..]
check implicit([0.3, -1.2]) ≈ -1.9178158950144319 tol 1e-9
#> ok [..]
check grad(implicit)([0.3, -1.2]) ≈ [4.2522223502133309, -0.029154776850756958] tol 1e-9
#> ok [..]

# A network differentiated in its input, then in its weights
u(W, t) = sum(tanh(W*t + [0.1, -0.2, 0.3])*[0.5, -1.0, 0.7])
residual(W, t) = {
    solution = s -> u(W, s)
    solution'(t) + u(W, t)
}
loss(W) = residual(W, 0.2)^2 + residual(W, 0.9)^2
check residual([1.0, 0.5, -0.8], 0.2) ≈ -0.24394149307291346 tol 1e-9
#> ok [..]
check grad(loss)([1.0, 0.5, -0.8]) ≈ [-0.43604352087720361, 3.3483081048133205, -1.7857868527590985] tol 1e-9
#> ok [..]
check hessian(loss)([1.0, 0.5, -0.8]) ≈ [1.6056906764732768, -1.5484306717083918, 1.0211499875644561; -1.5484306717083918, 4.7353310470425356, -4.5373356617020084; 1.0211499875644561, -4.5373356617020084, -0.13169557687535138] tol 1e-9
#> ok [..]

# The derivative of a gradient-descent step in its rate
energy(x) = x[1]^4/4 + sin(x[1]*x[2]) + exp(x[2]/2)*x[1]
after(h) = energy([0.3, -1.2] - h*grad(energy)([0.3, -1.2]))
check after(0.1) ≈ -0.22949456329906986 tol 1e-9
#> ok [..]
check after'(0.1) ≈ -0.44450836987038733 tol 1e-9
#> ok [..]
check after''(0.1) ≈ -0.072102663619192722 tol 1e-9
#> ok [..]

# A held value
f(x) = x*stop(x^2)
g(x) = sin(stop(x))*x^2
check f'(1.5) ≈ 2.25 tol 1e-9
#> ok [..]
check f''(1.5) ≈ 0.0 abs 1e-12
#> ok [..]
check g'(0.7) ≈ 0.90190476213276738 tol 1e-9
#> ok [..]
check g''(0.7) ≈ 1.288435374475382 tol 1e-9
#> ok [..]

# The curvature of a curve
curve(t) = [cos(t)*exp(t/5), sin(2*t)]
velocity(t) = jvp(curve, t, 1.0)
acceleration(t) = jvp(velocity, t, 1.0)
κ(t) = (velocity(t)[1]*acceleration(t)[2] - velocity(t)[2]*acceleration(t)[1])/norm(velocity(t))^3
check velocity(0.6) ≈ [-0.4505199495594957, 0.72471550895334724] tol 1e-9
#> ok [..]
check acceleration(0.6) ≈ [-1.1479938194230683, -3.7281563438689052] tol 1e-9
#> ok [..]
check κ(0.6) ≈ 4.041920750107467 tol 1e-9
#> ok [..]
check κ'(0.6) ≈ 38.470083318947722 tol 1e-9
#> ok [..]
check κ''(0.6) ≈ 358.21521715614688 tol 1e-9
#> ok [..]
