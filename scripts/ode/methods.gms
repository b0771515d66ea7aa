#~ file: digits=8
# The methods of fixed steps: their orders, measured against closed forms.
# The harmonic oscillator, q(t) = cos t, p(t) = -sin t.
v(q, p) = (p, -q)
error_of(method, h) = abs(ode(v, (1, 0), 1, method=method, h=h).p[1] - cos(1))
# Halving the step divides the error by 2 to the power of the order.
order(method, h) = log(error_of(method, h)/error_of(method, h/2))/log(2)
check order("euler", 0.005) ≈ 1 tol 0.01
#> ok 1.0046256 ≈ 1
check order("heun", 0.01) ≈ 2 tol 0.01
#> ok 1.996487 ≈ 2
check order("rk4", 0.05) ≈ 4 tol 0.02
#> ok 3.9793191 ≈ 4
check order("symplectic", 0.01) ≈ 2 tol 0.01
#> ok 2.0000136 ≈ 2
check order("symplectic_euler", 0.001) ≈ 1 tol 0.01
#> ok 1.0000603 ≈ 1
# The errors themselves, to leading order, Euler's q grows by 1 + h²/2 for each step: h/2 cos 1.
check error_of("euler", 1e-3)/1e-3 ≈ cos(1)/2 tol 1e-2
#> ok 0.2704992 ≈ 0.27015115
# One step of each, from its definition; v is evaluated at the start too.
ode(v, (1, 0), 0.1, method="euler", h=0.1)
#> p = (1.0, -0.1)
#> t = 0.1
#> steps = 1
#> rejected = 0
#> evaluations = 2
#> why = "reached T"
ode(v, (1, 0), 0.1, method="heun", h=0.1).p
#> (0.995, -0.1)
ode(v, (1, 0), 0.1, method="rk4", h=0.1).p
#> (0.99500417, -0.099833333)
ode(v, (1, 0), 0.1, method="symplectic", h=0.1).p
#> (0.995, -0.09975)
ode(v, (1, 0), 0.1, method="symplectic_euler", h=0.1).p
#> (0.99, -0.1)
# Of a polynomial, ∫ t³, Runge and Kutta's method is Simpson's rule: exact.
check ode((t, x) -> 4*t^3, 0, 2, method="rk4", h=0.5, time=true).p ≈ 16 tol 1e-15
#> ok 16.0 ≈ 16

# The steps are made a little shorter where they would not end at T; backwards they are negative.
r = ode(v, (1, 0), 1, method="rk4", h=0.3);
(r.steps, r.t, r.evaluations)
#> (4, 1.0, 17)
check ode(v, (cos(1), -sin(1)), -1, method="rk4", h=0.01).p[1] ≈ 1 tol 1e-9
#> ok 1.0 ≈ 1
# No time, no step.
ode(v, (1, 0), 0, method="rk4", h=0.1)
#> p = (1.0, 0.0)
#> t = 0.0
#> steps = 0
#> rejected = 0
#> evaluations = 1
#> why = "reached T"

# Points at given times, between steps on cubics: order 3 at least.
r = ode(v, (1, 0), 2, at=[0, 0.55, 1.23, 2], method="rk4", h=0.1);
check r.p[1] ≈ cos([0, 0.55, 1.23, 2]) tol 3e-6
#> ok [1.0, 0.85252451, 0.3342386, -0.41614527] ≈ [1.0, 0.85252452, 0.33423773, -0.41614684]
check r.p[2] ≈ -sin([0, 0.55, 1.23, 2]) tol 3e-6
#> ok [0.0, -0.52268668, -0.94248821, -0.90929799] ≈ [-0.0, -0.52268723, -0.9424888, -0.90929743]

# Energy: Euler's grows by 1 + h² for each step, exactly; symplectic methods keep it within O(h²) or O(h)
# for ever, the leapfrog H - h² q²/8 to rounding.
H(q, p) = (q^2 + p^2)/2
check H(ode(v, (1, 0), 100, method="euler", h=0.1).p...) ≈ 0.5*1.01^1000
#> ok 10479.578 ≈ 10479.578
r = ode(v, (1, 0), 100, at=linspace(0, 100, 201), method="symplectic", h=0.1);
check max(abs(H(r.p...) - 0.5)) < 0.13*0.1^2
#> ok 0.0012499953 < 0.0013
(q, p) = ode(v, (1, 0), 1000, method="symplectic", h=0.1).p;
check H(q, p) - 0.1^2*q^2/8 ≈ 0.5 - 0.1^2/8 tol 1e-12
#> ok 0.49875 ≈ 0.49875
# A pendulum, over 100 swings: Runge and Kutta's method loses energy, the leapfrog does not.
pendulum(q, p) = (p, -sin(q))
E(q, p) = p^2/2 - cos(q)
drift(method) = E(ode(pendulum, (2, 0), 800, method=method, h=0.25).p...) - E(2, 0)
check drift("rk4") < -1e-3
#> ok -0.0078072983 < -0.001
check abs(drift("symplectic")) < 1e-2
#> ok 0.00065199605 < 0.01
# The leapfrog is its own reverse.
(q, p) = ode(pendulum, (2, 0), 50, method="symplectic", h=0.25).p;
check ode(pendulum, (q, p), -50, method="symplectic", h=0.25).p[1] ≈ 2 tol 1e-11
#> ok 2.0 ≈ 2

# Any point: numbers, vectors, records.
check ode(x -> -x, [1, 2], 1, method="rk4", h=0.1).p ≈ [1, 2]*exp(-1) tol 1e-6
#> ok [0.36787977, 0.73575955] ≈ [0.36787944, 0.73575888]
ode(r -> (a = r.b, b = -r.a), (a = 1, b = 0), 1, method="euler", h=0.5).p
#> (a = 0.75, b = -1.0)

# Left, the orders: slopes 1, 2 and 4 on logarithmic axes. Right, the energy of the pendulum: Runge and Kutta's method
# loses it steadily, the leapfrog gives back what it takes.
h = [1/2^k for k in 1:8];
orders = plot(h, (euler = [error_of("euler", s) for s in h], heun = [error_of("heun", s) for s in h],
  symplectic = [error_of("symplectic", s) for s in h], rk4 = [error_of("rk4", s) for s in h]), log="xy", style="both");
t = linspace(0, 40, 161);
energy(method) = E(ode(pendulum, (2, 0), 40, at=t, method=method, h=0.5).p...) - E(2, 0)
energies = plot(t, (rk4 = energy("rk4"), leapfrog = energy("symplectic")));
layout((axes(orders, x="h", y="error"), axes(energies, x="t", y="E(t) - E(0)")))
#> error                                E(t) - E(0)
#>      |                           +*       |+ ++ ++ ++ ++ ++++++++++ ++
#>      |               +*+++*+++*++o#      0++*++*++*++++++++++++++++ ++
#>  0.01+   +*+++*+++*++    o#oox^xxx^       |+ +++ ++ ++ ++*++*++*++*+++*
#>      |*++            o#oox^xx     %       |++ ++ ++ ++ ++ ++ ++ ++ ++ +
#>  1e-4+       o#oox^xxx^xx       @@   -0.02+ + ++ ++ ++ ++ ++ ++ ++ ++ +
#>      |   o#oox^xx            @%@          | +  + ++ ++ ++ ++ ++ ++ ++ +
#>  1e-6+#oox^xx            @%@@             | +  + ++ ++ ++ ++ ++ ++ ++ +
#>      |^xx             %@@            -0.04+ +  +  + ++ ++ ++ ++ ++ ++ +
#>      |              @@                    | +  +  + ++ ++ ++ ++ ++ ++ +
#>  1e-8+           @%@                      | +  +  + ++ ++ ++ ++ ++ ++ +
#>      |       @%@@   +*+ euler             | +  +  + ++ ++ ++ ++ ++ +  +
#> 1e-10+    %@@       o#o heun         -0.06+ +  +  +  + ++ ++ ++ +  +  +
#>      |  @@          x^x symplectic        | +     +  +       +        +
#> 1e-12+%@            @%@ rk4               ++------+------+------+-----+
#>      +-----+-------------+---------        0      10     20     30    40
#>           0.01          0.1                             t
#>                     h                         *** rk4   +++ leapfrog
