# The Dirac-GAN: how steps of both players move in its field, and which of them can come to rest.
use gan
v = game(logistic)
damped = R1(v, 0.3)
# Fifty steps of size 0.3 from (1, 0), at once and in turn, and in turn with a penalty on the slope of D.
walk(F) = iterate(F, (1.0, 0.0), 50, every=1)
steps = overlay(plot(v, (-2, 2), (-2, 2)), trajectory(walk(simultaneous(v, 0.3)), colour="red"),
  trajectory(walk(alternating(v, 0.3)), colour="blue"), trajectory(walk(alternating(damped, 0.3)), colour="green"));
# Their eigenvalues at the equilibrium, as the size goes from 0.1 to 1.5.
sizes = 0.1:0.1:1.5;
λ(method) = flatten([eig(jacobian(method(h))(0, 0)) for h in sizes])
circle = linspace(0, 2*π, 121);
marks(method, name, colour) = scatter(real(λ(method)), imag(λ(method)), label=name, colour=colour, size=4)
spectra = overlay(plot(cos(circle), sin(circle), colour="grey"), marks(h -> simultaneous(v, h), "simultaneous", "red"),
  marks(h -> alternating(v, h), "alternating", "blue"), marks(h -> alternating(damped, h), "alternating, R1", "green"));
layout((title(axes(steps, x="θ", y="ψ", equal=true), "steps of 0.3"), title(axes(spectra, x="Re λ", y="Im λ", equal=true), "eigenvalues")))
#>              steps of 0.3                          eigenvalues
#>    ψ                                      Im λ
#>     2+ /    /   <  <    \   \  \             1+     ..........
#>      |                                        |  ....        .... #
#>      |           ***                          | ..           %% ^^#
#>     1+ /    / *++++++++\\   *  \           0.5+..              %%%^
#>      |     **/+    xxxx\x   **                |.                 %%
#>      | v   *+/  /xx<    xx  ^* ^             0+.                  %
#>     0+ v  * +   xv x    ^o  ^^ ^              |.                 %%
#>      |    * +    xxx    ++  *                 |..              %%%^
#>      |     * ++        ++  *              -0.5+ ..           %% ^^#
#>    -1+ \    \*+++>+++++ /** /  /              |  ....        .... #
#>      |        ***** **>**                   -1+     ..........
#>      | \    \   >  *    /   /  /              ++---------+--------+
#>    -2+ \    \   >  >    /   /  /               -1        0        1
#>      ++-----+------+-----+-----+                       Re λ
#>       -2    -1     0     1     2       #  simultaneous    ^  alternating
#>                   θ                             %  alternating, R1
