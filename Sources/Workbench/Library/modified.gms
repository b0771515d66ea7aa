# Backward error: the flow that the steps follow. A step of size h along v is, to a high order in h, the flow over the
# time h of a modified field ṽ = v + h v₁ + h² v₂ + ..., and what steps do that the flow of v does not is in v₁:
# simultaneous steps spiral outwards, for v₁ = -Dv v/2 points outwards.
# names: modified_flow, modified_rates
use options
use spectra

# The modified field of steps along v, as a field: ṽ = d₁ + h v₁ (order=1) + h² v₂ (order=2), so that its flow over
# the time h errs from a step by O(h^(order + 2)). With the step Φ = p + h d₁ + h² d₂ + h³ d₃ + ...
#   v₁ = d₂ - Dd₁ d₁/2,  v₂ = d₃ - (Dv₁ d₁ + Dd₁ v₁)/2 - D(Dd₁ d₁) d₁/6,
# where the d_k are derivatives of the step in h. Of simultaneous steps d₁ is v and the others are 0; of alternating
# ones d₁ is (n_g v_θ, n_d v_ψ), and d₂ has the terms that the players see of each other.
# Hairer, Lubich and Wanner 2006, chapter IX; Rosca et al. 2021.
# v: a field, v(θ, ψ) = (θ', ψ')
# h: the step size
# order: the highest power of h, 0, 1 or 2
# by: makes a step of a field and a size, (v, h) -> F, without a memory; left out, the simultaneous one
# example: use modified; modified_flow((θ, ψ) -> (-ψ, θ), 0.1, order=1)(1.0, 0.0)
# -> (0.05, 1.0)
modified_flow(v, h, order=2, by=none) = {
  if not (order in (0, 1, 2)) {
    error("modified_flow: order is the highest power of h, 0, 1 or 2, not {text(order)}", "argument")
  }
  if kind(v) == "record" {
    if has(v, "step") {
      error("modified_flow: v is a field, not the step {v.step}: give the field, and the step as by=(v, h) -> F", "type")
    }
  }
  (d₁, d₂, d₃) = step_terms(v, by)
  along = w -> (θ, ψ) -> jvp(w, (θ, ψ), d₁(θ, ψ))
  v₁ = (θ, ψ) -> d₂(θ, ψ) - 0.5*along(d₁)(θ, ψ)
  v₂ = (θ, ψ) -> {
    cross = along(v₁)(θ, ψ) + jvp(d₁, (θ, ψ), v₁(θ, ψ))
    d₃(θ, ψ) - 0.5*cross - along(along(d₁))(θ, ψ)/6
  }
  if order == 0 {
    (θ, ψ) -> d₁(θ, ψ)
  } else if order == 1 {
    (θ, ψ) -> d₁(θ, ψ) + h*v₁(θ, ψ)
  } else {
    (θ, ψ) -> d₁(θ, ψ) + h*v₁(θ, ψ) + h^2*v₂(θ, ψ)
  }
}

# d₁, d₂ and d₃ of a step p + h d₁ + h² d₂ + h³ d₃ + ...: a step of size h along v is one of size 1 along hv.
step_terms(v, by) = if not given(by) {
  still = (θ, ψ) -> 0*(θ, ψ)
  (v, still, still)
} else {
  scaled = (θ, ψ) -> s -> {
    F = by((θ, ψ) -> s*v(θ, ψ), 1.0)
    if kind(F) == "record" {
      if has(F, "start") {
        error("modified_flow: the step {F.step} has a memory, and its modified flow more players than two", "argument")
      }
    }
    F(θ, ψ)
  }
  in_h = f -> s -> jvp(f, s, 1.0)
  ((θ, ψ) -> in_h(scaled(θ, ψ))(0.0), (θ, ψ) -> 0.5*in_h(in_h(scaled(θ, ψ)))(0.0),
    (θ, ψ) -> in_h(in_h(in_h(scaled(θ, ψ))))(0.0)/6)
}

# μ̃ = log(λ)/h of a step's eigenvalues λ: those of the linear flow whose map over the time h the linear step is,
# exactly; log(1 + hμ)/h of simultaneous steps. Their real parts are rates: positive ones grow.
# F: a step of size h
# h: its size
# at: the point, (θ, ψ)
# example: use modified; real(modified_rates((θ, ψ) -> (θ - 0.1*ψ, ψ + 0.1*θ), 0.1))[1]
# -> 0.0497517
modified_rates(F, h, at=(0, 0)) = log(spectrum(F, at))/h
