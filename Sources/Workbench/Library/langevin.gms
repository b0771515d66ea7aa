# Langevin kernels: steps that turn points into samples of the law whose score s = ∇ log p they are given. The
# equation
#   dx = s(x) dt + √(2T) dw
# has the stationary density p^(1/T), normalised: p itself for the temperature T = 1, and for T = 0, without noise,
# nothing but the modes. Papers also write ε/2 for the step h that is meant here.
# A kernel is a record that run_chains runs, and of which langevin_laws knows what it does to normal laws:
#   name, h, temperature; momentum, whether it has one; metropolis, whether it rejects (else a
#   step is linear where the score is); evaluations of the score in a step; begins, those before
#   the first; with_step(h), the same kernel with another h
#   begin(target, x)          the state, a record with the points x by rows
#   draw(x)                   the noise of a step, a tuple
#   move(target, state, ξ)    the state after a step with the noise ξ
# and a target is what target_of makes of a law or a score: score(X) and, where it is known, log_p(X), by rows.
# names: langevin_step, langevin, mala, underdamped
use chain_targets
use score_losses
use oracles
use nn
use options
use noise_levels
use events as events

# One step without a kernel, x + h s(x) + √(2h) ξ, ξ ~ N(0, I). Roberts and Tweedie 1996.
# s: a score function of one point, an energy (`score_from`) or a distribution
# x: the point
# h: the step; it is ε/2, or α/2, where papers add √ε ξ, or √α ξ
# noise: what multiplies the noise; 0 climbs to a mode
# example: use score; langevin_step(score_of(Normal(0, 2)), 1.0, 0.1, noise=0)
# -> 0.975
langevin_step(s, x, h, noise=1) = {
  h = step_size("langevin_step", h)
  events.numeric("langevin_step", "x", x)
  x = floating(x)
  f = if kind(s) == "distribution" { score_of(s) } else { score_function("langevin_step", s) }
  ξ ~ Normal(0, 1) like x
  x + h*f(x) + noise*sqrt(2*h)*ξ
}

# The unadjusted kernel (ULA): x + h s(x) + noise √(2h) ξ. With noise it samples nearly p: on N(0, v) it has the
# variance v/(1 - h/(2v)), for h < 2v. Without noise it is gradient ascent, (1 - h/v)^k x after k steps, and all
# chains end in modes. Roberts and Tweedie 1996.
# h: the step
# noise: what multiplies the noise, the root of the temperature
# example: use score; K = langevin(0.5); (stationary_variance(K, 1), stability_limit(K, 1))
# -> (1.33333, 2.0)
langevin(h, noise=1) = {
  h = step_size("langevin", h)
  not_negative("langevin", "noise", noise, "what multiplies the noise; 0 turns it off")
  (
    name = if noise == 0 { "ascent, h = {shown(h)}" } else { "ULA, h = {shown(h)}" },
    h = h, temperature = 1.0*noise^2, momentum = false, metropolis = false, evaluations = 1, begins = 0,
    with_step = h -> langevin(h, noise=noise),
    begin = (target, x) -> (x = x),
    draw = x -> (events.noise_like(x),),
    move = (target, q, ξ) -> (x = drifted(q.x, target.score(q.x), h) + noise*sqrt(2*h)*ξ[1])
  )
}

# Where a step goes without its noise.
drifted(x, s, h) = x + h*s

# The kernel with Metropolis' correction (MALA): the step of langevin is a proposal y, taken with the probability
# min(1, r),
#   r = p(y) q(x | y)/(p(x) q(y | x)),  q(y | x) = N(x + h s(x), 2hT),
# with p^(1/T) for p, so that this is stationary exactly, at any h. Besag 1994; Roberts and Tweedie 1996.
# log(p(y)/p(x)) is that of the law or the energy (score_from) which is sampled; where only a score is given it is the
# integral of s from x to y, by Gauss's rule of 8 points: exact where s is a gradient and smooth over a step.
# A score alone whose Jacobian at the starts is not symmetric, but for a tenth, is an error. A proposal where log p =
# -inf is refused, a wall; one where the score or log p is not finite too, and run_chains counts these in .not_finite:
# anything but 0 tells of a fault in s. Points jump where a proposal is taken or not, so that they
# have no derivative by the law or h: those of langevin have one.
# h: the step
# temperature: T samples p^(1/T)
# example: use score; check mala_acceptance(0.5, 1) ≈ 0.92083315167887
# -> ok 0.920833 ≈ 0.920833
mala(h, temperature=1) = {
  h = step_size("mala", h)
  positive_number("mala", "temperature", temperature, "T samples p^(1/T)")
  (
    name = "MALA, h = {shown(h)}", h = h, temperature = 1.0*temperature, momentum = false, metropolis = true,
    evaluations = 1, begins = 1,
    with_step = h -> mala(h, temperature=temperature),
    begin = (target, x) -> (x = x, s = target.score(x), accept = zeros(len(x)), lost = zeros(len(x))),
    draw = x -> (events.noise_like(x), uniform_noise(len(x))),
    move = (target, q, ξ) -> {
      y = drifted(q.x, q.s, h) + sqrt(2*h*temperature)*ξ[1]
      s = target.score(y)
      # log q(x | y) - log q(y | x), and the ratio of the densities.
      back = (row_sums(ξ[1]^2) - row_sums((q.x - drifted(y, s, h))^2)/(2*h*temperature))/2
      ratio = log_ratio(target, q.x, y)/temperature
      log_r = ratio + back
      wall = ratio == -inf and given(target.log_p)
      known = isfinite(log_r)
      a = where(known, exp(min(log_r, 0.0)), 0.0)
      taken = rows_like(ξ[2] < a, y)
      moved = unreparameterised("MALA, whose acceptance jumps (take langevin(h)),", where(taken, y, q.x), log_r)
      (x = moved, s = where(taken, s, q.s), accept = a, lost = where(known or wall, 0.0, 1.0))
    }
  )
}

# Kernels with a momentum p of unit mass: dq = p dt, dp = s(q) dt - friction p dt + √(2 friction T) dw. A splitting
# does its parts one after the other, each exactly: A, q + t p; B, p + t s(q); O, c p + √((1 - c²)T) ξ with c =
# e^(-friction t); a letter that occurs twice has t = h/2, else h. Leimkuhler and Matthews 2013. "Euler" is Euler
# and Maruyama's step of all parts at once.
# splitting: "BAOAB", "ABOBA", "OBABO", "OABAO" or "Euler"; or a tuple of letters, ("O", "A", "B")
# h: the step, of time; h²/2 is to be compared with the h of langevin
# friction: how fast the momentum is forgotten
# temperature: T samples p^(1/T)
# example: use score; [stationary_variance(underdamped(S, 0.5), 1) for S in ("BAOAB", "OBABO", "OABAO")]
# -> f64[3]
# ->    1.0  1.06667  0.9375
underdamped(splitting, h, friction=1, temperature=1) = {
  h = step_size("underdamped", h)
  positive_number("underdamped", "friction", friction, "how fast the momentum is forgotten")
  not_negative("underdamped", "temperature", temperature, "T samples p^(1/T)")
  letters = letters_of(splitting)
  (name, T, f) = (if kind(splitting) == "text" { splitting } else { "splitting" }, 1.0*temperature, 1.0*friction)
  euler = letters == ("E",)
  t = map(a -> h/count_in(letters, a), letters)
  carried = score_carried(letters)
  move = if euler {
    (target, q, ξ) -> (
      x = q.x + h*q.p, p = q.p + h*target.score(q.x) - h*f*q.p + sqrt(2*f*h*T)*ξ[1]
    )
  } else {
    (target, q, ξ) -> {
      (x, p, s, fresh, k) = (q.x, q.p, if carried { q.s } else { q.x }, carried, 0)
      for i in 1:len(letters) {
        if letters[i] == "A" { (x, fresh) = (x + t[i]*p, false) } else if letters[i] == "B" {
          s = if fresh { s } else { target.score(x) }
          (p, fresh) = (p + t[i]*s, true)
        } else {
          k = k + 1
          p = exp(-f*t[i])*p + sqrt(-expm1(-2*f*t[i])*T)*ξ[k]
        }
      }
      if carried { (x = x, p = p, s = s) } else { (x = x, p = p) }
    }
  }
  (
    name = "{name}, h = {shown(h)}, friction {shown(f)}", h = h, temperature = T, momentum = true, metropolis = false,
    evaluations = if euler { 1 } else { evaluations_in(letters, carried) },
    begins = i64(carried), with_step = h -> underdamped(splitting, h, friction=friction, temperature=temperature),
    begin = (target, x) -> {
      p = sqrt(T)*events.noise_like(x)
      if carried { (x = x, p = p, s = target.score(x)) } else { (x = x, p = p) }
    },
    draw = x -> map(a -> events.noise_like(x), if euler { ("E",) } else { noises_in(letters) }),
    move = move
  )
}

# ## Splittings

# The letters of a splitting.
letters_of(splitting) = {
  known = (
    BAOAB = ("B", "A", "O", "A", "B"), ABOBA = ("A", "B", "O", "B", "A"), OBABO = ("O", "B", "A", "B", "O"),
    OABAO = ("O", "A", "B", "A", "O"), Euler = ("E",)
  )
  if kind(splitting) == "text" and has(known, splitting) { return get(known, splitting) }
  if kind(splitting) == "tuple" {
    known_letters = all(concat(map(a -> [kind(a) == "text" and a in ("A", "B", "O")], splitting)))
    if known_letters and "A" in splitting and "B" in splitting and "O" in splitting { return splitting }
  }
  error("underdamped: a splitting is one of {fields(known)}, or a tuple of the letters A, B and O in which each occurs, not {text(splitting)}", "argument")
}

# How often a letter occurs.
count_in(letters, a) = sum(concat(map(b -> [i64(a == b)], letters)))

# The O's.
noises_in(letters) = {
  o = ()
  for a in letters { if a == "O" { o = tuple_of(o..., a) } }
  o
}

# Whether the score of the last B is that of the next step's first: no A comes after the one or before the other.
score_carried(letters) = {
  (first, last) = ("none", "none")
  for a in letters {
    if a != "O" {
      first = if first == "none" { a } else { first }
      last = a
    }
  }
  first == "B" and last == "B"
}

# How often a step asks for the score.
evaluations_in(letters, carried) = {
  (n, fresh) = (0, carried)
  for a in letters {
    if a == "A" { fresh = false }
    if a == "B" and not fresh { (n, fresh) = (n + 1, true) }
  }
  n
}

# ## Arguments

# Requires a kernel.
kernel_needed(name, K) = if not (kind(K) == "record" and has(K, "move") and has(K, "begin")) {
  error("{name}: a kernel is what langevin(h), mala(h) or underdamped(\"BAOAB\", h) make, not {type(K)}", "type")
}

# A step size.
step_size(name, h) = {
  positive_number(name, "h", h, "the step, such as 0.01")
  1.0*h
}

# Requires a number that is not negative.
not_negative(name, what, x, meaning) = {
  number_of(name, what, x, meaning)
  if not istraced(x) and not (x >= 0) { error("{name}: {what} is at least 0, {meaning}, not {text(x)}", "domain") }
}
