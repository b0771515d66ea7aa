# Distributions in the plane that generative models are tried on, by formula: two_moons, swiss_roll,
# spirals (curves with normal noise), rings, checkerboard, gaussians8, gaussians25, pinwheel. All are
# f64, and all know their log density: sample(two_moons(), 1000) has 1000 rows, and what trains on
# two_moons() draws afresh at each step.
# names: two_moons, swiss_roll, spirals, rings, checkerboard, gaussians8, gaussians25, pinwheel
use gauss as gauss
use events as events

# Two half circles of radius 1 that interlock, around (0, 0) and (1, 1/2), with normal noise σ.
# σ: the deviation of the noise
# example: use data; mean(two_moons())
# -> f64[2]
# ->    0.5  0.25
# example: use data; shape(sample(two_moons(), 100))
# -> (100, 2)
two_moons(σ=0.1) = noisy("two_moons", (σ = σ), σ, (
  arc(s -> (cos(π*s), sin(π*s)), π),
  arc(s -> (1 - cos(π*s), 0.5 - sin(π*s)), π)
))

# The roll (t cos t, t sin t)/5 for t uniform on 3π/2..9π/2, with normal noise σ. In three dimensions
# the height, uniform on 0..21/5, is the second coordinate.
# σ: the deviation of the noise
# dimensions: 2 or 3
# scale: the size of the roll
# example: use data; shape(sample(swiss_roll(dimensions=3), 100))
# -> (100, 3)
swiss_roll(σ=0.2, dimensions=2, scale=0.2) = {
  events.positive("swiss_roll", "scale", scale)
  if not (dimensions in (2, 3)) { error("swiss_roll: dimensions is 2 or 3, not {text(dimensions)}", "domain") }
  roll(s) = {
    t = 1.5*π*(1 + 2*s)
    (scale*t*cos(t), scale*t*sin(t))
  }
  # |d/ds (t cos t, t sin t)| = 3π √(1 + t²), largest at t = 9π/2.
  plane = noisy("swiss_roll", (σ = σ, scale = scale), σ, (arc(roll, 3*π*sqrt(1 + (4.5*π)^2)*scale),))
  if dimensions == 2 { plane } else { raised(plane, σ, scale) }
}

# The roll in the first and third coordinate, a height uniform on 0..21 scale with normal noise between.
raised(plane, σ, scale) = {
  height = noisy("swiss_roll", (σ = σ), σ, (arc(s -> (21*scale*s,), 21*scale),))
  (
    family = "swiss_roll",
    parameters = (σ = σ, dimensions = 3, scale = scale),
    draw = () -> {
      (p, h) = (plane.draw(), height.draw())
      [p[1], h[1], p[2]]
    },
    log_density = x -> {
      events.batch_of("swiss_roll", x, (3,))
      batch = shape(x)[1:end-1]
      z = reshape(x, quo(size(x), 3), 3)
      reshape(plane.log_density(z[:, [1, 3]]) + height.log_density(z[:, 2:2]), batch...)
    },
    mean = () -> between(plane.mean(), height.mean()),
    variance = () -> between(plane.variance(), height.variance()),
    cov = () -> {
      (P, h) = (plane.cov(), height.variance()[1])
      [P[1, 1], 0, P[1, 2]; 0, h, 0; P[2, 1], 0, P[2, 2]]
    },
    domain = events.domain_of("reals", (3,))
  )
}

# The numbers of the roll with that of the height between them.
between(p, h) = [p[1], h[1], p[2]]

# Two spirals ±(-t cos t, t sin t)/3 of one and a half turns, t = 3π √u for u uniform on 0..1, with
# normal noise σ. As in FFJORD (Grathwohl 2019) without its uniform noise on top.
# σ: the deviation of the noise
# example: use data; mean(spirals())
# -> f64[2]
# ->    0.0  0.0
spirals(σ=0.1) = {
  arm(sign) = {
    # s = √u has the density 2s. |d/ds (t cos t, t sin t)| = 3π √(1 + t²), largest at t = 3π.
    a = arc(s -> (-sign*π*s*cos(3*π*s), sign*π*s*sin(3*π*s)), π*sqrt(1 + 9*π^2))
    a.density = s -> 2*s
    a.quantile = u -> sqrt(u)
    a
  }
  noisy("spirals", (σ = σ), σ, (arm(1.0), arm(-1.0)))
}

# A curve: the coordinates at s in 0..1, `speed` at least the length of their derivative; s is
# uniform, unless `density` and `quantile` say otherwise.
arc(at, speed) = (at = at, speed = speed, density = s -> 1 + 0*s, quantile = u -> u)

# Points of curves, one of which is chosen at random, with normal noise σ. Without noise there is no density.
noisy(name, parameters, σ, arcs) = {
  spread(name, σ)
  d = len(arcs[1].at(0.5))
  # Draws need none of the points, so they are made where they are asked for.
  M = () -> {
    (c, w) = nodes(name, σ, arcs)
    Mixture(w, Normal(c, σ))
  }
  (
    family = name,
    parameters = parameters,
    draw = () -> {
      k = one_in(len(arcs))
      u = uniform_noise()
      # All curves are evaluated, so that a choice does not change what else is drawn.
      [stack(a.at(a.quantile(u))) for a in arcs][k] + σ*normal_noise(d)
    },
    log_density = x -> {
      events.batch_of(name, x, (d,))
      (c, w) = nodes(name, σ, arcs)
      # Σ_k w_k N(x; c_k, σ²), coordinate by coordinate.
      z = reshape(x, quo(size(x), d), d)
      squares = 0.0
      for j in 1:d { squares = squares + ((reshape(z[:, j], len(z), 1) - c[:, j])/σ)^2 }
      l = logsumexp(log(w) - squares/2, axis=2) - d*log(2*π*σ^2)/2
      reshape(l, shape(x)[1:end-1]...)
    },
    mean = () -> M().mean(),
    variance = () -> M().variance(),
    cov = () -> M().cov(),
    quadrature = n -> M().quadrature(n),
    domain = events.domain_of("reals", (d,))
  )
}

# An integer from 1 to n at random.
one_in(n) = 1 + min(i64(floor(n*uniform_noise())), n - 1)

# The distances of points from 0. At 0 they have no derivative; where they are used a direction does not count there, and 0
# stands for it.
radius(x) = {
  square = sum(x^2, axis=-1)
  where(square == 0, 0.0, sqrt(where(square == 0, 1.0, square)))
}

# Requires a width: one number that is not negative.
spread(name, σ) = {
  events.nonnegative(name, "σ", σ)
  if ndims(σ) > 0 { error("{name}: σ is one number, not {type(σ)}", "shape") }
}

# Points c and weights w with ∫ N(x; c(s), σ² I) ds ≈ Σ w_k N(x; c_k, σ² I) over curves. Panels of
# 16 Gauss-Legendre points, each no longer than 5σ on the curve, leave gaps h of at most σ/2. Across
# the curve's normal the integrand is a bell of width w = σ √(r/ρ), for a curve of radius r seen from
# the distance ρ of its centre, so that the sum misses the integral by a factor 1 ± 2 exp(-2π² w²/h²)
# (Poisson's summation): exact to rounding near the curve, to 1e-10 out to ρ = 3r.
nodes(name, σ, arcs) = {
  if σ == 0 { error("{name}: without noise it lies on a curve and has no density: give a σ > 0", "domain") }
  panels(a) = max(1, i64(ceil(a.speed/(5*σ))))
  count = 16*sum([panels(a) for a in arcs])
  if count > 20000 {
    error("{name}: the density for σ = {σ:.3g} takes {count} points on the curve, at most 20000 are allowed", "domain")
  }
  (z, v) = gauss.gauss_legendre(16)
  along(a) = {
    n = panels(a)
    s = flatten((reshape(0:n-1, n, 1) + (1 + z)/2)/n)
    (stack(a.at(s), axis=2), flatten(zeros(n, 1) + v/n)*a.density(s)/len(arcs))
  }
  rules = map(along, arcs)
  (concat(map(r -> r[1], rules)), concat(map(r -> r[2], rules)))
}

# Circles of the given radii around 0, all as likely, with normal noise σ: at the distance ρ from 0 a
# circle has the density exp(-(ρ² + r²)/(2σ²)) I₀(ρ r/σ²)/(2πσ²), for the mean of exp(κ cos θ) over θ is
# I₀(κ). Radii as in FFJORD (Grathwohl 2019).
# radii: the radii of the circles
# σ: the deviation of the noise
# example: use data; shape(sample(rings(), 100))
# -> (100, 2)
rings(radii=[3.0, 2.25, 1.5, 0.75], σ=0.08) = {
  events.nonnegative("rings", "radii", radii)
  if ndims(radii) != 1 { error("rings: radii is a vector, not {type(radii)}", "shape") }
  if len(radii) == 0 { error("rings: radii is empty", "domain") }
  spread("rings", σ)
  r = f64(radii)
  variance = mean(r^2)/2 + σ^2
  (
    family = "rings",
    parameters = (radii = radii, σ = σ),
    draw = () -> {
      k = one_in(len(r))
      θ = 2*π*uniform_noise()
      r[k]*stack((cos(θ), sin(θ))) + σ*normal_noise(2)
    },
    log_density = x -> {
      events.batch_of("rings", x, (2,))
      if σ == 0 { error("rings: without noise they lie on curves and have no density: give a σ > 0", "domain") }
      ρ = reshape(radius(x), shape(x)[1:end-1]..., 1)
      bell = log(besselie(0, ρ*r/σ^2)) - ((ρ - r)/σ)^2/2
      logsumexp(bell, axis=-1) - log(len(r)) - log(2*π*σ^2)
    },
    mean = () -> zeros(2),
    variance = () -> full(variance, 2),
    cov = () -> variance*eye(2),
    domain = events.domain_of("reals", (2,))
  )
}

# The uniform distribution on the half of the cells of an n×n board around 0 whose row and column have an
# even sum, counted from the lower left. The cells have the given side. The entropy is log(n² side²/2).
# side: the side of a cell
# n: how many cells a row has
# example: use data; shape(sample(checkerboard(), 100))
# -> (100, 2)
checkerboard(side=2.0, n=4) = {
  events.positive("checkerboard", "side", side)
  if n < 2 or mod(n, 2) != 0 { error("checkerboard: n is even and at least 2, not {text(n)}", "domain") }
  low = -side*n/2
  # In each row of cells the first of its colour is in the column 0 or 1.
  pairs = quo(n, 2)
  # Rows and columns alike: each is uniform. Over cells of one colour the parities agree, and the mean
  # of a coordinate over the cells of a parity is ±side/2.
  variance = (n*side)^2/12
  (
    family = "checkerboard",
    parameters = (side = side, n = n),
    draw = () -> {
      k = one_in(n*pairs) - 1
      row = quo(k, pairs)
      cell = stack((2*mod(k, pairs) + mod(row, 2), row))
      low + side*(cell + uniform_noise(2))
    },
    log_density = x -> {
      events.batch_of("checkerboard", x, (2,))
      cell = floor((x - low)/side)
      inside = all(cell >= 0 and cell < n, axis=-1) and mod(sum(cell, axis=-1), 2) == 0
      where(inside, -log(n^2*side^2/2), where(any(isnan(x), axis=-1), nan, -inf))
    },
    mean = () -> zeros(2),
    variance = () -> full(variance, 2),
    cov = () -> [variance, side^2/4; side^2/4, variance],
    entropy = () -> log(n^2*side^2/2),
    domain = events.range_of("union", full(low, 2), full(-low, 2), (2,))
  )
}

# Eight normal distributions N(c, σ²) with centres c evenly on a circle, the first at (radius, 0).
# Radius and σ as in FFJORD (Grathwohl 2019).
# radius: how far the centres are from 0
# σ: the deviation of each
# example: use data; norm(mean(gaussians8())) < 1e-12
# -> true
gaussians8(radius=2*sqrt(2), σ=sqrt(2)/4) = {
  events.positive("gaussians8", "radius", radius)
  t = π/4*(0:7)
  centred("gaussians8", (radius = radius, σ = σ), radius*stack((cos(t), sin(t)), axis=2), σ)
}

# Twenty-five normal distributions N(c, σ²) with centres c on a grid of five by five around 0.
# spacing: how far neighbours are from each other
# σ: the deviation of each
# example: use data; shape(sample(gaussians25(), 100))
# -> (100, 2)
gaussians25(spacing=2.0, σ=0.05) = {
  events.positive("gaussians25", "spacing", spacing)
  k = 0:24
  centred("gaussians25", (spacing = spacing, σ = σ), spacing*(stack((quo(k, 5), mod(k, 5)), axis=2) - 2), σ)
}

# Normal distributions of one width around the rows of c, all as likely.
centred(name, parameters, c, σ) = {
  spread(name, σ)
  events.positive(name, "σ", σ)
  D = Mixture(full(1/len(c), len(c)), Normal(c, σ))
  D.family = name
  D.parameters = parameters
  D
}

# A pinwheel: arms of normal noise around (1, 0), of the widths `radial` and `tangential`, each turned to
# its place and twisted by the angle `twist` exp(ρ) at the distance ρ from 0, all doubled. In Johnson 2016 the
# angle follows the first coordinate, where no density is known; that of ρ keeps areas, so that the density is
# that of the normal distributions at the point turned back.
# arms: how many arms
# radial, tangential: the widths of an arm along it and across
# twist: how far the arms are turned
# example: use data; mean(pinwheel())
# -> f64[2]
# ->    0.0  0.0
pinwheel(arms=5, radial=0.3, tangential=0.1, twist=0.25) = {
  events.positive("pinwheel", "radial", radial)
  events.positive("pinwheel", "tangential", tangential)
  events.finite("pinwheel", "twist", twist)
  if kind(arms) != "i64" or arms < 1 { error("pinwheel: arms is a number of arms, not {text(arms)}", "domain") }
  arm = Normal([1.0, 0], [radial, tangential])
  # (x, y) turned by the angle θ.
  turned(x, y, θ) = (cos(θ)*x - sin(θ)*y, sin(θ)*x + cos(θ)*y)
  D = (
    family = "pinwheel",
    parameters = (arms = arms, radial = radial, tangential = tangential, twist = twist),
    draw = () -> {
      k = one_in(arms)
      p = arm.draw()
      2*stack(turned(p[1], p[2], 2*π*k/arms + twist*exp(norm(p))))
    },
    log_density = x -> {
      events.batch_of("pinwheel", x, (2,))
      z = reshape(x, quo(size(x), 2), 2)/2
      θ = twist*exp(radius(z))
      back(k) = arm.log_density(stack(turned(z[:, 1], z[:, 2], -2*π*k/arms - θ), axis=2))
      reshape(logsumexp([back(k) for k in 1:arms], axis=1) - log(4*arms), shape(x)[1:end-1]...)
    },
    domain = events.domain_of("reals", (2,))
  )
  # Three arms and more have no direction of their own, and E ρ² = 1 + radial² + tangential².
  if arms >= 3 {
    variance = 2*(1 + radial^2 + tangential^2)
    D.mean = () -> zeros(2)
    D.variance = () -> full(variance, 2)
    D.cov = () -> variance*eye(2)
  }
  D
}
