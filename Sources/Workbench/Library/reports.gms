# What a VAE does with its latent numbers, and what its bound lacks of the evidence.
# names: latent_report, inference_gaps, rebuild, traverse, interpolate, generate
use vae

# How much of each latent unit is used. kl is the mean over data of the divergence of each unit, spread the variance of its
# posterior mean, active whether that is above `threshold` (Burda, Grosse and Salakhutdinov 2016). The whole divergence is the
# information that z has of the datum's number, and the divergence of the aggregate posterior, the mean of all q(z | x), from the
# prior (Hoffman and Johnson 2016). verdict names units that have collapsed or exploded, and what to do.
# With a full covariance the kl of the units leave out how they depend on each other, and have a smaller sum than divergence.
# m: a VAE
# x: data by rows
# y: their classes, of a conditional VAE
# q: what refine gave, in place of the encoder
# threshold: the variance of a posterior mean above which a unit is active
# n: draws for each datum
# example: use reports; r = latent_report(vae(3, 2), Normal(zeros(40, 3), 1).draw()); len(r.kl)
# -> 2
latent_report(m, x, y=none, q=none, threshold=0.01, n=2) = {
  check_data(m, x)
  several("latent_report", "n", n)
  laws = laws_of(m, x, y, q)
  moments = vmap(v -> {
    q = law_of(m, v)
    (of = moments_of(q), kl = KL(q, prior(m)))
  })(laws)
  (μ, v) = (floating(moments.of.μ), floating(moments.of.v))
  (kl, spread) = (mean(kl_by_axis(μ, v), axis=1), var(μ, axis=1))
  information = E(i ~ 1:len(x), z ~ law_of(m, laws[i, :]),
    law_of(m, laws[i, :]).log_density(z) - logsumexp(vmap(v -> law_of(m, v).log_density(z))(laws)) + log(len(x)), n=n)
  total = mean(moments.kl)
  (
    kl = kl, spread = spread, active = spread > threshold,
    divergence = total, information = information, aggregate = total - information,
    verdict = verdict_of(kl, spread, sqrt(max(v)), max(abs(μ)), threshold)
  )
}

# The verdict in words.
verdict_of(kl, spread, width, far, threshold) = {
  k = len(kl)
  if not all(isfinite(kl)) or width > 1e2 or far > 1e3 {
    return "exploded: posterior widths up to {width:.3g}, means up to {far:.3g}; a smaller learning rate, clip_norm(opt, 1), or standardised data"
  }
  dead = filter(i -> spread[i] <= threshold, tuple_to(k))
  if len(dead) == 0 { return "all {k} units are active" }
  if len(dead) == k {
    return "collapsed: q(z | x) says nothing of x. A smaller β at first (warm-up), free_bits=, a smaller noise σ, or a weaker decoder"
  }
  "{k - len(dead)} of {k} units are active; not used: {dead}. That is right where x has no more to tell, else β below 1 at first, or free_bits="
}

# 1 to k as a tuple.
tuple_to(k) = { t = (); for i in 1:k { t = tuple_of(t..., i) }; t }

# The gap between the evidence and the ELBO, per datum: approximation, what the best q of the family lacks for each datum, and
# amortisation, what the encoder lacks of that. The evidence is the bound of K draws of the refined q. Cremer, Li and Duvenaud 2018.
# m: a VAE
# x: data by rows
# y: their classes, of a conditional VAE
# steps: steps of Adam that refine each q
# K: draws of the importance-weighted bound
# example: use reports; g = inference_gaps(vae(3, 2), [1, 0, 2; 0, 1, 1], steps=20);
# example: abs(value(g.inference - g.approximation - g.amortisation)) < 1e-12
# -> true
inference_gaps(m, x, y=none, steps=1500, K=1000) = {
  q = refine(m, x, y, steps=steps)
  (evidence, best, elbo) = (iw_evidence(m, x, y, K, q), elbo_terms(m, x, y, q).elbo, elbo_terms(m, x, y).elbo)
  (evidence = evidence, refined = best, elbo = elbo,
   approximation = evidence - best, amortisation = best - elbo, inference = evidence - elbo)
}

# ## What is to be seen: rows of data, which `images` shows

# The means of p(x | z) at the means of q(z | x): data as they are after the VAE.
# m: a VAE
# x: data by rows
# y: their classes, of a conditional VAE
# example: use reports; shape(rebuild(vae(3, 2), [1, 0, 2; 0, 1, 1]))
# -> (2, 3)
rebuild(m, x, y=none) = vmap((x, y) -> decode(m, encode(m, x, y).mean(), y).mean())(x, classes_of(m, x, y))

# Decoded means along each latent unit in turn, n for each from -span to span, with the others as in z.
# m: a VAE
# z: the point that is gone from; the origin where it is left out
# y: the class, of a conditional VAE
# span: how far, in standard deviations of the prior
# n: points on each way
# example: use reports; shape(traverse(vae(3, 2), n=5))
# -> (10, 3)
traverse(m, z=none, y=none, span=3, n=8) = {
  (at, y) = (if kind(z) == "none" { zeros(m.k) } else { z }, class_of(m, y))
  ways = vmap(j -> vmap(t -> where((1:m.k) == j, t, at))(linspace(-span, span, n)))(1:m.k)
  vmap(z -> decode(m, z, y).mean())(reshape(ways, m.k*n, m.k))
}

# Decoded means on the straight line between the posterior means of two data.
# m: a VAE
# a, b: data
# y: the class, of a conditional VAE
# n: points, both ends with them
# example: use reports; shape(interpolate(vae(3, 2), [1, 0, 2], [0, 1, 1], n=4))
# -> (4, 3)
interpolate(m, a, b, y=none, n=8) = {
  y = class_of(m, y)
  (p, q) = (encode(m, a, y).mean(), encode(m, b, y).mean())
  vmap(t -> decode(m, (1 - t)*p + t*q, y).mean())(linspace(0, 1, n))
}

# Decoded means at n draws of the prior.
# m: a VAE
# n: how many
# y: the class, of a conditional VAE
# example: use reports; shape(generate(vae(3, 2), 5))
# -> (5, 3)
generate(m, n, y=none) = {
  y = class_of(m, y)
  vmap(z -> decode(m, z, y).mean())(sample(prior(m), n))
}
