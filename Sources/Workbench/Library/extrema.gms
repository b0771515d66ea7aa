# Extrema: the points where a function of numbers, vectors or tuples is least or largest. argmin and
# argmax of a function are these.
use solve

# The point where f is least, near the start x₀; argmin(f, x₀) of a function. Up to 50 numbers by
# Newton's method with the curvatures made positive, beyond by L-BFGS, both with a line search.
# report=true gives (x, value, why, iterations, residual), the residual being the largest slope.
# Dauphin et al. 2014; Nocedal 1980.
# f: a function of numbers, vectors or tuples
# x₀: the start
# steps: the most steps
# report: whether the value is a record of what was done
# example: argmin(x -> (x - 2)^2 + 1, 0.0)
# -> 2.0
minimizer(f, x₀, steps=1000, report=false) = extremum("argmin", f, x₀, 1, steps, report)

# The point where f is largest, near the start x₀; argmax(f, x₀) of a function.
# f: a function of numbers, vectors or tuples
# x₀: the start
# steps: the most steps
# report: whether the value is a record of what was done
# example: argmax(x -> log(x) - x, 0.5)
# -> 1.0
maximizer(f, x₀, steps=1000, report=false) = extremum("argmax", f, x₀, -1, steps, report)

# The minimiser of sign·f.
extremum(name, f, x₀, sign, steps, report) = {
  x₀ = floating(x₀)
  g = u -> sign*floating(call(f, unflatten(u, x₀)))
  u = stop(vector(x₀))
  y = g(u)
  if ndims(y) > 0 {
    error("{name}: the function must give a number, not {type(y)}", "shape")
  }
  slopes = u -> stop(grad(g)(u))
  search = if size(u) <= 50 { newton_descent } else { lbfgs }
  r = search(u -> stop(g(u)), slopes, g, u, steps)
  answer(name, r, report)
  traced = istraced(g(r.x)) and not report
  u = if traced { sharpened_vector(∇g, sharpened_vector(∇g, r.x)) } else { r.x }
  x = unflatten(u, x₀)
  if report { report_of(x, sign*r.value, r) } else { x }
}

# Newton's descent: d = -Σ vᵢ (vᵢ·∇f)/|λᵢ| over the eigenvectors of the Hessian, so that it leads
# down along directions of negative curvature too.
newton_descent(f, slopes, g, u, steps) = {
  (fu, s) = (f(u), slopes(u))
  (k, why) = (0, start_fault(fu, s, u))
  while why == "" {
    H = stop(hessian(g)(u))
    if not all(isfinite(H)) {
      return stopped_at(u, fu, s, k, "the Hessian is not finite at {shown(u)}")
    }
    (λ, V) = eigh(H, vectors=true)
    floor = 1e-12*largest(λ) + 1e-300
    d = -(V @ ((V' @ s)/max(abs(λ), floor)))
    w = refined(slopes, u, d, s, descended(f, u, d, fu, sum(s*d)))
    small = largest(d) <= 1e-15*largest(u) or largest(s) == 0
    why = verdict_of(small, w.found, d, λ, u, s)
    if w.found { (u, fu, s) = (w.u, w.fu, slopes(w.u)) }
    k = k + 1
    if why == "" { why = progress_fault(fu, s, u, k, steps) }
  }
  stopped_at(u, fu, s, k, why)
}

# Where the values no longer tell two points apart, the slopes do: the whole step where it makes them
# smaller.
refined(slopes, u, d, s, w) = {
  closer = not w.found and largest(d) <= 1e-6*max(largest(u), 1) and largest(slopes(u + d)) < largest(s)
  (u = if closer { u + d } else { w.u }, fu = w.fu, found = w.found or closer)
}

# Whether Newton's descent ends here, and why.
verdict_of(small, found, d, λ, u, s) = {
  done = small or (not found and largest(d) <= 1e-6*max(largest(u), 1))
  bent = min(λ) < -1e-8*largest(λ)
  if done and bent {
    "a saddle point or the opposite extremum at {shown(u)}: the curvature there is {min(λ):.4g}"
  } else if done {
    "converged"
  } else if not found {
    "no step leads further at {shown(u)}, where the largest slope is {largest(s):.4g}"
  } else {
    ""
  }
}

# What is wrong with the start of a descent, or "".
start_fault(fu, s, u) =
  if isfinite(fu) and all(isfinite(s)) {
    ""
  } else {
    "f or its gradient is not finite at the start {shown(u)}"
  }

# Why a descent cannot go on, or "".
progress_fault(fu, s, u, k, steps) = {
  if not all(isfinite(s)) {
    "the gradient is not finite at {shown(u)}"
  } else if largest(u) > 1e100 or abs(fu) > 1e200 {
    "f has no bound: {fu:.4g} at {shown(u)}"
  } else if k == steps {
    "no convergence in {steps} steps: the largest slope is {largest(s):.4g} at {shown(u)}"
  } else {
    ""
  }
}

# The report of a descent.
stopped_at(u, fu, s, k, why) = (x = u, value = fu, why = why, iterations = k, residual = largest(s))

# u + t d for the first t among 1, 1/2, 1/4, ... with f(u + t d) ≤ f(u) + t/10⁴ d·∇f. Armijo 1966.
descended(f, u, d, fu, slope) = {
  (t, found, v, fv) = (1.0, false, u, fu)
  for i in 1:50 {
    if not found {
      v = u + t*d
      fv = f(v)
      found = fv < fu and fv <= fu + 1e-4*t*slope
      t = t/2
    }
  }
  (u = v, fu = fv, found = found)
}

# The quasi-Newton descent that keeps the last 10 changes of the point and of the gradient.
# Nocedal 1980.
lbfgs(f, slopes, g, u, steps) = {
  m = 10
  (S, Y, n) = (zeros(m, size(u)), zeros(m, size(u)), 0)
  (fu, s) = (f(u), slopes(u))
  (k, why, steepest) = (0, start_fault(fu, s, u), largest(s))
  while why == "" {
    d = two_loops(S, Y, n, m, s)
    w = descended(f, u, d, fu, sum(s*d))
    if w.found {
      t = slopes(w.u)
      if sum((w.u - u)*(t - s)) > 0 {
        n = n + 1
        S[mod(n - 1, m) + 1, :] = w.u - u
        Y[mod(n - 1, m) + 1, :] = t - s
      }
      (u, fu, s) = (w.u, w.fu, t)
    }
    k = k + 1
    small = largest(s) <= 1e-14*steepest or largest(d) <= 1e-15*largest(u)
    why = if small or (not w.found and largest(d) <= 1e-6*max(largest(u), 1)) {
      "converged"
    } else if not w.found {
      "no step leads further at {shown(u)}, where the largest slope is {largest(s):.4g}"
    } else {
      progress_fault(fu, s, u, k, steps)
    }
  }
  stopped_at(u, fu, s, k, why)
}

# -H s, with H the inverse Hessian that the last changes suggest; the first step has length 1.
two_loops(S, Y, n, m, s) = {
  q = s
  α = zeros(m)
  for i in n:-1:max(1, n - m + 1) {
    j = mod(i - 1, m) + 1
    α[j] = sum(S[j, :]*q)/sum(S[j, :]*Y[j, :])
    q = q - α[j]*Y[j, :]
  }
  j = mod(max(n, 1) - 1, m) + 1
  scale = if n == 0 { 1/max(‖s‖, 1e-300) } else { sum(S[j, :]*Y[j, :])/sum(Y[j, :]^2) }
  q = scale*q
  for i in max(1, n - m + 1):n {
    j = mod(i - 1, m) + 1
    q = q + (α[j] - sum(Y[j, :]*q)/sum(S[j, :]*Y[j, :]))*S[j, :]
  }
  -q
}
