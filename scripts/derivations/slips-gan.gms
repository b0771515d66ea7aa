# Slips about the Dirac-GAN: links that fail, and what is said of them. The right formulas are in
# gan.gms.

# The generator goes down: its velocity has a minus.
derive (f in functions(); θ, ψ in reals; L(θ, ψ) = f(θ*ψ) + f(0)) {
    -∂(L, 1)(θ, ψ)
    = f'(θ*ψ)*ψ
}
#!> error[derive]: 1 = 2 fails at 198 of 200 points; f a random function, θ = 0.25, ψ = -2.0: 1 is -2.06712, 2 is 2.06712
#!>       = f'(θ*ψ)*ψ
#!>         ^^^^^^^^^
#!>   sign of `f'(θ*ψ)*ψ` would mend 2: holds at all 200 points (evidence, not proof)
# The product rule gives two terms away from the equilibrium.
derive (f in functions(); θ, ψ in reals; v(θ) = f'(θ*ψ)*θ) {
    v'(θ)
    = f'(θ*ψ)
}
#!> error[derive]: 1 = 2 fails at 194 of 200 points; f a random function, θ = 0.5, ψ = 2.0: 1 is 0.0939399, 2 is 1.23437
#!>       = f'(θ*ψ)
#!>         ^^^^^^^
#!>   a missing term `f''(θ*ψ)*θ*ψ` is one way to mend 2: holds at all 200 points (evidence, not proof)
# |1 + i h a| has a root.
derive (a, h in positives) {
    abs(complex(1, h*a))
    = 1 + h^2*a^2
}
#!> error[derive]: 1 = 2 fails at 199 of 200 points; a = 0.5, h = 1.0: 1 is 1.11803, 2 is 1.25
#!>       = 1 + h^2*a^2
#!>         ^^^^^^^^^^^
#!>   `sqrt(1 + h^2*a^2)` for `1 + h^2*a^2` would mend 2: holds at all 200 points (evidence, not proof)
# Alternating steps do not keep the circle.
derive (θ, ψ in reals; h in positives; θ1 = θ - h*ψ; ψ1 = ψ + h*θ1) {
    θ1^2 - h*θ1*ψ1 + ψ1^2
    = θ^2 + ψ^2
}
#!> error[derive]: 1 = 2 fails at 191 of 200 points; θ = 2.0, ψ = 0.5, h = 0.25: 1 is 4.0, 2 is 4.25
#!>       = θ^2 + ψ^2
#!>         ^^^
#!>   `θ*θ1` for `θ^2` would mend 2: holds at all 200 points (evidence, not proof)
# The trace of an alternating step: a comes in with both players.
derive (a, h in positives) {
    trace([1, 0; h*a, 1] @ [1, -h*a; 0, 1])
    = 2 - h^2*a
}
#!> error[derive]: 1 = 2 fails at 194 of 200 points; a = 0.25, h = 2.0: 1 is 1.75, 2 is 1.0
#!>       = 2 - h^2*a
#!>                 ^
#!>   `a^2` for `a` would mend 2: holds at all 200 points (evidence, not proof)
# They stay on the unit circle only for h a < 2.
derive (a, h in positives) {
    max(abs(eig([1, 0; h*a, 1] @ [1, -h*a; 0, 1])))
    = 1
}
#!> error[derive]: 1 = 2 holds for a*h < 2 only (it does not at 64 of 200 points)
#!>       = 1
#!>         ^
#!>   1 = 2 fails at 64 of 200 points; a = 2.0, h = 2.0: 1 is 13.9282, 2 is 1.0
#!>   hint: where a*h < 2
# R1 with γ/2: its derivative has γ, not γ/2 (nor 2 γ).
derive (θ, ψ in reals; γ in positives; L(θ, ψ) = -log(1 + exp(-θ*ψ)) - γ/2*ψ^2) {
    ∂(L, 2)(θ, ψ)
    = sigmoid(-θ*ψ)*θ - γ/2*ψ
}
#!> error[derive]: 1 = 2 fails at 194 of 200 points; θ = 3.0, ψ = 1.0, γ = 2.0: 1 is -1.85772, 2 is -0.857722
#!>       = sigmoid(-θ*ψ)*θ - γ/2*ψ
#!>                             ^
#!>   without the divisor `2` would mend 2: holds at all 200 points (evidence, not proof)
# The real rates of R1 exist for γ > 2 a only.
derive (a, γ in positives) {
    max(real(eig([0, -a; a, -γ])))
    = -γ/2 + sqrt(γ^2/4 - a^2)
}
#!> error[derive]: 1 = 2 holds for γ > 2*a only (it does not at 128 of 200 points)
#!>       = -γ/2 + sqrt(γ^2/4 - a^2)
#!>                ^^^^^^^^^^^^^^^^^
#!>   1 = 2 is tried where side 2 is nan, at 85 of 120 ordinary points: a = 0.932145, γ = 0.555213
#!>   hint: where γ > 2*a
# Noise on both the data and the generated point counts twice.
derive (
    a, c in reals; s in positives; f(t) = a*t + c*t^2/2;
    L(ψ) = E(ε ~ Normal(0, 1), f(ψ*s*ε) + f(-ψ*s*ε), method=quad(4))
) {
    L''(0.0)
    = c*s^2
}
#!> error[derive]: 1 = 2 fails at 198 of 200 points; a = 0.25, c = -2.0, s = 3.0: 1 is -36.0, 2 is -18.0
#!>       = c*s^2
#!>         ^^^^^
#!>   factor `2` would mend 2: holds at all 200 points (evidence, not proof)
# Consensus takes the gradient of |v|²/2; of |v|² it would be twice that.
derive (a, γ in positives; w(θ, ψ) = a^2*(θ^2 + ψ^2)) {
    hessian((θ, ψ) -> γ*w(θ, ψ))(0.0, 0.0)
    = [γ*a^2, 0; 0, γ*a^2]
}
#!> error[derive]: 1 = 2 fails at 200 of 200 points; a = 4.0, γ = 0.25: 1 is [8.0, 0.0; 0.0, 8.0], 2 is [4.0, 0.0; 0.0, 4.0]
#!>       = [γ*a^2, 0; 0, γ*a^2]
#!>         ^^^^^^^^^^^^^^^^^^^^
#!>   factor `2` would mend 2: holds at all 200 points (evidence, not proof)
# Heavy ball multiplies the old velocity by β and takes the whole new gradient; as an exponential mean
# the gradient gets 1 - β. Their determinants agree, their traces do not.
derive (β in unit; z in reals) {
    trace([1 + β + z, -β; 1, 0])
    = 1 + β + (1 - β)*z
}
#!> error[derive]: 1 = 2 fails at 196 of 200 points; β = 0.75, z = -2.0: 1 is -0.25, 2 is 1.25
#!>       = 1 + β + (1 - β)*z
#!>                 ^^^^^^^^^
#!>   without the factor `1 - β` would mend 2: holds at all 200 points (evidence, not proof)
# Extragradient and Runge-Kutta steps are stable up to some step only.
derive (x in positives; z = complex(0, x)) {
    abs(1 + z + z^2)
    <= 1
}
#!> error[derive]: 1 <= 2 holds for x < 1 only (it does not at 92 of 200 points)
#!>       <= 1
#!>          ^
#!>   1 <= 2 fails at 92 of 200 points; x = 4.0: 1 is 15.5242, 2 is 1.0
#!>   hint: where x < 1
derive (x in positives; z = complex(0, x)) {
    abs(1 + z + z^2/2 + z^3/6 + z^4/24)
    <= 1
}
#!> error[derive]: 1 <= 2 holds for x < 2*sqrt(2) only (it does not at 42 of 200 points)
#!>       <= 1
#!>          ^
#!>   1 <= 2 fails at 42 of 200 points; x = 4.0: 1 is 7.60847, 2 is 1.0
#!>   hint: where x < 2*sqrt(2)
# Alternating is not always the larger step: with R1 its limit is beyond γ/a² only for γ < 2a/sqrt(3).
derive (a, γ in positives where γ < 2*a) {
    (sqrt(γ^2 + 4*a^2) - γ)/a^2
    >= γ/a^2
}
#!> error[derive]: 1 >= 2 holds for a > sqrt(3)*γ/2 only (it does not at 37 of 200 points)
#!>       >= γ/a^2
#!>          ^^^^^
#!>   1 >= 2 fails at 37 of 200 points; a = 2.0, γ = 3.0: 1 is 0.5, 2 is 0.75
#!>   hint: where a > sqrt(3)*γ/2
