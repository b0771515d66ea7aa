# Eight modes as noise is added: draws, the density, and its score, the arrows that a diffusion model learns.
#~ file: seed=1
modes = 2*stack((cos(π/4*(1:8)), sin(π/4*(1:8))), axis=2);
# At the time t the share cos(πt/2) of the data is left, beside the share sin(πt/2) of noise; each mode stays normal.
α(t) = cos(π/2*t)
s(t) = sqrt((0.2*α(t))^2 + sin(π/2*t)^2)
log_p(t) = (x, y) -> logsumexp(-((x - α(t)*modes[:, 1])^2 + (y - α(t)*modes[:, 2])^2)/(2*s(t)^2)) - log(8*2*π*s(t)^2)
score(t) = grad(log_p(t))
points(t) = {
  z ~ Normal(zeros(200, 2), 1)
  α(t)*modes[1 + mod(1:200, 8), :] + s(t)*z
}
density_of(t) = field((x, y) -> exp(log_p(t)(x, y)), (-3, 3), n=50)
arrows(t) = field(score(t), (-3, 3), n=12, unit=true, colour="#ffffff")
shown(t) = axes(overlay(density_of(t), arrows(t), scatter(points(t), size=2.5, colour="orange")), xlim=(-3, 3), ylim=(-3, 3))
layout([title(shown(t), "t = {t}") for t in [0.0, 0.3, 0.6]])
#>                               t = 0.0
#>                            y
#>                             2+ ######  %% 0.4
#>                              |###  ### **
#>                             0+#### ### -- 0.2
#>                            -2+ ######  .. 0
#>                              +----+---
#>                                   0
#>
#>            t = 0.3                              t = 0.6
#>        y                                    y
#>         2+ ########  %% 0.08                 2+  #.####   %% 0.08
#>          | ########/ ** 0.06                  |#########/ ** 0.06
#>         0+####  #### ++ 0.04                 0+#########. ++ 0.04
#>          | ######### -- 0.02                  | ########< -- 0.02
#>        -2+ #/####. \ ..                     -2+  ##:### \ ..
#>          +-----+----                          +-----+----
#>                0                                    0
