# The times at which a diffusion loss is seen in one batch, and the variance that the way of choosing them leaves.
# names: noise_times, time_variance
use options
use gauss

# The ways by name.
time_samplings = ("iid", "shared", "strata")

# B times in [0, 1], of which each is uniform, so that the mean of f over them has ∫ f as its mean:
#   "iid"     each for itself: the variance is Var f/B
#   "shared"  one offset, (i - 1)/B + u mod 1: about (f(1) - f(0))²/(12 B²). Kingma et al. 2021
#   "strata"  one in each B-th part of [0, 1], each for itself: O(B⁻³)
# B: how many times
# how: one of the names
# example: use noise_times; floor(4*sort(noise_times(4, "shared")))
# -> f64[4]
# ->    0.0  1.0  2.0  3.0
noise_times(B, how="strata") = {
  one_of_texts("noise_times", "how", how, time_samplings)
  B = whole_number("noise_times", "B", "times", 1, B)
  if how == "iid" { return uniform_noise(B) }
  if how == "strata" { return ((0:B-1) + uniform_noise(B))/B }
  t = uniform_noise() + (0:B-1)/B
  where(t < 1, t, t - 1)
}

# The variance of the mean of f over B times, by quadrature.
# f: a function of the time
# B: how many times
# how: "iid", "shared" or "strata"
# nodes: points of Gauss's rule in each of the B parts
# panels: how many parts for "iid", whose integrals have none of their own
# example: use noise_times; check time_variance(t -> t, 4, "iid") ≈ 1/48
# -> ok 0.0208333 ≈ 0.0208333
# example: use noise_times; check time_variance(t -> t, 4, "strata") ≈ 1/768
# -> ok 0.00130208 ≈ 0.00130208
time_variance(f, B, how="strata", nodes=16, panels=64) = {
  one_of_texts("time_variance", "how", how, time_samplings)
  B = whole_number("time_variance", "B", "times", 1, B)
  (z, w) = gauss_legendre(nodes)
  u = (1 + z)/2
  k = if how == "iid" { max(panels, B) } else { B }
  # A row of values of f for each part.
  y = reshape(vmap(f)(flatten((reshape(0:k-1, k, 1) + u)/k)), k, size(u))
  mean_of = v -> sum(w*v)
  if how == "iid" {
    m = mean(y @ w)
    return mean((y - m)^2 @ w)/B
  }
  if how == "shared" {
    m = mean(y, axis=1)
    return mean_of((m - mean_of(m))^2)
  }
  sum((y - reshape(y @ w, k, 1))^2 @ w)/B^2
}
