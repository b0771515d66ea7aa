#~ file: digits=5 slow
# What ten million steps say of steps whose eigenvalues lie on the circle, or that come to rest.
use gan
v(θ, ψ) = (-sigmoid(-θ*ψ)*ψ, sigmoid(-θ*ψ)*θ)
ns(θ, ψ) = (-sigmoid(θ*ψ)*ψ, sigmoid(-θ*ψ)*θ)

# Simultaneous descent from (1, 1) rests at r = 5.8158 after a million steps, the field there is 2.6e-6.
p = iterate(simultaneous(v, 0.2), (1.0, 1.0), 10^6);
check ‖p‖ ≈ 5.8158 tol 2e-5
#> ok 5.8157 ≈ 5.8158
check ‖v(p...)‖ ≈ 2.6e-6 tol 0.02
#> ok 2.5693e-06 ≈ 2.6e-06
verdict(simultaneous(v, 0.2), start=(1, 1)).outcome
#> "stalls"

# Alternating descent with n_d ≥ 2 converges like k^(-1/6), with n_d = 1 it drifts outwards: from
# r = 0.5 beyond 5.
r = verdict(alternating(v, 0.5, n_d=2), start=(1, 0));
r.outcome
#> "sublinear"
check r.exponent ≈ -1/6 tol 0.05
#> ok -0.17159 ≈ -0.16667
r = verdict(alternating(v, 0.5, n_d=5), start=(1, 0));
r.outcome
#> "sublinear"
check r.exponent ≈ -1/6 tol 0.05
#> ok -0.17006 ≈ -0.16667
r = verdict(alternating(v, 0.5), start=(0.5, 0));
(r.outcome, r.why)
#> ("drifts", "r moves, and more in every window: 0.523795 .. 5.26581 in the last")
check r.rate > 0
#> ok 1.0557e-07 > 0

# Q^-3 grows by 4.9e-4 for each step with n_d = 2 and by 1.145e-2 with n_d = 5: here from 3·10⁶ to
# 6·10⁶ steps, averaged over some turns.
Q(n_d) = (θ, ψ) -> θ^2 - 0.25*θ*ψ + ψ^2/n_d
drift(n_d, n) = {
  F = alternating(v, 0.5, n_d=n_d)
  turns(p) = mean(Q(n_d)(iterate(F, p, 4000, every=1)...)^-3.0)
  p = iterate(F, (1.0, 0.0), n)
  (turns(iterate(F, p, n)) - turns(p))/n
}
check drift(2, 3*10^6) ≈ 4.9e-4 tol 0.03
#> ok 0.00048112 ≈ 0.00049
check drift(5, 3*10^6) ≈ 1.145e-2 tol 0.03
#> ok 0.011346 ≈ 0.01145

# The non-saturating game: inwards like k^(-1/2), or to the cycle of radius sqrt(2h).
r = verdict(alternating(ns, 0.5), start=(0.5, 0));
r.outcome
#> "sublinear"
check r.exponent ≈ -1/2 tol 1e-3
#> ok -0.49999 ≈ -0.5
r = verdict(simultaneous(ns, 0.1), start=(0.5, 0));
r.outcome
#> "cycle"
check mean(r.amplitude) ≈ 0.44709 tol 1e-3
#> ok 0.44708 ≈ 0.44709

# The distance from the equilibrium on two logarithmic axes: powers of k are straight lines, of slope -1/6 with two or
# five steps of the discriminator and -1/2 in the non-saturating game. One step of the discriminator drifts outwards.
K = [4^j for j in 1:10];
far(F) = {
  (p, r) = ((1.0, 0.0), [])
  for j in 1:len(K) {
    turns = iterate(F, p, 100, every=1)
    r = concat((r, [sqrt(mean(turns[1]^2 + turns[2]^2))]))
    p = iterate(F, p, if j < len(K) { K[j + 1] - K[j] } else { 1 })
  }
  r
}
runs = (n_d_1 = far(alternating(v, 0.5)), n_d_2 = far(alternating(v, 0.5, n_d=2)), n_d_5 = far(alternating(v, 0.5, n_d=5)),
  ns_gan = far(alternating(ns, 0.5)));
axes(legend(plot(K, runs, log="xy"), ("GAN, n_d = 1", "GAN, n_d = 2", "GAN, n_d = 5", "NS-GAN")), x="k", y="r")
#> r
#>     |                                                       ***********
#>     |                                                 ******
#>     |ooooooooooooooooooooooooooooooooo            ****
#>    1++++++++++++++++++++++++++++++++++oooooooooooooo
#>     |xxxxxxxxxxx                                    ooooooooooooooo++++
#>     |           xxxxxxx                                            oooo
#>     |                  xxxxxxx
#>  0.1+                         xxxxxxxx
#>     |                                 xxxxxxx
#>     |                                        xxxxxxx
#>     | *** GAN, n_d = 1                              xxxxxx
#> 0.01+ +++ GAN, n_d = 2                                    xxxx
#>     | ooo GAN, n_d = 5                                        xxxxx
#>     | xxx NS-GAN                                                   xxxx
#>     +----+------------+-----------+-----------+-----------+-----------+
#>          10          100         1000       10000       100000       1e6
#>                                      k
