# Fisher's information matrix in three ways, side by side: in closed form, as the Hessian of a divergence by
# differentiation, and as the mean of score times score over draws. Of a distribution in any of its coordinates, of a
# model joint p(x, z; θ) or its marginal p(x; θ), and of an encoder, which maps its parameters to many distributions.
#   F(θ) = E s sᵀ = ∇²_η KL(p_θ ‖ p_η) at η = θ,
# with the score s = ∂ log p(x; θ)/∂θ and x drawn from p(x; θ)
# names: fisher_ways, fisher_table, empirical_fisher, null_directions, encoder_fisher
use charts
use divergence

# Fisher's matrix of a distribution in some coordinates, or of a family θ -> p(·; θ), in three ways. A record of
# `closed` (none where it is not known), `hessian` (of KL(p_θ ‖ p_η) in η, from n draws where there is no closed form),
# `sampled` (E s sᵀ from n draws of the MODEL, not the data), `rank`, and how far the ways are apart: `worst`, the
# largest |hessian - closed| over the largest |closed|, and `errors`, the largest |sampled - closed| in standard errors.
# law: a distribution, or a function of θ that gives one, such as θ -> p(x, z; θ)
# θ: where, a number, tensor or tree: of a function only
# coordinates: of a distribution only: a name as chart takes it
# closed: of a function only: the matrix in closed form, in the flattened θ
# n: draws
# example: use information; w = fisher_ways(Normal(0, 2), coordinates="log σ");
# example: (w.closed[2, 2], w.hessian[2, 2], w.rank)
# -> (2.0, 2.0, 2)
fisher_ways(law, θ=none, coordinates="parameters", closed=none, n=10000) = {
  counted("fisher_ways", n)
  own = kind(law) == "distribution"
  if not own and kind(law) != "function" {
    error("fisher_ways: the law is a distribution, or a function of θ that gives one, not {type(law)}", "type")
  }
  if not own and kind(θ) == "none" {
    error("fisher_ways: a family needs its parameters θ: fisher_ways(law, θ)", "argument")
  }
  C = if own { chart_of("fisher_ways", law, coordinates) } else { none }
  point = if own { C.point } else { flatten(floating(θ)) }
  at = if own { C.at } else { v -> law(unflatten(v, floating(θ))) }
  D = at(point)
  if kind(D) != "distribution" { error("fisher_ways: law(θ) is {type(D)}, no distribution", "type") }
  F = if own { C.fisher(point) } else { closed }
  if kind(F) != "none" {
    if shape(F) != (size(point), size(point)) {
      error("fisher_ways: closed is {type(F)}, and θ has {size(point)} coordinates", "shape")
    }
  }
  score(x) = grad(v -> log_density(at(v), x))(point)
  H = if has(D, "kl") { hessian(v -> KL(D, at(v)))(point) } else { hessian(v -> KL(D, at(v), n=n))(point) }
  S = E(x ~ D, outer(score(x), score(x)), n=n)
  A = if kind(F) == "none" { H } else { F }
  (
    title = if own { "{title(law)} in \"{C.name}\"" } else { "{title(D)}" },
    label = if own { labels(C.tree) } else { labels(floating(θ)) },
    closed = F, hessian = H, sampled = S, n = n,
    rank = rank_of(value(A)),
    worst = if kind(F) == "none" { nan } else { max(abs(value(H) - F))/max(abs(F)) },
    errors = in_errors(S, A)
  )
}

# The largest distance of estimates from numbers, in standard errors; what has no error at all must agree.
in_errors(S, A) = {
  far = abs(value(S) - value(A))
  sure = se(S) <= 1e-12*max(abs(value(A)))
  max(where(sure, where(far <= 1e-9*max(abs(value(A))), 0.0, inf), far/where(sure, 1.0, se(S))))
}

# Prints what fisher_ways gave, an entry of the matrix a line: those on and below the diagonal that are not 0.
# ways: what fisher_ways gave
# rows: how many lines at most
# example: use information; fisher_table(fisher_ways(Poisson(4.0), n=1000))
# -> Poisson in "parameters": 1 coordinate, rank 1
# ->                           closed Hessian of KL      E s sᵀ by 1000 draws
# -> rate                    0.250000      0.250000      0.2628 ± 0.0126
# -> |Hessian - closed| ≤ 1e-15 of the largest entry; draws within 1.0 se
fisher_table(ways, rows=40) = {
  if not (kind(ways) == "record" and has(ways, "sampled")) {
    error("fisher_table: needs what fisher_ways gave, not {type(ways)}", "type")
  }
  d = len(ways.hessian)
  A = if kind(ways.closed) == "none" { value(ways.hessian) } else { ways.closed }
  most = max(abs(A))
  drawn = max(se(ways.hessian)) > 0
  summed = max(se(ways.sampled)) == 0
  print("{ways.title}: {d} coordinate{if d == 1 { "" } else { "s" }}, rank {ways.rank}")
  middle = if drawn { "  -E ∇² log p, drawn" } else { " Hessian of KL" }
  print("{"":20}      closed{middle}      E s sᵀ{if summed { ", summed" } else { " by {ways.n} draws" }}")
  (shown, hidden) = (0, 0)
  for i in 1:d {
    for j in 1:i {
      if i == j or abs(A[i, j]) > 1e-9*most {
        shown = shown + 1
        if shown <= rows {
          name = if i == j { ways.label(i) } else { "{ways.label(i)} {ways.label(j)}" }
          first = if kind(ways.closed) == "none" { "           -" } else { "{ways.closed[i, j]:12.6f}" }
          print("{name:20}{first}{with_error(ways.hessian[i, j])}{with_error(ways.sampled[i, j])}")
        }
      } else { hidden = hidden + 1 }
    }
  }
  if shown > rows { print("... {shown - rows} more") }
  if hidden == 1 { print("1 entry is 0") }
  if hidden > 1 { print("{hidden} entries are 0") }
  compared = kind(ways.closed) != "none" and not drawn
  also = if compared { "|Hessian - closed| ≤ {max(ways.worst, 1e-15):.0e} of the largest entry; " } else { "" }
  print("{also}{if summed { "the sum agrees" } else { "draws within {ways.errors:.1f} se" }}")
}

# A number, or an estimate with its error, as a column.
with_error(x) = if se(x) > 0 { "{value(x):12.4f} ± {se(x):.4f}" } else { "{value(x):14.6f}" }

# The mean of score times score over DATA, (1/N) Σ s_n s_nᵀ: what is often taken for Fisher's matrix. It agrees only
# where the data come from the model at θ. Kunstner, Balles and Hennig 2019.
# law: a function of θ that gives a distribution of a datum
# θ: the parameters, a number, tensor or tree
# X: the data by rows
# example: use information; empirical_fisher(m -> Normal(m, 1), 0.0, [3.0, 4])
# -> f64[1×1]
# ->    12.5
empirical_fisher(law, θ, X) = {
  if kind(law) != "function" {
    error("empirical_fisher: law is a function of θ that gives a distribution, not {type(law)}", "type")
  }
  θ = floating(θ)
  S = vmap(x -> grad(v -> log_density(law(unflatten(v, θ)), x))(flatten(θ)))(X)
  S' @ S/len(S)
}

# The directions in which a law does not change: an orthonormal basis, by columns, of the null space of Fisher's matrix.
# F: Fisher's matrix
# near: eigenvalues of at most near times the largest count as 0
# example: use information; null_directions([1.0, 1; 1, 1])^2
# -> f64[2×1]
# ->    0.5
# ->    0.5
null_directions(F, near=1e-9) = {
  symmetric_only("null_directions", F)
  e = eigh(floating(F), vectors=true)
  count = sum(i64(e.values <= near*max(abs(e.values))))
  e.vectors[:, 1:count]
}

# The information that an encoder's parameters φ have by what they encode: F = mean_n J_nᵀ I(ψ_n) J_n with the
# parameters ψ_n of q(z | x_n; φ), J_n = ∂ψ_n/∂φ and Fisher's matrix I(ψ_n). Its rank is at most the data times the
# numbers ψ of one of them, so that a step needs damping: `step(g, damping)` gives (F + damping I)⁻¹ g, of a gradient g
# in the structure of φ. A record with `matrix`, `rank`, `bound` of the rank, `trace`, and `largest`, the largest
# eigenvalue.
# enc: the encoder, enc(φ, x) gives a distribution
# φ: its parameters, a number, tensor or tree
# X: the data by rows
# example: use information; enc(φ, x) = Normal(φ[1]*x, exp(φ[2]));
# example: F = encoder_fisher(enc, [1.0, 0], [1.0, 2]); (F.rank, F.trace)
# -> (2, 4.5)
encoder_fisher(enc, φ, X) = {
  if kind(enc) != "function" {
    error("encoder_fisher: enc(φ, x) is a function that gives a distribution, not {type(enc)}", "type")
  }
  φ = floating(φ)
  first = enc(φ, X[1])
  distributed("encoder_fisher", first)
  k = size(of_parameters(first).of(first))
  point = flatten(φ)
  one(x) = {
    q = enc(φ, x)
    pulled(fisher(q), v -> { D = enc(unflatten(v, φ), x); of_parameters(D).of(D) }, point)
  }
  F = mean(vmap(one)(X), axis=1)
  F = (F + F')/2
  (
    matrix = F, rank = rank_of(F), bound = min(size(point), len(X)*k), trace = trace(F), largest = max(eigh(F)),
    step = (g, damping=0) -> damped_step(F, g, damping)
  )
}

# (F + damping I)⁻¹ g.
damped_step(F, g, damping) = {
  numbers("encoder_fisher", "damping", damping)
  if not (damping >= 0) { error("encoder_fisher: damping must not be negative, not {text(damping)}", "domain") }
  if size(flatten(g)) != len(F) {
    error("encoder_fisher: a gradient of {size(flatten(g))} numbers, and φ has {len(F)}", "shape")
  }
  if damping == 0 and rank_of(F) < len(F) {
    error("encoder_fisher: Fisher's matrix has the rank {rank_of(F)} of {len(F)}, so that it has no inverse: damping=1e-3 adds a multiple of I", "domain")
  }
  unflatten(solve(F + damping*eye(len(F)), flatten(g)), g)
}

# Requires a number of draws.
counted(name, n) = if not (kind(n) == "i64" and n >= 2) {
  error("{name}: n is a number of draws, at least 2, not {text(n)}", "domain")
}

# What the k-th number of a flattened tree is called, a function of k. A record names its leaves; a symmetric or
# triangular matrix stands as (lower = its size) for its entries on and below the diagonal.
labels(tree) = k -> label_of(tree, "", k).name

# The name of the k-th number, and how many numbers the tree has.
label_of(tree, name, k) = {
  if kind(tree) == "record" and not has(tree, "lower") {
    (found, at) = ("", 0)
    for n in fields(tree) {
      part = label_of(get(tree, n), if name == "" { n } else { "{name}.{n}" }, k - at)
      if found == "" { found = part.name }
      at = at + part.size
    }
    return (name = found, size = at)
  }
  if kind(tree) == "tuple" {
    (found, at, j) = ("", 0, 0)
    for item in tree {
      j = j + 1
      part = label_of(item, "{if name == "" { "θ" } else { name }}[{j}]", k - at)
      if found == "" { found = part.name }
      at = at + part.size
    }
    return (name = found, size = at)
  }
  triangle = kind(tree) == "record"
  n = if triangle { quo(tree.lower*(tree.lower + 1), 2) } else { size(tree) }
  if k < 1 or k > n { return (name = "", size = n) }
  if triangle {
    i = rows_of_lower(k)
    if quo(i*(i + 1), 2) < k { i = i + 1 }
    return (name = "{name}[{i},{k - quo(i*(i - 1), 2)}]", size = n)
  }
  base = if name == "" { "θ" } else { name }
  if ndims(tree) == 0 { return (name = base, size = n) }
  if ndims(tree) == 2 {
    columns = shape(tree)[2]
    return (name = "{base}[{quo(k - 1, columns) + 1},{mod(k - 1, columns) + 1}]", size = n)
  }
  (name = "{base}[{k}]", size = n)
}
