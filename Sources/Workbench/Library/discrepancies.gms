# Discrepancies of pairs: 2 c E h(x, y) - c E h(x, x') - c E h(y, y') for a kernel h. They are 0 only where the laws
# agree, and need no density. MMD² has the kernel of width l (h = k, c = -1), the energy distance the distance itself
# (c = 1). Of samples they are unbiased U-statistics with their errors; of normal laws and their mixtures, exact.
# names: mmd, energy_distance, median_distance, witness
use sample_rows
use oracles

# MMD² = E k(x, x') + E k(y, y') - 2 E k(x, y) for k(x, y) = exp(-|x - y|²/(2 l²)), or for the mean of such kernels. Of
# samples it is unbiased, so it may be below 0 where the laws agree. Gretton et al. 2012.
# x, y: samples by rows, or distributions: normal ones, their mixtures, kernel estimates, finite sets
# l: the width of the kernel, in units of the data: at other scales it sees little; several in a vector, or "median" for
#   the median distance of both samples together
# biased: whether pairs of a sample with itself count too, as in the V-statistic, which is never below 0
# example: use metrics; mmd(Normal(0, 1), Normal(0, 1))
# -> 0.0
# example: use metrics; mmd([0.0, 1], [0.0, 1], biased=true)
# -> 0 ± 0
# example: use metrics; check mmd(Normal(zeros(2), I), Normal([0.5, 0], 1.2*ones(2))) ≈ 0.030416999862919
# -> ok 0.030417 ≈ 0.030417
mmd(x, y, l=1, biased=false) = {
  chosen = if kind(l) == "text" { "median" == l } else { false }
  if kind(l) == "text" and not chosen { error("mmd: l is a width, several, or \"median\", not {text(l)}", "argument") }
  if chosen and (kind(x) == "distribution" or kind(y) == "distribution") {
    error("mmd: \"median\" is of two samples; for a distribution give the width as a number", "argument")
  }
  l = widths("mmd", if chosen { median_distance(x, y) } else { l })
  near = d2 -> sum(w in l, exp(-d2/(2*w^2)))/len(l)
  # E exp(-z²/(2w²)) of z ~ N(δ, λ) is (1 + λ/w²)^(-1/2) exp(-δ²/(2(λ + w²))).
  mean_near = (δ, λ) -> sum(w in l, exp(-sum(log1p(λ/w^2) + δ^2/(λ + w^2), axis=2)/2))/len(l)
  discrepancy("mmd", x, y, 1.0, biased, near, mean_near)
}

# 2 E|x - y| - E|x - x'| - E|y - y'|, without a root. Of samples it is unbiased, so it may be below 0 where the laws
# agree; in one dimension it costs no more than sorting. Székely and Rizzo 2004.
# x, y: samples by rows, or distributions: normal ones, their mixtures, kernel estimates, finite sets
# biased: whether pairs of a sample with itself count too, as in the V-statistic, which is never below 0
# example: use metrics; energy_distance([0.0, 1], [0.0, 1], biased=true)
# -> 0 ± 0
# example: use metrics; check energy_distance(Normal(0, 1), Normal(0.5, 1.2)) ≈ 0.13685594713676
# -> ok 0.136856 ≈ 0.136856
energy_distance(x, y, biased=false) =
  # The distance of a row from itself is 0, and stays so.
  discrepancy("energy_distance", x, y, -1.0, biased, s -> where(s > 0, sqrt(where(s > 0, s, 1.0)), 0.0), mean_length)

# The median distance between rows of both samples together: a width for kernels. Of 1000 rows each, evenly taken, where
# there are more. Gretton et al. 2012.
# x, y: samples by rows
# example: use metrics; median_distance([0.0, 1], [2.0, 3])
# -> 1.5
median_distance(x, y) = {
  (x, y) = two_samples("median_distance", x, y, 1)
  thin(a) = a[i64(floor(linspace(1, len(a), min(len(a), 1000))))]
  z = concat((thin(x), thin(y)))
  n = len(z)
  s = sort(flatten(squares_between(z, z)))[n + 1:end]
  m = quo(len(s), 2)
  middle = (sqrt(s[m]) + sqrt(s[m + 1]))/2
  if middle == 0 {
    error("median_distance: more than half of the rows are the same, so the median is 0: give a width", "domain")
  }
  middle
}

# E k(x, ·) - E k(y, ·) at points: where one sample has what the other lacks. MMD² is its mean over x less that over y.
# x, y: samples by rows
# at: points by rows
# l: the width of the kernel
# example: use metrics; witness([0.0], [1.0], [0.5, 0.0])
# -> f64[2]
# ->    0.0  0.393469
witness(x, y, at, l=1) = {
  (x, y) = two_samples("witness", x, y, 1)
  (x, at) = two_samples("witness", x, at, 1, also="at")
  one_positive("witness", "l", l)
  near = d2 -> exp(-d2/(2*l^2))
  pair_sums(at, x, near).rows/len(x) - pair_sums(at, y, near).rows/len(y)
}

# ## What these rest on

# Widths of kernels, a vector.
widths(name, l) = {
  positive(name, "l", l)
  if ndims(l) > 1 { error("{name}: l is one width or a vector of them, not {type(l)}", "shape") }
  if size(l) == 0 { error("{name}: l has no widths", "domain") }
  if min(l) < 1e-150 or max(l) > 1e150 {
    error("{name}: a width l is between 1e-150 and 1e150, so that its square is a number, not {text(l)}", "domain")
  }
  f64(reshape(l, size(l)))
}

# sign·(E h(x, x') + E h(y, y') - 2 E h(x, y)): of samples, of distributions, or of one of each. h is a function of
# squared distances, mean_h(δ, λ) its mean over N(δ, λ), by rows.
discrepancy(name, x, y, sign, biased, h, mean_h) = {
  of_law = (kind(x) == "distribution", kind(y) == "distribution")
  if of_law[1] and of_law[2] {
    (F, G) = same_events(name, normal_parts(name, "x", x), normal_parts(name, "y", y))
    return sign*(mean_pair(F, F, mean_h) + mean_pair(G, G, mean_h) - 2*mean_pair(F, G, mean_h))
  }
  if of_law[1] or of_law[2] {
    (data, D, one, other) = if of_law[1] { (y, x, "y", "x") } else { (x, y, "x", "y") }
    data = rows_of_samples(name, one, data)
    (P, F) = same_events(name, form(data, 0.0), normal_parts(name, other, D))
    own = own_pairs(data, h, biased)
    cross = mean_rows(P, F, mean_h)
    v = 2*sign*(own.mean - cross)
    value = sign*(own.total - 2*mean(cross) + mean_pair(F, F, mean_h))
    return estimate(narrowed(v, 2*own.noise/len(v))) - mean(v) + value
  }
  (x, y) = two_samples(name, x, y)
  if sign > 0 { visible(name, h, x, y) }
  p = if name == "energy_distance" and shape(x)[2] == 1 {
    sorted_pairs(x[:, 1], y[:, 1], biased)
  } else {
    all_pairs(x, y, h, biased)
  }
  (n, m) = (len(x), len(y))
  value = sign*(p.x.total + p.y.total - 2*mean(p.xy))
  # The part of each pair that neither of its rows explains: its variance is twice in the influences, once in the
  # statistic.
  shared = max(p.square/(n*m) - mean(p.xy^2) - mean(p.yx^2) + mean(p.xy)^2, 0.0)
  v = narrowed(2*sign*(p.x.mean - p.xy), 2*p.x.noise/n + 2*shared/m)
  w = narrowed(2*sign*(p.y.mean - p.yx), 2*p.y.noise/m + 2*shared/n)
  with_influence(value, v, w)
}

# Requires a kernel that tells rows apart: one that is 0 for all pairs, or 1, sees no difference of any laws.
visible(name, h, x, y) = if not (istraced(x) or istraced(y)) {
  z = concat((x[1:min(len(x), 50)], y[1:min(len(y), 50)]))
  k = h(squares_between(z, z))
  between = (sum(k) - len(z)*h(0.0))/(len(z)*(len(z) - 1))
  if between < 1e-9*h(0.0) or between > (1 - 1e-9)*h(0.0) and max(abs(z - z[1])) > 0 {
    error("{name}: the kernel is {if between < 0.5 { "0" } else { "1" }} for nearly all pairs of rows, which are {median_distance(x, y):.3g} apart in the median, so that it sees no difference: choose the width l by them, l=\"median\"", "domain")
  }
}

# Influences with the variance of the whole statistic: `pairs` is that of what varies in pairs alone, which is in the
# spread of v twice. Where the laws agree nothing else is left, and v, by chance, may show less.
narrowed(v, pairs) = {
  s = mean((v - mean(v))^2)
  mean(v) + (v - mean(v))*(if s > 0 { sqrt(max(s - pairs, pairs)/s) } else { 0.0 })
}

# Of one sample: the mean of h of each row with the others, over all pairs, and the variance of h that is of the pair
# alone.
own_pairs(x, h, biased) = {
  n = len(x)
  p = pair_sums(x, x, h)
  diagonal = h(0.0)
  own_summary(p.rows - diagonal, p.squares - n*diagonal^2, diagonal, biased)
}

# The same from sums over the other rows.
own_summary(rows, squares, diagonal, biased) = {
  n = len(rows)
  a = rows/(n - 1)
  total = mean(a)
  (
    mean = a,
    total = if biased { (total*(n - 1) + diagonal)/n } else { total },
    noise = max(squares/(n*(n - 1)) - 2*mean(a^2) + total^2, 0.0)
  )
}

# All pairs of two samples.
all_pairs(x, y, h, biased) = {
  p = pair_sums(x, y, h)
  (
    x = own_pairs(x, h, biased), y = own_pairs(y, h, biased),
    xy = p.rows/len(y), yx = p.columns/len(x), square = p.squares
  )
}

# The same of numbers and their distances, by sorting: Σ_j |s_i - s_j| needs only how many are below s_i, and their sum.
sorted_pairs(x, y, biased) = {
  c = (mean(x) + mean(y))/2
  (x, y) = (x - c, y - c)
  (n, m) = (len(x), len(y))
  order = argsort(concat((x, y)))
  z = concat((x, y))[order]
  of_x = f64(order <= n)
  # Σ |z - a| over the sample a that `member` marks, for each z in the pool's own order.
  lengths(member) = {
    (below, sum_below, all, sum_all) = (cumsum(member), cumsum(member*z), sum(member), sum(member*z))
    r = zeros(n + m)
    r[order] = z*(2*below - all) + sum_all - 2*sum_below
    r
  }
  (to_x, to_y) = (lengths(of_x), lengths(1 - of_x))
  squares(a, b) = len(b)*sum(a^2) + len(a)*sum(b^2) - 2*sum(a)*sum(b)
  (
    x = own_summary(to_x[1:n], squares(x, x), 0.0, biased),
    y = own_summary(to_y[n + 1:end], squares(y, y), 0.0, biased),
    xy = to_y[1:n]/m, yx = to_x[n + 1:end]/n, square = squares(x, y)
  )
}

# ## Exact means over normal laws

# A law as a mixture of normal laws.
normal_parts(name, what, D) = {
  if not has_normal_form(D) {
    error("{name}: {what} is {title(D)}; normal laws, their mixtures and finite sets are exact: sample({what}, 10000) has draws", "distribution")
  }
  normal_form(name, D)
}

# Requires events with as many numbers.
same_events(name, F, G) = {
  (c, d) = (shape(F.m)[2], shape(G.m)[2])
  if c != d { error("{name}: the events have {c} and {d} numbers: both need as many", "shape") }
  (F, G)
}

# E h(x - y) for x of F and y of G.
mean_pair(F, G, mean_h) = sum(F.w*mean_rows(F, G, mean_h))

# The same for each component of F. The difference of two normal vectors is normal; along the axes of its covariance its
# coordinates are independent.
mean_rows(F, G, mean_h) = {
  K = len(F.w)
  d = shape(F.m)[2]
  straight = kind(F.Q) == "none" and kind(G.Q) == "none"
  if straight {
    v = F.v + zeros(K, d)
    return map(k -> sum(G.w*mean_h(F.m[k] - G.m, v[k] + G.v)), 1:K)
  }
  (C, D) = (covariances(F), covariances(G))
  map(k -> {
    e = eigh(C[min(k, len(C))] + D, vectors=true)
    δ = reshape(F.m[k] - G.m, len(G.w), d, 1)
    sum(G.w*mean_h(sum(e.vectors*δ, axis=2), max(e.values, 0.0)))
  }, 1:K)
}

# The covariance of each component, or of all.
covariances(F) = if kind(F.Q) == "none" {
  reshape(F.v, shape(F.v)..., 1)*eye(shape(F.v)[2])
} else {
  vmap((Q, v) -> (Q*v) @ Q')(F.Q + zeros(len(F.v), 1, 1), F.v)
}

# E|z| for z ~ N(δ, λ), by rows. In one dimension it is σ √(2/π) exp(-δ²/2λ) + δ erf(δ/√(2λ)); else, with φ(t) = E
# exp(-t|z|²), ∫ (1 - φ(t)) t^(-3/2) dt/(2√π) over t = exp(u), where the rule of equal steps is exact to rounding.
mean_length(δ, λ) = {
  λ = λ + 0*δ
  if shape(δ)[2] == 1 {
    (δ, λ) = (δ[:, 1], λ[:, 1])
    σ = sqrt(where(λ > 0, λ, 1.0))
    return where(λ > 0, σ*sqrt(2/π)*exp(-(δ/σ)^2/2) + δ*erf(δ/(σ*sqrt(2))), abs(δ))
  }
  scale = sqrt(sum(δ^2 + λ, axis=2))
  s = reshape(where(scale > 0, scale, 1.0), len(scale), 1)
  (δ, λ) = (δ/s, λ/s^2)
  u = linspace(-75, 75, 751)
  t = exp(u)
  e = 0.0
  for j in 1:shape(δ)[2] {
    (a, b) = (reshape(δ[:, j], len(δ), 1), reshape(λ[:, j], len(δ), 1))
    e = e - log1p(2*t*b)/2 - t*a^2/(1 + 2*t*b)
  }
  scale*sum(-expm1(e)*exp(-u/2), axis=2)*0.2/(2*sqrt(π))
}
