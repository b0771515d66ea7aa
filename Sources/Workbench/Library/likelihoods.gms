# Likelihoods of samples: the mean negative log density, its floor, and its units.
# names: nll, excess_nll, bits_per_dim
use sample_rows
use divergence

# E -log D(x) over data, in nats, with its error; over a distribution p of the data it is the cross-entropy.
# D: a distribution, or a log density: a function of one row
# data: samples by rows, or a distribution
# example: use metrics; check nll(Normal(0, 1), Normal(0, 1)) ≈ entropy(Normal(0, 1))
# -> ok 1.41894 ≈ 1.41894
# example: use metrics; value(nll(x -> -x^2, [1.0, 2]))
# -> 2.5
nll(D, data) = {
  if kind(data) == "distribution" {
    distributed("nll", D)
    return cross_entropy(data, D)
  }
  estimate(-log_densities("nll", D, data))
}

# How much nll is above its floor, the entropy of the law p of the data: KL(p ‖ D). Of data it is the mean of log p -
# log D, of which that of D = p is 0 without error.
# D: a distribution, or a log density: a function of one row
# p: the law of the data
# data: samples of p by rows; without them the divergence itself
# example: use metrics; excess_nll(Normal(1, 1), Normal(0, 1))
# -> 0.5
# example: use metrics; excess_nll(Normal(0, 1), Normal(0, 1), [0.3, 1.2])
# -> 0 ± 0
excess_nll(D, p, data=none) = {
  distributed("excess_nll", p)
  if kind(data) == "none" {
    distributed("excess_nll", D)
    return KL(p, D)
  }
  own = log_densities("excess_nll", p, data)
  estimate(own - log_densities("excess_nll", D, data))
}

# nll in bits for each coordinate, (nll - d log w)/(d log 2): of a density at data that were rounded to steps of width
# w, this is what coding a coordinate takes. Pixels of 256 levels have w = 1/256 as k/256, 1/255 as
# k/255, and 2/255 as k/127.5 - 1. Theis et al. 2016.
# D: a distribution, a log density, or the nats of a row: a number or an estimate
# data: samples by rows, or with nats given the number d of coordinates
# width: the step of the rounding, 1 where there is none
# example: use metrics; bits_per_dim(log(2)*6, 3)
# -> 2.0
# example: use metrics; bits_per_dim(0.0, 3, width=1/256)
# -> 8.0
bits_per_dim(D, data, width=1) = {
  one_positive("bits_per_dim", "width", width)
  numbers_given = not (kind(D) in ("distribution", "function", "record"))
  if numbers_given {
    numeric("bits_per_dim", "D", D)
    d = count_of("bits_per_dim", "d", data)
    return (D - d*log(width))/(d*log(2))
  }
  e = nll(D, data)
  d = if kind(data) == "distribution" { prod(data.domain.shape) } else if ndims(data) == 2 { shape(data)[2] } else { 1 }
  (e - d*log(width))/(d*log(2))
}

# The log density of D at each row.
log_densities(name, D, data) = {
  x = rows_of_samples(name, "data", data)
  # Numbers may also stand in one column.
  if kind(D) == "distribution" and ndims(data) == 2 and shape(x)[2] == 1 {
    if has(D, "domain") { if D.domain.shape == () { data = x[:, 1] } }
  }
  l = if kind(D) == "distribution" {
    D.log_density(data)
  } else if kind(D) in ("function", "record") {
    vmap(D)(f64(data))
  } else {
    error("{name}: D is a distribution, or a function that gives the log density of one row, not {type(D)}", "type")
  }
  if shape(l) != (len(data),) {
    error("{name}: the log density of a row is one number, and of {len(data)} rows this is {type(l)}", "shape")
  }
  if any(isnan(l)) or max(l) == inf {
    error("{name}: the log density is nan or inf at {sum(i64(not (l < inf)))} rows", "domain")
  }
  none_at = sum(i64(l == -inf))
  if none_at > 0 {
    error("{name}: the density is 0 at {none_at} of {len(l)} rows, and the mean infinite: wider tails, or those rows left out", "density")
  }
  f64(l)
}
