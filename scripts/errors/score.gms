# Mistakes with scores and their losses: each is named, with what to do.
use score
use nn
D = Normal(zeros(2), 1);
s = x -> -x;

# A score that is not a vector like its point.
esm(x -> -sum(x^2)/2, D)
#!> error[shape]: esm: the score has the shape () at a point of the shape (2,): a score is a vector like the point; of a log density or an energy it is the gradient (score_from)
#!> ...
ism(x -> x[1], D)
#!> error[shape]: ism: the score has the shape () at a point of the shape (2,): a score is a vector like the point; of a log density or an energy it is the gradient (score_from)
#!> ...
dsm(mlp(2, 8, 1), D, 0.5)
#!> error[shape]: dsm: the score has the shape (1,) at a point of the shape (2,): a score is a vector like the point; of a log density or an energy it is the gradient (score_from)
#!> ...
ssm(x -> [-1.0, 2], Normal(zeros(3), 1))
#!> error[shape]: ssm: the score has the shape (2,) at a point of the shape (3,): a score is a vector like the point; of a log density or an energy it is the gradient (score_from)
#!> ...
esm(mlp(3, 8, 3), D)
#!> error[shape]: m.W @ x: inner sizes differ (3 vs 2)
#!> ...
# No function at all; a predictor, which has a score at a level only.
esm([1.0, 2], D)
#!> error[type]: esm: s is a score function, x -> ∇ log p(x), or a network, not f64[2]
#!> ...
ism(oracle(D), D)
#!> error[type]: ism: a predictor has a score at a level of noise: score_at(p, (α = 1, σ = 0.5))
#!> ...
esm(predicts("ε", (z, t) -> z), D)
#!> error[type]: esm: a predictor has a score at a level of noise: score_at(p, (α = 1, σ = 0.5))
#!> ...

# A score that is not finite.
ism(x -> 1/x, [0.0, 1])
#!> error[domain]: ism: the score is not finite at 1 of 2 points of D, such as 0.0: it must be finite wherever D has mass
#!> ...
dsm(x -> log(x), Normal(0, 1), 0.5)
#!> error[domain]: dsm: the score is not finite at 509 of 1000 points of D, such as -0.0852737: it must be finite wherever D has mass
#!> ...
esm(x -> -x/(x - x), Normal(0, 1))
#!> error[domain]: esm: the score is not finite at 1000 of 1000 points of D, such as -1.00797: it must be finite wherever D has mass
#!> ...
ism(x -> exp(x^4), Normal(0, 1))
#> 9.74e+267 ± 9.74e+267
ssm(x -> 1/x, [0.0, 1])
#!> error[domain]: ssm: the score is not finite at 1 of 2 points of D, such as 0.0: it must be finite wherever D has mass
#!> ...

# The level of noise.
dsm(s, D, 0)
#!> error[domain]: dsm: σ must be positive and finite, not 0
#!> ...
dsm(s, D, -0.5)
#!> error[domain]: dsm: σ must be positive and finite, not -0.5
#!> ...
dsm(s, D, nan)
#!> error[domain]: dsm: σ is nan
#!> ...
dsm(s, D, inf)
#!> error[domain]: dsm: σ must be positive and finite, not inf
#!> ...
dsm(s, D, "0.5")
#!> error[type]: dsm: σ must be a number or a tensor of numbers, not a text
#!> ...
dsm(s, D, [0.1, 0.5])
#!> error[shape]: dsm: σ is one number, not f64[2]: multi_dsm takes several levels
#!> ...
dsm(s, D, (α = 1, σ = 0))
#!> error[domain]: dsm: σ must be positive, not 0: without noise there is none to be found
#!> ...
dsm(s, D, (σ = 1))
#!> error[name]: a level of noise has the fields α and σ: (α = 0.8, σ = 0.6); this one has ("σ",)
#!> ...
dsm_constant(D, 0)
#!> error[domain]: dsm_constant: σ must be positive and finite, not 0
#!> ...
dsm(oracle(Normal(0, 1)), D, 0.5)
#!> error[shape]: oracle: z is f64[2], and one event has the shape (); vmap(z -> o(z, l))(Z) takes rows
#!> ...
dsm(predicts("ε", (z, t) -> z), D, 0.5)
#!> error[name]: this predictor sees the time t, which this level does not have: use level(S, t), or sees="γ"
#!> ...
multi_dsm((z, σ) -> -z, D, [1, 0])
#!> error[domain]: multi_dsm: σs must be positive and finite, not [1, 0]
#!> ...
multi_dsm((z, σ) -> -z, D, 0.5)
#!> error[shape]: multi_dsm: the levels are a vector of deviations, geometric_levels(1, 0.01, 10), not f64
#!> ...
multi_dsm((z, σ) -> -z, D, [])
#!> error[shape]: multi_dsm: the levels are a vector of deviations, geometric_levels(1, 0.01, 10), not f64[0]
#!> ...
geometric_levels(1, 0, 5)
#!> error[domain]: geometric_levels: σ_L must be positive and finite, not 0
#!> ...
geometric_levels(1, 0.1, 1)
#!> error[domain]: geometric_levels: L is how many levels there are, at least 2, not 1
#!> ...
geometric_levels(1, 0.1, 2.5)
#!> error[domain]: geometric_levels: L is how many levels there are, at least 2, not 2.5
#!> ...

# The law.
esm(s, "data")
#!> error[type]: esm: the data are a distribution, or a tensor by rows, not a text
#!> ...
ism(s, 3)
#!> error[shape]: ism: the data have rows, a number has none
#!> ...
ism(s, zeros(0, 2))
#!> error[shape]: ism: there are no rows of data
#!> ...
ism(s, [1.0, nan])
#!> error[domain]: ism: the data is nan
#!> ...
esm(s, Empirical([0.0, 1]))
#!> error[distribution]: esm: the points of Empirical have no density, so no score to be compared with: noised(D, (α = 1, σ = 0.1)) or KDE(data, h) have one; ism, ssm and dsm ask for none
#!> ...
esm(s, [0.0, 1])
#!> error[distribution]: esm: the points of Empirical have no density, so no score to be compared with: noised(D, (α = 1, σ = 0.1)) or KDE(data, h) have one; ism, ssm and dsm ask for none
#!> ...
esm(s, Bernoulli(0.5))
#!> error[distribution]: esm: the points of Bernoulli have no density, so no score to be compared with: noised(D, (α = 1, σ = 0.1)) or KDE(data, h) have one; ism, ssm and dsm ask for none
#!> ...
score_of(Empirical([0.0, 1]))
#!> error[distribution]: score_of: Empirical is a set of points, without a density and a score; with noise it has: score_of(noised(D, (α = 1, σ = 0.1)))
#!> ...
dsm_constant(Gamma(2, 1), 0.5)
#!> error[distribution]: eps_mse: the posterior of Gamma has no closed form: Normal, Mixture of Normal, KDE and finite sets have one; KDE(sample(D, 1000), 0.1) comes near the law, and has one
#!> ...
score_report(s, Empirical([0.0, 1]))
#!> error[distribution]: score_report: the points of Empirical have no density, so no score to be compared with: noised(D, (α = 1, σ = 0.1)) or KDE(data, h) have one; ism, ssm and dsm ask for none
#!> ...
esm(s, Normal(zeros(2), 1), n=0)
#!> error[domain]: esm: n is how many draws there are, a whole number of at least 2, not 0
#!>   esm(s, Normal(zeros(2), 1), n=0)
#!>                                 ^
esm(s, Normal(zeros(2), 1), nodes=2000)
#!> error[domain]: gauss_hermite: the number of points is an integer from 1 to 200, not 2000
#!> ...

# Slices.
ssm(s, D, slices="gaussian")
#!> error[argument]: slice_law: slices is one of ("Gaussian", "Rademacher", "sphere"), not gaussian
#!> ...
ssm_vr(s, D, slices=3)
#!> error[argument]: slice_law: slices is one of ("Gaussian", "Rademacher", "sphere"), not 3
#!> ...
ssm(s, D, slices=Normal(zeros(3), 1))
#!> error[shape]: ssm: the slices have the shape (3,), the points (2,)
#!> ...
ssm(s, Normal(zeros(20), 1), slices="Rademacher", nodes=2)
#!> error[memory]: Normal: 2^20 points are too many, the limit is 10^6; method="samples" has no such limit
#!> ...
ssm_fd(s, D)
#!> error[shape]: ssm_fd: the log density is a number at each point, not f64[2]
#!> ...
ssm_fd(x -> sum(x), D, r=0)
#!> error[domain]: ssm_fd: r must be positive and finite, not 0
#!> ...
slice_variance([1.0, 2])
#!> error[shape]: slice_variance: A is a square matrix, the Jacobian of a score, not f64[2]
#!> ...
slice_variance([1, 2; 3, 4.0], "unit")
#!> error[argument]: slice_variance: slices is one of ("Gaussian", "Rademacher", "sphere"), not unit
#!> ...
ssm_loss(slices="unit")
#!> error[argument]: slice_law: slices is one of ("Gaussian", "Rademacher", "sphere"), not unit
#!> ...
ssm_vr_loss(count=0)
#!> error[domain]: ssm_vr_loss: count is how many slices a step takes, at least 1, not 0
#!> ...

# Training.
train(mlp(2, 8, 1), dsm_loss(0.5), zeros(10, 2), steps=1)
#!> error[shape]: dsm_loss: the score has the shape (1,) at a point of the shape (2,): a score is a vector like the point; of a log density or an energy it is the gradient (score_from)
#!> ...
train(score_from(mlp(2, 8, 2)), dsm_loss(0.5), zeros(10, 2), steps=1)
#!> error[shape]: score_from: an energy is one number at each point, not f32[2]
#!> ...
train(mlp(3, 8, 3), ism_loss(), zeros(10, 2), steps=1)
#!> error[shape]: m.W @ x: inner sizes differ (3 vs 2)
#!> ...
score_from(3)
#!> error[type]: score_from: U is a function of a point, or a network of one output, not i64
#!> ...
dsm_loss(0)
#!> error[domain]: dsm_loss: σ must be positive and finite, not 0
#!> ...
multi_dsm_loss([])
#!> error[shape]: multi_dsm_loss: the levels are a vector of deviations, geometric_levels(1, 0.01, 10), not f64[0]
#!> ...
esm_loss(Empirical([0.0, 1]))
#!> error[distribution]: esm_loss: the points of Empirical have no density, so no score to be compared with: noised(D, (α = 1, σ = 0.1)) or KDE(data, h) have one; ism, ssm and dsm ask for none
#!> ...
esm_loss(zeros(10, 2))
#!> error[distribution]: esm_loss: the points of Empirical have no density, so no score to be compared with: noised(D, (α = 1, σ = 0.1)) or KDE(data, h) have one; ism, ssm and dsm ask for none
#!> ...

# Widths by leaving one out.
loo_width([1.0])
#!> error[shape]: loo_width: a row is judged by the others, so there are two at least, not f64[1]
#!> ...
loo_width(3.0)
#!> error[shape]: loo_width: a row is judged by the others, so there are two at least, not f64
#!> ...
loo_width([1.0, 1, 2, 2])
#!> error[domain]: loo_width: every row occurs more than once, so that the likelihood grows without limit as h falls to 0: give the distinct rows
#!> ...
loo_width([1.0, nan])
#!> error[domain]: loo_width: data is nan
#!> ...
loo_log_likelihood([1.0, 2], 0)
#!> error[domain]: loo_log_likelihood: h must be positive and finite, not 0
#!> ...
loo_log_likelihood(zeros(6000, 2), 1)
#!> error[memory]: loo_log_likelihood: 6000² pairs of rows need too much memory: take 5000 rows, shuffle(data)[1:5000]
#!> ...
