#~ file: seed=7
# What noise schedules refuse, and what they say to do.
use vdm

# Numbers of the named ones.
vp_linear(β0=0)
#!> error[domain]: vp_linear: β0 must be positive and finite, not 0: the rate at t = 0, as 0.1
#!>   vp_linear(β0=0)
#!>                ^
vp_linear(β1=-1)
#!> error[domain]: vp_linear: β1 must be positive and finite, not -1: the rate at t = 1, as 20
#!>   vp_linear(β1=-1)
#!>                ^^
vp_linear(β1=[1, 2])
#!> error[type]: vp_linear: β1 is a number, the rate at t = 1, as 20, not i64[2]
#!>   vp_linear(β1=[1, 2])
#!>                ^^^^^^
sub_vp(β0="small")
#!> error[type]: sub_vp: β0 is a number, the rate at t = 0, as 0.1, not a text
#!>   sub_vp(β0="small")
#!>             ^^^^^^^
cosine_noise(s=0)
#!> error[domain]: cosine_noise: s must be positive and finite, not 0: the offset, as 0.008; plain_cosine() is the limit s = 0
#!>   cosine_noise(s=0)
#!>                  ^
cosine_noise(s=nan)
#!> error[domain]: cosine_noise: s must be positive and finite, not nan: the offset, as 0.008; plain_cosine() is the limit s = 0
#!>   cosine_noise(s=nan)
#!>                  ^^^
cosine_noise(s="a")
#!> error[type]: cosine_noise: s is a number, the offset, as 0.008; plain_cosine() is the limit s = 0, not a text
#!>   cosine_noise(s="a")
#!>                  ^^^
clipped_cosine(5, -13.3)
#!> error[domain]: clipped_cosine: γ = -log SNR rises with t, so γ0 < γ1; here 5 and -13.3
#!>   clipped_cosine(5, -13.3)
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^
linear_snr(γ0=-inf)
#!> error[domain]: linear_snr: γ0 is a finite number, -log SNR at an end, not -inf
#!>   linear_snr(γ0=-inf)
#!>                 ^^^^
linear_snr(γ0="low")
#!> error[type]: linear_snr: γ0 is a number, -log SNR at an end, not a text
#!>   linear_snr(γ0="low")
#!>                 ^^^^^
linear_snr(3, 3)
#!> error[domain]: linear_snr: γ = -log SNR rises with t, so γ0 < γ1; here 3 and 3
#!>   linear_snr(3, 3)
#!>   ^^^^^^^^^^^^^^^^
sigmoid_noise(tau=0)
#!> error[domain]: sigmoid_noise: tau must be positive and finite, not 0: the width of the sigmoid
#!>   sigmoid_noise(tau=0)
#!>                     ^
sigmoid_noise(start=3, stop=-3)
#!> error[domain]: sigmoid_noise: start/tau < stop/tau, both at most 200 in size, not 3.0 and -3.0
#!>   sigmoid_noise(start=3, stop=-3)
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
sigmoid_noise(start=-900)
#!> error[domain]: sigmoid_noise: start/tau < stop/tau, both at most 200 in size, not -900.0 and 3.0
#!>   sigmoid_noise(start=-900)
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^
sigmoid_noise(start="a")
#!> error[type]: sigmoid_noise: start is a number, where the sigmoid begins, as -3, not a text
#!>   sigmoid_noise(start="a")
#!>                       ^^^
sigmoid_noise(stop=[1, 2])
#!> error[type]: sigmoid_noise: stop is a number, where the sigmoid ends, as 3, not i64[2]
#!>   sigmoid_noise(stop=[1, 2])
#!>                      ^^^^^^
polynomial_noise(p=0)
#!> error[domain]: polynomial_noise: p must be positive and finite, not 0: the power of t
#!>   polynomial_noise(p=0)
#!>                      ^
polynomial_noise(precision=0.5)
#!> error[domain]: polynomial_noise: precision lies between 0 and 0.5, as 1e-5, not 0.5
#!>   polynomial_noise(precision=0.5)
#!>                              ^^^
polynomial_noise(precision="a")
#!> error[type]: polynomial_noise: precision is a number, the least α, as 1e-5, not a text
#!>   polynomial_noise(precision="a")
#!>                              ^^^
edm(σ_min=0)
#!> error[domain]: edm: σ_min must be positive and finite, not 0: σ at t = 0
#!>   edm(σ_min=0)
#!>             ^
edm(σ_min=80, σ_max=0.002)
#!> error[domain]: edm: σ grows with t, so σ_min < σ_max; here 80 and 0.002
#!>   edm(σ_min=80, σ_max=0.002)
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^
edm(ρ=0)
#!> error[domain]: edm: ρ must be positive and finite, not 0: the power of σ
#!>   edm(ρ=0)
#!>         ^
ve_geometric(σ_max=inf)
#!> error[domain]: ve_geometric: σ_max must be positive and finite, not inf: σ at t = 1
#!>   ve_geometric(σ_max=inf)
#!>                      ^^^

# Times.
level(cosine_noise(), 1.5)
#!> error[domain]: level: a time lies between 0, the data, and 1, the noise; 1.5 does not
#!>   level(cosine_noise(), 1.5)
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^
level(cosine_noise(), -1e-9)
#!> error[domain]: level: a time lies between 0, the data, and 1, the noise; -1e-09 does not
#!>   level(cosine_noise(), -1e-9)
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^
level(cosine_noise(), [0.1, 2, 0.5])
#!> error[domain]: level: a time lies between 0, the data, and 1, the noise; 2.0 does not
#!>   level(cosine_noise(), [0.1, 2, 0.5])
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
level(cosine_noise(), nan)
#!> error[domain]: level: a time lies between 0, the data, and 1, the noise; nan does not
#!>   level(cosine_noise(), nan)
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^
level(cosine_noise(), "half")
#!> error[type]: level: t is a time from 0 to 1, not a text
#!>   level(cosine_noise(), "half")
#!>                         ^^^^^^
gamma_rise(cosine_noise(), 0.1, 7)
#!> error[domain]: gamma_rise: a time lies between 0, the data, and 1, the noise; 7 does not
#!>   gamma_rise(cosine_noise(), 0.1, 7)
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
# In a loop over times too.
vmap(t -> level(cosine_noise(), t).γ)([0.5, 1.5])
#!> error[domain]: level: a time lies between 0, the data, and 1, the noise; 1.5 does not
#!>   vmap(t -> level(cosine_noise(), t).γ)([0.5, 1.5])
#!>             ^^^^^^^^^^^^^^^^^^^^^^^^

# What is no schedule. A learning rate of that name is another thing.
level(3, 0.5)
#!> error[type]: a schedule is a record of functions of t such as cosine_noise() gives, not i64; schedule(γ = t -> ...) makes one of your own
#!>   level(3, 0.5)
#!>   ^^^^^^^^^^^^^
level((α = t -> t), 0.5)
#!> error[type]: a schedule is a record of functions of t such as cosine_noise() gives, not a record of ("α",); schedule(γ = t -> ...) makes one of your own
#!>   level((α = t -> t), 0.5)
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^
level(cosine(1e-3, 100), 0.5)
#!> error[type]: a schedule is a record of functions of t such as cosine_noise() gives, not a function; it is made by a call: cosine_noise(), with the brackets
#!>   level(cosine(1e-3, 100), 0.5)
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
level(cosine_noise, 0.5)
#!> error[type]: a schedule is a record of functions of t such as cosine_noise() gives, not a function; it is made by a call: cosine_noise(), with the brackets
#!>   level(cosine_noise, 0.5)
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^
schedule_of("cosine")
#!> error[type]: a schedule is a record of functions of t such as cosine_noise() gives, not a text; schedule(γ = t -> ...) makes one of your own
#!>   schedule_of("cosine")
#!>   ^^^^^^^^^^^^^^^^^^^^^

# γ that are never reached.
linear_snr().inverse(6)
#!> error[domain]: linear log-SNR.inverse: γ goes from -13.3 to 5 here, and 6.0 is never reached
#!>   linear_snr().inverse(6)
#!>   ^^^^^^^^^^^^^^^^^^^^^^^
linear_snr().inverse([0, -20])
#!> error[domain]: linear log-SNR.inverse: γ goes from -13.3 to 5 here, and -20.0 is never reached
#!>   linear_snr().inverse([0, -20])
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
vp_linear().inverse(nan)
#!> error[domain]: VP linear.inverse: γ is nan
#!>   vp_linear().inverse(nan)
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^
between(vp_linear(), -10, 20)
#!> error[domain]: VP linear.inverse: γ goes from -inf to 10.05 here, and 20.0 is never reached
#!>   between(vp_linear(), -10, 20)
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
between(cosine_noise(), 5, -10)
#!> error[domain]: between: γ = -log SNR rises with t, so γ0 < γ1; here 5 and -10
#!>   between(cosine_noise(), 5, -10)
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
between(linear_snr(), -inf, 5)
#!> error[domain]: linear log-SNR.inverse: γ goes from -13.3 to 5 here, and -inf is never reached
#!>   between(linear_snr(), -inf, 5)
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
# Next to 0 and 1 numbers have no digits left to tell γ apart, and α next to 1 has none sooner.
between(schedule(α = t -> 1 - t), -60, 60)
#!> error[domain]: between: at the time where γ of own schedule comes nearest to -60 it is -inf: next to 0 and 1 numbers lie too far apart. Within 1e-6 this schedule can be had from -25.8 to 54.3
#!>   between(schedule(α = t -> 1 - t), -60, 60)
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
between(rectified(), -20, 80)
#!> error[domain]: between: at the time where γ of rectified comes nearest to 80 it is inf: next to 0 and 1 numbers lie too far apart. Within 1e-6 this schedule can be had from -20.0 to 53.5
#!>   between(rectified(), -20, 80)
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
between(cosine_noise(), -20, 70)
#!> error[domain]: between: at the time where γ of cosine comes nearest to 70 it is 69.8136: next to 0 and 1 numbers lie too far apart. Within 1e-6 this schedule can be had from -20.0 to 51.1
#!>   between(cosine_noise(), -20, 70)
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
between(cosine_noise(), -10, 5).inverse(6)
#!> error[domain]: between.inverse: γ goes from -10 to 5 here, and 6.0 is never reached
#!>   between(cosine_noise(), -10, 5).inverse(6)
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
shifted(linear_snr(), 2).inverse(-12)
#!> error[domain]: shifted.inverse: γ goes from -11.3 to 7.0 here, and -12.0 is never reached
#!>   shifted(linear_snr(), 2).inverse(-12)
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
shifted(cosine_noise(), nan)
#!> error[domain]: shifted: c is a finite number, added to γ, such as 2*log(256/64), not nan
#!>   shifted(cosine_noise(), nan)
#!>                           ^^^
shifted(cosine_noise(), [1, 2])
#!> error[type]: shifted: c is a number, added to γ, such as 2*log(256/64), not i64[2]
#!>   shifted(cosine_noise(), [1, 2])
#!>                           ^^^^^^

# One's own.
schedule()
#!> error[argument]: schedule: say it in one way: γ =, or α = and σ =, or α = alone (σ² = 1 - α²), or snr =, or β = (with B = its integral)
#!>   schedule()
#!>   ^^^^^^^^^^
schedule(γ = t -> t, snr = t -> t)
#!> error[argument]: schedule: say it in one way: γ =, or α = and σ =, or α = alone (σ² = 1 - α²), or snr =, or β = (with B = its integral)
#!>   schedule(γ = t -> t, snr = t -> t)
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
schedule(σ = t -> t)
#!> error[argument]: schedule: σ alone does not say what becomes of the datum: α = t -> 1 keeps it (variance exploding), α = t -> sqrt(1 - σ(t)^2) keeps α² + σ² = 1
#!>   schedule(σ = t -> t)
#!>                ^^^^^^
schedule(γ = 3)
#!> error[type]: schedule: γ is a function of t, as γ = t -> ..., not i64
#!>   schedule(γ = 3)
#!>                ^
schedule(B = t -> t)
#!> error[argument]: schedule: say it in one way: γ =, or α = and σ =, or α = alone (σ² = 1 - α²), or snr =, or β = (with B = its integral)
#!>   schedule(B = t -> t)
#!>   ^^^^^^^^^^^^^^^^^^^^
schedule(γ = t -> [t, t])
#!> error[shape]: schedule: γ(t) of a number t is a number, not f64[2]
#!>   schedule(γ = t -> [t, t])
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^
schedule(γ = t -> "t")
#!> error[shape]: schedule: γ(t) of a number t is a number, not a text
#!>   schedule(γ = t -> "t")
#!>   ^^^^^^^^^^^^^^^^^^^^^^
# Not finite, or not positive, inside.
schedule(γ = t -> log(t - 0.5))
#!> error[domain]: schedule: γ is nan at t = 0.0001; it must be finite inside 0 < t < 1
#!>   schedule(γ = t -> log(t - 0.5))
#!>                ^^^^^^^^^^^^^^^^^
schedule(γ = t -> nan)
#!> error[domain]: schedule: γ is nan at t = 0.0001; it must be finite inside 0 < t < 1
#!>   schedule(γ = t -> nan)
#!>                ^^^^^^^^
schedule(α = t -> 1/(t - 0.5), σ = t -> t)
#!> error[domain]: schedule: α is inf at t = 0.5; it must be finite inside 0 < t < 1
#!>   schedule(α = t -> 1/(t - 0.5), σ = t -> t)
#!>                ^^^^^^^^^^^^^^^^
schedule(snr = t -> 0.5 - t)
#!> error[domain]: schedule: snr must be positive inside 0 < t < 1, and is -0.4999 at t = 0.9999
#!>   schedule(snr = t -> 0.5 - t)
#!>                  ^^^^^^^^^^^^
schedule(α = t -> 1 - t, σ = t -> t - 0.25)
#!> error[domain]: schedule: σ must be positive inside 0 < t < 1, and is -0.2499 at t = 0.0001
#!>   schedule(α = t -> 1 - t, σ = t -> t - 0.25)
#!>                                ^^^^^^^^^^^^^
schedule(β = t -> 10*cos(4*t))
#!> error[domain]: schedule: β must be positive inside 0 < t < 1, and is -9.99999 at t = 0.785
#!>   schedule(β = t -> 10*cos(4*t))
#!>                ^^^^^^^^^^^^^^^^
# γ that falls, somewhere or everywhere, and γ that rests.
schedule(γ = t -> 10*t + 3*sin(12*t))
#!> error[domain]: schedule: γ = -log SNR must rise with t, from data to noise, but it falls by 3.61, from 4.425 at t = 0.154 to 0.8105 at t = 0.369. Smaller swings, or a steeper rise beside them, keep γ' above 0
#!>   schedule(γ = t -> 10*t + 3*sin(12*t))
#!>                ^^^^^^^^^^^^^^^^^^^^^^^
schedule(γ = t -> 5 - 10*t)
#!> error[domain]: schedule: γ = -log SNR must rise with t, from data to noise, but it falls by 10.0, from 4.999 at t = 0.0001 to -4.999 at t = 0.9999. If your time goes from noise to data, turn it round: t -> f(1 - t)
#!>   schedule(γ = t -> 5 - 10*t)
#!>                ^^^^^^^^^^^^^
schedule(snr = t -> exp(10*t))
#!> error[domain]: schedule: γ = -log SNR must rise with t, from data to noise, but it falls by 10.0, from -0.001 at t = 0.0001 to -9.999 at t = 0.9999. If your time goes from noise to data, turn it round: t -> f(1 - t)
#!>   schedule(snr = t -> exp(10*t))
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
schedule(γ = t -> max(10*t, 5))
#!> error[domain]: schedule: γ = -log SNR must rise with t, from data to noise, but it stands still at 5.0 from t = 0.0001 to 0.49918. No noise is added there: leave that stretch of time out, or give it a slope
#!>   schedule(γ = t -> max(10*t, 5))
#!>                ^^^^^^^^^^^^^^^^^
schedule(γ = t -> 10*t - 5 - 0.1*sin(2000*π*t))
#!> error[domain]: schedule: γ = -log SNR must rise with t, from data to noise, but it falls by 0.0968, from -4.893 at t = 0.000733137 to -4.99 at t = 0.001. Smaller swings, or a steeper rise beside them, keep γ' above 0
#!>   schedule(γ = t -> 10*t - 5 - 0.1*sin(2000*π*t))
#!>                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
# γ that jumps, and γ whose derivative is lost.
schedule(γ = t -> where(t < 0.3, 4*t - 5, 6 + 4*t - 5))
#!> error[domain]: schedule: γ jumps by 6.0 at t = 0.3, from -3.8 to 2.2. γ' knows nothing of a jump, so that losses would miss that part of the noise: go through it in a short time, as 6.0*sigmoid((t - 0.3)/0.01) does, or leave it out
#!>   schedule(γ = t -> where(t < 0.3, 4*t - 5, 6 + 4*t - 5))
#!>                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
schedule(γ = t -> if t < 0.5 { t } else { 2*t })
#!> error[domain]: schedule: γ jumps by 0.5 at t = 0.5, from 0.5 to 1.0. γ' knows nothing of a jump, so that losses would miss that part of the noise: go through it in a short time, as 0.5*sigmoid((t - 0.5)/0.01) does, or leave it out
#!>   schedule(γ = t -> if t < 0.5 { t } else { 2*t })
#!>                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
schedule(γ = t -> where(t < 0.3, 1e-3*t, 10 + 1e-3*t))
#!> error[domain]: schedule: γ jumps by 10.0 at t = 0.3, from 0.0003 to 10.0. γ' knows nothing of a jump, so that losses would miss that part of the noise: go through it in a short time, as 10.0*sigmoid((t - 0.3)/0.01) does, or leave it out
#!>   schedule(γ = t -> where(t < 0.3, 1e-3*t, 10 + 1e-3*t))
#!>                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
schedule(γ = t -> stop(5*t))
#!> error[domain]: schedule: γ rises by 4.999 from t = 0.0001 to 0.9999, but by the integral of γ' it is 0.0; it differs most at t = 0.863. γ is too steep there, or has a part without a derivative, such as stop, floor or a table
#!>   schedule(γ = t -> stop(5*t))
#!>                ^^^^^^^^^^^^^^
schedule(α = t -> 1 + t)
#!> error[domain]: schedule: without σ =, σ² = 1 - α², but α is 1.9999 at t = 0.9999; give σ = too
#!>   schedule(α = t -> 1 + t)
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^
schedule(α = t -> 1)
#!> error[domain]: schedule: without σ =, σ² = 1 - α², but α is 1.0 at t = 0.0001; give σ = too
#!>   schedule(α = t -> 1)
#!>   ^^^^^^^^^^^^^^^^^^^^
# An integral that is not that of β, and a β that has none by quadrature.
schedule(β = t -> 0.1 + 19.9*t, B = t -> 0.1*t)
#!> error[domain]: schedule: B is the integral of β, but B' is 0.1 and β 19.801 at t = 0.99
#!>   schedule(β = t -> 0.1 + 19.9*t, B = t -> 0.1*t)
#!>                                       ^^^^^^^^^^
schedule(β = t -> 2*t, B = t -> 1 + t^2)
#!> error[domain]: schedule: B is the integral of β from 0, so B(0) = 0, not 1.0
#!>   schedule(β = t -> 2*t, B = t -> 1 + t^2)
#!>                              ^^^^^^^^^^^^
schedule(β = t -> where(t < 0.3, 1.0, 30.0))
#!> error[convergence]: schedule: the integral of β by 60 and by 100 points differs, 21.35224721 and 21.23175591: β is not smooth enough, so give B = too
#!>   schedule(β = t -> where(t < 0.3, 1.0, 30.0))
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
# Fine inside, but nothing can be said of an end.
ends = schedule(γ = t -> log(t)/(1 - t) + 0*t, name="log");
level(ends, 1)
#!> error[domain]: level: the schedule log gives nan at t = 1.0: its functions are good inside 0..1 alone; between(S, γ0, γ1) keeps away from the ends
#!>   level(ends, 1)
#!>   ^^^^^^^^^^^^^^

# Tables.
noise_betas("quadratic")
#!> error[argument]: noise_betas: the first argument is "linear", "scaled linear", "sigmoid" or "cosine", not quadratic
#!>   noise_betas("quadratic")
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^
noise_betas("linear", T=1)
#!> error[domain]: noise_betas: T is how many steps, at least 2, not 1
#!>   noise_betas("linear", T=1)
#!>                           ^
noise_betas("linear", T=10.5)
#!> error[domain]: noise_betas: T is how many steps, at least 2, not 10.5
#!>   noise_betas("linear", T=10.5)
#!>                           ^^^^
noise_betas("linear", β1=1)
#!> error[domain]: noise_betas: β0 and β1 lie between 0 and 1, not 0.0001 and 1
#!>   noise_betas("linear", β1=1)
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^
noise_betas(β0="a")
#!> error[type]: noise_betas: β0 is a number, β of the first step, as 0.0001, not a text
#!>   noise_betas(β0="a")
#!>                  ^^^
noise_betas("cosine", s="a")
#!> error[type]: noise_betas: s is a number, the offset of "cosine", as 0.008, not a text
#!>   noise_betas("cosine", s="a")
#!>                           ^^^
noise_betas("cosine", β0=0.1)
#!> error[argument]: noise_betas: "cosine" has no β0 and β1, but s = and largest =
#!>   noise_betas("cosine", β0=0.1)
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
noise_betas("cosine", largest=1)
#!> error[domain]: noise_betas: "cosine" has s > 0 and largest between 0 and 1, not 0.008 and 1
#!>   noise_betas("cosine", largest=1)
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
noise_table([0.1, 0.5, 1])
#!> error[domain]: noise_table: every β lies between 0 and 1, but that of step 3 is 1.0; 1 would leave nothing of the datum, and min(β, 0.999) is what iDDPM takes
#!>   noise_table([0.1, 0.5, 1])
#!>               ^^^^^^^^^^^^^
noise_table([0.1, nan, 0.2])
#!> error[domain]: noise_table: every β lies between 0 and 1, but that of step 2 is nan; 1 would leave nothing of the datum, and min(β, 0.999) is what iDDPM takes
#!>   noise_table([0.1, nan, 0.2])
#!>               ^^^^^^^^^^^^^^^
noise_table([0.1, -0.5])
#!> error[domain]: noise_table: every β lies between 0 and 1, but that of step 2 is -0.5; 1 would leave nothing of the datum, and min(β, 0.999) is what iDDPM takes
#!>   noise_table([0.1, -0.5])
#!>               ^^^^^^^^^^^
noise_table(0.1)
#!> error[shape]: noise_table: β is a vector with a number for each step, two at least, not f64
#!>   noise_table(0.1)
#!>               ^^^
discrete_noise([0.1])
#!> error[shape]: noise_table: β is a vector with a number for each step, two at least, not f64[1]
#!>   discrete_noise([0.1])
#!>                  ^^^^^
discrete_noise(noise_betas("linear")).inverse(12)
#!> error[domain]: discrete_noise.inverse: γ goes from -9.21024 to 10.1177 here, and 12.0 is never reached
#!>   discrete_noise(noise_betas("linear")).inverse(12)
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^

# Learned ones.
learned_noise(units=0)
#!> error[domain]: learned_noise: units is how many terms, at least 1, not 0
#!>   learned_noise(units=0)
#!>                       ^
learned_noise(units=2.5)
#!> error[domain]: learned_noise: units is how many terms, at least 1, not 2.5
#!>   learned_noise(units=2.5)
#!>                       ^^^
learned_noise(γ0=5, γ1=-5)
#!> error[domain]: learned_noise: γ = -log SNR rises with t, so γ0 < γ1; here 5 and -5
#!>   learned_noise(γ0=5, γ1=-5)
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^
learned_noise(v=[1, 2])
#!> error[argument]: learned_noise: a is missing; v, a and c come together, or none of them
#!>   learned_noise(v=[1, 2])
#!>   ^^^^^^^^^^^^^^^^^^^^^^^
learned_noise(v=[1, 2], a=[1, 2], c=[0, 0, 0])
#!> error[shape]: learned_noise: v, a and c have one length, not 2, 2 and 3
#!>   learned_noise(v=[1, 2], a=[1, 2], c=[0, 0, 0])
#!>                   ^^^^^^
learned_noise(v=[1, -2], a=[1, 2], c=[0, 0])
#!> error[domain]: learned_noise: v must be positive, or γ falls; its least number is -2
#!>   learned_noise(v=[1, -2], a=[1, 2], c=[0, 0])
#!>                   ^^^^^^^
learned_noise(v=[1, 2], a=[1, inf], c=[0, 0])
#!> error[domain]: learned_noise: a must be finite
#!>   learned_noise(v=[1, 2], a=[1, inf], c=[0, 0])
#!>                             ^^^^^^^^
learned_noise(v=1, a=1, c=0)
#!> error[shape]: learned_noise: v is a vector, not i64
#!>   learned_noise(v=1, a=1, c=0)
#!>                   ^
(t -> learned_noise(γ0=t)(0.3))'(-13.3)
#!> error[argument]: learned_noise: γ0 and γ1 are fixed, and nothing is differentiated or mapped over them. shifted(m, c) moves both by a c that may be, and linear_snr(γ0, γ1) or best_noise(τ, γ0, γ1) take any ends
#!>   (t -> learned_noise(γ0=t)(0.3))'(-13.3)
#!>                          ^
#!>   in the function, called by (t -> learned_noise(γ0=t)(0.3))'(-13.3)
best_noise(0)
#!> error[domain]: best_noise: τ must be positive and finite, not 0: the standard deviation of the data
#!>   best_noise(0)
#!>              ^
best_noise(1, 5, -5)
#!> error[domain]: best_noise: γ = -log SNR rises with t, so γ0 < γ1; here 5 and -5
#!>   best_noise(1, 5, -5)
#!>   ^^^^^^^^^^^^^^^^^^^^
best_noise([1, 2])
#!> error[type]: best_noise: τ is a number, the standard deviation of the data, not i64[2]
#!>   best_noise([1, 2])
#!>              ^^^^^^
normal_errors(-1)
#!> error[domain]: normal_errors: τ must be positive and finite, not -1: the standard deviation of the data
#!>   normal_errors(-1)
#!>                 ^^
normal_errors(1, d=0)
#!> error[domain]: normal_errors: d is the number of dimensions, at least 1, not 0
#!>   normal_errors(1, d=0)
#!>                      ^
normal_errors("a")
#!> error[type]: normal_errors: τ is a number, the standard deviation of the data, not a text
#!>   normal_errors("a")
#!>                 ^^^
normal_errors(1, d=[1, 2])
#!> error[type]: normal_errors: d is the number of dimensions, not i64[2]
#!>   normal_errors(1, d=[1, 2])
#!>                      ^^^^^^
loss_moments(cosine_noise(), normal_errors(1))
#!> error[domain]: loss_moments: γ of cosine goes from -inf to inf, where the loss has no finite moments; between(S, γ0, γ1) has finite ends
#!>   loss_moments(cosine_noise(), normal_errors(1))
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
loss_moments(linear_snr(), 3)
#!> error[type]: loss_moments: errors is a record (mean = , square = ) of functions of γ, E‖ε - ε̂‖² and E‖ε - ε̂‖⁴, as normal_errors(τ) gives it
#!>   loss_moments(linear_snr(), 3)
#!>                              ^
loss_moments(learned_noise(v=[1], a=[1e6], c=[-5e5]), normal_errors(0.5))
#!> error[convergence]: loss_moments: the mean is 5.95601 by the integral over γ, but 2.36203 by 672 points over t: γ of learned is too steep or has too many kinks for the rule; n = 64 takes more points
#!>   loss_moments(learned_noise(v=[1], a=[1e6], c=[-5e5]), normal_errors(0.5))
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
loss_moments(linear_snr(), normal_errors(1), n=0)
#!> error[domain]: loss_moments: n is the points of each interval, 1 to 200, not 0
#!>   loss_moments(linear_snr(), normal_errors(1), n=0)
#!>                                                  ^
schedule_loss(3)
#!> error[type]: a predictor is an oracle, a network or a function of z and t, not i64
#!>   schedule_loss(3)
#!>   ^^^^^^^^^^^^^^^^
schedule_loss((z, t) -> z)(linear_snr(), "x")
#!> error[type]: schedule_loss: a datum must be a number or a tensor of numbers, not a text
#!>   schedule_loss((z, t) -> z)(linear_snr(), "x")
#!>       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^

# Pictures.
compare_schedules(())
#!> error[argument]: compare_schedules: give schedules in a tuple, as (cosine_noise(), rectified())
#!>   compare_schedules(())
#!>                     ^^
compare_schedules((cosine_noise(), 3))
#!> error[type]: a schedule is a record of functions of t such as cosine_noise() gives, not i64; schedule(γ = t -> ...) makes one of your own
#!>   compare_schedules((cosine_noise(), 3))
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
compare_schedules(cosine_noise(), n=1)
#!> error[domain]: compare_schedules: n is how many times, at least 2, not 1
#!>   compare_schedules(cosine_noise(), n=1)
#!>                                       ^
compare_schedules(cosine_noise(), n="a")
#!> error[type]: compare_schedules: n is how many times, not a text
#!>   compare_schedules(cosine_noise(), n="a")
#!>                                       ^^^
