# What steps do in the end as a parameter moves: a step size, the strength of a penalty, a momentum, a width of noise.
# names: bifurcation, crossings
use dynamics
use game_steps
use krylov_input
use comparisons

# The settled orbits of the steps make(x) for each x, the spectral radius at the fixed point, and where it crosses 1.
# Of a period the distances r are few; on a cycle that closes nowhere they fill a band. plot of it is the diagram.
# make: a step for each value of the parameter, x -> F
# values: the values of the parameter, in their order
# start: where the orbits begin; none: a little aside of `at`
# at: the fixed point
# skip: how many steps are not looked at
# keep: how many are
# of: what is kept of a point, (θ, ψ) -> a number; the distance from `at` where it is left out
# name: what the parameter is called in the picture
# .values: of the parameter
# .points: of the settled orbit, a row for each value; nan where the steps ran away
# .period: after how many steps the orbit is back, to 1e-6; 0 where it is not within 16, nan where it ran away
# .ρ: at the fixed point, for each value; nan where the step has no Jacobian there
# .crossings: as ?crossings has them
# .plot: draws points over ρ
# example: use gan; v = R1(game(logistic), 0.3);
# example: r = bifurcation(h -> simultaneous(v, h), [1.1, 1.3], skip=4000); (r.period, r.crossings.at)
# -> [1] = f64[2]
# ->      1.0  0.0
# -> [2] = f64[1]
# ->      1.2
bifurcation(make, values, start=none, at=(0, 0), skip=2000, keep=64, of=none, name="parameter") = {
  values = sweep_values("bifurcation", values)
  if skip < 0 or keep < 2 {
    error("bifurcation: skip is at least 0 and keep at least 2, not {text(skip)} and {text(keep)}", "domain")
  }
  p = if kind(start) == "none" { aside_of(at) } else { floating(start) }
  seen = if kind(of) == "none" { (θ, ψ) -> point_distance((θ, ψ), at) } else { of }
  points = zeros(len(values), keep)
  period = zeros(len(values))
  for i in 1:len(values) {
    orbit = settled_orbit(make(values[i]), p, skip, keep)
    points[i, :] = if orbit.ran_away { full(nan, keep) } else { vmap(seen)(orbit.θ, orbit.ψ) }
    period[i] = if orbit.ran_away { nan } else { period_of(orbit) }
  }
  x = sweep_radii(make, values, at)
  c = crossings_between(make, values, x, at)
  (
    values = values, points = points, period = period, ρ = x, crossings = c,
    plot = () -> sweep_picture(values, points, x, c, name)
  )
}

# Where ρ of the steps make(x) crosses 1 as x runs through values, and how: "pair" where two complex eigenvalues leave
# the circle (Neimark and Sacker: an invariant circle), "flip" through -1 (period 2), "fold" through +1 (fixed points
# meet or part). Values at which the step has no Jacobian are passed over. Each is found between two values whose ρ lie on both sides of 1: more values find thinner sets.
# make: a step for each value of the parameter, x -> F
# values: the values of the parameter, in their order
# at: the fixed point
# .at: the values of the parameter
# .how: "pair", "flip" or "fold", a tuple
# .λ: the largest eigenvalue there
# .into: whether ρ rises above 1 with the parameter, 1, or falls below, -1
# example: use gan; crossings(h -> alternating(R1(game(logistic), 0.3), h, n_d=2), linspace(0.1, 8, 50))
# -> at = f64[3]
# ->      2.6262  5.40073  6.66667
# -> how = ("flip", "flip", "fold")
# -> λ = c128[3]
# ->     -1.0 + 0.0i
# ->     -1.0 + 0.0i
# ->      1.0 + 0.0i
# -> into = f64[3]
# ->      1.0  -1.0  1.0
crossings(make, values, at=(0, 0)) = {
  values = sweep_values("crossings", values)
  radii = sweep_radii(make, values, at)
  if all(isnan(radii)) { no_jacobian("crossings", rested(make(values[1]), at)) }
  crossings_between(make, values, radii, at)
}

# The same, between values whose ρ are numbers.
crossings_between(make, values, radii, at) = {
  outside = ρ -> ρ > 1 + 1e-12
  out = x -> outside(rho(make(x), at))
  (found, λ, into, how) = (zeros(0), zeros(0), zeros(0), none)
  for i in 2:len(values) {
    (before, now) = (outside(radii[i - 1]), outside(radii[i]))
    if now != before and not isnan(radii[i - 1] + radii[i]) {
      x = crossing(out, values[i - 1], values[i])
      μ = spectrum(make(x), at)
      top = μ[argmax(abs(μ))]
      found = concat((found, [x]))
      into = concat((into, [if now { 1.0 } else { -1.0 }]))
      λ = concat((λ, [top]))
      how = put(how, "c{size(found)}", how_crossed(top))
    }
  }
  kinds = if kind(how) == "none" { () } else { map(k -> get(how, k), fields(how)) }
  (at = found, how = kinds, λ = λ, into = into)
}

# ## What these rest on

# Values of a parameter, a vector of two or more.
sweep_values(name, values) = {
  if ndims(values) != 1 { error("{name}: values is a vector of the parameter's values, linspace(0.1, 2, 50) say, not {type(values)}", "shape") }
  if len(values) < 2 { error("{name}: values are two at least, and here is {len(values)}", "shape") }
  if not all(isfinite(values)) { error("{name}: the values of the parameter are finite", "domain") }
  f64(values)
}

# ‖p - q‖ of points of any structure.
point_distance(p, q) = sqrt(sum((flatten(p) - flatten(floating(q)))^2))

# The last steps of many, and whether they ran away.
settled_orbit(F, p, skip, keep) = {
  run = iterate(F, started(F, p), skip)
  far = 1e6*(1 + max(abs(flatten(floating(p)))))
  away = not (max(abs(flatten((run[1], run[2])))) < far)
  if away { return (ran_away = true, θ = 0, ψ = 0) }
  s = iterate(F, run, keep - 1, every=1)
  away = not (max(abs(flatten((s[1], s[2])))) < far)
  (ran_away = away, θ = s[1], ψ = s[2])
}

# After how many steps, up to 16, a settled orbit is where it was.
period_of(orbit) = {
  columns = vmap((θ, ψ) -> flatten((θ, ψ)))(orbit.θ, orbit.ψ)
  size_of_it = max(abs(columns)) + 1e-9
  for k in 1:min(16, len(columns) - 1) {
    if max(abs(columns[1 + k] - columns[1])) <= 1e-6*size_of_it { return k }
  }
  # What converges still moves by parts of itself, and has a period of 1 all the same.
  if size_of_it < 1e-6 { 1 } else { 0 }
}

# ρ for each value; nan where there is no Jacobian.
sweep_radii(make, values, at) = [radius_or_nan(make(x), at) for x in values]
radius_or_nan(F, at) = if smooth_at(F, rested(F, at)) { rho(F, at) } else { nan }

# How an eigenvalue stands where it meets the circle.
how_crossed(λ) = if abs(imag(λ)) > 1e-5 { "pair" } else if real(λ) < 0 { "flip" } else { "fold" }

# Points over ρ, with the crossings as lines.
sweep_picture(values, points, radii, c, name) = {
  (x, y) = (flatten(reshape(values, len(values), 1) + 0*points), flatten(points))
  good = isfinite(y)
  top = if any(good) { scatter(x[good], y[good], symbol="disc", size=1.5) } else { scatter(values, 0*values) }
  low = overlay(plot(values, radii), hline(1))
  for k in 1:len(c.at) {
    (top, low) = (overlay(top, vline(c.at[k])), overlay(low, vline(c.at[k])))
  }
  span = (min(values), max(values))
  layout((axes(top, x=name, y="settled", xlim=span),), (axes(low, x=name, y="ρ", xlim=span),))
}
