#~ file: seed=7
# A diffusion model of handwritten digits, images of 8×8 pixels with 17 grey levels: its bound in bits per pixel on digits that it
# never saw, its samples, and the training digits that are nearest to them.
use vdm
use data
use metrics

# ## Data
# Grey levels 0..16 become numbers from -1 to 1, as papers have it. 1500 digits are for training, 297 for the judgement.
x = f64(digits().x)/8 - 1;
(seen, unseen) = split(x, 1500, shuffled=false);
levels = (0:16)/8 - 1.0;
# Two yardsticks in bits per pixel. All levels alike take log2 17 = 4.09. The frequencies of each pixel's own levels, of the
# training digits, with half a count more, are a model of pixels one by one, and on the unseen digits take
counts(j) = [sum(f64(seen[:, j] == levels[k])) + 0.5 for k in 1:17]
T = log([counts(j)/sum(counts(j)) for j in 1:64]);
code(row) = -sum([T[j, i64(round(8*(row[j] + 1))) + 1] for j in 1:64])
by_pixel = mean([code(unseen[i]) for i in 1:len(unseen)])/(64*log(2))
#> 2.36429

# ## What is known already
# Of pixels one by one the denoiser is known exactly: Bayes' rule over 17 values, x̂_j = Σ r_k v_k with r_k ∝ T_jk N(z_j; α v_k, σ²).
# With it in the place of a network the bound is that code, as no denoiser of that model is better. σ_0 must be well below the
# distance 1/8 of the levels, or the decoder, which chooses among the levels by z_0 alone, does not know which: γ from -8,
# where σ_0 = 0.018.
S = linear_snr(γ0=-8);
by_pixels(T, z, l) = {
    e = T - (reshape(z, 64, 1) - l.α*levels)^2/(2*l.σ^2)
    r = exp(e - max(e, axis=2, keep=true))
    (z - l.α*(r @ levels/sum(r, axis=2)))/l.σ
}
base = predicts("ε", (z, l) -> by_pixels(T, z, l), sees="level");
bits(p, rows) = bound(S, p, rows, decoder=grid_decoder(levels), n=20000).bits_per_dim
check bits(base, unseen) ≈ by_pixel se 5
#> ok 2.37389 ± 0.00666 ≈ 2.36429 (1.4 se)

# ## What is learned
# How the pixels go together. So the network is made to correct that denoiser, ε̂ = by_pixels + net: what is sharp, the 17 values, is
# exact from the start, and what is left is smooth. It is a record like any predictor, whose net is trained.
model = (
    of = "ε", d = 64, net = noise_net(64, hidden=(256, 256, 256)), T = static(T),
    apply = (p, z, l) -> by_pixels(p.T(), z, l) + p.net(z, l)
);
parameter_count(model)
#> 180032
run = train(model, noise_loss(S), seen, steps=2000, batch=128, opt=adamw(cosine(0.005, 2000)), ema=0.995)
#> run of 2000 steps: loss 106.47 -> 84.6096 (means of a tenth)
p = run.ema;

# ## The bound
# -log P(x) ≤ prior + reconstruction + diffusion: a bound on a probability, as the decoder gives each of the 17 values one.
told = bits(p, unseen)
#> 2.02588 ± 0.00711
check value(told) < by_pixel
#> ok 2.02588 < 2.36429
# Of 1500 digits a network can learn some by heart. The bound on them shows how many bits that saves:
bits(p, seen)
#> 1.91169 ± 0.00616

# ## Samples
# 300 of them, z_0 rounded to grey levels. `copying` asks whether they are nearer to the training digits than digits never seen are:
# 1/2 where they are as near as those, 1 where they repeat the training data. Less than 1/2 says that some stray.
z = generate(S, p, 300, by=dpm_solver(), steps=50);
grey(x) = min(max(round(8*(x + 1)), 0.0), 16.0)
new = grey(z)/8 - 1;
copying(new, seen, unseen)
#> 0.1774 ± 0.0172
check value(copying(new, seen, unseen)) < 0.7
#> ok 0.177435 < 0.7
energy_distance(new, unseen)
#> 0.0793 ± 0.0208
# The energy distance of the training digits from the unseen ones, for comparison: the writers of the last 297 are others.
energy_distance(seen, unseen)
#> 0.0666 ± 0.0167

# ## What is to be seen
# New digits, and under each the training digit that is nearest to it.
near = nearest(new[1:6], seen);
near.distance
#> f64[6]
#>    3.68485  3.65718  3.06951  3.17461  4.68208  3.06951
images(grey(concat((new[1:6], seen[near.index]))), columns=6)
#>    =%##=       .##-:..     ##%%--      ::*+..:      .=++.        **%.
#>  ::*-++-..     :@@%%..    :++%%--.     %%@-::       =%--=.       **%:
#>  --:======     -%%%-       ==%@::     -%%.-  .      %*  =     :::==%*
#>  --++==---      ..*.         =%       =## :++=      + ==:       =%%@=
#>  ..#+==-  .    :**+-       ==*@::     .****@@*    **+:---        ##*.
#>    :@==         %%#%..     ==@%          %%++.    ...-++#:       **%+
#>    *%##.       :###:       ::@%==      --*:..        %##.       .%%%.
#>  ::%-##=       -%%@+       --@@--      %%%#**.      .===#.       ##@:
#>  ..-.##:        ++@=       --@@..     :%%:.++-    ..#+  *=       **@:
#>    .#==         ++@-       ++@%       :%%  --+    --%.  +=       %%@-
#>  ..#*::-..      ##@:       --@%..     .%%-:**=    ::#:..#.       ##@=
#>  ..#%**-        %%@+       ::#@::      ==#*##.      :*##+        ##@*
