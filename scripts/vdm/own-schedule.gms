#~ file: seed=7
# A schedule of one's own. Whatever is known of it (γ, or α and σ, or α alone, or the SNR, or β) is enough: the rest follows by
# differentiation, and the way back from γ to t by halving.
use vdm

# ## The first: "I want more steps at the middle levels"
# γ itself is the most direct way to say how fast noise comes. Flat in the middle, steep at both ends:
mine = schedule(γ = t -> 12*(2*t - 1)^3 + 4*(2*t - 1), name="cubic γ");
level(mine, 0.5)
#> t = 0.5
#> α = 0.707107
#> σ = 0.707107
#> γ = 0.0
#> dα = -1.41421
#> dσ = 1.41421
#> dγ = 8.0
# With γ alone α² + σ² = 1, so all else is known.
check mine.α(0.3)^2 + mine.σ(0.3)^2 ≈ 1
#> ok 1.0 ≈ 1
check mine.α(0.3)^2 ≈ sigmoid(-mine.γ(0.3))
#> ok 0.914354 ≈ 0.914354
derive (t in unit) {
    mine.dγ(t)
    = 72*(2*t - 1)^2 + 8
}
#> ok 1 = 2: 200 points, worst 5e-17
derive (t in unit) {
    mine.inverse(mine.γ(t))
    = t
}
#> ok 1 = 2: 200 points, worst 8.5e-17
# The ends come out as they should: γ goes from -16 to 16.
(mine.γ(0), mine.γ(1), mine.inverse([-16, 0, 16]))
#> [1] = -16.0
#> [2] = 16.0
#> [3] = f64[3]
#>      0.0  0.5  1.0

# ## The second: a path from a paper, by α and σ
# "z = cos²(πt/2) x + sin(πt/2) ε", say: neither α² + σ² = 1 nor α = 1, which is no matter.
path = schedule(α = t -> cos(π*t/2)^2, σ = t -> sin(π*t/2), name="cos², sin");
(path.vp, path.snr(0.5))
#> (false, 0.5)
# What stands on paper: with u = πt/2 is α' = -π cos u sin u, σ' = π/2 cos u, so
#   f = α'/α = -π tan u,   γ' = 2(σ'/σ - α'/α) = π(cot u + 2 tan u),   g² = σ²γ' = π sin u (cos u + 2 sin u tan u).
derive (t in unit; u = π*t/2) {
    path.f(t)
    = -π*tan(u)
}
#> ok 1 = 2: 200 points, worst 9.6e-17
derive (t in unit; u = π*t/2) {
    path.dγ(t)
    = π*(1/tan(u) + 2*tan(u))
}
#> ok 1 = 2: 200 points, worst 8.6e-17
derive (t in unit; u = π*t/2) {
    path.g2(t)
    = path.σ(t)^2*path.dγ(t)
    = π*sin(u)*(cos(u) + 2*sin(u)*tan(u))
}
#> ok 1 = 2: 200 points, worst 5.9e-17
#> ok 2 = 3: 200 points, worst 6.6e-17
# γ is infinite at both ends. A part with finite ends serves where ends must be finite:
finite = between(path, -10, 8);
(finite.γ(0), finite.γ(1))
#> (-10.0, 8.0)
check gamma_rise(finite, 0, 1) ≈ 18
#> ok 18.0 ≈ 18

# ## The same schedule, said in other ways
# The cosine of iDDPM by α, by its SNR, and VP linear by β, against the library's closed forms.
k = π/2/1.008;
by_α = schedule(α = t -> cos((t + 0.008)*k)/cos(0.008*k));
by_snr = schedule(snr = t -> 1/((cos(0.008*k)/cos((t + 0.008)*k))^2 - 1));
by_β = schedule(β = t -> 0.1 + 19.9*t);
by_B = schedule(β = t -> 0.1 + 19.9*t, B = t -> 0.1*t + 19.9*t^2/2);
t = linspace(0.05, 0.95, 19);
apart(S, T) = max(abs(S.γ(t) - T.γ(t)) + abs(S.dγ(t) - T.dγ(t)) + abs(S.σ(t) - T.σ(t)) + abs(S.f(t) - T.f(t)) + abs(S.g2(t) - T.g2(t)) + abs(S.inverse(S.γ(t)) - t))
check apart(by_α, cosine_noise()) < 1e-10
#> ok 1.02485e-12 < 1e-10
check apart(by_snr, cosine_noise()) < 1e-10
#> ok 2.35367e-13 < 1e-10
check apart(by_β, vp_linear()) < 1e-10
#> ok 8.88178e-15 < 1e-10
check apart(by_B, vp_linear()) < 1e-10
#> ok 3.56659e-15 < 1e-10
# Variance exploding is α = 1, to be said, as σ alone leaves open what becomes of the datum.
check apart(schedule(α = t -> 1, σ = t -> 0.01*5000^t), ve_geometric()) < 1e-10
#> ok 1.8205e-11 < 1e-10
# A rate that is not straight has no closed B; its integral is by quadrature, to all digits for smooth β.
wavy = schedule(β = t -> 8 + 7*sin(9*t));
check wavy.α(0.6) ≈ exp(-(8*0.6 + 7*(1 - cos(9*0.6))/9)/2) tol 1e-13
#> ok 0.0787038 ≈ 0.0787038
check wavy.inverse(wavy.γ(0.6)) ≈ 0.6 tol 1e-13
#> ok 0.6 ≈ 0.6
# γ may have kinks, by `where` or by `if`, but must rise.
bent = schedule(γ = t -> where(t < 0.5, -8 + 10*t, -3 + 16*(t - 0.5)), name="bent");
[bent.γ(0.25), bent.γ(0.75), bent.dγ(0.25), bent.dγ(0.75), bent.inverse(-3)]
#> f64[5]
#>   -5.5  1.0  10.0  16.0  0.5
by_if = schedule(γ = t -> if t < 0.5 { -8 + 10*t } else { -3 + 16*(t - 0.5) });
check max(abs(by_if.γ(t) - bent.γ(t)) + abs(by_if.dγ(t) - bent.dγ(t))) ≈ 0 abs 1e-12
#> ok 0.0 ≈ 0
# Derivatives go through the inverse as well: 1/γ' at the time that it finds.
check bent.inverse'(1.0) ≈ 1/16
#> ok 0.0625 ≈ 0.0625

# ## The ends
# Even odds, SNR = (1 - t)/t, has no noise at t = 0 and nothing else at t = 1. What is known there is given: α and σ are 0 or 1, γ and γ'
# infinite. A rate that has no value by itself at an end, as 0·∞ has none, is nan, and only what asks for it is nan too.
even = schedule(snr = t -> (1 - t)/t, name="even odds");
level(even, 0)
#> (t = 0.0, α = 1.0, σ = 0.0, γ = -inf, dα = nan, dσ = nan, dγ = inf)
level(even, 1)
#> (t = 1.0, α = 0.0, σ = 1.0, γ = inf, dα = nan, dσ = nan, dγ = inf)
# How near to the ends can a part of a schedule begin and end? Times next to 1 lie 1e-16 apart, so that a γ of 60 is not to be had there, and
# `between` says so; an infinite end is, where the schedule has it.
half = between(even, -13.3, inf);
(half.γ(0), half.γ(1))
#> (-13.3, inf)
between(even, -13.3, 60)
#!> error[domain]: between: at the time where γ of even odds comes nearest to 60 it is inf: next to 0 and 1 numbers lie too far apart. Within 1e-6 this schedule can be had from -13.3 to 27.4
#!>   between(even, -13.3, 60)
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^

# ## What is refused
# (All that can be wrong is in scripts/errors/schedules.gms.)
schedule(γ = t -> sin(6*t))
#!> error[domain]: schedule: γ = -log SNR must rise with t, from data to noise, but it falls by 2.0, from 1.0 at t = 0.262 to -1.0 at t = 0.785. If your time goes from noise to data, turn it round: t -> f(1 - t)
#!>   schedule(γ = t -> sin(6*t))
#!>                ^^^^^^^^^^^^^
# A jump, since γ' is finite on both sides and knows nothing of it: every loss, an integral over γ', would be too small by what lies inside.
schedule(γ = t -> where(t < 0.3, 4*t - 5, 4*t + 1))
#!> error[domain]: schedule: γ jumps by 6.0 at t = 0.3, from -3.8 to 2.2. γ' knows nothing of a jump, so that losses would miss that part of the noise: go through it in a short time, as 6.0*sigmoid((t - 0.3)/0.01) does, or leave it out
#!>   schedule(γ = t -> where(t < 0.3, 4*t - 5, 4*t + 1))
#!>                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
# Steep is allowed.
steep = schedule(γ = t -> 4*t - 5 + 6*sigmoid((t - 0.3)/0.001));
check gamma_rise(steep, 0, 1) ≈ 10
#> ok 10.0 ≈ 10
schedule(σ = t -> t)
#!> error[argument]: schedule: σ alone does not say what becomes of the datum: α = t -> 1 keeps it (variance exploding), α = t -> sqrt(1 - σ(t)^2) keeps α² + σ² = 1
#!>   schedule(σ = t -> t)
#!>                ^^^^^^

# ## A schedule of your own that is trained
# Numbers in your formula may be a model's: γ = -8 + 13 t^k, with its ends where they are, and the power k by the variance of
# the loss for N(0, 1/4), here by its exact moments. What tries a schedule is left out while a training is recorded.
of_power(m) = schedule(γ = t -> -8 + 13*t^exp(m.log_k))
straight = loss_moments(of_power((log_k = 0.0)), normal_errors(0.5)).variance
#> 43.8256
learned = train((log_k = 0.0), (m, x) -> loss_moments(of_power(m), normal_errors(0.5)).square, [0.0], steps=300, opt=adam(0.02), batch=1);
k = exp(learned.model.log_k)
#> 1.52272
better = loss_moments(of_power(learned.model), normal_errors(0.5)).variance
#> 36.4223
check better < straight
#> ok 36.4223 < 43.8256
check grad(l -> loss_moments(of_power((log_k = l)), normal_errors(0.5)).square)(learned.model.log_k) ≈ 0 abs 0.05
#> ok -4.02071e-06 ≈ 0

# ## What is to be seen
compare_schedules((mine, path, by_α, bent))
#> γ = -log SNR                         γ'
#>  20+                              +  1000++                            +
#>  10+                         *++++o   300+o                            +
#>   0+      +ooooooooooxxxxxxxxxxxxxx   100+o+***                    **++o
#>    |xxxxxxxxxxxxxxxxxx                 30+ ooo+******    xxxxxxxxxxxxxxx
#> -10++**                                10+xxxxxxxxxxxxxxxoooooooooooo
#>    +------+-----+-----+-----+------      +-----+-----+------+-----+-----
#>          0.2   0.4   0.6   0.8                0.2   0.4    0.6   0.8
#>
#> datum                                noise
#>   1+xxxxxxxxxxxxxxxxxxxx                1+               ++++oooxxxxxxxx
#>    |          +ooooooooxxxx              |           +oooooooxxx
#> 0.5+               +++ooooxxx         0.5+       oooooo    xxx
#>    |                  +++++oxxxxx        |   ooooo**   xxxxx
#>   0+                       +++++xxx     0+xxxxxxxxxxxxxx
#>    +------+-----+-----+-----+------      +-----+-----+------+-----+-----
#>          0.2   0.4   0.6   0.8                0.2   0.4    0.6   0.8
#>                    t                                    t
