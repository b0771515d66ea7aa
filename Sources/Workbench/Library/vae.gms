# The variational autoencoder: a prior N(0, I) of k latent numbers z, a decoder network that gives p(x | z), an
# encoder network that gives q(z | x), and the bound
#   ELBO = E log p(x | z) - KL(q(z | x) ‖ p(z)),  z ~ q(z | x).
# A VAE is a record of its networks, so train, save and grad take it as it is. All is in nats per datum, summed
# over the numbers of a datum, with every constant. Kingma and Welling 2014; Rezende, Mohamed and Wierstra 2014.
# names: vae, encode, decode, prior, vae_loss, check_data, elbo_terms, iw_evidence, refine
use nn
use bounds
use fisher
use options

# A VAE of D numbers x by k numbers z. posterior is the family of q(z | x): "isotropic" (a width for all coordinates),
# "diagonal" (one for each) or "full" (a covariance). likelihood is "Normal" or "Bernoulli" (of x in {0, 1}).
# D: the numbers of a datum
# k: the numbers of z
# hidden: the width of the hidden layer of both networks, or a tuple of widths from the data to z; () makes both linear
# posterior: "isotropic", "diagonal" or "full"
# likelihood: "Normal" or "Bernoulli"
# noise: σ of a Normal likelihood: "learned", one number that is trained from 1 on, or the number
# classes: how many classes y both networks are told of, encode(m, x, y): a conditional VAE; 0 for none
# act: the activation of the hidden layers
# init: how the matrices start (?initialisers)
# type: "f32" or "f64"
# example: use vae; m = vae(64, 8, likelihood="Bernoulli");
# example: (parameter_count(m), shape(mean(encode(m, zeros(64)))))
# -> (19792, (8,))
vae(D, k, hidden=128, posterior="diagonal", likelihood="Normal", noise="learned", classes=0, act=tanh,
    init=xavier_normal, type="f32") = {
  (D, k) = (width("vae", "D", D), width("vae", "k", k))
  one_of_texts("vae", "posterior", posterior, ("isotropic", "diagonal", "full"))
  one_of_texts("vae", "likelihood", likelihood, ("Normal", "Bernoulli"))
  if not (classes >= 0 and classes == floor(classes)) {
    error("vae: classes is how many there are, 0 for none, not {text(classes)}", "domain")
  }
  # The empty tuple is none.
  hidden = if kind(hidden) in ("tuple", "none") { hidden } else { tuple_of(hidden) }
  outputs = k + posterior_width(posterior, k)
  m = (
    k = k, posterior = posterior, likelihood = likelihood, classes = i64(classes),
    enc = mlp(D + classes, hidden..., outputs, act=act, init=init, type=type),
    dec = mlp(k + classes, reverse_tuple(hidden)..., D, act=act, init=init, type=type)
  )
  if likelihood == "Bernoulli" { return m }
  if kind(noise) == "text" {
    one_of_texts("vae", "noise", noise, ("learned", "a number"))
    put(m, "log_σ", numbers_as("vae", type, 0.0))
  } else {
    if not (noise > 0 and noise < inf) { error("vae: noise is σ of the likelihood, positive, or \"learned\", not {noise}", "domain") }
    put(m, "log_σ", static(log(noise)))
  }
}

# q(z | x), a distribution.
# m: a VAE
# x: a datum
# y: its class, from 1, of a conditional VAE
# example: use vae; shape(cov(encode(vae(3, 2, posterior="full"), [1, 0, 2])))
# -> (2, 2)
encode(m, x, y=none) = {
  k = m.k
  h = m.enc(told(m, x, y))
  if m.posterior == "full" {
    L = triangle_of(h[k+1:end], k)
    Normal(h[1:k], chol=L)
  } else if m.posterior == "isotropic" {
    Normal(h[1:k], exp(h[k + 1]))
  } else {
    Normal(h[1:k], exp(h[k+1:end]))
  }
}

# p(x | z), a distribution.
# m: a VAE
# z: the latent numbers
# y: the class, from 1, of a conditional VAE
# example: use vae; decode(vae(3, 2, noise=0.5), [0, 0]).parameters.σ
# -> 0.5
decode(m, z, y=none) = {
  h = m.dec(told(m, z, y))
  if m.likelihood == "Bernoulli" { Bernoulli(logits=h) } else { Normal(h, noise_of(m)) }
}

# p(z): the standard normal law of k numbers.
# m: a VAE
# example: use vae; prior(vae(3, 2))
# -> Normal(μ = [0.0, 0.0], σ = 1)
prior(m) = Normal(zeros(m.k), 1)

# ## Training

# The loss that train descends: a function of a VAE and a datum, or the tuple of a datum and its class. Its terms are
# minus the expected log likelihood, by one draw in each step, and the KL divergence in closed form. Their sum is minus
# the ELBO, unless a weight or free bits are asked for, which stand in the terms' names: what is trained is then another
# objective.
# β: the weight of the divergence: below 1 for better reconstruction, above 1 for fewer active units. Higgins et al. 2017
# free_bits: nats that the divergence of each coordinate has for free. Kingma et al. 2016
# example: use vae; fields(vae_loss(β=4)(vae(3, 2), [1, 0, 2]))
# -> ("reconstruction", "weighted_kl")
vae_loss(β=1, free_bits=0) = {
  if not (β >= 0 and β < inf) { error("vae_loss: β must be finite and not negative, not {β}", "domain") }
  if not (free_bits >= 0 and free_bits < inf) { error("vae_loss: free_bits must be finite and not negative, not {free_bits}", "domain") }
  # Chosen here, as in a training β is a number that only the run of the graph knows.
  named = if free_bits > 0 {
    # With a full covariance the divergences of the coordinates leave out how they depend on each other, which is not free.
    (m, q, r) -> {
      by_axis = kl_by_axis(moments_of(q)...)
      (reconstruction = r, kl_beyond_free_bits = β*(sum(max(by_axis, free_bits)) + KL(q, prior(m)) - sum(by_axis)))
    }
  } else if β == 1 {
    (m, q, r) -> (reconstruction = r, kl = KL(q, prior(m)))
  } else {
    (m, q, r) -> (reconstruction = r, weighted_kl = β*KL(q, prior(m)))
  }
  (m, row) -> {
    (x, y) = if kind(row) == "tuple" { row } else { (row, none) }
    q = encode(m, x, y)
    z ~ q
    named(m, q, -decode(m, z, y).log_density(x))
  }
}

# The data, after it is asked whether the likelihood can have made it: grey pixels have no density under a
# Bernoulli law, and numbers that are none have none under any.
# m: a VAE
# x: data by rows
# example: use vae; shape(check_data(vae(2, 1, likelihood="Bernoulli"), [0, 1; 1, 1]))
# -> (2, 2)
check_data(m, x) = {
  if kind(m) != "record" { error("check_data: m is a VAE, what vae(D, k) gives, not {type(m)}", "type") }
  if not (has(m, "enc") and has(m, "dec") and has(m, "likelihood")) {
    error("check_data: m is a VAE, what vae(D, k) gives, and this record has {fields(m)}", "type")
  }
  D = len(m.dec.layers[len(m.dec.layers)].b)
  fits = ndims(x) == 2
  if fits { fits = shape(x)[2] == D }
  if not fits { error("check_data: the VAE is of rows of {D} numbers, and this is {type(x)}", "shape") }
  if len(x) == 0 { error("check_data: there are no rows", "shape") }
  if not all(isfinite(x)) { error("check_data: {sum(i64(not isfinite(x)))} of the numbers are nan or inf", "domain") }
  if m.likelihood == "Bernoulli" {
    between = sum(i64(x != 0 and x != 1))
    if between > 0 {
      error("check_data: a Bernoulli likelihood is of 0 and 1, and {between} of {size(x)} numbers lie elsewhere, in {min(x)}..{max(x)}: binarise them, f64(x >= {(min(x) + max(x))/2}), or take likelihood=\"Normal\"", "domain")
    }
  }
  x
}

# ## What a VAE has reached

# The mean over data of E log p(x | z), of KL(q(z | x) ‖ p(z)) and of the ELBO, which is their difference. The first is an
# estimate from n draws for each datum; the second has a closed form.
# m: a VAE
# x: data by rows
# y: their classes, of a conditional VAE
# q: what refine gave, in place of the encoder
# n: draws for each datum
# example: use vae; t = elbo_terms(vae(3, 2), [1, 0, 2; 0, 1, 1]);
# example: value(t.elbo - (t.reconstruction - t.kl))
# -> 0.0
elbo_terms(m, x, y=none, q=none, n=100) = {
  check_data(m, x)
  several("elbo_terms", "n", n)
  (ys, laws) = (classes_of(m, x, y), laws_of(m, x, y, q))
  kl = mean(floating(vmap(v -> KL(law_of(m, v), prior(m)))(laws)))
  r = E(i ~ 1:len(x), z ~ law_of(m, laws[i, :]), decode(m, z, ys[i]).log_density(x[i, :]), n=n)
  (elbo = r - kl, reconstruction = r, kl = kl)
}

# The mean over data of the importance-weighted bound of K draws, which rises to log p(x) with K. Of proposals q it takes
# those of `refine`, where they are given, else the encoder's. Burda, Grosse and Salakhutdinov 2016.
# m: a VAE
# x: data by rows
# y: their classes, of a conditional VAE
# K: draws for each datum
# q: what refine gave
# example: use vae; m = vae(3, 2); x = [1, 0, 2; 0, 1, 1];
# example: value(iw_evidence(m, x)) > value(elbo_terms(m, x).elbo)
# -> true
iw_evidence(m, x, y=none, K=1000, q=none) = {
  check_data(m, x)
  several("iw_evidence", "K", K)
  (ys, laws) = (classes_of(m, x, y), laws_of(m, x, y, q))
  one = (x, y, v) -> {
    q = law_of(m, v)
    l = z -> decode(m, z, y).log_density(x) + prior(m).log_density(z) - q.log_density(z)
    typical = l(q.mean())
    typical + log(E(z ~ q, exp(l(z) - typical), n=K))
  }
  # Some data at a time, as K draws of all of them would need much memory.
  (total, n) = (0.0, max(1, quo(200000, K)))
  for k in 1:i64(ceil(len(x)/n)) {
    rows = n*(k - 1) + 1:min(len(x), n*k)
    total = total + sum(vmap(one)(x[rows, :], ys[rows], laws[rows, :]))
  }
  total/len(x)
}

# The best q(z | x) of the model's family for each datum by itself, from the encoder's on: rows of its numbers. The decoder
# stays as it is, so what the ELBO gains is the amortisation gap. Cremer, Li and Duvenaud 2018.
# m: a VAE
# x: data by rows
# y: their classes, of a conditional VAE
# steps: steps of Adam
# lr: the learning rate at the start; it falls to 0 by a cosine
# example: use vae; shape(refine(vae(3, 2), [1, 0, 2; 0, 1, 1], steps=10))
# -> (2, 4)
refine(m, x, y=none, steps=1500, lr=0.02) = {
  check_data(m, x)
  if not (steps >= 1) { error("refine: steps must be at least 1, not {steps}", "domain") }
  start = (q = encoded(m, x, y))
  (m, ys) = (stop(m), classes_of(m, x, y))
  loss = s -> mean(vmap((x, y, v) -> {
    q = law_of(m, v)
    z ~ q
    KL(q, prior(m)) - decode(m, z, y).log_density(x)
  })(x, ys, s.q))
  train(start, loss, steps=steps, opt=adam(cosine(lr, steps))).model.q
}

# ## What these rest on

# What a network sees: x, and of a conditional VAE its class as zeros and a one.
told(m, x, y) = if m.classes == 0 { x } else if kind(y) == "none" {
  error("the VAE is told one of {m.classes} classes: a datum is given with its class y, from 1", "argument")
} else {
  hot = f64((1:m.classes) == y)
  if not istraced(hot) {
    if sum(hot) != 1 { error("a datum has the class {text(y)}, and the VAE knows 1 to {m.classes}", "domain") }
  }
  # In a training a class that is not among them makes a nan, which stops it.
  concat((x, typed_like(hot/sum(hot), x)))
}

# σ of a Normal likelihood.
noise_of(m) = exp(if kind(m.log_σ) == "function" { m.log_σ() } else { m.log_σ })

# How many numbers tell the width of q.
posterior_width(posterior, k) = if posterior == "isotropic" { 1 } else if posterior == "diagonal" { k } else { quo(k*(k + 1), 2) }

# The triangular factor of a covariance by its entries row by row, those on the diagonal as logarithms.
triangle_of(v, k) = {
  A = triangular(v)
  below = [[i > j for j in 1:k] for i in 1:k]
  where(below, A, 0.0) + diag(exp(diag(A)))
}

# The numbers of q(z | x) of every datum: the encoder's, or those given; and the law of such numbers.
encoded(m, x, y) = vmap((x, y) -> m.enc(told(m, x, y)))(x, classes_of(m, x, y))
laws_of(m, x, y, q) = if kind(q) == "none" { encoded(m, x, y) } else { q }
law_of(m, v) = encode(put(put(m, "enc", v -> v), "classes", 0), v)

# The mean and the variance of each coordinate under q.
moments_of(q) = (μ = q.mean(), v = if has(q, "cov") { diag(q.cov()) } else { q.variance() })

# KL(q ‖ p) of each coordinate of z by itself, its variance v and mean μ.
kl_by_axis(μ, v) = (v + μ^2 - 1 - log(v))/2

# A class for each row, where the VAE is of none too.
classes_of(m, x, y) = {
  if m.classes == 0 { return full(0, len(x)) }
  if kind(y) == "none" { error("the VAE is told one of {m.classes} classes: y= has that of each row, from 1", "argument") }
  if len(y) != len(x) { error("y has {len(y)} classes for {len(x)} rows", "shape") }
  if not (min(y) >= 1 and max(y) <= m.classes) { error("y has classes from {min(y)} to {max(y)}, and the VAE knows 1 to {m.classes}", "domain") }
  y
}

# The class of one datum.
class_of(m, y) = classes_of(m, [0], if kind(y) == "none" { y } else { full(y, 1) })[1]

# Requires draws enough for an error.
several(name, what, n) = if not (n >= 2 and n == floor(n)) {
  error("{name}: {what} is the draws for each datum, at least 2, not {n}", "domain")
}

# A tuple from its end.
reverse_tuple(t) = if len(t) == 0 { t } else { map(k -> t[len(t) + 1 - k], i64(1:len(t))) }
