#~ file: seed=7
# The likelihood of a diffusion model. Its samples can be made without noise, by an ordinary differential equation that
# carries every point of noise to a point of data; and where points go says how dense they lie.
use vdm
use score
use data

# ## The probability flow
# Noise is added along z = α x + σ ε. The laws q_t of z are also those of points that move without any noise, with the velocity
# u(z, t) = α' x̂(z) + σ' ε̂(z), the mean of α' x + σ' ε over all that may have led to z. Along such a flow
# d/dt log q_t(z_t) = -div u, or with the partial derivatives (the continuity equation)
#   ∂_t log q_t(z) + u ∇log q_t(z) + div u = 0.
# Of a mixture of two normal laws, through the exact denoiser:
S = linear_snr();
M = Mixture([0.3, 0.7], (Normal(-1, 0.5), Normal(2, 0.8)));
u(z, t) = predict(oracle(M), z, level(S, t), "velocity")
q(z, t) = noised(M, level(S, t)).log_density(z)
derive (z in reals; t in unit) {
    (t -> q(z, t))'(t) + u(z, t)*(z -> q(z, t))'(z)
    = -(z -> u(z, t))'(z)
}
#> ok 1 = 2: 200 points, worst 1.7e-16
# Add it up from the data, t = 0, to the noise, t = 1:
#   log p_0(z_0) = log p_1(z_1) + ∫ div u(z_t, t) dt.
# flow_log_density follows the flow from z_0 to z_1, where the density is that of N(0, 1), and adds up the divergence on the
# way. (Chen et al. 2018 have the formula, Song et al. 2021 this use of it.)

# ## A normal law, where all is known
# For data from N(0, τ²) the flow is z_s = √(v_s/v_t) z_t with v = α² τ² + σ². It carries N(0, 1) at t = 1 to N(0, v_0/v_1) at
# t = 0: that is the density of the model. The data have N(0, v_0), as v_1 is not quite 1: the prior takes a little too much
# for granted.
v(t) = level(S, t).α^2*0.25 + level(S, t).σ^2
D = Normal(0, 0.5);
model = Normal(0, sqrt(v(0)/v(1))).log_density(0.3);
check model ≈ -0.40740556926579 tol 1e-13
#> ok -0.407406 ≈ -0.407406
check Normal(0, sqrt(v(0))).log_density(0.3) ≈ -0.40579296015375 tol 1e-13
#> ok -0.405793 ≈ -0.405793
check flow_log_density(S, oracle(D), 0.3, rtol=1e-11, atol=1e-11) ≈ -0.40740556926579 tol 1e-11
#> ok -0.407406 ≈ -0.407406
# With the law that z_1 really has in the place of the prior, the flow gives the density of the data:
check flow_log_density(S, oracle(D), 0.3, rtol=1e-11, atol=1e-11, prior=noised(D, level(S, 1))) ≈ -0.40579296015375 tol 1e-11
#> ok -0.405793 ≈ -0.405793
# The steps are chosen by the tolerance. The flow is followed by the angle φ = atan(σ/α) instead of t, where dw/dφ = v̂ for
# w = z/√(α² + σ²), which takes half as many evaluations here as steps in t do (38, 68, 164 and 326 in another program).
for tol in (1e-3, 1e-5, 1e-7, 1e-9) {
    r = flow_report(S, oracle(D), 0.3, rtol=tol, atol=tol)
    x = flow_log_density(S, oracle(D), 0.3, rtol=tol, atol=tol) - model
    print("tolerance {tol:.0e}: error {x:.1e}, guessed {r.error:.1e}; {r.evaluations} evaluations in the two runs of the report")
}
#> tolerance 1e-03: error -2.2e-07, guessed 3.9e-06; 60 evaluations in the two runs of the report
#> tolerance 1e-05: error -1.6e-07, guessed 1.6e-07; 90 evaluations in the two runs of the report
#> tolerance 1e-07: error -3.5e-09, guessed 3.7e-09; 174 evaluations in the two runs of the report
#> tolerance 1e-09: error 3.9e-11, guessed 3.7e-11; 372 evaluations in the two runs of the report
check abs(flow_log_density(S, oracle(D), 0.3, rtol=1e-7, atol=1e-7) - model) < 1e-7
#> ok 3.53086e-09 < 1e-07
check abs(flow_log_density(S, oracle(D), 0.3, rtol=1e-9, atol=1e-9) - model) < 1e-9
#> ok 3.85102e-11 < 1e-09
# The report keeps the parts: log p is that of the latent z_1 and how much the flow has squeezed.
r = flow_report(S, oracle(D), [0.3, 1.0])
#> log_p = f64[2]
#>     -0.407406  -2.21826
#> latent = f64[2]
#>      0.598491  1.99497
#> log_prior = f64[2]
#>     -1.09803  -2.90889
#> log_volume = f64[2]
#>      0.690629  0.690629
#> error = f64[2]
#>      8.37139e-08  4.37512e-08
#> trace_error = f64[2]
#>      0.0  0.0
#> evaluations = 90
#> from = 0.0
#> to = 1.0
check r.latent ≈ [0.3, 1.0]*sqrt(v(1)/v(0)) tol 1e-5
#> ok [0.598491, 1.99497] ≈ [0.598491, 1.99497]
check r.log_volume ≈ log(v(1)/v(0))/2*ones(2) tol 1e-5
#> ok [0.690629, 0.690629] ≈ [0.690629, 0.690629]

# ## Any schedule, one flow
# φ knows nothing of t: all schedules with the same ends have the same flow. Where α_1 = 0 the prior is exact, and so is the
# density of the model that of the data, up to the noise of γ = -13.3, where the flow of schedules with σ_0 = 0 ends.
x = [-1.2, 0.4, 2.5];
for T in (cosine_noise(), rectified(), sigmoid_noise(), inverse_cosine(), plain_cosine()) {
    e = flow_log_density(T, oracle(M), x, rtol=1e-8, atol=1e-8) - M.log_density(x)
    print("{T.name}: error of the density of the data {max(abs(e)):.3e}")
}
#> cosine: error of the density of the data 5.654e-06
#> rectified: error of the density of the data 5.654e-06
#> sigmoid: error of the density of the data 5.654e-06
#> inverse cosine: error of the density of the data 5.654e-06
#> plain cosine: error of the density of the data 5.654e-06
# Elsewhere log p is that of the law at t = 0, with a little noise or without, if the prior is the law at t = 1.
l0 = level(S, 0);
for T in (vp_linear(), sub_vp()) {
    check flow_log_density(T, oracle(M), x, rtol=1e-9, atol=1e-9, prior=noised(M, level(T, 1))) ≈ M.log_density(x) tol 1e-5
}
#> ok [-1.50924, -2.95667, -1.24778] ≈ [-1.50923, -2.95668, -1.24778]
#> ok [-1.50924, -2.95667, -1.24778] ≈ [-1.50923, -2.95668, -1.24778]
for T in (edm(), ve_geometric(), polynomial_noise()) {
    check flow_log_density(T, oracle(M), x, rtol=1e-9, atol=1e-9, prior=noised(M, level(T, 1))) ≈ noised(M, level(T, 0)).log_density(x) tol 1e-7
}
#> ok [-1.50924, -2.95666, -1.24778] ≈ [-1.50924, -2.95666, -1.24778]
#> ok [-1.5094, -2.95634, -1.24783] ≈ [-1.5094, -2.95634, -1.24783]
#> ok [-1.50927, -2.95659, -1.2478] ≈ [-1.50927, -2.95659, -1.2478]
for T in (S, clipped_cosine(), learned_noise()) {
    check flow_log_density(T, oracle(M), x, rtol=1e-9, atol=1e-9, prior=noised(M, level(T, 1))) ≈ noised(M, l0).log_density(x) tol 1e-8
}
#> ok [-1.50924, -2.95667, -1.24778] ≈ [-1.50924, -2.95667, -1.24778]
#> ok [-1.50924, -2.95667, -1.24778] ≈ [-1.50924, -2.95667, -1.24778]
#> ok [-1.50924, -2.95667, -1.24778] ≈ [-1.50924, -2.95667, -1.24778]
# A density of noisy data, too: from = 0.6 ends the flow there.
check flow_log_density(S, oracle(M), x, rtol=1e-9, atol=1e-9, from=0.6, prior=noised(M, level(S, 1))) ≈ noised(M, level(S, 0.6)).log_density(x) tol 1e-8
#> ok [-1.64258, -2.59709, -1.33733] ≈ [-1.64258, -2.59709, -1.33733]
# Left out, the prior is N(0, 1) or N(0, σ²) only where next to no signal is left; before that it is the noisy law, of an oracle:
check flow_log_density(edm(), oracle(M), x, rtol=1e-9, atol=1e-9, to=0.01) ≈ noised(M, level(edm(), 0)).log_density(x) tol 1e-7
#> ok [-1.50924, -2.95666, -1.24778] ≈ [-1.50924, -2.95666, -1.24778]
# And what a network predicts does not matter. Here are five answers to one question:
o = put(oracle(M), "law", none);
for of in ("x", "ε", "v", "score", "velocity") {
    p = predicts(of, (z, l) -> predict(o, z, l, of), sees="level")
    check flow_log_density(S, p, 0.4, rtol=1e-9, atol=1e-9) ≈ flow_log_density(S, oracle(M), 0.4, rtol=1e-9, atol=1e-9) tol 1e-7
}
#> ok -2.91339 ≈ -2.91339
#> ok -2.91339 ≈ -2.91339
#> ok -2.91339 ≈ -2.91339
#> ok -2.91339 ≈ -2.91339
#> ok -2.91339 ≈ -2.91339

# ## In the plane and in space
# The divergence of d numbers takes d derivatives. Eight modes, a tilted mixture, and a correlated law in space:
E8 = gaussians8();
P = Mixture([0.4, 0.6], (Normal([1.0, 0], cov=[1.2, 0.5; 0.5, 0.8]), Normal([-1.0, 1], cov=[0.7, -0.3; -0.3, 0.9])));
C = [1.0, 0.6, 0.2; 0.6, 1.5, -0.3; 0.2, -0.3, 0.5];
G = Normal([1.0, -1, 0], cov=C);
for D in (E8, P, G) {
    X = sample(D, 50)
    exact = noised(D, l0).log_density(X)
    check flow_log_density(S, oracle(D), X, rtol=1e-8, atol=1e-8, prior=noised(D, level(S, 1))) ≈ exact tol 1e-6
}
#> ok f64[50] ≈ f64[50]
#> ok f64[50] ≈ f64[50]
#> ok f64[50] ≈ f64[50]
# How much the prior N(0, 1) is off at t = 1, in nats for each datum: what 1 - α_1² = 0.9933 of the noise leaves to be known.
X = sample(E8, 2000);
r = flow_report(S, oracle(E8), X);
estimate(noised(E8, l0).log_density(X) - r.log_p)
#> 0.000352 ± 0.000455
(evaluations = r.evaluations, error = max(r.error))
#> (evaluations = 288, error = 8.66539e-05)

# ## The trace by probes
# d derivatives are too many for an image. E vᵀ J v = tr J for any v with E v vᵀ = I, and one v, kept all along the flow, makes
# ∫ vᵀ J v dφ an unbiased estimate of log volume. Its variance is known where J is one matrix A: 2|A_sym|² for Gaussian
# v, 2 Σ_{i≠j} A_ij² for signs, 0 if A is diagonal. Of a normal law all J along the flow have the same axes, and A = ∫ J dφ
# is that of the logarithm of the map, √(v_1/v_0) along each.
(λ, Q) = eigh(C, vectors=true);
l1 = level(S, 1);
A = (Q*log((l1.α^2*λ + l1.σ^2)/(l0.α^2*λ + l0.σ^2))/2) @ Q'
#> f64[3×3]
#>    0.137632  -0.320319   -0.254452
#>   -0.320319  -0.0882791   0.258612
#>   -0.254452   0.258612    0.478404
check slice_variance(A) ≈ 2*sum(A^2)
#> ok 1.44813 ≈ 1.44813
X = zeros(4000, 3) + [0.5, 0.5, 0.5];
exact = flow_log_density(S, oracle(G), [0.5, 0.5, 0.5]);
for law in ("Gaussian", "Rademacher") {
    y = flow_log_density(S, oracle(G), X, trace=law)
    check estimate(y) ≈ exact se 4
    check estimate((y - exact)^2) ≈ slice_variance(A, law) se 4
}
#> ok -6.1529 ± 0.0182 ≈ -6.10565 (2.6 se)
#> ok 1.3520 ± 0.0780 ≈ 1.44813 (1.2 se)
#> ok -6.1170 ± 0.0151 ≈ -6.10565 (0.7 se)
#> ok 0.9236 ± 0.0167 ≈ 0.936922 (0.8 se)
# Signs are better, and best where coordinates are independent: there they are exact.
check flow_log_density(S, oracle(Normal(zeros(3), [1.0, 2, 0.5])), [0.5, 1, 0.2], trace="Rademacher") ≈ flow_log_density(S, oracle(Normal(zeros(3), [1.0, 2, 0.5])), [0.5, 1, 0.2]) tol 1e-4
#> ok -3.08151 ≈ -3.08151
# With several probes the spread among them tells the error.
r = flow_report(S, oracle(G), X[1:500], trace="Rademacher", probes=8);
check mean(r.trace_error^2) ≈ slice_variance(A, "Rademacher")/8 tol 0.1
#> ok 0.115191 ≈ 0.117115

# ## A network
# Trained for a second only; its likelihood says how far it is from its aim, in nats above the entropy.
run = train(noise_net(2), noise_loss(S, weight="simple"), E8, steps=1000, batch=256, opt=adam(cosine(2e-3, 1000)))
#> run of 1000 steps: loss 1.66047 -> 1.48475 (means of a tenth)
X = sample(E8, 2000);
logp = flow_log_density(S, run.model, X);
estimate(E8.log_density(X) - logp)
#> 0.2234 ± 0.0139
# Data that the model has not seen the like of are unlikely, not an error:
flow_log_density(S, run.model, [0.0, 0; 2.83, 0; 5, 5; 20, 0])
#> f64[4]
#>   -5.59875  -1.27819  -15.6189  -82.9909
# The likelihood has derivatives, in the data and in the parameters; through the steps of the flow.
check grad(x -> flow_log_density(S, oracle(E8), x, rtol=1e-7, atol=1e-7, prior=noised(E8, l1)))([0.5, 1.0]) ≈ score_of(noised(E8, l0))([0.5, 1.0]) tol 1e-5
#> ok [8.76462, 9.33994] ≈ [8.76462, 9.33993]
f(τ) = flow_log_density(S, oracle(Normal(0, τ)), 0.3, rtol=1e-9, atol=1e-9)
g(τ) = Normal(0, sqrt((l0.α^2*τ^2 + l0.σ^2)/(l1.α^2*τ^2 + l1.σ^2))).log_density(0.3)
check f'(0.5) ≈ g'(0.5) tol 1e-7
#> ok -1.28145 ≈ -1.28145
small = f64(noise_net(2, hidden=8));
h(m) = sum(flow_log_density(S, m, [0.3, 1.0; -0.5, 0.2], rtol=1e-7, atol=1e-7))
slope = grad(h)(small);
check (h(small + 1e-5*slope) - h(small - 1e-5*slope))/2e-5 ≈ sum(flatten(slope)^2) tol 1e-6
#> ok 198.804 ≈ 198.804

# ## Rows keep to themselves
# Rows go together, with the steps that the hardest of them needs: a point between the modes, where the flow is steep, is as exact
# beside 20000 others as alone.
R = between(cosine_noise(), -13.3, inf);
far = [0.05, 0.02; 0.5, 0.5];
exact = noised(E8, level(R, 0)).log_density(far);
alone = flow_log_density(R, oracle(E8), far) - exact
#> f64[2]
#>   -0.000165366  -0.00068562
beside = flow_log_density(R, oracle(E8), concat((sample(E8, 20000), far)))[20001:20002] - exact
#> f64[2]
#>   -0.000157205  -0.000676817
check max(abs(beside)) < 2e-3
#> ok 0.000676817 < 0.002

# ## What is to be seen
# Left, the mixture and the flow's density of it; right, where each datum comes from: the flow keeps the order of points,
# and stretches where data are rare.
z = linspace(-3, 5, 161);
r = flow_report(cosine_noise(), oracle(M), z);
left = overlay(plot(z, exp(M.log_density(z)), label="exact"), plot(z[1:4:end], exp(r.log_p[1:4:end]), style="points", label="flow"));
layout((axes(left, x="x", y="density"), axes(plot(z, r.latent), x="x", y="latent")))
#> density                              latent
#>    | --- exact        .#              4+                               .
#>    |  #  flow         # #              |                             .''
#> 0.3+                 #  #.             |                           .''
#>    |                 #   #            2+                         .''
#>    |       #.       |    '.            |                      ..'
#>    |      #'#       #     #            |                    ..'
#> 0.2+      / '#     .'     '.          0+                 ..''
#>    |      #  \     #       #           |        ...---'''
#>    |     |   '#   .'       |           |      ..'
#> 0.1+     #    |   #         #        -2+     .'
#>    |    #'    #. #'         #          |   .'
#>    |    |      ###           #         |  .'
#>    |  .#                     '##     -4+.'
#>   0+###                        ####    |'
#>    +---+-------+-------+-------+---    +----+-------+-------+-------+---
#>        -2      0       2       4            -2      0       2       4
#>                    x                                   x
