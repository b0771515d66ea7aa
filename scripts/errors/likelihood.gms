# Mistakes with likelihoods by the flow: each is named, with what to do.
use vdm
S = linear_snr();
p = oracle(Normal(zeros(2), 0.5));
X = [0.3, 1.0; -0.5, 0.2];

# The data.
flow_log_density(S, p, [0.3, nan])
#!> error[domain]: flow_log_density: 1 of 1 rows are nan or inf, the first one row 1: such data have no density; leave them out, and count them
#!> ...
flow_log_density(S, p, [0.3, 1.0; inf, 0.2])
#!> error[domain]: flow_log_density: 1 of 2 rows are nan or inf, the first one row 2: such data have no density; leave them out, and count them
#!> ...
flow_log_density(S, p, [0.3, 1.0, 2.0])
#!> error[shape]: flow_log_density: X is f64[3], and the model is of events of the shape (2,): a vector is one event
#!> ...
flow_log_density(S, p, ones(4, 3))
#!> error[shape]: flow_log_density: X is f64[4×3], and the model is of events of the shape (2,): X has one event in each row
#!> ...
flow_log_density(S, p, 0.3)
#!> error[shape]: flow_log_density: X is f64, and the model is of events of the shape (2,): X has one event in each row
#!> ...
flow_log_density(S, noise_net(2), ones(4, 3))
#!> error[shape]: flow_log_density: X is f64[4×3], and the model is of events of the shape (2,): X has one event in each row
#!> ...
flow_log_density(S, noise_net(2), 1.0)
#!> error[shape]: flow_log_density: X is f64, and the model is of events of the shape (2,): X has one event in each row
#!> ...
flow_log_density(S, oracle(Normal(0, 1)), ones(4, 2))
#!> error[shape]: flow_log_density: X is f64[4×2], and the model is of events of the shape (): X has one event in each row
#!> ...
flow_log_density(S, p, zeros(0, 2))
#!> error[shape]: flow_log_density: X has no rows: f64[0×2]
#!> ...
flow_log_density(S, p, "data")
#!> error[type]: flow_log_density: X must be a number or a tensor of numbers, not a text
#!> ...
flow_log_density(S, p, Normal(0, 1))
#!> error[type]: flow_log_density: X must be a number or a tensor of numbers, not a distribution
#!> ...
flow_log_density(S, p, 1e200*X)
#!> error[domain]: flow_log_density: X has numbers up to 1e+200, whose squares overflow on the way: such data lie beyond every model
#!> ...

# The model.
flow_log_density(S, 3, X)
#!> error[type]: a predictor is an oracle, a network or a function of z and t, not i64
#!> ...
flow_log_density(linear_snr, p, X)
#!> error[type]: a schedule is a record of functions of t such as cosine_noise() gives, not a function; it is made by a call: cosine_noise(), with the brackets
#!> ...
flow_log_density(S, (z, t) -> z[1], X)
#!> error[shape]: the prediction of ε has the shape () where what was seen has (2,): a predictor takes one event and answers with one like it
#!> ...
flow_log_density(S, (z, t) -> sqrt(z), X)
#!> error[domain]: flow_log_density: the prediction of ε is nan at t = 0.0, z = [-0.5, 0.2]
#!>   flow_log_density(S, (z, t) -> sqrt(z), X)
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
flow_log_density(S, (z, t) -> z/(t - t), X)
#!> error[domain]: flow_log_density: the prediction of ε is infinite at t = 0.0, z = [0.3, 1.0]
#!>   flow_log_density(S, (z, t) -> z/(t - t), X)
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
flow_log_density(S, (z, t) -> where(t > 0.5, nan, 1.0)*z, X)
#!> error[domain]: flow_log_density: the prediction of ε is nan at t = 0.5, z = [0.336937, 1.12312]
#!>   flow_log_density(S, (z, t) -> where(t > 0.5, nan, 1.0)*z, X)
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
flow_log_density(S, (z, t) -> log(0.5 - t)*z, X)
#!> error[domain]: flow_log_density: the prediction of ε is nan at t = 0.5, z = [0.21008, 0.700268]
#!>   flow_log_density(S, (z, t) -> log(0.5 - t)*z, X)
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
flow_log_density(S, (z, t) -> z^9, 10*X)
#!> error[domain]: flow_log_density: the flow cannot be followed beyond t = 1.05572e-07, where row 1 is at z = [3.00002, 709.989] and moves fastest: the prediction jumps or grows without bound there
#!> ...
# Whether steps ended by nan or by a jump is told apart.
flow_log_density(S, (z, t) -> where(z[1] > 1.1, nan, z), [1.0, 1])
#!> error[domain]: flow_log_density: the prediction of ε is nan at t = 0.477237, z = [1.1, 1.1]
#!>   flow_log_density(S, (z, t) -> where(z[1] > 1.1, nan, z), [1.0, 1])
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
flow_log_density(S, (z, t) -> (t - 0.4)^(-2)*z, [1.0, 1])
#!> error[domain]: flow_log_density: the flow cannot be followed beyond t = 0.399358, where row 1 is at z = [8.80211e+300, 8.80211e+300] and moves fastest: the prediction jumps or grows without bound there
#!>   flow_log_density(S, (z, t) -> (t - 0.4)^(-2)*z, [1.0, 1])
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
# The law at `to` is not normal where the data are seen through the noise; an oracle knows it.
flow_log_density(edm(), noise_net(2, hidden=8), [1.0, 1], to=0.01)
#!> error[argument]: flow_log_density: at t = 0.01 the signal is still 1.54e+05 of the noise (α²/σ²), more than 0.01, so that z is not normal noise: give the law of z there, prior=noised(D, level(S, 0.01)) for data from D, or take a schedule with more noise or a later time
#!>   flow_log_density(edm(), noise_net(2, hidden=8), [1.0, 1], to=0.01)
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
# A set of points has no density, with noise it has one.
flow_log_density(S, oracle(Empirical([-1.0, 1])), [0.3, 1.0])
#!> error[density]: flow_log_density: Empirical is a set of points, in which the flow ends: their density is infinite there and 0 elsewhere; from=0.3 asks for the density of z at t = 0.3, noise_net and KDE(data, h) have one
#!> ...
flow_log_density(S, oracle(Empirical([-1.0, 1])), [0.3, 1.0], from=0.8)
#> f64[2]
#>   -0.975552  -1.40767

# How.
flow_log_density(S, p, X, rtol=0)
#!> error[domain]: flow_log_density: rtol must be positive and finite, not 0: the error of a step
#!> ...
flow_log_density(S, p, X, atol=-1)
#!> error[domain]: flow_log_density: atol must be positive and finite, not -1: the error of a step
#!> ...
flow_log_density(S, p, X, rtol="small")
#!> error[type]: flow_log_density: rtol is a number, the error of a step, not a text
#!> ...
flow_log_density(S, p, X, trace="rademacher")
#!> error[argument]: flow_log_density: trace is one of ("exact", "Rademacher", "Gaussian"), not rademacher
#!> ...
flow_log_density(S, p, X, trace="Gaussian", probes=0)
#!> error[domain]: flow_log_density: probes is how many probes there are, a whole number of at least 1, not 0
#!> ...
flow_log_density(S, p, X, trace="Gaussian", probes=1.5)
#!> error[domain]: flow_log_density: probes is how many probes there are, a whole number of at least 1, not 1.5
#!> ...
flow_log_density(S, p, X, from=0.5, to=0.5)
#!> error[domain]: flow_log_density: the flow goes from the data at from = 0.5 to a later time, not to = 0.5
#!> ...
flow_log_density(S, p, X, from=-0.5)
#!> error[domain]: flow_log_density: a time lies between 0, the data, and 1, the noise; -0.5 does not
#!> ...
flow_log_density(S, p, X, to=2)
#!> error[domain]: flow_log_density: a time lies between 0, the data, and 1, the noise; 2 does not
#!> ...
flow_log_density(S, p, X, to=[0.5, 1])
#!> error[shape]: flow_log_density: from and to are times, one number each, not f64[2]
#!> ...
flow_log_density(S, p, X, prior=3)
#!> error[type]: flow_log_density: i64 is no distribution: a record with draw and log_density is one
#!> ...
flow_log_density(S, p, X, prior=Normal(0, 1))
#!> error[shape]: flow_log_density: the prior gives f64[2×2] for 2 events of the shape (2,): it must be a law of such events
#!> ...
flow_log_density(cosine_noise(), noise_net(2), X, to=1)
#!> error[domain]: flow_log_density: a prediction of ε says nothing of v where α = 0, at to = 1: left out, the flow begins at γ = 13.3
#!> ...
flow_log_density(cosine_noise(), noise_net(2, of="x"), X, from=0)
#!> error[domain]: a prediction of x says nothing of the v where σ = 0 and there is no noise: begin the schedule later, between(S, -13.3, γ1)
#!> ...
