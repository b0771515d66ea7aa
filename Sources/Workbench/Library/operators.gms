# The table of update operators: what tests and comparisons iterate.
# names: operators
use field_steps
use memory_steps
use competitive
use step_makers

# Every update operator with some parameters, a record of functions (v, h) -> F that make a step of a field.
# Each step says its law, its cost and its source.
# example: use operators; operators.extragradient((θ, ψ) -> (-ψ, θ), 0.5).law
# -> "λ = 1 + z + z²"
operators = (
  simultaneous = (v, h) -> simultaneous(v, h),
  two_rates = (v, h) -> simultaneous(v, h, h_d=2*h),
  alternating = (v, h) -> alternating(v, h),
  alternating_5 = (v, h) -> alternating(v, h, n_d=5),
  discriminator_first = (v, h) -> alternating(v, h, n_g=2, order="discriminator first"),
  extragradient = (v, h) -> extragradient(v, h),
  past_extragradient = (v, h) -> past_extragradient(v, h),
  ogda = (v, h) -> ogda(v, h),
  heun = (v, h) -> heun(v, h),
  rk4 = (v, h) -> rk4(v, h),
  heavy_ball = (v, h) -> heavy_ball(v, h, 0.5),
  negative_momentum = (v, h) -> alternating_heavy_ball(v, h, -0.5),
  nesterov = (v, h) -> nesterov_steps(v, h, 0.5),
  ema_momentum = (v, h) -> ema_momentum(v, h, 0.9),
  adam = (v, h) -> adam_steps(v, h, β1=0.5, ε=0.1),
  cgd = (v, h) -> cgd(v, h),
  lookahead = (v, h) -> lookahead(simultaneous(v, h), 5, 0.5),
  lookahead_momentum = (v, h) -> lookahead(heavy_ball(v, h, 0.3), 3, 0.4),
  averaged = (v, h) -> averaged_steps(alternating(v, h), 0.9),
  repeated = (v, h) -> repeated(ogda(v, h), 3)
)
