# Neighbours of samples: whether they repeat the training data, whether they lie where the data lie and reach all of
# it, and how many of its modes they have. Counting shares; the errors are those of the shares, the other sample taken
# as given.
# names: nearest, copying, manifold_report, mode_coverage, modes
use sample_rows
use divergence
use oracles

# The k rows of `data` that are nearest to each x, as .index, with .distance from each, the nearest first. For k = 1
# both are vectors. A sample that is a training row has the distance 0.
# x: samples by rows
# data: the rows that are searched
# k: how many neighbours
# example: use metrics; nearest([0.2, 0.9], [0.0, 1.0])
# -> index = i64[2]
# ->      1  2
# -> distance = f64[2]
# ->      0.2  0.1
nearest(x, data, k=1) = {
  (x, data) = two_samples("nearest", x, data, 1, also="data")
  k = count_of("nearest", "k", k, len(data))
  r = nearest_rows(x, data, k)
  if k > 1 { r } else { (index = r.index[:, 1], distance = r.distance[:, 1]) }
}

# Whether samples repeat training rows: the probability that a sample is nearer to the training data than a row of the
# test data is. 1/2 where they are as new as the test data, 1 where they repeat the training data. Meehan et al. 2020.
# x: samples by rows
# train, test: two parts of the data, by rows
# example: use metrics; value(copying([0.0, 1], [0.0, 1], [0.2, 0.7]))
# -> 1.0
copying(x, train, test) = {
  (x, data) = two_samples("copying", x, train, 2, also="train")
  (x, fresh) = two_samples("copying", x, test, 2, also="test")
  (a, b) = (nearest_rows(x, data, 1).distance[:, 1], nearest_rows(fresh, data, 1).distance[:, 1])
  (n, m) = (len(a), len(b))
  step = rows_at_once(m)
  (nearer, beaten) = (zeros(n), zeros(m))
  for i in 1:step:n {
    j = min(i + step - 1, n)
    c = reshape(a[i:j], j - i + 1, 1)
    wins = f64(c < b) + f64(c == b)/2
    nearer[i:j] = mean(wins, axis=2)
    beaten = beaten + sum(wins, axis=1)/n
  }
  with_influence(mean(nearer), nearer, beaten)
}

# Where samples lie, by balls that reach from each row to its k-th neighbour in its own set: .precision, the share of
# samples in a ball of the data; .recall, the share of the data in a ball of samples (Kynkäänniemi et al. 2019);
# .density, how many balls of the data hold a sample, over k; .coverage, the share of balls of the data that hold a
# sample (Naeem et al. 2020). The errors take the balls as given, which leaves out up to half of them.
# x: samples by rows
# data: the data by rows
# k: which neighbour
# example: use metrics; r = manifold_report([0.0, 1, 2, 3], [0.0, 1, 2, 3], k=1);
# example: value((r.precision, r.coverage))
# -> (1.0, 1.0)
manifold_report(x, data, k=5) = {
  (x, data) = two_samples("manifold_report", x, data, 2, also="data")
  k = count_of("manifold_report", "k", k, min(len(x), len(data)) - 1)
  # The nearest row of one's own set is oneself.
  reach(a) = nearest_rows(a, a, k + 1).distance[:, k + 1]^2
  inside = balls_met(x, data, reach(data))
  outside = balls_met(data, x, reach(x))
  (
    precision = share_of(f64(inside.rows > 0)),
    recall = share_of(f64(outside.rows > 0)),
    density = estimate(inside.rows/k),
    coverage = share_of(f64(inside.balls > 0))
  )
}

# The modes that samples have. Each sample counts for its nearest centre. A record of:
#   hit            how many modes have `at_least` samples within the radius
#   quality        the share of samples within the radius of a centre
#   counts         the samples within the radius of each centre
#   shares         the shares of all samples by their nearest centre
#   reverse_kl     KL(shares ‖ weights), model from data: a mode that is dropped adds nothing
#   forward_kl     KL(weights ‖ shares): infinite where a mode has no sample
# Srivastava et al. 2017, Lin et al. 2018. With K modes and n samples both are too large by (K - 1)/(2n), on average.
# x: samples by rows
# centres: the modes by rows, or a law with modes: a mixture of normal laws, gaussians8(), gaussians25()
# radius: how far from its centre a good sample is; of a law three standard deviations where it is left out
# at_least: how many good samples a mode needs
# weights: the probabilities of the modes; equal, or those of the law, where they are left out
# example: use metrics; r = mode_coverage([0.1, -0.1, 5.0, 2.2], [0.0, 5.0, 9.0], 0.5);
# example: (r.hit, value(r.quality), value(r.reverse_kl))
# -> (2, 0.75, 0.536277)
mode_coverage(x, centres, radius=none, at_least=1, weights=none) = {
  law = if kind(centres) == "distribution" { modes(centres) } else { none }
  known = kind(law) != "none"
  (x, c) = two_samples("mode_coverage", x, if known { law.centres } else { centres }, 1, also="centres")
  K = len(c)
  if kind(radius) == "none" {
    if not known {
      error("mode_coverage: of centres alone say how near a good sample is: radius=, three deviations of a mode", "argument")
    }
    radius = 3*max(law.σ)
    if radius == 0 { error("mode_coverage: the modes are points, which have no radius of their own: give radius=", "argument") }
  }
  one_positive("mode_coverage", "radius", radius)
  at_least = count_of("mode_coverage", "at_least", at_least)
  w = if kind(weights) != "none" { weights } else if known { law.weights } else { full(1/K, K) }
  if shape(1.0*w) != (K,) {
    error("mode_coverage: weights has a number for each of the {K} centres, and is {type(w)}", "shape")
  }
  truth = Categorical(w)
  near = nearest_rows(x, c, 1)
  (label, good) = (near.index[:, 1], near.distance[:, 1] <= radius)
  counts = [sum(i64(label == k and good)) for k in 1:K]
  shares = [mean(f64(label == k)) for k in 1:K]
  (
    hit = sum(i64(counts >= at_least)),
    quality = share_of(f64(good)),
    counts = counts,
    shares = shares,
    # The mean over the samples of log share/weight, which gives it its error.
    reverse_kl = if any(shares > 0 and w == 0) { inf } else { estimate(log(shares[label]/w[label])) },
    forward_kl = KL(truth, Categorical(shares))
  )
}

# The centres of a law's components by rows, with the standard deviation σ of each and the weights: of a normal law, a
# mixture of them, gaussians8(), gaussians25(), a finite set. They are its modes where they lie some widths apart.
# D: the distribution
# example: use metrics; modes(Mixture([0.25, 0.75], Normal([0.0, 4], [1.0, 2.0])))
# -> centres = f64[2×1]
# ->      0.0
# ->      4.0
# -> σ = f64[2]
# ->      1.0  2.0
# -> weights = f64[2]
# ->      0.25  0.75
modes(D) = {
  if has(D, "family") and D.family in ("two_moons", "swiss_roll", "spirals") {
    error("modes: {D.family} is a curve, which has no modes to count; nearest and manifold_report look at where samples lie", "distribution")
  }
  distributed("modes", D)
  if not has_normal_form(D) {
    error("modes: {title(D)} is no mixture of normal laws, so that its modes are not known: give centres by rows", "distribution")
  }
  F = normal_form("modes", D)
  (centres = F.m, σ = sqrt(max(F.v, axis=2)) + zeros(len(F.w)), weights = F.w)
}

# ## What these rest on

# Row numbers of the k nearest rows of b to each of a, and the distances.
nearest_rows(a, b, k) = {
  n = len(a)
  (index, distance) = (zeros(n, k), zeros(n, k))
  step = rows_at_once(len(b))
  columns = reshape(1:len(b), 1, len(b))
  for i in 1:step:n {
    j = min(i + step - 1, n)
    D = squares_between(a[i:j], b)
    for t in 1:k {
      at = argmin(D, axis=2)
      index[i:j, t] = f64(at)
      distance[i:j, t] = sqrt(min(D, axis=2))
      if t < k { D = where(columns == reshape(at, len(at), 1), inf, D) }
    }
  }
  (index = i64(index), distance = distance)
}

# How many balls around the rows of b, of the given squared radii, hold each row of a, and how many rows each ball
# holds.
balls_met(a, b, squares) = {
  n = len(a)
  (rows, balls) = (zeros(n), zeros(len(b)))
  step = rows_at_once(len(b))
  for i in 1:step:n {
    j = min(i + step - 1, n)
    met = f64(squares_between(a[i:j], b) <= squares)
    rows[i:j] = sum(met, axis=2)
    balls = balls + sum(met, axis=1)
  }
  (rows = rows, balls = balls)
}
