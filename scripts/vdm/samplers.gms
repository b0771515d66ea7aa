#~ file: seed=7
# From noise to data: the samplers as the library has them, each beside its formula as printed in its paper, and measured where the
# answer is known: for normal data every step is a straight line in z, so that errors are exact numbers, not impressions.
use vdm
use data
use metrics

# ## What there is
samplers
#> ancestral = "1 evaluation a step, order 1, draws: Ho et al. 2020; Kingma et al. 2021"
#> ddim = "1 evaluation a step, order 1: Song, Meng and Ermon 2021"
#> euler_ode = "1 evaluation a step, order 1: Song et al. 2021"
#> heun_ode = "2 evaluations a step, order 2: Heun 1900"
#> karras_heun = "2 evaluations a step, order 2: Karras et al. 2022"
#> dpm_solver = "1 evaluation a step, order 2: Lu et al. 2022b"
#> adaptive_ode = "evaluations as needed, order 5: Song et al. 2021; Dormand and Prince 1980"
#> reverse_sde = "1 evaluation a step, order 1, draws: Anderson 1982; Song et al. 2021"
#> predictor_corrector = "2 evaluations a step, no order, draws: Song et al. 2021"
#> annealed_langevin = "100 evaluations a step, no order, draws: Song and Ermon 2019"
# Each is a record; its step goes from a level a, at t, to an earlier one b, at s. :source ddim shows that it is one line.
S = linear_snr();
one_step(by, S, p, z, t, s) = by.step(by, S, p, z, by.begin(z, 1), level(S, t), level(S, s))[1]

# ## The steps beside the papers
# For data N(m, τ²) and v_t = α_t² τ² + σ_t² the probability flow takes z_t to
#   z_s = α_s m + √(v_s/v_t) (z_t - α_t m),
# since it keeps the quantiles of normal laws. One step of DDIM is the chord of that arc: (α_s α_t τ² + σ_s σ_t)/v_t in place of
# √(v_s/v_t), and by Cauchy and Schwarz never more.
derive (s, t in unit; z in reals; τ in positives; p = oracle(Normal(0, τ)); a = level(S, t); b = level(S, s);
        v = a.α^2*τ^2 + a.σ^2 where s < t) {
    one_step(ddim(), S, p, z, t, s)
    = (b.α*a.α*τ^2 + b.σ*a.σ)/v*z
}
#> ok 1 = 2: 200 points, worst 7.3e-17
# Song, Meng and Ermon 2021, equation 12, with their α_t, the square of ours; the noise is brought along: draws gives ξ.
with_noise(by, ξ) = put(by, "draws", z -> ξ + 0*z)
guess(z, t) = 0.3*z
derive (s, t in unit; z, ξ in reals; ᾱ = level(S, t).α^2; ᾱₛ = level(S, s).α^2; ε = guess(z, t);
        σ = 0.7*sqrt((1 - ᾱₛ)/(1 - ᾱ))*sqrt(1 - ᾱ/ᾱₛ) where s + 0.1 < t and 0.1 < s) {
    one_step(with_noise(ddim(η=0.7), ξ), S, guess, z, t, s)
    = sqrt(ᾱₛ)*(z - sqrt(1 - ᾱ)*ε)/sqrt(ᾱ) + sqrt(1 - ᾱₛ - σ^2)*ε + σ*ξ
}
#> ok 1 = 2: 200 points, worst 3e-16
# η = 1 is the reverse chain of variational diffusion, with the mean and the variance of `model_step`:
derive (s, t in unit; z, ξ in reals; D = model_step(S, guess, z, s, t) where s < t) {
    one_step(with_noise(ancestral(), ξ), S, guess, z, t, s)
    = mean(D) + std(D)*ξ
}
#> ok 1 = 2: 200 points, worst 2.8e-17
# Karras et al. 2022: Euler's step in y = z/α and σ̄ = σ/α is DDIM's, on any schedule; Heun's adds the slope at its end.
for R in (linear_snr(), cosine_noise(), edm(), rectified(), vp_linear(), sub_vp()) {
    (a, b) = (level(R, 0.7), level(R, 0.4))
    (z, p) = (1.3, oracle(Mixture([0.3, 0.7], (Normal(-1, 0.5), Normal(2, 0.8)))))
    (y, d) = (z/a.α, b.σ/b.α - a.σ/a.α)
    ε = predict(p, z, a, "ε")
    check one_step(ddim(), R, p, z, 0.7, 0.4) ≈ b.α*(y + d*ε) tol 1e-12
    check one_step(karras_heun(), R, p, z, 0.7, 0.4) ≈ b.α*(y + d/2*(ε + predict(p, b.α*(y + d*ε), b, "ε"))) tol 1e-12
}
#> ok 1.79081 ≈ 1.79081
#> ok 1.72572 ≈ 1.72572
#> ok 1.82885 ≈ 1.82885
#> ok 1.98903 ≈ 1.98903
#> ok 1.12305 ≈ 1.12305
#> ok 3.17337 ≈ 3.17337
#> ok 1.63557 ≈ 1.63557
#> ok 1.8946 ≈ 1.8946
#> ok 1.66164 ≈ 1.66164
#> ok 2.47612 ≈ 2.47612
#> ok 1.55557 ≈ 1.55557
#> ok 2.52932 ≈ 2.52932
# Lu et al. 2022, algorithm 2, in λ = log(α/σ): the first step is DDIM's, the next one leans on the x̂ before it.
derive (r, s, t in unit; z in reals; p = oracle(Normal(0.5, 0.4)); λ(t) = log(level(S, t).α/level(S, t).σ);
        h₁ = λ(s) - λ(t); h = λ(r) - λ(s); o = dpm_solver(); f = o.step(o, S, p, z, o.begin(z, 2), level(S, t), level(S, s)); z₁ = f[1];
        x = predict(p, z₁, level(S, s), "x"); x₁ = predict(p, z, level(S, t), "x");
        D = (1 + h/(2*h₁))*x - h/(2*h₁)*x₁ where r + 0.05 < s and s + 0.05 < t) {
    [z₁, o.step(o, S, p, z₁, f[2], level(S, s), level(S, r))[1]]
    = [one_step(ddim(), S, p, z, t, s), level(S, r).σ/level(S, s).σ*z₁ - level(S, r).α*(exp(-h) - 1)*D]
}
#> ok 1 = 2: 200 points, worst 1e-16
# Song et al. 2021: the reverse equation dz = [f z - (1 + l²)/2 g² score] dt + l g dW, with β = g² and f = -β/2.
derive (s, t in unit; z, ξ in reals; l = 0.6; β = S.β(t); score = predict(guess, z, level(S, t), "score") where s < t) {
    one_step(with_noise(reverse_sde(noise=l), ξ), S, guess, z, t, s)
    = z - (t - s)*(-β/2*z - (1 + l^2)/2*β*score) + l*sqrt(β*(t - s))*ξ
}
#> ok 1 = 2: 200 points, worst 1.1e-16

# ## The flow, in numbers
# Straight γ from -13.3 to 5, τ² = 0.25, from z_1 = 1: the flow leads to
D = Normal(0, 0.5);
p = oracle(D);
v(S, t, τ) = level(S, t).α^2*τ^2 + level(S, t).σ^2
exact = sqrt(v(S, 0, 0.5)/v(S, 1, 0.5));
check exact ≈ .50126091282185 tol 1e-13
#> ok 0.501261 ≈ 0.501261
steps = (10, 50, 100, 400);
ends(by) = [carry(S, p, 1.0, by=by, steps=n) for n in steps]
check ends(ddim()) ≈ [.398878016757, .478881788054, .489943630094, .49840732004] tol 1e-11
#> ok [0.398878, 0.478882, 0.489944, 0.498407] ≈ [0.398878, 0.478882, 0.489944, 0.498407]
check ends(dpm_solver()) ≈ [.518679178929, .502291516852, .501520725798, .501277191749] tol 1e-11
#> ok [0.518679, 0.502292, 0.501521, 0.501277] ≈ [0.518679, 0.502292, 0.501521, 0.501277]
check ends(euler_ode()) ≈ [.458984780473, .493740009448, .497544085451, .500339613539] tol 1e-11
#> ok [0.458985, 0.49374, 0.497544, 0.50034] ≈ [0.458985, 0.49374, 0.497544, 0.50034]
check ends(heun_ode()) ≈ [.498435225142, .501348830448, .501288334774, .501262868404] tol 1e-11
#> ok [0.498435, 0.501349, 0.501288, 0.501263] ≈ [0.498435, 0.501349, 0.501288, 0.501263]
check carry(S, p, 1.0, by=adaptive_ode(rtol=1e-10, atol=1e-10)) ≈ exact tol 1e-8
#> ok 0.501261 ≈ 0.501261
# The sampler of EDM as published: σ from 80 to 0.002 by the rule with ρ = 7, Heun's steps, the last one Euler's to σ = 0.
E = schedule(α=t -> 1, σ=t -> 80*t);
karras(n) = carry(E, p, 80.0, by=karras_heun(), times=sampling_times(E, n, rule="karras"))
check [karras(n) for n in (18, 40, 256)] ≈ [.527624637001, .504876864654, .50009542468] tol 1e-11
#> ok [0.527625, 0.504877, 0.500095] ≈ [0.527625, 0.504877, 0.500095]
check sqrt(v(E, 0, 0.5)/v(E, 1, 0.5))*80 ≈ .499990234661 tol 1e-11
#> ok 0.49999 ≈ 0.49999

# ## The reverse chain, in numbers
# A step that draws is z_s = A z + b + C ξ. A is its slope; C is what a draw of 1 moves. So the mean goes from m to A m + b, the variance
# from v to A² v + C², and the law of what is sampled is known without a sample: sampler_moments.
{
    (a, b) = (with_noise(ancestral(), 0.0), with_noise(ancestral(), 1.0))
    (A, C) = (one_step(a, S, p, 1.0, 1.0, 0.0), one_step(b, S, p, 0.0, 1.0, 0.0))
    check A^2 + C^2 ≈ sampler_moments(S, D, ancestral(), steps=1).variance
}
#> ok 0.000424214 ≈ 0.000424214
T = (10, 100, 1000, 10000);
V = [sampler_moments(S, D, ancestral(), steps=n).variance for n in T]
#> f64[4]
#>    0.114599  0.228462  0.24773  0.249775
check V ≈ [.1145991938815, .2284622725396, .2477297771907, .2497747673653] tol 1e-11
#> ok [0.114599, 0.228462, 0.24773, 0.249775] ≈ [0.114599, 0.228462, 0.24773, 0.249775]
check var(generate(S, p, 40000, by=ancestral(), steps=10)) ≈ V[1] tol 0.03
#> ok 0.113716 ≈ 0.114599
# With the decoder N(z_0/α_0, e^γ₀) the model of T steps is a normal law of x: its NLL is exact, and below the bound L_T.
l₀ = level(S, 0);
nlls = [cross_entropy(D, Normal(0, sqrt(V[k]/l₀.α^2 + exp(-13.3)))) for k in 1:4]
#> f64[4]
#>    0.92653  0.727882  0.725812  0.725792
check nlls ≈ [.9265297666491, .7278823021749, .7258121818511, .7257915520476] tol 1e-11
#> ok [0.92653, 0.727882, 0.725812, 0.725792] ≈ [0.92653, 0.727882, 0.725812, 0.725792]
check [bound(S, p, D, T=n, nodes=40).total for n in T] ≈ [10.49735085281, 1.255476754678, .7760231712956, .7307969552588] tol 1e-10
#> ok [10.4974, 1.25548, 0.776023, 0.730797] ≈ [10.4974, 1.25548, 0.776023, 0.730797]
# The bound of ten steps is 10.5 where the model itself is 0.93: the bound pays for each step, the law of x only for the sum.

# Euler and Maruyama's steps of the reverse equation, VP linear down to t = 0.001:
R = vp_linear();
W = [sampler_moments(R, D, reverse_sde(), times=linspace(1.0, 1e-3, n + 1)).variance for n in (100, 1000, 10000)]
#> f64[3]
#>    0.253904  0.250442  0.250118
check W ≈ [.2539041918553, .2504424607333, .2501182443397] tol 1e-11
#> ok [0.253904, 0.250442, 0.250118] ≈ [0.253904, 0.250442, 0.250118]
check v(R, 1e-3, 0.5) ≈ .25008245796679 tol 1e-12
#> ok 0.250082 ≈ 0.250082

# ## Other data
# Any normal data: the map has m and τ. Errors of second order fall sixteenfold from 100 steps to 400.
for (m, τ) in ((1.5, 2.0), (-3.0, 0.1)) {
    q = oracle(Normal(m, τ))
    l₁ = level(S, 1)
    truth = l₀.α*m + sqrt(v(S, 0, τ)/v(S, 1, τ))*(0.7 - l₁.α*m)
    e = by -> [abs(carry(S, q, 0.7, by=by, steps=n) - truth) for n in (400, 1600)]
    check e(ddim())[1]/e(ddim())[2] ≈ 4 tol 0.1
    check e(dpm_solver())[1]/e(dpm_solver())[2] ≈ 16 tol 0.2
    check carry(S, q, 0.7, by=adaptive_ode(rtol=1e-9, atol=1e-9)) ≈ truth tol 1e-6
}
#> ok 3.99166 ≈ 4
#> ok 15.9823 ≈ 16
#> ok 2.64315 ≈ 2.64315
#> ok 3.99144 ≈ 4
#> ok 15.9975 ≈ 16
#> ok -2.90513 ≈ -2.90513
# In three dimensions, correlated: z_0 = α_0 m + (V_0 V_1⁻¹)^½ (z_1 - α_1 m), which have the same eigenvectors.
C = [1.0, 0.5, 0.2; 0.5, 0.8, -0.1; 0.2, -0.1, 0.3];
m = [1.0, -2.0, 0.5];
q = oracle(Normal(m, cov=C));
e = eigh(C, vectors=true);
root(R) = (e.vectors*sqrt((level(R, 0).α^2*e.values + level(R, 0).σ^2)/(level(R, 1).α^2*e.values + level(R, 1).σ^2))) @ e.vectors'
z = [0.4, -1.0, 0.3];
for R in (linear_snr(), vp_linear(), edm(), learned_noise()) {
    truth = level(R, 0).α*m + root(R) @ (z - level(R, 1).α*m)
    check carry(R, q, z, by=adaptive_ode(rtol=1e-10, atol=1e-12)) ≈ truth tol 1e-6
    check carry(R, q, z, by=heun_ode(), steps=2000) ≈ truth tol 1e-3
}
#> ok [1.09972, -2.63805, 0.774146] ≈ [1.09972, -2.63805, 0.774146]
#> ok [1.09971, -2.63805, 0.774146] ≈ [1.09972, -2.63805, 0.774146]
#> ok [1.13217, -2.74607, 0.821288] ≈ [1.13217, -2.74607, 0.821288]
#> ok [1.13215, -2.74603, 0.821288] ≈ [1.13217, -2.74607, 0.821288]
#> ok [0.996151, -1.99142, 0.496176] ≈ [0.996151, -1.99142, 0.496176]
#> ok [0.996151, -1.99142, 0.496176] ≈ [0.996151, -1.99142, 0.496176]
#> ok [1.09972, -2.63805, 0.774146] ≈ [1.09972, -2.63805, 0.774146]
#> ok [1.09971, -2.63805, 0.774145] ≈ [1.09972, -2.63805, 0.774146]
# A mixture has no closed form, but all samplers of the flow come to one place.
q = oracle(Mixture([0.3, 0.7], (Normal(-1, 0.5), Normal(2, 0.8))));
for z in (-1.2, 0.1, 1.5) {
    truth = carry(S, q, z, by=adaptive_ode(rtol=1e-10, atol=1e-10))
    check [carry(S, q, z, by=o, steps=1000) for o in (heun_ode(), karras_heun(), dpm_solver())] ≈ [truth, truth, truth] tol 1e-3
    check carry(S, q, z, by=ddim(), steps=4000) ≈ truth tol 1e-2
}
#> ok [-1.21728, -1.2173, -1.21729] ≈ [-1.21728, -1.21728, -1.21728]
#> ok -1.21659 ≈ -1.21728
#> ok [1.56035, 1.56036, 1.56036] ≈ [1.56035, 1.56035, 1.56035]
#> ok 1.56011 ≈ 1.56035
#> ok [2.96186, 2.96188, 2.96187] ≈ [2.96186, 2.96186, 2.96186]
#> ok 2.96114 ≈ 2.96186

# ## The ends
# Of the full cosine σ_0 = 0 and α_1 = 0. There z_1 says nothing of x: one step gives the mean of the data, and all samplers do,
# at once and without an infinity.
for R in (cosine_noise(), rectified(), plain_cosine()) {
    check max([abs(carry(R, oracle(Normal(1.5, 0.5)), 0.8, by=k, steps=1) - 1.5) for k in filter(k -> k != "adaptive_ode", fields(samplers))]) < 1e-12
}
#> ok 0.0 < 1e-12
#> ok 0.0 < 1e-12
#> ok 0.0 < 1e-12
# With more steps the flow ends in x = m + τ z_1 exactly where v = 1 at the start, the quantile map from N(0, 1) to the data.
for R in (cosine_noise(), rectified(), plain_cosine(), inverse_cosine(), sigmoid_noise()) {
    check carry(R, oracle(Normal(1.5, 0.5)), 0.8, by=adaptive_ode(rtol=1e-9, atol=1e-10)) ≈ 1.9 tol 1e-5
}
#> ok 1.9 ≈ 1.9
#> ok 1.9 ≈ 1.9
#> ok 1.9 ≈ 1.9
#> ok 1.9 ≈ 1.9
#> ok 1.9 ≈ 1.9
# A prediction of any kind will do, as long as it says something at the ends: of v and of the velocity.
o = oracle(Normal(1.5, 0.5));
for of in ("x", "v", "velocity") {
    told = predicts(of, (z, l) -> predict(o, z, l, of), sees="level")
    R = rectified()
    check [carry(R, told, 0.8, by=b, steps=20) for b in (ddim(), dpm_solver())] ≈ [carry(R, o, 0.8, by=b, steps=20) for b in (ddim(), dpm_solver())] tol 1e-12
}
#> ok [1.8714, 1.90439] ≈ [1.8714, 1.90439]
#> ok [1.8714, 1.90439] ≈ [1.8714, 1.90439]
#> ok [1.8714, 1.90439] ≈ [1.8714, 1.90439]
# And parts of schedules:
B = between(cosine_noise(), -13.3, 5);
check carry(B, p, 1.0, by=heun_ode(), steps=400) ≈ sqrt(v(B, 0, 0.5)/v(B, 1, 0.5)) tol 1e-4
#> ok 0.501263 ≈ 0.501261

# ## One step for all chains
# The corrector of Song et al. has h = 2 (snr |ξ|/|score|)², in their code with norms averaged over the batch. Taken for each chain
# alone, as the formula reads, a chain that meets a score near 0 is thrown away: of data with the variance 0.25
alone(z, l) = {
    ξ = normal_noise()
    s = predict(p, z, l, "score")
    h = 2*(0.16*abs(ξ)/abs(s))^2
    z + h*s + sqrt(2*h)*ξ
}
var(vmap(z -> alone(z, level(S, 0.3)))(sample(noised(D, level(S, 0.3)), 40000))) > 10
#> true
# The library takes for the norms what they are on average, and every chain stays what it was:
first = sampler_moments(S, D, reverse_sde(), steps=30).variance;
for scale in (0, 0.5) {
    both = sampler_moments(S, D, predictor_corrector(scale=scale), steps=30).variance
    print("scale {scale}: variance {both:.6f} after 30 steps, {first:.6f} without the corrector")
    check both ≈ var(generate(S, p, 40000, by=predictor_corrector(scale=scale), steps=30)) tol 0.03
}
#> scale 0: variance 0.263071 after 30 steps, 0.266980 without the corrector
#> ok 0.263071 ≈ 0.263672
#> scale 0.5: variance 0.256785 after 30 steps, 0.266980 without the corrector
#> ok 0.256785 ≈ 0.256672

# ## The same by draws
# What `sampler_moments` says of other data, beside 20000 samples:
for k in filter(k -> k != "adaptive_ode", fields(samplers)) {
    m = sampler_moments(S, Normal(1.5, 0.8), k, steps=15)
    X = generate(S, oracle(Normal(1.5, 0.8)), 20000, by=k, steps=15)
    check estimate(X) ≈ m.mean se 4
    check var(X) ≈ m.variance tol 0.04
}
#> ok 1.49410 ± 0.00421 ≈ 1.49356 (0.1 se)
#> ok 0.362915 ≈ 0.369727
#> ok 1.41595 ± 0.00520 ≈ 1.41556 (0.1 se)
#> ok 0.475528 ≈ 0.4735
#> ok 1.44237 ± 0.00578 ≈ 1.45349 (1.9 se)
#> ok 0.638072 ≈ 0.634118
#> ok 1.39406 ± 0.00583 ≈ 1.39824 (0.7 se)
#> ok 0.644066 ≈ 0.641381
#> ok 1.38957 ± 0.00605 ≈ 1.39638 (1.1 se)
#> ok 0.708801 ≈ 0.712943
#> ok 1.39021 ± 0.00574 ≈ 1.3998 (1.7 se)
#> ok 0.665133 ≈ 0.66669
#> ok 1.61263 ± 0.00636 ≈ 1.62081 (1.3 se)
#> ok 0.751765 ≈ 0.756849
#> ok 1.61011 ± 0.00590 ≈ 1.62034 (1.7 se)
#> ok 0.74716 ≈ 0.750841
#> ok 1.46547 ± 0.00583 ≈ 1.46773 (0.4 se)
#> ok 0.661118 ≈ 0.649938

# ## Starts
# Where the SNR at the first time is above 0.01 an oracle's own noisy law is started from, so that nothing is pulled to 0; and a density
# belongs to the same start and the same times as the draws of `diffusion`.
check estimate(generate(cosine_noise(), oracle(Normal(3, 0.1)), 4000, times=linspace(0.3, 0, 100))) ≈ 3 se 4
#> ok 2.99938 ± 0.00152 ≈ 3 (0.4 se)
check estimate(generate(ve_geometric(0.01, 1), oracle(Normal(3, 0.5)), 4000)) ≈ 3 se 4
#> ok 3.01372 ± 0.00798 ≈ 3 (1.7 se)
# The flow takes N(0, 10²) at t = 1 to N(0, 100 v_0/v_1):
M = diffusion(S, p, start=Normal(0, 10), steps=400);
X = sample(M, 4000);
check M.log_density(X[1:5]) ≈ Normal(0, 10*sqrt(v(S, 0, 0.5)/v(S, 1, 0.5))).log_density(X[1:5]) tol 1e-4
#> ok [-3.8813, -4.49865, -2.53422, -2.54952, -3.72526] ≈ [-3.8813, -4.49865, -2.53422, -2.54952, -3.72526]
check std(X) ≈ 10*sqrt(v(S, 0, 0.5)/v(S, 1, 0.5)) tol 0.04
#> ok 4.97138 ≈ 5.01261
# One that ends at t = 0.2 has the density of z there:
M = diffusion(S, p, start=noised(D, level(S, 1)), times=linspace(1.0, 0.2, 100));
check M.log_density([0.3, 1.0]) ≈ noised(D, level(S, 0.2)).log_density([0.3, 1.0]) tol 1e-5
#> ok [-0.405854, -2.2255] ≈ [-0.405854, -2.2255]

# ## Networks and rows
# Below a tolerance of 1e-6 a network in f32 has too few digits for steps that choose their size; it and its flow go over to f64.
net = noise_net(2, hidden=16);
z = f32([0.3, 1.0]);
check f64(carry(S, net, z, by=adaptive_ode(rtol=1e-9, atol=1e-9))) ≈ carry(S, f64(net), f64(z), by=adaptive_ode(rtol=1e-11, atol=1e-11)) tol 1e-6
#> ok [5.68903, 3.87502] ≈ [5.68903, 3.87502]
r = flow_report(S, net, z, rtol=1e-9, atol=1e-9);
r.evaluations == flow_report(S, f64(net), z, rtol=1e-9, atol=1e-9).evaluations
#> true
# Rows go together where an event is known, and share the steps of the adaptive flow:
Z = [0.3, 1.0; -1.0, 2.0; 0.0, 0.1];
check max(abs(carry(S, net, Z, by=ddim()) - vmap(z -> carry(S, net, z, by=ddim()))(Z))) < 1e-5
#> ok 0.0 < 1e-05
check max(abs(carry(S, f64(net), Z, by=adaptive_ode(rtol=1e-8)) - vmap(z -> carry(S, f64(net), z, by=adaptive_ode(rtol=1e-8)))(Z))) < 1e-3
#> ok 0.000201142 < 0.001

# ## What is to be seen
# Where the flow ends by the number of steps, on a logarithmic axis; the line is the exact map.
n = (5, 7, 10, 14, 20, 28, 40, 57, 80, 113, 160);
line(by) = plot([1.0*k for k in n], [carry(S, p, 1.0, by=by, steps=k) for k in n], label=by.name, log="x")
axes(overlay(line(ddim()), line(euler_ode()), line(heun_ode()), line(dpm_solver()), plot([5.0, 160.0], [exact, exact], label="exact", log="x")), x="steps", y="z_0")
#> z_0
#>     |oo xxxxxxxxxxxxx
#>  0.5+###################################################################
#>     |     ooooo                    +++++++++++++++++++++++++++++++++****
#>     |                ++++++++++++++       *************
#>     |++          ++++              *******
#> 0.45+  +++   ++++           *******
#>     |     +++          *****
#>     |               ***
#>  0.4+            ***
#>     |        ****                                  *** ddim
#>     |     ***                                      +++ euler
#> 0.35+   **                                         ooo heun
#>     | **                                           xxx dpm-solver++(2M)
#>     |*                                             ### exact
#>     ++------------+------------+-----------------+------------+---------
#>      5            10           20                50          100
#>                                     steps
