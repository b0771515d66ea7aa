#~ file: digits=12
# Away from the equilibrium: what the eigenvalues do not say.
use gan
g = game(logistic)
f = logistic
R(θ, ψ) = θ^2 + ψ^2

# ## The flow turns on circles: θ v_θ + ψ v_ψ = 0 everywhere
for p in ((0.7, -1.3), (2.0, 0.1), (-3.0, -4.0)) { check sum(p*g(p...)) ≈ 0 abs 1e-15 }
#> ok -1.11022302463e-16 ≈ 0
#> ok 0.0 ≈ 0
#> ok 0.0 ≈ 0

# One turn takes T = 2π (1 + I₀(r²/2)), as the angle grows at the rate f'(θψ).
T(r) = 2*π*(1 + besseli0(r^2/2))
check T(0.5) ≈ 12.590938285821 tol 1e-12
#> ok 12.5909382858 ≈ 12.5909382858
check T(1) ≈ 12.965248396651 tol 1e-12
#> ok 12.9652483967 ≈ 12.9652483967
check T(sqrt(2)) ≈ 14.238111828192 tol 1e-12
#> ok 14.2381118282 ≈ 14.2381118282
check T(2) ≈ 20.606242185280 tol 1e-12
#> ok 20.6062421853 ≈ 20.6062421853
check T(3) ≈ 116.12062746263 tol 1e-12
#> ok 116.120627463 ≈ 116.120627463
# 400 steps of Runge-Kutta over one turn come back to where they began.
p = repeated(rk4(g, T(1)/400), 400)(1, 0);
check p[1] ≈ 1 tol 1e-8
#> ok 0.999999999914 ≈ 1
check p[2] ≈ 0 abs 1e-6
#> ok -4.00000064625e-09 ≈ 0

# ## Simultaneous descent leaves them: r² grows by the factor 1 + h²f'(u)², exactly
for h in [0.1, 0.77, 3] {
  q = simultaneous(g, h)(0.7, -1.3)
  check R(q...) ≈ R(0.7, -1.3)*(1 + h^2*f'(0.7*(-1.3))^2) tol 1e-14
}
#> ok 2.19108244926 ≈ 2.19108244926
#> ok 2.83707841659 ≈ 2.83707841659
#> ok 12.1542043335 ≈ 12.1542043335

# From (1, 1) with h = 0.2 it stalls where f' has died away: after a million steps the field is tiny
# and the point is far from the equilibrium. A test of the gradient's norm would call it converged.
# (The steps are typed out, with f'(u) = sigmoid(-u).)
stalled(n, h) = {
  (θ, ψ) = (1.0, 1.0)
  for k in 1:n {
    s = h*sigmoid(-θ*ψ)
    (θ, ψ) = (θ - s*ψ, ψ + s*θ)
  }
  (θ, ψ)
}
p = stalled(10^6, 0.2);
check ‖p‖ ≈ 5.8158 tol 1e-4
#> ok 5.81587333966 ≈ 5.8158
check ‖g(p...)‖ ≈ 2.6e-6 tol 0.02
#> ok 2.56897842064e-06 ≈ 2.6e-06

# ## Alternating descent has an invariant of its own near 0: Q = θ² - n_g h a θψ + n_g/n_d ψ²
Q(θ, ψ, h, a=1, n_g=1, n_d=1) = θ^2 - n_g*h*a*θ*ψ + n_g/n_d*ψ^2
b = game(wasserstein)
for h in [0.3, 1.1] {
  q = alternating(b, h, n_g=2, n_d=3)(0.7, -1.3)
  check Q(q..., h, n_g=2, n_d=3) ≈ Q(0.7, -1.3, h, n_g=2, n_d=3) tol 1e-13
}
#> ok 2.16266666667 ≈ 2.16266666667
#> ok 3.61866666667 ≈ 3.61866666667

# With the logistic loss Q moves slowly. For n_d ≥ 2 the steps converge, but r ~ k^(-1/6): Q^-3
# grows by a constant for each step, for h = 0.5 and small r by 4.9e-4 with n_d = 2 and by 1.145e-2
# with n_d = 5. Here it is averaged over n steps, and over the n steps after them.
drift(n, h, n_d) = {
  (θ, ψ) = (0.3, 0.0)
  m = [0.0, 0.0]
  for half in 1:2 {
    for k in 1:n {
      m[half] = m[half] + Q(θ, ψ, h, 0.5, 1, n_d)^-3/n
      (θ, ψ) = played(θ, ψ, h, n_d)
    }
  }
  (m[2] - m[1])/n
}
# One alternating step, typed out.
played(θ, ψ, h, n_d) = {
  θ = θ - h*sigmoid(-θ*ψ)*ψ
  for j in 1:n_d { ψ = ψ + h*sigmoid(-θ*ψ)*θ }
  (θ, ψ)
}
check drift(10^5, 0.5, 2) ≈ 4.9e-4 tol 0.06
#> ok 0.000478091929688 ≈ 0.00049
check drift(10^5, 0.5, 5) ≈ 1.145e-2 tol 0.07
#> ok 0.0107587551113 ≈ 0.01145
# For n_d = 1 they leave, though all eigenvalues lie on the circle as before.
check drift(10^5, 0.5, 1) < 0
#> ok -2.32302648957e-06 < 0

# ## The non-saturating game goes inwards, but sublinearly
# d(r²)/dt = -2u tanh(u/2) in the flow.
n = nonsaturating(logistic)
for p in ((0.7, -1.3), (2.0, 0.1), (-3.0, -4.0)) {
  u = p[1]*p[2]
  check 2*sum(p*n(p...)) ≈ -2*u*tanh(u/2)
}
#> ok -0.775320592418 ≈ -0.775320592418
#> ok -0.03986719785 ≈ -0.03986719785
#> ok -23.9997050796 ≈ -23.9997050796
# Alternating, 1/Q grows by (n_d h/8)/(1 - A/4) for each step, A = n_d h²/4.
inwards(n, h, n_d) = {
  (θ, ψ) = (0.1, 0.0)
  for k in 1:n {
    θ = θ - h*sigmoid(θ*ψ)*ψ
    for j in 1:n_d { ψ = ψ + h*sigmoid(-θ*ψ)*θ }
  }
  (θ, ψ)
}
rise(n, h, n_d) = (1/Q(inwards(2*n, h, n_d)..., h, 0.5, 1, n_d) - 1/Q(inwards(n, h, n_d)..., h, 0.5, 1, n_d))/n
check rise(10^5, 0.5, 1) ≈ 0.5/8/(1 - 0.25/16) tol 1e-3
#> ok 0.0634917027292 ≈ 0.0634920634921
check rise(10^5, 0.4, 3) ≈ 1.2/8/(1 - 0.48/16) tol 1e-3
#> ok 0.154639377147 ≈ 0.154639175258

# Simultaneous, the way inwards ends on a cycle of radius sqrt(2h): outwards by h²/4 r², inwards by
# h/8 r⁴. For h = 0.1 the root mean square of r is 0.44709.
cycle(n, m, h) = {
  (θ, ψ) = (0.3, 0.0)
  total = 0.0
  for k in 1:n+m {
    u = θ*ψ
    (θ, ψ) = (θ - h*sigmoid(u)*ψ, ψ + h*sigmoid(-u)*θ)
    if k > n { total = total + θ^2 + ψ^2 }
  }
  sqrt(total/m)
}
check cycle(10^5, 10^5, 0.1) ≈ 0.44709 tol 2e-5
#> ok 0.44709158294 ≈ 0.44709
check cycle(10^5, 10^5, 0.1) ≈ sqrt(0.2) tol 1e-3
#> ok 0.44709158294 ≈ 0.4472135955

# ## Weight clipping: from outside the WGAN ends on the circle r = κ and stays there
band(F, n, m) = {
  (θ, ψ) = (2.0, 0.0)
  (low, high) = (inf, 0.0)
  for k in 1:n+m {
    (θ, ψ) = F(θ, ψ)
    if k > n { r = sqrt(θ^2 + ψ^2); low = min(low, r); high = max(high, r) }
  }
  [low, high]
}
#!> note: band hides the builtin; :clear band brings it back
# The field is typed out to be quick: (-ψ, θ).
check band(clipped(alternating((θ, ψ) -> (-ψ, θ), 0.01), 1.0), 5000, 5000) ≈ [0.99750, 1.00250] tol 5e-6
#> ok [0.997496874, 1.0024968889] ≈ [0.9975, 1.0025]

# ## WGAN-GP with a strong penalty converges, to a false point: θ = ±γ g₀
p = gradient_penalty(b, γ=3, g₀=1)
q = repeated(alternating(p, 0.1), 1000)(0.3, 0.2);
check abs(q[1]) ≈ 3 tol 1e-6
#> ok 3.0 ≈ 3
check q[2] ≈ 0 abs 1e-6
#> ok [..] ≈ 0

# ## The duality gap on the box |θ| ≤ B, |ψ| ≤ κ, against the largest and smallest loss on a grid
L = loss(logistic)
(B, κ) = (2, 3);
(θ, ψ) = (0.7, -1.3);
best = max([L(θ, y) for y in linspace(-κ, κ, 101)]) - min([L(x, ψ) for x in linspace(-B, B, 101)]);
check duality_gap(logistic, B, κ)(θ, ψ) ≈ best
#> ok 2.55612516879 ≈ 2.55612516879
duality_gap(wasserstein, B, κ)(θ, ψ)
#> 4.7
check duality_gap(wasserstein, B, κ)(θ, ψ) ≈ κ*abs(θ) + B*abs(ψ)
#> ok 4.7 ≈ 4.7

# Simultaneous steps of the GAN go outwards until the field has died away; those of NS-GAN end on the circle of radius
# sqrt(2h), from inside and from outside.
v(θ, ψ) = (-sigmoid(-θ*ψ)*ψ, sigmoid(-θ*ψ)*θ)
ns(θ, ψ) = (-sigmoid(θ*ψ)*ψ, sigmoid(-θ*ψ)*θ)
steps(F, p, n) = trajectory(iterate(F, p, n, every=1))
stalling = overlay(plot(v, (-4, 4), (-4, 4)), steps(simultaneous(v, 0.2), (1.0, 1.0), 800));
cycling = overlay(plot(ns, (-2, 2), (-2, 2)), steps(simultaneous(ns, 0.5), (0.3, 0.0), 60),
  steps(simultaneous(ns, 0.5), (1.8, 0.0), 60));
layout((gan = axes(stalling, equal=true), ns_gan = axes(cycling, equal=true)))
#>                  gan                                 ns_gan
#>    ψ                                    ψ
#>     4+ /    /   <  <    <   .  .         2+ v    v   /  <    <   <  <
#>      |                                    |
#>      |       ..-''''''..                  |        ++++++++++
#>     2+ /   .' ..-'''-.\\'.  .. .         1+ v    v+ +++<++++ ++<++  <
#>      |   .' .''.'''''.o'. \. '.           |      +++********\+    +
#>      | v /  |.' /  <    '. |^ \^          | v   v+ **/********+  \ +\
#>     0+ v | |vv  v  /    ^| /^ |^         0+ v   ++ v *  /o ^ *+  ^ o^
#>      |   | '.'.         .'.' .'           |     ++ * ***  ***++
#>      |   v. '.'..    ..' .' .'            |      ++ ******/*++
#>    -2+ v  '.\''.>'''''.-'  ./  /        -1+ \    \ +++>++++/+/   ^  ^
#>      |     ''.. ''''''  .-'               |           ++++
#>      | .    . '''-----''/   /  /          | >    >   >  >    /   ^  ^
#>    -4+ .    .   >  >    /   /  /        -2+ >    >   >  >    /   ^  ^
#>      ++-----+------+-----+-----+          ++-----+------+-----+-----+
#>       -4    -2     0     2     4           -2    -1     0     1     2
#>                   θ                                    θ
