# Judging generators by counting: how many of the modes of the data their samples have, how many samples are good, how
# far the shares are from the weights; each with its standard error, and beside what samples of the data themselves
# would show. ?mode_coverage has the counts alone.
# names: modes_hit, generator_report
use neighbours
use discrepancies
use transport
use sample_rows
use divergence
use options

# The modes that samples have. A sample is good within `sds` standard deviations of a centre (three: Srivastava et al.
# 2017, VEEGAN; Lin et al. 2018, PacGAN), and counts for its nearest centre. KL and total variation are of the shares
# of all samples. The error of `hit` is what other samples as many would differ by, from Poisson counts; that of
# shares, KL and total variation is of the multinomial, by the delta method. KL has the term of the second order too,
# √((K - 1)/2)/n, which alone is left where shares and weights agree, and its bias (K - 1)/(2n), with K the modes that
# have samples, is taken off: so it may be below 0. Where a mode has less than some five samples, or that bias is not
# small beside KL, the errors are rough.
# x: samples by rows
# centres: the modes by rows, or a law with modes: gaussians8(), gaussians25(), a mixture of normal laws
# σ: the standard deviation of a mode; of a law its own
# sds: how many of them from its centre a good sample is
# least: how many good samples a mode needs to be hit
# weights: the probabilities of the modes; equal, or those of the law, where they are left out
# .hit: modes with `least` good samples, with its error
# .modes: how many modes there are
# .quality: the share of good samples
# .counts: good samples of each mode
# .shares: of all samples, by their nearest centre, with their errors
# .reverse_kl: nats; KL(shares ‖ weights), its bias taken off
# .total_variation: Σ |share - weight|/2
# .fair: what n samples of the law itself show on average: .quality, .total_variation and the .bias that is taken off KL
# example: use gan; use data; x = sample(gaussians8(), 1000);
# example: r = modes_hit(x[x[:, 1] > 0, :], gaussians8()); (r.hit, r.counts)
# -> [1] = 5 ± 0
# -> [2] = i64[8]
# ->      121  109  57  0  0  0  65  128
modes_hit(x, centres, σ=none, sds=3, least=1, weights=none) = {
  known = kind(centres) == "distribution"
  if not (sds > 0 and sds < inf) { error("modes_hit: sds is how many deviations from its centre a good sample is, positive, not {text(sds)}", "domain") }
  if kind(σ) == "none" and not known {
    error("modes_hit: of centres alone say how wide a mode is: σ=, its standard deviation", "argument")
  }
  if kind(σ) != "none" { one_positive("modes_hit", "σ", σ) }
  width = if kind(σ) != "none" { σ } else { max(modes(centres).σ) }
  c = mode_coverage(x, centres, radius=sds*width, at_least=least, weights=weights)
  place = if known { modes(centres).centres } else { floating(centres) }
  (K, d) = (len(place), if ndims(place) > 1 { shape(place)[2] } else { 1 })
  w = if kind(weights) != "none" { weights/sum(weights) } else if known { modes(centres).weights } else { full(1/K, K) }
  n = len(x)
  label = nearest(x, place).index
  one = f64(reshape(label, n, 1) == reshape(1:K, 1, K))
  share = mean(one, axis=1)
  kl = value(c.reverse_kl)
  filled = sum(i64(share > 0))
  bias = (filled - 1)/(2*n)
  # The spread of log share/weight holds the variance (K - 1)/n² of shares that only seem to differ.
  first = se(c.reverse_kl)
  own = if first > 0 { sqrt(max(first^2 - 2*bias/n, 0.0))/first } else { 0.0 }
  second = sqrt(bias/n)
  signs = sign(share - w)
  (
    hit = c.hit + spread_by(hit_error(c.counts, least)),
    modes = K,
    quality = c.quality,
    counts = c.counts,
    shares = estimate(one) + edge_errors(share, n),
    reverse_kl = if kl < inf { kl + own*(c.reverse_kl - kl) - bias + spread_by(second) } else { inf },
    total_variation = with_influence(sum(abs(share - w))/2, (one @ signs)/2, zeros(2)),
    fair = (quality = gammainc(d/2, sds^2/2), total_variation = fair_tv(w, n), bias = bias)
  )
}

# Samples of a generator beside the law of the data: the modes, where it has such, and distances, each with its
# standard error, and what as many samples of the law itself show, `fair`. What a generator is worth is the difference.
# Nothing sees all: counts do not see the shape of a mode, and the energy distance hardly sees a small one that is
# missing.
# samples: by rows; a distribution; or a function n -> n rows, a generator
# law: a distribution, or data by rows, which should be rows that were not trained on
# n: how many are drawn
# σ, sds, least: as ?modes_hit has them
# .modes: as ?modes_hit has them, where the law has modes
# .energy: length; energy distance
# .mmd: MMD² with the median width
# .sliced: length²; sliced Wasserstein
# .frechet: length²; of the means and covariances alone
# .precision: the share of samples where the data lie
# .recall: the share of data where the samples lie
# .fair: the same distances of a second set of data
# example: use gan; use data; r = generator_report(n -> 1.1*sample(gaussians8(), n), gaussians8(), n=500);
# example: value(r.energy) > value(r.fair.energy)
# -> true
generator_report(samples, law, n=1000, σ=none, sds=3, least=1) = {
  n = whole_number("generator_report", "n", "samples", 16, n)
  of_law = kind(law) == "distribution"
  data(k) = if of_law { as_samples(sample(law, k)) } else { as_samples(floating(law)) }
  x = drawn_from(samples, n)
  if len(x) < 16 { error("generator_report: judging takes 16 samples at least, and here are {len(x)}", "shape") }
  if shape(x)[2] != shape(data(1))[2] {
    error("generator_report: the samples have {shape(x)[2]} numbers in a row, and the data {shape(data(1))[2]}", "shape")
  }
  if not all(isfinite(x)) { error("generator_report: {sum(i64(not isfinite(x)))} numbers of the samples are not finite: the generator has run away", "domain") }
  (a, b) = if of_law { (data(n), data(n)) } else { halves(data(1)) }
  r = distances(x, a)
  r.fair = distances(b, a)
  counted = of_law and has_modes(law)
  if counted { put(r, "modes", modes_hit(x, law, σ, sds, least)) } else { r }
}

# ## What these rest on

# 0 with a standard error.
spread_by(s) = if s > 0 { estimate([s, -s]) } else { estimate([0.0, 0.0]) }

# The errors of shares that are 0 or 1, whose spread says nothing: that of (k + 1)/(n + 2). Agresti and Coull 1998.
edge_errors(share, n) = {
  p = (n*share + 1)/(n + 2)
  s = where(share == 0 or share == 1, sqrt(p*(1 - p)/n), 0.0)
  estimate([s; -s])
}

# The standard error of how many modes have `least` samples: counts vary as Poisson numbers do.
hit_error(counts, least) = {
  p = where(counts > 0, gammainc(1.0*least, max(1.0*counts, 1)), 0.0)
  sqrt(sum(p*(1 - p)))
}

# E Σ |share - w|/2 of n draws of the weights, by the normal law: Σ √(2 w (1 - w)/(π n))/2.
fair_tv(w, n) = sum(sqrt(2*w*(1 - w)/(π*n)))/2

# Rows of a sample; numbers are rows of one.
as_samples(x) = if ndims(x) == 1 { reshape(x, len(x), 1) } else { f64(reshape(x, len(x), quo(size(x), len(x)))) }

# Samples, drawn where they are a law or a generator.
drawn_from(samples, n) = {
  law = kind(samples) == "distribution"
  x = if law { sample(samples, n) } else if kind(samples) == "function" { samples(n) } else { samples }
  if not (kind(x) in ("f64", "f32", "i64")) {
    error("generator_report: samples are rows, a distribution, or a function n -> rows, not {type(x)}", "type")
  }
  if ndims(x) == 0 { error("generator_report: a function of n gives n rows, and this gave {type(x)}", "shape") }
  as_samples(floating(x))
}

# Two halves of the rows.
halves(x) = {
  order = argsort(uniform_noise(len(x)))
  m = quo(len(x), 2)
  (x[order[1:m], :], x[order[m + 1:len(x)], :])
}

# Whether a law has modes to count: those that ?modes takes.
has_modes(law) = {
  curve = has(law, "family") and law.family in ("two_moons", "swiss_roll", "spirals")
  if curve or not has_normal_form(law) { false } else { len(modes(law).weights) > 1 }
}

# Distances of two samples.
distances(x, y) = {
  m = manifold_report(x, y)
  (
    energy = energy_distance(x, y), mmd = mmd(x, y, l="median"), sliced = sliced_wasserstein(x, y),
    frechet = frechet(x, y), precision = m.precision, recall = m.recall
  )
}
