#~ file: seed=7
# Noise schedules: how a datum x becomes noise ε as t goes from 0 to 1,
#   z = α(t) x + σ(t) ε,   SNR = α²/σ²,   γ = -log SNR.
# A schedule is one record of functions of t. What papers call a schedule by α, by σ, by β or by ᾱ are names for the same thing, and
# here each schedule has all of them: α, σ, γ, snr, the rates dα, dσ, dγ, the inverse of γ, and f and g² of the equation
# dz = f z dt + g dW that makes the same z.
use vdm

S = cosine_noise();
(S.α(0.5), S.σ(0.5), S.γ(0.5), S.snr(0.5))
#> (0.70274, 0.711447, 0.0246269, 0.975674)
# They take a tensor of times too, and derivatives go through them.
S.γ([0.1, 0.5, 0.9])
#> f64[3]
#>   -3.55056  0.0246269  3.7015
# The level at a time is what a network is told of the noise.
level(S, 0.5)
#> t = 0.5
#> α = 0.70274
#> σ = 0.711447
#> γ = 0.0246269
#> dα = -1.10884
#> dσ = 1.09527
#> dγ = 6.23475

# ## All schedules, number by number
# Rows of t, α, σ, SNR, γ, γ', computed elsewhere with 40 digits. `off` is the largest relative error of a table.
relative(a, b) = where(b == 0, abs(a), abs(a - b)/where(b == 0, 1.0, abs(b)))
of(S, t) = [t, S.α(t), S.σ(t), S.snr(t), S.γ(t), S.dγ(t)]
off(S, rows) = max([max(relative(of(S, r[1]), r)) for r in rows])

# α² + σ² = 1 by a straight rate β: the continuous form of DDPM. Ho et al. 2020; Song et al. 2021.
check off(vp_linear(), [
  0.1, 0.9467217988206, 0.3220525355247, 8.641543268327, -2.156581185885, 20.15082543080;
  0.5, 0.2811828807968, 0.9596542020680, 0.08585156444310, 2.455135468822, 10.91280822265;
  0.9, 0.01699646326169, 0.9998555496854, 2.889632390381e-4, 8.149211078503, 18.01520422794;
  1, 0.006571586494930, 0.9999784068923, 4.318761414981e-5, 10.04995681332, 20.00086375228
]) < 1e-12
#> ok 2.89418e-13 < 1e-12
# The same α with less noise: sub-VP. Song et al. 2021.
check off(sub_vp(), [
  0.1, 0.9467217988206, 0.1037178356379, 83.31781332670, -4.422662371770, 38.21165086161;
  0.5, 0.2811828807968, 0.9209361875468, 0.09322205556043, 2.372770937643, 11.77561644531;
  0.9, 0.01699646326169, 0.9997111202366, 2.890467387916e-4, 8.148922157006, 18.02040845587;
  1, 0.006571586494930, 0.9999568142509, 4.318947931982e-5, 10.04991362664, 20.00172750457
]) < 1e-12
#> ok 3.16919e-13 < 1e-12
# The cosine with an offset, so that the first steps are not too small. Nichol and Dhariwal 2021.
check off(cosine_noise(), [
  0.1, 0.9859476340628, 0.1670546703508, 34.83296592302, -3.550564235017, 18.97505066149;
  0.5, 0.7027400589412, 0.7114467018402, 0.9756738848186, 0.02462688281151, 6.234748392740;
  0.9, 0.1552150899239, 0.9878806992041, 0.02468646361141, 3.701500217499, 20.32757076567
]) < 1e-12
#> ok 2.93249e-13 < 1e-12
# Without it: a quarter of a circle, which is its own mirror image.
check off(plain_cosine(), [
  0.1, 0.9876883405951, 0.1564344650402, 39.86345818906, -3.685460069402, 20.33281476926;
  0.5, 0.7071067811865, 0.7071067811865, 1, 0, 6.283185307180;
  0.9, 0.1564344650402, 0.9876883405951, 1/39.86345818906, 3.685460069402, 20.33281476926
]) < 1e-12
#> ok 1.97298e-13 < 1e-12
# The part of it between two levels of noise. Kingma et al. 2021.
check off(clipped_cosine(), [
  0, 0.9999991627544, 0.001294021022052, 597195.6137928, -13.3, 2299.193207251;
  0.1, 0.9887629897885, 0.1494916386440, 43.74723401263, -3.778428388237, 20.12831087599;
  0.5, 0.7350238411884, 0.6780412619337, 1.175142694746, -0.1613895825598, 5.969787692164;
  0.9, 0.2286215262594, 0.9735153813530, 0.05515039205625, 2.897691424400, 13.36769408778;
  1, 0.08180984613288, 0.9966479564398, 0.006737946999085, 5, 36.48959804562
]) < 1e-12
#> ok 3.15819e-13 < 1e-12
# γ straight: the schedule of the VDM.
check off(linear_snr(), [
  0, 0.9999991627544, 0.001294021022052, 597195.6137928, -13.3, 18.3;
  0.1, 0.9999947807404, 0.003230865505531, 95798.27906819, -11.47, 18.3;
  0.5, 0.9922097779309, 0.1245783150408, 63.43400029812, -4.15, 18.3;
  0.9, 0.2007745387810, 0.9796374760988, 0.04200359790345, 3.17, 18.3;
  1, 0.08180984613288, 0.9966479564398, 0.006737946999085, 5, 18.3
]) < 1e-12
#> ok 3.13525e-13 < 1e-12
# A sigmoid in α². Jabri et al. 2023.
check off(sigmoid_noise(), [
  0.1, 0.9800547011640, 0.1987279112917, 24.32108225770, -3.191343556836, 13.32543772897;
  0.5, sqrt(0.5), sqrt(0.5), 1, 0, 6.628748357895;
  0.9, 0.1987279112917, 0.9800547011640, 1/24.32108225770, 3.191343556836, 13.32543772897
]) < 1e-12
#> ok 3.31665e-13 < 1e-12
# Polynomial with a precision that keeps both ends away from 0. Hoogeboom et al. 2022.
check off(polynomial_noise(), [
  0, 0.99999, 0.004472124774646, 49999.25000125, -10.81976328432, 0;
  0.1, 0.9899902, 0.1411361183537, 49.20230549174, -3.895940481989, 20.28355490615;
  0.5, 0.749995, 0.6614434971900, 1.285675102843, -0.2512839522501, 6.095052338592;
  0.9, 0.1900062, 0.9817828904404, 0.03745455367031, 3.284626983078, 19.65599910153;
  1, 1e-5, 0.9999999999500, 1.0000000001e-10, 23.02585092984, 399992.00004
]) < 1e-12
#> ok 2.60769e-13 < 1e-12
# α = 1, variance exploding: Karras et al. 2022, and Song et al. 2021.
check off(edm(), [
  0, 1, 0.002, 250000, -12.42921619684, 49.61582699347;
  0.1, 1, 0.01672075323499, 3576.747850211, -8.182209244801, 36.63310119848;
  0.5, 1, 2.515218976147, 0.1580696159645, 1.844719735624, 17.89896738373;
  0.9, 1, 45.31373407523, 4.870127112878e-4, 7.627220334015, 11.84264815391;
  1, 1, 80, 1.5625e-4, 8.764053269348, 10.91900570561
]) < 1e-12
#> ok 3.52578e-13 < 1e-12
check off(ve_geometric(), [
  0, 1, 0.01, 10000, -9.210340371976, 17.03438638283;
  0.1, 1, 0.02343672911592, 1820.564203026, -7.506901733693, 17.03438638283;
  0.5, 1, 0.7071067811865, 2, -0.6931471805599, 17.03438638283;
  0.9, 1, 21.33403503223, 0.002197121086612, 6.120607372573, 17.03438638283;
  1, 1, 50, 4e-4, 7.824046010856, 17.03438638283
]) < 1e-12
#> ok 1.45367e-13 < 1e-12
# The straight path of flow matching.
check off(rectified(), [
  0.1, 0.9, 0.1, 81, -4.394449154672, 22.22222222222;
  0.5, 0.5, 0.5, 1, 0, 8;
  0.9, 0.1, 0.9, 1/81, 4.394449154672, 22.22222222222
]) < 1e-12
#> ok 1.0008e-13 < 1e-12
# α² as the inverse function of that of the plain cosine: most times at middle levels.
check off(inverse_cosine(), [
  0.1, 0.8917215009749, 0.4525845387319, 3.882031453654, -1.356358587149, 6.514348208232;
  0.5, sqrt(0.5), sqrt(0.5), 1, 0, 2.546479089470;
  0.9, 0.4525845387319, 0.8917215009749, 1/3.882031453654, 1.356358587149, 6.514348208232
]) < 1e-12
#> ok 1.75657e-13 < 1e-12
# A learned one, with numbers as training might leave them (scripts/vdm/learned-schedule.gms trains one).
net = learned_noise(v=[2, 1], a=[8, 4], c=[-2, -3]);
check off(schedule_of(net), [
  0.1, 0.9999947184896, 0.003250075820410, 94669.13897459, -11.45814334406, 21.82917799274;
  0.5, 0.8920240291564, 0.4519879770609, 3.894927172097, -1.359674981355, 18.43864032557;
  0.9, 0.1353214849426, 0.9908017438988, 0.01865348512123, 3.981722280579, 10.65162265552;
  1, 0.08180984613288, 0.9966479564398, 0.006737946999085, 5, 9.712631456441
]) < 1e-12
#> ok 3.39708e-13 < 1e-12
check schedule_of(net).γ'(0.0) ≈ 15.21650235514 tol 1e-12
#> ok 15.2165 ≈ 15.2165

# ## As the papers print them
# The forms that the library computes are others, in which nothing cancels; at random times and parameters they agree.
derive (β0, β1 in positives; t in unit; S = vp_linear(β0=β0, β1=β1)) {
    S.α(t)
    = exp(-t^2*(β1 - β0)/4 - t*β0/2)
}
#> ok 1 = 2: 200 points, worst 7.5e-17
derive (β0, β1 in positives; t in unit; S = sub_vp(β0=β0, β1=β1)) {
    S.σ(t)
    = 1 - exp(-t^2*(β1 - β0)/2 - t*β0)
}
#> ok 1 = 2: 200 points, worst 1e-16
derive (s in positives; t in unit; S = cosine_noise(s=s)) {
    S.α(t)
    = cos((t + s)/(1 + s)*π/2)/cos(s/(1 + s)*π/2)
}
#> ok 1 = 2: 195 of 200 points, worst 1.6e-16
derive (γ0, γ1 in reals; t in unit; S = clipped_cosine(γ0, γ1); a = atan(exp(γ0/2)); b = atan(exp(γ1/2)) where γ0 < γ1) {
    S.α(t)
    = cos(a + t*(b - a))
}
#> ok 1 = 2: 195 of 200 points, worst 1e-16
derive (γ0, γ1 in reals; t in unit; S = linear_snr(γ0, γ1) where γ0 < γ1) {
    S.σ(t)^2
    = sigmoid(γ0 + (γ1 - γ0)*t)
}
#> ok 1 = 2: 199 of 200 points, worst 1.3e-16
derive (a, b in reals; t in unit; S = sigmoid_noise(start=a, stop=b); v(t) = sigmoid(-(a + t*(b - a))) where -200 < a and a < b and b < 200) {
    S.α(t)^2
    = (v(t) - v(1))/(v(0) - v(1))
}
#> ok 1 = 2: 200 points, worst 2.5e-16
derive (e in unit; t in unit; S = polynomial_noise(p=2, precision=e/2)) {
    S.α(t)
    = (1 - e)*(1 - t^2) + e/2
}
#> ok 1 = 2: 200 points, worst 7.8e-17
derive (a, b, ρ in positives; t in unit; S = edm(σ_min=a, σ_max=b, ρ=ρ) where a < b) {
    S.σ(t)
    = (a^(1/ρ) + t*(b^(1/ρ) - a^(1/ρ)))^ρ
}
#> ok 1 = 2: 198 of 200 points, worst 1.1e-16
derive (a, b in positives; t in unit; S = ve_geometric(σ_min=a, σ_max=b) where a < b) {
    S.σ(t)
    = a*(b/a)^t
}
#> ok 1 = 2: 200 points, worst 7.1e-17
derive (t in unit; S = inverse_cosine()) {
    S.γ(t)
    = log((π - acos(2*t - 1))/acos(2*t - 1))
}
#> ok 1 = 2: 200 points, worst 2e-16

# ## What holds for every schedule
# One list for all that follows, with one of other parameters, and schedules made from others.
every = (
  vp_linear(), sub_vp(), cosine_noise(), plain_cosine(), clipped_cosine(), linear_snr(), sigmoid_noise(), polynomial_noise(),
  edm(), ve_geometric(), rectified(), inverse_cosine(), schedule_of(net),
  vp_linear(β0=0.5, β1=3), sub_vp(β0=2, β1=1), cosine_noise(s=0.05), sigmoid_noise(start=-1, stop=4, tau=0.7),
  polynomial_noise(p=3, precision=0.01), edm(ρ=2, σ_max=10), best_noise(0.5),
  shifted(plain_cosine(), 2*log(4)), shifted(rectified(), 1), between(cosine_noise(), -10, 6), between(rectified(), -8, 8)
);
# The equation dz = f z dt + g dW has the marginals N(α x, σ²) if its mean and its variance grow as they should:
#   (α x)' = f α x            so f = α'/α,
#   (σ²)'  = 2f σ² + g²       so g² = 2σσ' - 2σ²α'/α = σ²γ', with γ' = 2(σ'/σ - α'/α).
derive (i in integers(1, 24); t in unit; S = every[i]) {
    S.f(t)
    = S.dα(t)/S.α(t)
}
#> ok 1 = 2: 216 points, worst 5.4e-17
derive (i in integers(1, 24); t in unit; S = every[i]) {
    S.g2(t)
    = S.σ(t)^2*S.dγ(t)
}
#> ok 1 = 2: 216 points, worst 1.1e-16
derive (i in integers(1, 24); t in unit; S = every[i]) {
    2*S.σ(t)*S.dσ(t)
    = 2*S.f(t)*S.σ(t)^2 + S.g2(t)
}
#> ok 1 = 2: 211 of 216 points, worst 2.4e-16
derive (i in integers(1, 24); t in unit; S = every[i]) {
    S.dγ(t)
    = 2*(S.dσ(t)/S.σ(t) - S.dα(t)/S.α(t))
}
#> ok 1 = 2: 216 points, worst 1.2e-16
derive (i in integers(1, 24); t in unit; S = every[i]) {
    S.γ(t)
    = 2*log(S.σ(t)/S.α(t))
    = -log(S.snr(t))
}
#> ok 1 = 2: 216 points, worst 9.2e-17
#> ok 2 = 3: 216 points, worst 1.4e-16
# The rates are the derivatives.
derive (i in integers(1, 24); t in unit; S = every[i]) {
    S.dγ(t)
    = S.γ'(t)
}
#> ok 1 = 2: 216 points, worst 1.4e-16
derive (i in integers(1, 24); t in unit; S = every[i]) {
    S.dα(t)
    = S.α'(t)
}
#> ok 1 = 2: 214 of 216 points, worst 9.6e-17
derive (i in integers(1, 24); t in unit; S = every[i]) {
    S.dσ(t)
    = S.σ'(t)
}
#> ok 1 = 2: 216 points, worst 2.7e-16
# So far derivatives were compared with derivatives; differences say the same.
times = linspace(0.05, 0.95, 19);
rates(S) = max(abs((S.γ(times + 1e-5) - S.γ(times - 1e-5))/2e-5/S.dγ(times) - 1))
check max([rates(S) for S in every]) < 1e-6
#> ok 1.35395e-08 < 1e-06
# The inverse of γ, which says at what time a noise level is reached.
derive (i in integers(1, 24); t in unit; S = every[i]) {
    S.inverse(S.γ(t))
    = t
}
#> ok 1 = 2: 215 of 216 points, worst 1.1e-16
# Where α² + σ² = 1, γ alone gives all: α² = sigmoid(-γ), σ² = sigmoid(γ), and g² = -2f is called β.
preserving = filter(S -> S.vp, every);
len(preserving)
#> 16
derive (i in integers(1, 16); t in unit; S = preserving[i]) {
    S.β(t)
    = S.g2(t)
    = -2*S.f(t)
}
#> ok 1 = 2: 208 points, worst 0.0
#> ok 2 = 3: 208 points, worst 0.0
derive (i in integers(1, 16); t in unit; S = preserving[i]) {
    S.σ(t)^2
    = sigmoid(S.γ(t))
}
#> ok 1 = 2: 208 points, worst 1.1e-16
derive (i in integers(1, 16); t in unit; S = preserving[i]) {
    S.α(t)^2
    = sigmoid(-S.γ(t))
}
#> ok 1 = 2: 208 points, worst 8.6e-17

# ## The ends
# At t = 0 some have no noise at all, and at t = 1 some nothing of the datum. Their γ is infinite there, which is no
# accident to be hidden: it says that the first term of a loss over T steps would be infinite.
ends(S) = [S.α(0), S.σ(0), S.snr(0), S.γ(0), S.α(1), S.σ(1), S.snr(1), S.γ(1)]
print("schedule           α(0)       σ(0)       SNR(0)     γ(0)       α(1)       σ(1)       SNR(1)     γ(1)");
#> schedule           α(0)       σ(0)       SNR(0)     γ(0)       α(1)       σ(1)       SNR(1)     γ(1)
for S in every[1:12] { e = ends(S); print("{S.name:<17}  {e[1]:<9.3g}  {e[2]:<9.3g}  {e[3]:<9.3g}  {e[4]:<9.3g}  {e[5]:<9.3g}  {e[6]:<9.3g}  {e[7]:<9.3g}  {e[8]:.3g}") }
#> VP linear          1.0        0.0        inf        -inf       0.00657    1.0        4.32e-05   10.0
#> sub-VP             1.0        0.0        inf        -inf       0.00657    1.0        4.32e-05   10.0
#> cosine             1.0        0.0        inf        -inf       0.0        1.0        0.0        inf
#> plain cosine       1.0        0.0        inf        -inf       0.0        1.0        0.0        inf
#> clipped cosine     1.0        0.00129    5.97e+05   -13.3      0.0818     0.997      0.00674    5.0
#> linear log-SNR     1.0        0.00129    5.97e+05   -13.3      0.0818     0.997      0.00674    5.0
#> sigmoid            1.0        0.0        inf        -inf       0.0        1.0        0.0        inf
#> polynomial         1.0        0.00447    5e+04      -10.8      1e-05      1.0        1e-10      23.0
#> EDM                1.0        0.002      2.5e+05    -12.4      1.0        80.0       0.000156   8.76
#> VE geometric       1.0        0.01       1e+04      -9.21      1.0        50.0       0.0004     7.82
#> rectified          1.0        0.0        inf        -inf       0.0        1.0        0.0        inf
#> inverse cosine     1.0        0.0        inf        -inf       0.0        1.0        0.0        inf
# Not one of all these functions is nan there, whichever the schedule.
whole(S) = [S.α(0), S.σ(0), S.γ(0), S.dγ(0), S.snr(0), S.f(0), S.g2(0), S.dα(0), S.dσ(0), S.α(1), S.σ(1), S.γ(1), S.dγ(1), S.snr(1), S.f(1), S.g2(1), S.dα(1), S.dσ(1)]
check sum([sum(i64(isnan(whole(S)))) for S in every]) ≈ 0 abs 0
#> ok 0 ≈ 0
# Next to the ends digits are lost where a formula takes differences of nearly equal numbers. In float32 √(1 - e^-B) at t = 1e-5 has only the
# choice between 16 and 17 units of 2^-24 for the number under the root, of which one is 2.4 % too small; which it is depends on how exp rounds.
naive(k) = sqrt(k*2.0^-24)/vp_linear().σ(1e-5) - 1
check naive(16) ≈ -0.024 tol 0.01
#> ok -0.0239227 ≈ -0.024
(naive(17), -expm1(f32(-1e-6))/2.0^-24)
#> (0.00611742, 16.7772)
# In float64 the γ of the cosine from ᾱ, as it is printed, is off in the ninth digit:
ᾱ(t) = cos((t + 0.008)/1.008*π/2)^2/cos(0.008/1.008*π/2)^2
check abs(log((1 - ᾱ(1e-6))/ᾱ(1e-6)) - cosine_noise().γ(1e-6)) ≈ 1.8e-9 tol 0.05
#> ok 1.84454e-09 ≈ 1.8e-09
check abs(log((1 - ᾱ(1 - 1e-6))/ᾱ(1 - 1e-6)) - cosine_noise().γ(1 - 1e-6)) ≈ 3.2e-10 tol 0.05
#> ok 3.1611e-10 ≈ 3.2e-10
# The library's forms keep all digits at t = 1e-12 and at 1 - 1e-12, against 60 digits: σ, γ, γ' on the one side, α, γ, γ' on the other.
near(S) = [S.σ(1e-12), S.γ(1e-12), S.dγ(1e-12), S.α(1 - 1e-12), S.γ(1 - 1e-12), S.dγ(1 - 1e-12)]
check max(relative(near(vp_linear()), [3.16227766032562e-07, -29.933606208823, 1000000000099.55, 0.00657158649499533, 10.0499568132984, 20.0008637522631])) < 2e-14
#> ok 1.42424e-15 < 2e-14
check max(relative(near(sub_vp()), [1.00000000009945e-13, -59.8672124176462, 2000000000199, 0.00657158649499533, 10.0499136266168, 20.0017275045461])) < 2e-14
#> ok 1.42096e-15 < 2e-14
check max(relative(near(cosine_noise()), [1.97119952635721e-07, -30.8789067937654, 1000000000062.53, 1.55841631701301e-12, 54.3747019834293, 2000044244419.01])) < 2e-14
#> ok 4.02832e-15 < 2e-14
check max(relative(near(plain_cosine()), [1.5707963267949e-12, -54.3588768212782, 2000000000000, 1.57076157807819e-12, 54.3589210652078, 2000044244419.01])) < 2e-14
#> ok 2.18559e-15 < 2e-14
check max(relative(near(clipped_cosine()), [0.00129402102353919, -13.2999999977008, 2299.19320460806, 0.0818098461343586, 4.99999999996351, 36.4895980449655])) < 2e-14
#> ok 3.35142e-15 < 2e-14
check max(relative(near(linear_snr()), [0.00129402102206343, -13.2999999999817, 18.3, 0.0818098461336196, 4.9999999999817, 18.3])) < 2e-14
#> ok 3.51899e-15 < 2e-14
check max(relative(near(sigmoid_noise()), [5.47233687748919e-07, -28.8367798173285, 1000000000003.01, 5.47227634840203e-07, 28.8368019392933, 1000022122212.52])) < 2e-14
#> ok 4.76074e-15 < 2e-14
check max(relative(near(polynomial_noise()), [0.00447212477464572, -10.8197632843228, 1.99998999975e-07, 1.00000019999158e-05, 23.0258505298573, 399991.920044585])) < 2e-14
#> ok 4.06576e-15 < 2e-14
check max(relative(near(edm()), [0.00200000000004962, -12.4292161967948, 49.615826993295, 1, 8.76405326933684, 10.9190057056151])) < 2e-14
#> ok 2.92833e-15 < 2e-14
check max(relative(near(ve_geometric()), [0.0100000000000852, -9.21034037195915, 17.0343863828325, 1, 7.82404601083926, 17.0343863828325])) < 2e-14
#> ok 2.77556e-15 < 2e-14
check max(relative(near(rectified()), [1e-12, -55.2620422318551, 2000000000002, 9.99977878279878e-13, 55.2620864757847, 2000044244421.01])) < 2e-14
#> ok 2.07515e-15 < 2e-14
check max(relative(near(inverse_cosine()), [0.000797884560802932, -14.2670926266336, 500000318310.255, 0.00079788014812159, 14.267103687623, 500011379418.528])) < 2e-14
#> ok 2.36564e-15 < 2e-14

# ## The rise of γ
# Divergences of a step from t to s rest on e^γ(t) - e^γ(s), so on γ(t) - γ(s): gamma_rise has it to all digits where s and t are close.
(s, t) = (0.3, 0.3 + 1e-10);
check gamma_rise(linear_snr(), s, t) ≈ 18.3*(t - s) tol 1e-14
#> ok 1.83e-09 ≈ 1.83e-09
check relative(linear_snr().γ(t) - linear_snr().γ(s), 18.3*(t - s)) > 1e-8
#> ok 4.85343e-07 > 1e-08
check gamma_rise(rectified(), s, t) ≈ 2*log1p((t - s)/(s*(1 - t))) tol 1e-14
#> ok 9.52381e-10 ≈ 9.52381e-10
# From a time without noise it is infinite, and from it to itself nothing.
(gamma_rise(rectified(), 0, 0.1), gamma_rise(rectified(), 0, 0))
#> (inf, 0.0)
derive (i in integers(1, 24); s, t, u in unit; S = every[i]) {
    gamma_rise(S, s, t) + gamma_rise(S, t, u)
    = gamma_rise(S, s, u)
}
#> ok 1 = 2: 216 points, worst 4.7e-16

# ## Schedules from schedules
# Larger images need more noise at each time: γ + 2 log(n/64) for n×n pixels. Hoogeboom et al. 2023.
check shifted(cosine_noise(), 2*log(4)).snr(0.3) ≈ cosine_noise().snr(0.3)/16
#> ok 0.230804 ≈ 0.230804
# The rectified path keeps α, and is one of α² + σ² ≠ 1 still.
shifted(rectified(), 2*log(2)).σ(0.25)
#> 0.5
# A part of a schedule, from γ0 to γ1: what a loss over T steps needs of those that begin without noise.
T = between(plain_cosine(), -13.3, 5);
check [T.γ(0), T.γ(0.5), T.γ(1)] ≈ [-13.3, clipped_cosine().γ(0.5), 5] tol 1e-12
#> ok [-13.3, -0.16139, 5.0] ≈ [-13.3, -0.16139, 5.0]

# ## What is to be seen
compare_schedules((linear_snr(), cosine_noise(), vp_linear(), rectified()))
#> γ = -log SNR                         γ'
#>  10+                         ooooox  300+x                             x
#>    |            ooooooooxxxxxxxxxx+  100+x                             x
#>   0+ ooxxxxxxxxxxxxxxxxxx+***           |xx                           xx
#>    |xxxx   *********                  30+*oxxxx*************ooooooxxxxoo
#> -10+x******                           10+    +oxxxxxxxxxxxxxxxxxxx+
#>    +------+-----+-----+-----+------     +------+-----+-----+-----+------
#>          0.2   0.4   0.6   0.8                0.2   0.4   0.6   0.8
#>
#> datum                                noise
#>   1+xxxxxxxxxxxxx*********             1+          ooooooooxxxxxxxxxxxxx
#>    |     ooooo +xxxxxx   ***            |      ooooo  xxxxxx+  **
#> 0.5+         ooooo   xxxxx+***       0.5+    ooo++xxxxx     ***
#>    |             ooooo    xxxxx+*       | oooxxxxx       ****
#>   0+                  ooooooooxxxxx    0+xxxxx************
#>    +------+-----+-----+-----+------     +------+-----+-----+-----+------
#>          0.2   0.4   0.6   0.8                0.2   0.4   0.6   0.8
#>                    t                                    t
