# The test of two samples by a classifier: one that tells them apart on rows which it has not seen shows that their
# laws differ, and its accuracy says how much. No classifier does better than the ratio of the densities, whose
# accuracy is known here.
# names: classifier_two_sample, bayes_accuracy
use sample_rows
use divergence
use options
use data
use nn
use neighbours

# The classifiers by name.
classifier_names = ("knn", "linear", "quadratic", "net")

# How well a classifier tells rows of x from rows of y, of which it learns from one part and is asked on the rest,
# with as many of each. A record of the accuracy on those, 1/2 where nothing tells the samples apart; of held_out, how
# many rows that were; and of p_value, the probability of such an accuracy, or more, by chance. Lopez-Paz and Oquab
# 2017.
#   "knn"        the vote of the k nearest rows: sees everything that is local
#   "linear"     logistic regression: sees shifts of the mean
#   "quadratic"  the same with all squares and products: means and covariances, all of normal laws
#   "net"        a network with two layers of 32
#   a function   of one row, above 0 where x is more likely: log p(z) - log q(z); asked on all rows
# x, y: samples by rows
# classifier: one of the names above, or a function
# k: of "knn": the neighbours that vote; where it is left out, the root of the number of rows that are learned from
# share: the part of the rows that is learned from
# example: use metrics; value(classifier_two_sample([0.0, 1, 2, 3], [5.0, 6, 7, 8], z -> 4 - z).accuracy)
# -> 1.0
classifier_two_sample(x, y, classifier="knn", k=none, share=0.5) = {
  (x, y, vectors) = (rows_of_samples("classifier_two_sample", "x", x, 4), y, ndims(x) == 2)
  (x, y) = two_samples("classifier_two_sample", x, y, 4)
  n = min(len(x), len(y))
  if kind(classifier) in ("function", "record") {
    f = if vectors { classifier } else { z -> classifier(z[1]) }
    l = concat((vmap(f)(x[1:n]), -vmap(f)(y[1:n])))
    if shape(l) != (2*n,) {
      error("classifier_two_sample: a classifier gives one number for a row, above 0 where x is more likely", "shape")
    }
    if any(isnan(l)) {
      error("classifier_two_sample: the classifier gives nan at {sum(i64(isnan(l)))} rows", "domain")
    }
    return accuracy_of(l)
  }
  one_of_texts("classifier_two_sample", "classifier", classifier, classifier_names)
  finite("classifier_two_sample", "share", share)
  if not (share > 0 and share < 1) {
    error("classifier_two_sample: share is the part to learn from, between 0 and 1, not {text(share)}", "domain")
  }
  if given(k) and classifier != "knn" { error("classifier_two_sample: k is of the classifier \"knn\", and this is \"{classifier}\"", "argument") }
  (x, y) = (shuffle(x)[1:n], shuffle(y)[1:n])
  m = max(1, min(n - 1, i64(round(share*n))))
  s = standardise(concat((x[1:m], y[1:m])))
  labels = concat((ones(m), -ones(m)))
  fresh = s(concat((x[m + 1:n], y[m + 1:n])))
  truth = concat((ones(n - m), -ones(n - m)))
  votes = if classifier == "knn" {
    neighbour_votes(fresh, s.x, labels, k)
  } else if classifier == "net" {
    net_odds(s.x, labels)(fresh)
  } else {
    of_degree = z -> features_of(z, classifier == "quadratic")
    of_degree(fresh) @ logistic_weights(of_degree(s.x), labels)
  }
  accuracy_of(votes*truth)
}

# The accuracy (1 + TV(p, q))/2 of the best classifier between laws that are as likely, by the ratio of their
# densities: exact for normal laws of one covariance, for normal numbers and on finite supports, else an estimate from
# draws.
# p, q: distributions
# n: draws of an estimate
# example: use metrics; bayes_accuracy(Normal(0, 1), Normal(0.5, 1))
# -> 0.598706
# example: use metrics; bayes_accuracy(Bernoulli(0.5), Bernoulli(0.25))
# -> 0.625
bayes_accuracy(p, q, n=10000) = {
  comparable("bayes_accuracy", p, q)
  if is_family(p, "Normal") and is_family(q, "Normal") {
    (C, S) = (covariance_matrix(p), covariance_matrix(q))
    if len(C) == 1 { return normal_accuracy(sum(p.mean()), sqrt(C[1, 1]), sum(q.mean()), sqrt(S[1, 1])) }
    # Of one covariance Φ(δ/2), where δ is Mahalanobis's distance and KL = δ²/2.
    if max(abs(C - S)) <= 1e-14*max(abs(C)) { return erfc(-sqrt(KL(p, q))/2)/2 }
  }
  right(a, b) = x -> {
    (l, m) = (a.log_density(x), b.log_density(x))
    where(l > m, 1.0, where(l == m, 0.5, 0.0))
  }
  of(a, b) = if has(a, "support") and is_discrete(a) {
    sum_over(a, right(a, b))
  } else {
    mean_over(a, right(a, b), n, none, none)
  }
  (of(p, q) + of(q, p))/2
}

# ## What these rest on

# The accuracy by l, above 0 where a row was told right; the error and the p-value are those of as many coins.
accuracy_of(l) = {
  n = len(l)
  right = where(l > 0, 1.0, where(l == 0, 0.5, 0.0))
  (accuracy = share_of(right), held_out = n, p_value = by_chance(sum(right), n))
}

# The probability that k coins of n or more show heads: exact for up to 1000, by the normal law beyond.
by_chance(k, n) = if n > 1000 { erfc((2*k/n - 1)*sqrt(n/2))/2 } else {
  j = ceil(k):n
  min(1.0, sum(exp(lgamma(n + 1.0) - lgamma(j + 1.0) - lgamma(n - j + 1.0) - n*log(2))))
}

# The accuracy between N(m, s²) and N(μ, σ²): the densities cross at two points, and the narrower law is between;
# where the widths are the same, at one.
normal_accuracy(m, s, μ, σ) = {
  same = abs(s - σ) <= 1e-9*σ
  # A ratio of 2 stands in where there is no other; its branch is not taken.
  (narrow, wide) = (min(s, σ), where(same, 2*σ, max(s, σ)))
  if not istraced(wide/narrow) and not (wide/narrow < 1e100) { return 1.0 }
  # In units of the narrower law: -z²/2 + r²(z - d)²/2 - log r = 0, with the mean of the wider at d.
  (r, d) = (narrow/wide, where(s <= σ, μ - m, m - μ)/narrow)
  a = (1 - r)*(1 + r)
  root = sqrt(r^2*d^2 - 2*a*log(r))
  (low, high) = ((-r^2*d - root)/a, (-r^2*d + root)/a)
  within(z, w) = (erf(w/sqrt(2)) - erf(z/sqrt(2)))/2
  crossed = (1 + within(low, high) - within((low - d)*r, (high - d)*r))/2
  # By the mean of both widths, so that derivatives in either are right.
  where(same, erfc(-abs(m - μ)/((s + σ)*sqrt(2)))/2, crossed)
}

# The sum of the labels of the k nearest rows.
neighbour_votes(fresh, x, labels, k) = {
  n = len(x)
  k = if given(k) { count_of("classifier_two_sample", "k", k, n) } else { 2*quo(i64(floor(sqrt(n))), 2) + 1 }
  k = min(k, n)
  votes = zeros(len(fresh))
  step = rows_at_once(n)
  for i in 1:step:len(fresh) {
    j = min(i + step - 1, len(fresh))
    D = squares_between(fresh[i:j], x)
    votes[i:j] = f64(D <= sort(D, axis=2)[:, k:k]) @ labels
  }
  votes
}

# 1, z and, where asked for, all products of two coordinates, by rows.
features_of(z, squares) = {
  (n, d) = shape(z)
  parts = (ones(n, 1), z)
  if squares { for j in 1:d { parts = (concat(parts, axis=2), z[:, j:d]*z[:, j:j]) } }
  concat(parts, axis=2)
}

# Logistic regression by Newton's steps, halved where they lead up: weights are N(0, 10²) beforehand, so that they
# stay finite also where the samples are apart.
logistic_weights(z, labels) = {
  d = shape(z)[2]
  loss(w) = sum(softplus(-labels*(z @ w))) + sum(w^2)/200
  w = zeros(d)
  for i in 1:50 {
    p = sigmoid(z @ w)
    slope = z' @ ((1 + labels)/2 - p) - w/100
    step = solve(z' @ (z*reshape(p*(1 - p), len(p), 1)) + eye(d)/100, slope)
    (now, h) = (loss(w), 1.0)
    while loss(w + h*step) > now and h > 1e-6 { h = h/2 }
    w = w + h*step
    if slope @ step < 1e-9 { break }
  }
  w
}

# The log odds of a network, for many rows.
net_odds(x, labels) = {
  m = mlp(shape(x)[2], 32, 32, 1)
  run = train(m, (m, r) -> softplus(-r[2]*m(r[1])[1]), (x, labels), steps=1000, batch=min(256, len(x)))
  fresh -> f64(vmap(z -> run.model(z)[1])(fresh))
}
