#~ file: seed=7
# What variational autoencoders and bounds refuse, and what they say of learning that went wrong.
use vi
vae(3, 2, posterior="round")
#!> error[argument]: vae: posterior is one of ("isotropic", "diagonal", "full"), not round
#!>   vae(3, 2, posterior="round")
#!>                       ^^^^^^^
vae(3, 2, likelihood="Poisson")
#!> error[argument]: vae: likelihood is one of ("Normal", "Bernoulli"), not Poisson
#!>   vae(3, 2, likelihood="Poisson")
#!>                        ^^^^^^^^^
vae(3, 2, noise=0)
#!> error[domain]: vae: noise is σ of the likelihood, positive, or "learned", not 0
#!>   vae(3, 2, noise=0)
#!>                   ^
vae(3, 2, noise="much")
#!> error[argument]: vae: noise is one of ("learned", "a number"), not much
#!>   vae(3, 2, noise="much")
#!>                   ^^^^^^
vae(0, 2)
#!> error[domain]: vae: D must be a whole number, at least 1, not 0
#!>   vae(0, 2)
#!>       ^
vae(3, 2.5)
#!> error[domain]: vae: k must be a whole number, at least 1, not 2.5
#!>   vae(3, 2.5)
#!>          ^^^
vae_loss(β=-1)
#!> error[domain]: vae_loss: β must be finite and not negative, not -1
#!>   vae_loss(β=-1)
#!>              ^^
vae_loss(free_bits=inf)
#!> error[domain]: vae_loss: free_bits must be finite and not negative, not inf
#!>   vae_loss(free_bits=inf)
#!>                      ^^^

# Data outside the support of the likelihood, or of another size.
m = vae(2, 1, likelihood="Bernoulli");
check_data(m, [0, 0.5; 1, 0.25])
#!> error[domain]: check_data: a Bernoulli likelihood is of 0 and 1, and 2 of 4 numbers lie elsewhere, in 0.0..1.0: binarise them, f64(x >= 0.5), or take likelihood="Normal"
#!>   check_data(m, [0, 0.5; 1, 0.25])
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
check_data(m, [0, nan; 1, 0])
#!> error[domain]: check_data: 1 of the numbers are nan or inf
#!>   check_data(m, [0, nan; 1, 0])
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
check_data(m, [0, 1, 1; 1, 0, 0])
#!> error[shape]: check_data: the VAE is of rows of 2 numbers, and this is i64[2×3]
#!>   check_data(m, [0, 1, 1; 1, 0, 0])
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
check_data(m, [0.0, 1])
#!> error[shape]: check_data: the VAE is of rows of 2 numbers, and this is f64[2]
#!>   check_data(m, [0.0, 1])
#!>   ^^^^^^^^^^^^^^^^^^^^^^^
elbo_terms(m, [0.2, 1; 1, 0])
#!> error[domain]: check_data: a Bernoulli likelihood is of 0 and 1, and 1 of 4 numbers lie elsewhere, in 0.0..1.0: binarise them, f64(x >= 0.5), or take likelihood="Normal"
#!>   elbo_terms(m, [0.2, 1; 1, 0])
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
iw_evidence(m, [0.2, 1; 1, 0])
#!> error[domain]: check_data: a Bernoulli likelihood is of 0 and 1, and 1 of 4 numbers lie elsewhere, in 0.0..1.0: binarise them, f64(x >= 0.5), or take likelihood="Normal"
#!>   iw_evidence(m, [0.2, 1; 1, 0])
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
refine(m, [0.2, 1; 1, 0])
#!> error[domain]: check_data: a Bernoulli likelihood is of 0 and 1, and 1 of 4 numbers lie elsewhere, in 0.0..1.0: binarise them, f64(x >= 0.5), or take likelihood="Normal"
#!>   refine(m, [0.2, 1; 1, 0])
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^
# In a training the loss is infinite where the likelihood has no mass:
train(m, vae_loss(), [0.2, 1.0; 1, 0], steps=3)
#!> error[training]: train: the loss (reconstruction) is infinite in the first step
#!>   train(m, vae_loss(), [0.2, 1.0; 1, 0], steps=3)
#!>            ^^^^^^^^^^
#!>   hint: a likelihood has no mass outside its support, as a Bernoulli at grey pixels; explain loss(m, x) of one row shows the term

# Classes of a conditional model.
c = vae(2, 1, likelihood="Bernoulli", classes=3);
elbo_terms(c, [0.0, 1; 1, 0])
#!> error[argument]: the VAE is told one of 3 classes: y= has that of each row, from 1
#!>   elbo_terms(c, [0.0, 1; 1, 0])
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
elbo_terms(c, [0.0, 1; 1, 0], [1, 4])
#!> error[domain]: y has classes from 1 to 4, and the VAE knows 1 to 3
#!>   elbo_terms(c, [0.0, 1; 1, 0], [1, 4])
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
elbo_terms(c, [0.0, 1; 1, 0], [1, 2, 3])
#!> error[shape]: y has 3 classes for 2 rows
#!>   elbo_terms(c, [0.0, 1; 1, 0], [1, 2, 3])
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
generate(c, 2)
#!> error[argument]: the VAE is told one of 3 classes: y= has that of each row, from 1
#!>   generate(c, 2)
#!>   ^^^^^^^^^^^^^^
generate(c, 2, 7)
#!> error[domain]: y has classes from 7 to 7, and the VAE knows 1 to 3
#!>   generate(c, 2, 7)
#!>   ^^^^^^^^^^^^^^^^^
encode(c, [0.0, 1])
#!> error[argument]: the VAE is told one of 3 classes: a datum is given with its class y, from 1
#!>   encode(c, [0.0, 1])
#!>   ^^^^^^^^^^^^^^^^^^^

# Latent numbers that collapsed, or exploded: said by the report.
x = [0.0, 1; 1, 0; 1, 1; 0, 0];
flat = put(m, "enc", v -> [0.0, 0.0]);
latent_report(flat, x).verdict
#> "collapsed: q(z | x) says nothing of x. A smaller β at first (warm-up), free_bits=, a smaller noise σ, or a weaker decoder"
far = put(m, "enc", v -> [1e4*v[1], 0.0]);
latent_report(far, x).verdict
#> "exploded: posterior widths up to 1.0, means up to 1e+04; a smaller learning rate, clip_norm(opt, 1), or standardised data"
broad = put(m, "enc", v -> [v[1], 9.0]);
latent_report(broad, x).verdict
#> "exploded: posterior widths up to 8.1e+03, means up to 1.0; a smaller learning rate, clip_norm(opt, 1), or standardised data"
latent_report(m, x, n=1)
#!> error[domain]: latent_report: n is the draws for each datum, at least 2, not 1
#!>   latent_report(m, x, n=1)
#!>                         ^

# Bounds.
q = Categorical([0.5, 0.5]);
l(z) = log([0.3, 0.1][z])
iw_bound(l, q, 0)
#!> error[domain]: iw_bound: K is how many draws are under the logarithm, at least 1, not 0
#!>   iw_bound(l, q, 0)
#!>                  ^
iw_bound(l, q, 1.5)
#!> error[domain]: iw_bound: K is how many draws are under the logarithm, at least 1, not 1.5
#!>   iw_bound(l, q, 1.5)
#!>                  ^^^
iw_bound(l, q, 40)
#!> error[argument]: iw_bound: 40 draws of 2 points are more than 4 million cases; n= takes draws of them
#!>   iw_bound(l, q, 40)
#!>   ^^^^^^^^^^^^^^^^^^
renyi_bound(l, q, nan)
#!> error[domain]: renyi_bound: the order α must be finite, not nan
#!>   renyi_bound(l, q, nan)
#!>   ^^^^^^^^^^^^^^^^^^^^^^
chi_bound(l, q, order=0.5)
#!> error[domain]: chi_bound: order must be at least 1, not 0.5; renyi_bound has the lower bounds
#!>   chi_bound(l, q, order=0.5)
#!>                         ^^^
elbo(l, 3)
#!> error[type]: elbo: i64 is no distribution: a record with draw and log_density is one
#!>   elbo(l, 3)
#!>   ^^^^^^^^^^
log_weights(l, "q", 3)
#!> error[type]: log_weights: a text is no distribution: a record with draw and log_density is one
#!>   log_weights(l, "q", 3)
#!>   ^^^^^^^^^^^^^^^^^^^^^^
pareto_k([1.0, 2.0])
#!> error[domain]: pareto_k: 2 weights are too few for a tail; 25 at least
#!>   pareto_k([1.0, 2.0])
#!>   ^^^^^^^^^^^^^^^^^^^^
pareto_k(eye(3))
#!> error[shape]: pareto_k: the log weights are a vector, not f64[3×3]
#!>   pareto_k(eye(3))
#!>   ^^^^^^^^^^^^^^^^
pareto_k([nan for i in 1:30])
#!> error[domain]: pareto_k: a log weight is nan or inf
#!>   pareto_k([nan for i in 1:30])
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
bound_sample(l, u -> Categorical(logits=u), [0.0, 0.0], "score", K=0)
#!> error[domain]: bound_sample: K is how many draws, at least 1, not 0
#!>   bound_sample(l, u -> Categorical(logits=u), [0.0, 0.0], "score", K=0)
#!>                                                                      ^
gradient_moments(z -> -z^2, u -> Normal(u, 1), 0.5, n=1)
#!> error[domain]: gradient_moments: n is how many samples, at least 2, not 1
#!>   gradient_moments(z -> -z^2, u -> Normal(u, 1), 0.5, n=1)
#!>                                                         ^

# What is no VAE, and too few draws.
elbo_terms((a = 1), x)
#!> error[type]: check_data: m is a VAE, what vae(D, k) gives, and this record has ("a",)
#!>   elbo_terms((a = 1), x)
#!>              ^^^^^^^
latent_report(3, x)
#!> error[type]: check_data: m is a VAE, what vae(D, k) gives, not i64
#!>   latent_report(3, x)
#!>                 ^
elbo_terms(m, x, n=1)
#!> error[domain]: elbo_terms: n is the draws for each datum, at least 2, not 1
#!>   elbo_terms(m, x, n=1)
#!>                      ^
iw_evidence(m, x, K=0)
#!> error[domain]: iw_evidence: K is the draws for each datum, at least 2, not 0
#!>   iw_evidence(m, x, K=0)
#!>                     ^
refine(m, x, steps=0)
#!> error[domain]: refine: steps must be at least 1, not 0
#!>   refine(m, x, steps=0)
#!>                      ^
vae(2, 1, classes=-1)
#!> error[domain]: vae: classes is how many there are, 0 for none, not -1
#!>   vae(2, 1, classes=-1)
#!>                     ^^
encode(c, [0.0, 1], 4)
#!> error[domain]: a datum has the class 4, and the VAE knows 1 to 3
#!>   encode(c, [0.0, 1], 4)
#!>   ^^^^^^^^^^^^^^^^^^^^^^
elbo_terms(m, zeros(0, 2))
#!> error[shape]: check_data: there are no rows
#!>   elbo_terms(m, zeros(0, 2))
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^
train(c, vae_loss(), ([0.0, 1; 1, 0], [0, 7]), steps=2)
#!> error[domain]: Normal: μ is nan
#!>   train(c, vae_loss(), ([0.0, 1; 1, 0], [0, 7]), steps=2)
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
#!>   in step 1; ans is the run of the 0 steps before
