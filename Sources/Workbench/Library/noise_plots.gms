# Schedules side by side.
# names: compare_schedules
use noise_levels

# A figure of schedules: γ over t, its rate γ', and the parts of datum and noise, α and σ, over √(α² + σ²).
# Where γ is steep a sampler takes long strides, and a loss over uniform t has large terms.
# schedules: a tuple of schedules, fixed or learned
# n: the number of times between 0 and 1
# example: use noise_plots; use noise_schedules; kind(compare_schedules((cosine_noise(), rectified())))
# -> "figure"
compare_schedules(schedules, n=101) = {
  if kind(schedules) == "none" { error("compare_schedules: give schedules in a tuple, as (cosine_noise(), rectified())", "argument") }
  all_of = map(schedule_of, if kind(schedules) == "tuple" { schedules } else { (schedules,) })
  count_within("compare_schedules", "n", n, "how many times", 2)
  t = ((1:n) - 0.5)/n
  lines(f, title) = axes(overlay(map(S -> plot(t, f(S), label=S.name), all_of)...), x="t", y=title)
  part(S, x) = x/sqrt(S.α(t)^2 + S.σ(t)^2)
  layout(
    (lines(S -> S.γ(t), "γ = -log SNR"), axes(lines(S -> S.dγ(t), "γ'"), log="y")),
    (lines(S -> part(S, S.α(t)), "datum"), lines(S -> part(S, S.σ(t)), "noise"))
  )
}
