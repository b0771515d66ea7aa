#~ file: seed=7
# The natural gradient in coordinates chosen by name. A gradient says by how much a bound rises for a step of each coordinate; which
# step is short depends on the coordinates. Fisher's matrix measures steps by the divergence between laws, which does not. But a step
# of length 1 is finite, and then the coordinates matter again: in natural ones it is the exact update of a conjugate model.
use vi

# ## A conjugate model: five numbers x ~ N(μ, σ²), μ ~ N(0, τ²)
x = [1.2, -0.4, 0.7, 2.1, 0.3];
(v, w) = (0.64, 1.5);
# The bound of q = N(m, s²), closed: E log p(x | μ) = Σ log N(x; m, v) - 5 s²/(2v).
L(q) = sum(log_density(Normal(0, sqrt(v)), x - mean(q))) - 5*q.variance()/(2*v) - KL(q, Normal(0, sqrt(w)))
evidence = log_density(Normal(zeros(5), cov=v*eye(5) + w*ones(5, 5)), x)
#> -7.70924
check evidence ≈ -7.709243587629 tol 1e-12
#> ok -7.70924 ≈ -7.70924
check L(Normal(0, 1)) ≈ -12.569728296840 tol 1e-12
#> ok -12.5697 ≈ -12.5697
check L(Normal(0.5, 0.5)) ≈ -8.096208810733 tol 1e-12
#> ok -8.09621 ≈ -8.09621

# The gradient and Fisher's matrix at N(0, 1) in (μ, log s).
c = chart(Normal(0, 1), "log σ");
check grad(u -> L(c.at(u)))(c.point) ≈ [6.09375, -7.479166666667] tol 1e-12
#> ok [6.09375, -7.47917] ≈ [6.09375, -7.47917]
c.fisher(c.point)
#> f64[2×2]
#>    1.0  0.0
#>    0.0  2.0
# In natural coordinates (m/s², -1/(2s²)) Fisher's matrix is the Hessian of the log-partition:
check fisher_table(Normal(0.5, 0.8), "natural", n=100).closed ≈ [0.64, 0.64; 0.64, 1.4592]
#> ok [0.64, 0.64; 0.64, 1.4592] ≈ [0.64, 0.64; 0.64, 1.4592]
# and the natural gradient is the difference between the posterior's coordinates and those of q.
check natural_direction(L, Normal(0, 1)) ≈ [6.09375, -4.239583333333 + 0.5] tol 1e-12
#> ok [6.09375, -3.73958] ≈ [6.09375, -3.73958]

# ## One step of length 1, from N(0, 1), in six systems of coordinates
# Natural: the exact posterior, at once, from anywhere.
posterior = natural_step(L, Normal(0, 1))
#> Normal(μ = 0.718673, σ = 0.343418)
check posterior.parameters.μ ≈ 0.718673218673 tol 1e-12
#> ok 0.718673 ≈ 0.718673
check posterior.parameters.σ^2 ≈ 0.117936117936 tol 1e-11
#> ok 0.117936 ≈ 0.117936
check L(posterior) ≈ evidence
#> ok -7.70924 ≈ -7.70924
check natural_step(L, Normal(-3, 20)).parameters.μ ≈ 0.718673218673 tol 1e-10
#> ok 0.718673 ≈ 0.718673
# (μ, log σ): inside, but far beyond: the bound falls by 120 nats.
off = natural_step(L, Normal(0, 1), coordinates="log σ")
#> Normal(μ = 6.09375, σ = 0.023764)
check off.parameters.σ ≈ 0.023764002737 tol 1e-10
#> ok 0.023764 ≈ 0.023764
check L(off) ≈ -132.370126657910 tol 1e-12
#> ok -132.37 ≈ -132.37
# The others leave the domain, each by a number of its own; a shorter step does not.
natural_step(L, Normal(0, 1), coordinates="parameters")
#!> error[domain]: natural_step: in the coordinates "parameters" a step of length 1 gives σ = -2.73958, which must be positive; a length below 0.267 stays inside, or coordinates="natural", in which the step of a conjugate model is exact
#!>   natural_step(L, Normal(0, 1), coordinates="parameters")
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
natural_step(L, Normal(0, 1), coordinates="variance")
#!> error[domain]: natural_step: in the coordinates "variance" a step of length 1 gives σ² = -6.47917, which must be positive; a length below 0.134 stays inside, or coordinates="natural", in which the step of a conjugate model is exact
#!>   natural_step(L, Normal(0, 1), coordinates="variance")
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
natural_step(L, Normal(0, 1), coordinates="expectation")
#!> error[domain]: natural_step: in the coordinates "expectation" a step of length 1 gives σ² = -43.613, which must be positive; a length below 0.0918 stays inside, or coordinates="natural", in which the step of a conjugate model is exact
#!>   natural_step(L, Normal(0, 1), coordinates="expectation")
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
natural_step(L, Normal(0, 1), coordinates="precision") |> L
#> -130.197
check L(natural_step(L, Normal(0, 1), ρ=0.05, coordinates="expectation")) > L(Normal(0, 1))
#> ok -9.44203 > -12.5697
# Short steps go the same way in all of them: the direction is the same, up to ρ².
ρ = 1e-4;
gain(name) = (L(natural_step(L, Normal(0, 1), ρ=ρ, coordinates=name)) - L(Normal(0, 1)))/ρ
gains = [gain(name) for name in chart_names(Normal(0, 1))]
#> f64[6]
#>    65.037  65.0995  65.0804  65.0752  65.0856  65.0647
check max(gains) - min(gains) < 0.01*max(gains)
#> ok 0.0625145 < 0.650995
# With damping the step is shorter, and another one: the number that was added stands in the call.
natural_step(L, Normal(0, 1), damping=0.1)
#> Normal(μ = 0.681985, σ = 0.350866)

# For any data, prior and start: one step of length 1 in natural coordinates is the posterior.
derive (N = 4; y in reals(N); σ, τ, s in positives; m in reals; prec = N/σ^2 + 1/τ^2;
        B(q) = -(sum((y - mean(q))^2) + N*q.variance())/(2*σ^2) - (mean(q)^2 + q.variance())/(2*τ^2) + entropy(q)) {
    natural_direction(B, Normal(m, s))
    = [sum(y)/σ^2 - m/s^2, 1/(2*s^2) - prec/2]
}
#> ok 1 = 2: 196 of 200 points, worst 2.6e-16

# ## Linear-Gaussian: isotropic, diagonal and full laws
# p(z) = N(0, I), y = A z + noise: the posterior has a full covariance. Each family has its own best law, and a unit step reaches it
# (a full one the posterior itself, the others their mean-field fixed point in the width at once; the mean needs the full matrix).
A = [1.0, 0.4; 0.2, -0.8; 0.5, 0.5];
y = [0.7, -0.2, 1.1];
Λ = A' @ A/0.25 + eye(2);
truth = Normal(solve(Λ, A' @ y/0.25), cov=inv(Λ));
G(q) = -KL(q, truth)
full_step = natural_step(G, Normal(zeros(2), cov=eye(2)));
check KL(full_step, truth) ≈ 0 abs 1e-12
#> ok 0.0 ≈ 0
diagonal_step = natural_step(G, Normal(zeros(2), [1.0, 1.0]));
check diagonal_step.parameters.σ^2 ≈ 1/diag(Λ)
#> ok [0.162338, 0.192308] ≈ [0.162338, 0.192308]
isotropic_step = natural_step(G, Normal(zeros(2), 1.0));
check isotropic_step.parameters.σ^2 ≈ 2/trace(Λ)
#> ok 0.176056 ≈ 0.176056
# Repeated steps converge: the remaining divergence is the price of the family.
settled(q) = { for k in 1:200 { q = natural_step(G, q, ρ=0.5) }; q }
check KL(settled(Normal(zeros(2), [1.0, 1.0])), truth) ≈ -log(1 - Λ[1, 2]^2/(Λ[1, 1]*Λ[2, 2]))/2 tol 1e-8
#> ok 0.063877 ≈ 0.063877
check KL(settled(Normal(zeros(2), 1.0)), truth) ≈ log(trace(Λ)/2/sqrt(det(Λ))) tol 1e-8
#> ok 0.0674605 ≈ 0.0674605

# ## Logits: a singular matrix
# The logits of a category are natural coordinates, and one too many: Fisher's matrix diag(q) - qqᵀ has a null direction.
prior_z = [0.5, 0.3, 0.2];
likelihood = [0.9, 0.2, 0.05];
B(q) = E(z ~ q, log(prior_z[z]*likelihood[z]) - log_density(q, z))
q = Categorical([0.6, 0.3, 0.1]);
h = chart(q, "natural");
check grad(u -> B(h.at(u)))(h.point) ≈ [0.358810232429, -0.217121635780, -0.141688596649] tol 1e-11
#> ok [0.35881, -0.217122, -0.141689] ≈ [0.35881, -0.217122, -0.141689]
check h.fisher(h.point) ≈ diag([0.6, 0.3, 0.1]) - outer([0.6, 0.3, 0.1], [0.6, 0.3, 0.1])
#> ok [0.24, -0.18, -0.06; -0.18, 0.21, -0.03; -0.06, -0.03, 0.09] ≈ [0.24, -0.18, -0.06; -0.18, 0.21, -0.03; -0.06, -0.03, 0.09]
natural_step(B, q)
#!> error[singular]: natural_step: Fisher's matrix is singular, of rank 2 of 3: some directions change nothing. inverse="pseudo" leaves them alone, damping=1e-3 bounds the step in them
#!>   natural_step(B, q)
#!>   ^^^^^^^^^^^^^^^^^^
# The pseudo-inverse leaves the null direction alone, as nothing changes along it, and lands on the posterior.
best = softmax(natural(natural_step(B, q, inverse="pseudo")))
#> f64[3]
#>    0.865385  0.115385  0.0192308
check best ≈ [0.865384615385, 0.115384615385, 0.019230769231] tol 1e-10
#> ok [0.865385, 0.115385, 0.0192308] ≈ [0.865385, 0.115385, 0.0192308]
check best ≈ prior_z*likelihood/sum(prior_z*likelihood)
#> ok [0.865385, 0.115385, 0.0192308] ≈ [0.865385, 0.115385, 0.0192308]

# ## EM is a natural-gradient step
# Two normal laws of variance 1, weights π and 1 - π, means m. A step of EM sets the expectations of the complete data,
# η = (π₁, π₁m₁, π₂m₂), to their means under the responsibilities: a unit step with Fisher's matrix of the complete data in η.
data = [-2.1, -1.7, -1.2, 0.4, 1.1, 1.9, 2.2];
joint(π₁, m) = (log(π₁) - (data - m[1])^2/2, log1p(-π₁) - (data - m[2])^2/2)
likely(π₁, m) = { (a, b) = joint(π₁, m); sum(b + softplus(a - b)) - 7*log(2*π)/2 }
of(η) = (η[1], [η[2]/η[1], η[3]/(1 - η[1])])
to(π₁, m) = [π₁, π₁*m[1], (1 - π₁)*m[2]]
complete_kl(θ, φ) = {
  ((a, m), (b, n)) = (θ, φ)
  a*log(a/b) + (1 - a)*log((1 - a)/(1 - b)) + a*(m[1] - n[1])^2/2 + (1 - a)*(m[2] - n[2])^2/2
}
start = (0.5, [-0.5, 0.8]);
check likely(start...) ≈ -13.977203541339 tol 1e-12
#> ok -13.9772 ≈ -13.9772
η = to(start...);
F = hessian(u -> complete_kl(start, of(u)))(η);
stepped = of(η + solve(F, grad(u -> likely(of(u)...)/7)(η)))
#> [1] = 0.50313
#> [2] = f64[2]
#>     -1.09018  1.27642
check stepped[1] ≈ 0.5031298669 tol 1e-9
#> ok 0.50313 ≈ 0.50313
check stepped[2] ≈ [-1.090179073937, 1.276421937710] tol 1e-11
#> ok [-1.09018, 1.27642] ≈ [-1.09018, 1.27642]
check likely(stepped...) ≈ -12.439715230581 tol 1e-12
#> ok -12.4397 ≈ -12.4397
# EM by its formulas:
r = { (a, b) = joint(start...); sigmoid(a - b) };
check stepped[1] ≈ mean(r)
#> ok 0.50313 ≈ 0.50313
check stepped[2] ≈ [sum(r*data)/sum(r), sum((1 - r)*data)/sum(1 - r)]
#> ok [-1.09018, 1.27642] ≈ [-1.09018, 1.27642]
# The same in the coordinates (π, m): F = diag(1/(π(1 - π)), π, 1 - π), and the step is another one.
direct = [start[2][1], start[2][2]] + grad(m -> likely(0.5, m)/7)(start[2])/0.5
#> f64[2]
#>   -1.09387  1.27344
check direct ≈ [-1.093873437834, 1.273439663203] tol 1e-11
#> ok [-1.09387, 1.27344] ≈ [-1.09387, 1.27344]

# ## What is to be seen
# The bound over (m, log s), and one step of length 1 from N(0, 1): natural coordinates go to the top, (μ, log σ) overshoot it.
bound_at_point(m, l) = L(Normal(m, exp(l)))
axes(overlay(field(bound_at_point, (-1, 3), (-2.2, 0.6), n=40, contours=[-8, -9, -12, -20]),
  trajectory(([0, 0.718673], [0, log(0.343418)]), colour="red"), scatter([0.718673], [log(0.343418)])), x="m", y="log s")
#>          log s
#>            0.5+--===-20--''**********'''--20+===--::..  @@ -10
#>               |==+.--***#################***-.++==--::. %%
#>               |++.'**#####.--'-12''--..####***'.+===--: ##
#>              0++/**####%.o.%%%%%%%%%%%'\%####**|++===-- ## -15
#>               |.'**###%.'%'.@.-'-9-.%%%%'.####**\++==-- **
#>           -0.5+'**####|%%%%'\@@@@@@'.@%%%\%###**|++==-- ++ -20
#>               |***###%|%%%.'@'.'-8.@@\%%%'.####**|++==- ++
#>               |***###%|%%%|@@|'.@@\@@|@%%%|####**|++==- == -25
#>             -1+***###%|%%%|@@|@'#@|@@|@%%%|####**|++==- ==
#>               |***###%|%%%|@@'.@@@/@@|@%%%|####**|++==- -- -30
#>           -1.5+***###%|%%%'.@@\@@.'@@/%%%%|####**|++==- ::
#>               |***###%\%%%@|@@'--'@@.'%%%|%###**.'+===- :: -35
#>               |.**###%|%%%%\@@@@@@@@|@%%%|%###**|++==-- ..
#>             -2+|**####|%%%%'.@@@@@@@|%%%%/%###**|++==--
#>               ++---------+---------+---------+--------+
#>                -1        0         1         2        3
#>                                   m
