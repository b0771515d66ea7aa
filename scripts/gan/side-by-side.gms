# The picture of the Dirac-GAN with each regulariser, in ten lines.
#
# The figure of "Which Training Methods for GANs do actually Converge?" (Mescheder, Geiger and Nowozin 2018) shows where training
# leads from one start: unregularised, non-saturating, WGAN, WGAN with clipped weights, WGAN-GP, with instance noise, consensus
# optimisation, and R1. These are the lines that make it:
use gan
(g, w, h) = (game(logistic), game(wasserstein), 0.1);
figure = side_by_side((
  GAN = g, NS_GAN = nonsaturating(logistic), WGAN = w,
  clipped = (w, clipped(simultaneous(w, h), 1)),
  WGAN_GP = gradient_penalty(w, 1), noise = noisy(logistic, 1),
  consensus = consensus(g, 1), R1 = R1(g, 1)
), h=h);
kind(figure)
#> "figure"
# save(figure, "figure.svg") writes it. A terminal is narrow: two at a time are to be read.

# Without help simultaneous steps spiral outwards, and clipping bends that into a cycle:
side_by_side((GAN = g, clipped = (w, clipped(simultaneous(w, h), 1))))
#>                  GAN                                clipped
#>    ψ                                    ψ
#>     2+ /   /..-'''''''-... \  \          2+ /   /    <   <   \  \  \
#>      |   .-'..-'\||||''..''.              |
#>      | /.'.'\-'''   <''-.'./'.\           | /   /    <   <   \  \  \
#>     1+./.'\-'            o '.'.          1+        /.-'<''''|'o
#>      || /./                 '.|.          |      ..'         '.
#>      | | / v    /   \   \  ^ \^|          | v   v/   /   \   \^.^  ^
#>     0+ v |                   | |         0+     .'            .'
#>      | | \ v    \   /   ^  ^ ^^|          | v   '|   \   /   ^^ ^  ^
#>      |.'.'.                 .'|           |      '.         ./'
#>    -1+\.'.'.    \   >   / ..'.'.        -1+ \   \  \....>.-''/  /  /
#>      | '.'\/'.. >   >  ..-\.' .'          | \   \    >   >   /  /  /
#>      |  ''.''./''-----'\.'' .'            |
#>    -2+ \   '-..'''---''../-'  /         -2+ \   \    >   >   /  /  /
#>      ++-----+------+-----+-----+          ++-----+------+-----+-----+
#>       -2    -1     0     1     2           -2    -1     0     1     2
#>                   θ                                    θ
# With R1 and with noise they come in:
side_by_side((noise = noisy(logistic, 1), R1 = R1(g, 1)))
#>                 noise                                  R1
#>    ψ                                    ψ
#>     2+ /   /   /   /  /   /   /          2+ /   /   /   /  v   v   v
#>      |                                    |
#>      | /   /    /   /   <  <  <           | v   /    /   /   v  v  v
#>     1+               ..-'o               1+                  .o
#>      |            /.''                    |                 .'
#>      | v   v    /.' /   \  \  ^           | v   v    v   ../'/  <  \
#>     0+           |..                     0+             ''
#>      | v   v    \'' /   ^  ^  ^           | v   v    >   ^   ^  ^  ^
#>      |                                    |
#>    -1+ >   >    /   /   /  /  ^         -1+ ^   ^    /   /   ^  ^  ^
#>      | /   /    /   /   /  /  /           | ^   ^    ^   /   /  /  ^
#>      |                                    |
#>    -2+ /   /   /   /  /   /   /         -2+ ^   ^   ^   /  /   /   /
#>      ++-----+------+-----+-----+          ++-----+------+-----+-----+
#>       -2    -1     0     1     2           -2    -1     0     1     2
#>                   θ                                    θ

# ## Steps and flow
# A step is not the flow. From (1, 0) the flow of the GAN is a circle, simultaneous steps leave it, alternating ones close.
portrait(g, (simultaneous = simultaneous(g, 0.5), alternating = alternating(g, 0.5)), h=0.5, steps=40, box=2)
#>                      ψ
#>                       2+
#>                        |  /  /    <   <   \   \ **
#>                        |          *****          *
#>                       1+  /  //**++++++++\\   \  \
#>                        |    ** x/        x\+
#>                        |  v* /+v  /   <   x+  ^  ^
#>                       0+   *  +            o
#>                        |  v* v+x  v   /   ++  ^  ^
#>                        |   *  ++x        +x      *
#>                      -1+  \ \\  +++++>+++ /   /*//
#>                        |     ***             **
#>                        |  \  \  ****  >****** /  /
#>                      -2+ \   \    > **>   /  /  /
#>                        ++-----+------+-----+-----+
#>                         -2    -1     0     1     2
#>                                     θ
#>                xxx flow   *o* simultaneous   +o+ alternating

# What the steps above do, as `verdict` has it:
outcome(F) = verdict(F, start=(1, 1), steps=2^14).outcome
outcome(clipped(alternating(w, h), 1))
#> "cycle"
outcome(simultaneous(gradient_penalty(w, 1), h))
#> "cycle"
outcome(simultaneous(noisy(logistic, 1), h))
#> "linear"
outcome(simultaneous(R1(g, 1), h))
#> "linear"
# NS-GAN settles on a cycle of radius √(2h), which is not in the flow: it is made by the step.
r = play(simultaneous(nonsaturating(logistic), h), (1, 1), 20000, every=1);
check sqrt(mean(r[1][15000:20000]^2 + r[2][15000:20000]^2)) ≈ sqrt(2*h) tol 2e-3
#> ok 0.447091 ≈ 0.447214
check sqrt(mean(r[1][15000:20000]^2 + r[2][15000:20000]^2)) ≈ 0.44709 tol 1e-4
#> ok 0.447091 ≈ 0.44709

# ## Why
# The eigenvalues of the steps, beside the unit circle.
spectrum_plot((GAN = simultaneous(g, 1), alternating = alternating(g, 1), R1 = simultaneous(R1(g, 0.6), 1)))
#>                     Im λ
#>                        1+        ..........
#>                         |     ....    .   ....
#>                         |   ...       .      ...
#>                      0.5+  ..         .        ..^
#>                         | ..          .       * ..
#>                         | .           .          .
#>                        0+... . . . . ... . . . . .
#>                         | .           .          .
#>                         | ..          .       * ..
#>                     -0.5+  ..         .        ..^
#>                         |   ...       .      ...
#>                         |     ....    .   ....
#>                       -1+        ..........
#>                         +-+-----------+----------+-
#>                           -1          0          1
#>                                     Re λ
#>                       ^  GAN    *  alternating    *  R1
