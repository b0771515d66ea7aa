#~ file: seed=1
# Amortised inference on real data: a VAE of 8×8 digits, black and white. What it reaches on digits it never saw, what its bound lacks
# of the evidence, and what its latent numbers do.
use vi
use data

# ## Recipe
# Networks 64-128-(μ, log s) and 8-128-64 with tanh, Adam 0.001, batches of 100, 200 epochs of 1500 images. Pixels are 0 or 1, so that
# a Bernoulli likelihood is a probability of the data; all numbers are nats per image, sums over 64 pixels.
x = f64(digits().x >= 8);
(seen, unseen) = (x[1:1500, :], x[1501:end, :]);
m = vae(64, 8, likelihood="Bernoulli");
seen = check_data(m, seen);
run = train(m, vae_loss(), seen, steps=3000, batch=100)
#> run of 3000 steps: loss 27.2096 -> 18.2703 (means of a tenth)
trained = run.model;

# ## The bound, on digits seen and unseen
on_seen = elbo_terms(trained, seen)
#> (elbo = -18.16213 ± 0.00530, reconstruction = -12.03024 ± 0.00530, kl = 6.1319)
on_unseen = elbo_terms(trained, unseen)
#> (elbo = -18.6343 ± 0.0138, reconstruction = -12.7256 ± 0.0138, kl = 5.90867)
# Two other programs, five seeds: -18.25 ± 0.06 and -18.67 ± 0.08.
check value(on_seen.elbo) ≈ -18.25 abs 0.18
#> ok -18.1621 ≈ -18.25
check value(on_unseen.elbo) ≈ -18.67 abs 0.24
#> ok -18.6343 ≈ -18.67
# A run is one draw of many; three of them, with other draws:
reached(posterior) = {
  run = train(vae(64, 8, likelihood="Bernoulli", posterior=posterior), vae_loss(), seen, steps=3000, batch=100)
  [value(elbo_terms(run.model, seen).elbo), value(elbo_terms(run.model, unseen).elbo)]
}
diagonal_runs = [reached("diagonal") for k in 1:3];
(mean = mean(diagonal_runs, axis=1), sd = std(diagonal_runs, axis=1))
#> mean = f64[2]
#>     -18.2392  -18.6217
#> sd = f64[2]
#>      0.0287005  0.0385081
check mean(diagonal_runs, axis=1) ≈ [-18.25, -18.67] abs 0.08
#> ok [-18.2392, -18.6217] ≈ [-18.25, -18.67]
# Without a latent: independent pixels, with one for a class (Laplace's rule): exact.
log_likelihood(p, x) = mean(sum(x*log(p) + (1 - x)*log1p(-p), axis=2))
pixels = (sum(seen, axis=1) + 1)/(len(seen) + 2);
check log_likelihood(pixels, unseen) ≈ -24.584984 tol 1e-7
#> ok -24.585 ≈ -24.585
y = digits().y + 1;
by_class = [(sum(seen[y[1:1500] == c, :], axis=1) + 1)/(sum(i64(y[1:1500] == c)) + 2) for c in 1:10];
share = [(sum(i64(y[1:1500] == c)) + 1)/1510 for c in 1:10];
classes_mixture(x) = logsumexp(log(share) + [sum(x*log(by_class[c, :]) + (1 - x)*log1p(-by_class[c, :])) for c in 1:10])
check mean(vmap(classes_mixture)(unseen)) ≈ -20.184223 abs 0.01
#> ok -20.1842 ≈ -20.1842
check on_unseen.elbo > mean(vmap(classes_mixture)(unseen)) se 4
#> ok -18.6343 ± 0.0138 > -20.1842 (112.0 se)

# ## One width for all coordinates
isotropic_runs = [reached("isotropic") for k in 1:3];
(mean = mean(isotropic_runs, axis=1), sd = std(isotropic_runs, axis=1))
#> mean = f64[2]
#>     -18.4512  -18.8467
#> sd = f64[2]
#>      0.0256986  0.0413742
check mean(isotropic_runs, axis=1) ≈ [-18.50, -18.95] abs 0.14
#> ok [-18.4512, -18.8467] ≈ [-18.5, -18.95]
# The price of one width on data that neither saw, and what a full covariance gains.
[mean(isotropic_runs, axis=1)[2], mean(diagonal_runs, axis=1)[2], reached("full")[2]]
#> f64[3]
#>   -18.8467  -18.6217  -18.7061

# Warm-up: β from 0.1 to 1 in ten trainings of five epochs each, by hand, then the rest. The bound itself always has β = 1.
warm = vae(64, 8, likelihood="Bernoulli");
for k in 1:10 { warm = train(warm, vae_loss(β=k/10), seen, steps=75, batch=100).model }
warm = train(warm, vae_loss(), seen, steps=2250, batch=100).model;
check value(elbo_terms(warm, unseen).elbo) ≈ -18.63 abs 0.2
#> ok -18.6102 ≈ -18.63
# Two latent numbers: 2.6 nats less, and nothing to choose between digits seen and unseen.
two = train(vae(64, 2, likelihood="Bernoulli"), vae_loss(), seen, steps=3000, batch=100).model;
(seen = elbo_terms(two, seen).elbo, unseen = elbo_terms(two, unseen).elbo)
#> (seen = -21.12996 ± 0.00386, unseen = -21.26506 ± 0.00795)
check value(elbo_terms(two, unseen).elbo) ≈ -21.2 abs 0.39
#> ok -21.246 ≈ -21.2
check elbo_terms(two, unseen).kl ≈ 2.2 abs 0.3
#> ok 2.32115 ≈ 2.2

# ## The gap
# The evidence from below: 1000 draws under the logarithm. A q refined for each digit by itself, with the decoder as it is, tells what
# the encoder lacks (amortisation); what the best q lacks is the approximation.
gaps = inference_gaps(trained, unseen)
#> evidence = -18.02987 ± 0.00242
#> refined = -18.2594 ± 0.0118
#> elbo = -18.6399 ± 0.0131
#> approximation = 0.2295 ± 0.0121 (heavy tails: k = 1.86)
#> amortisation = 0.3805 ± 0.0176
#> inference = 0.6100 ± 0.0133 (heavy tails: k = 2.05)
check value(gaps.evidence) ≈ -18.03 abs 0.21
#> ok -18.0299 ≈ -18.03
check value(gaps.refined) ≈ -18.26 abs 0.21
#> ok -18.2594 ≈ -18.26
check value(iw_evidence(trained, unseen)) ≈ -18.03 abs 0.21
#> ok -18.0378 ≈ -18.03
check gaps.amortisation > 0 se 4
#> ok 0.3805 ± 0.0176 > 0 (21.6 se)
check gaps.approximation > 0 se 4
#> ok 0.2295 ± 0.0121 > 0 (19.0 se, heavy tails: k = 1.86)
# Whether the weights of a digit can be trusted: Pareto's k̂ of 1000 draws, for ten digits.
joint(x) = z -> log_density(prior(trained), z) + log_density(decode(trained, z), x)
k̂ = [pareto_k(log_weights(joint(unseen[i, :]), encode(trained, unseen[i, :]), 1000)) for i in 1:10]
#> f64[10]
#>    0.18222   0.231054  0.273253  0.448668  0.555375  0.730525  0.555368
#>    0.778343  0.195563  0.266924

# ## What the latent numbers do
report = latent_report(trained, seen)
#> kl = f32[8]
#>      0.510523  1.04373  1.06831  0.835812  0.383433  0.524154  1.1033  0.662637
#> spread = f32[8]
#>      0.608273  0.958274  1.00374  0.859387  0.556142  0.656412  0.991986  0.766489
#> active = bool[8]
#>     true  true  true  true  true  true  true  true
#> divergence = 6.1319
#> information = 5.1397 ± 0.0113
#> aggregate = 0.9922 ± 0.0113
#> verdict = "all 8 units are active"
check all(report.active)
#> ok
check report.divergence ≈ sum(report.kl) tol 1e-6
#> ok 6.1319 ≈ 6.1319
# Too large a weight on the divergence, and they do nothing: the posterior has collapsed.
heavy = train(vae(64, 8, likelihood="Bernoulli"), vae_loss(β=20), seen, steps=1500, batch=100)
#> run of 1500 steps: loss 42.2918 -> 25.3042 (means of a tenth)
latent_report(heavy.model, seen).verdict
#> "collapsed: q(z | x) says nothing of x. A smaller β at first (warm-up), free_bits=, a smaller noise σ, or a weaker decoder"
# Free bits keep each coordinate in use: 0.25 nats of its divergence cost nothing.
freed = train(vae(64, 8, likelihood="Bernoulli"), vae_loss(β=20, free_bits=0.25), seen, steps=1500, batch=100);
latent_report(freed.model, seen).verdict
#> "all 8 units are active"

# ## What is to be seen
# Digits, rebuilt from their latent means, and new ones.
layout((title(images(unseen[1:8, :], columns=4), "digits"), title(images(rebuild(trained, unseen[1:8, :]), columns=4), "rebuilt"),
  title(images(generate(trained, 8), columns=4), "new")))
#>                                 digits
#>                       .-%@    +#*=   .==     :+
#>                       .:#@    :=%=  .*+**:   %*-.
#>                         *@    .@*:  .*%@=    #=-#.
#>
#>                       :-##    =+@=   :-=#    *=%-
#>                        =#*:  :-+@=    :*%     -*%.
#>                       .=*@.    :@*.  -+=%-   .==:
#>
#>               rebuilt                                new
#>    .+%*    -##%:    :#+     :#+.        :*%#:   :#%*.    :%=     :#*.
#>   .=#%*    --+%:   :%=--.   *#-.       :###=    ==+%:   .*@*     **::.
#>     -%*    .*%=.  .#%#%+.   *%=#*       .*%-    .=#*:   :+@*.    *+-%=
#>     -@*     *+.     :#*     :#*%=       .+#:     +#-.    .*+ ..  :#%%:
#>   .%##-     .*%.   :%##-    -*%#.       +@#:    .*#:    .+@#-   .*%*.
#>    :+%=   .=#%%.   .-=%+    ==*%:      .%:++.  .*+:.    :%=--   .-=#:
#>    .-**.   ..*%.    .-**:   ..:#+      +%**=:  .*+++-   :%---     -=+=
#>   .*+**.     *@:   .*+**.   :=+#.      .+%=     -##%#.  .+#*-    +*+%#
# Along four of the latent coordinates, from -3 to 3; and from one digit to another.
images(traverse(trained, n=6)[1:24, :], columns=6)
#>           =%*+     =@##+     =@%+     +@%+     +@@%+     *@%+
#>          :@==+    .%===*     %++*     %***     ###**     +%**
#>           =***.    =****.    =*#*     ++**     *--+*     *:=+
#>            #==:    .#==+.    :#*+     +#%+     *%%%+    .#%@+
#>
#>           #+-@%    %+==@-    %**%     #%*-     =@@+      :@=
#>           --*@=    +=**%.    **##     ###-     #%%*.     #%=.
#>           .:++.    .-***     -=**     ****.    %%%+*=    @@+**
#>           +#-.     -%++.     :%%:     :@%#     :@@#@+    :%#@%
#>          .##%=     *%%%-     -@%=     -@%=     .@@%:      %%..
#>          :*=%#    .#=###     %+*#     %#**     *###=     +##-.
#>           .--%=    .-==%:    -+*#     #%%+    .%%%@+.   =@#@+.
#>           =::%#    =:::%*    ===%.    =%%-     -%%%.    .-%%.
#>
#>          .@%-:     #%++:     *%#=     +%%*     .**@%      -@@.
#>          *@:      -@-...     @+==     **##     .**%%      *@%
#>          :#:-*.   .#-==*     +=**     =+#*     -**%*     -#%+
#>           ##%=     *%%%=     =%%+     :%%+     .**%#     .=%#.
images(interpolate(trained, unseen[1, :], unseen[4, :], n=8), columns=8)
#>    -%@.     =%%     .+%#     .*%=      :%%:     :@#      :@+      -@=
#>  .=#%@    .+%%@     #%%%     #%**      %%+-     %%-.     @#:      @+.
#>    .%%     ..%%     .:#%     --*%.     *=+%:    %*+%-    @*+%=    @#=%+
#>    .@@.     :@@.    .-%@.    .+#@:     :#*@-    -%+@=    =%+@+    =%+@+
