# What would mend a link that fails: the smallest edit of its right side, or the condition under
# which it holds.

# ## One slip
derive (x in reals) { (x + 1)^2 = x^2 + 2*x + 2 }
#!> error[derive]: 1 = 2 fails at 200 of 200 points; x = 1.0: 1 is 4.0, 2 is 5.0
#!>   derive (x in reals) { (x + 1)^2 = x^2 + 2*x + 2 }
#!>                                                 ^
#!>   `1` for `2` would mend 2: holds at all 200 points (evidence, not proof)
derive (σ, τ in positives) { 1/(1/σ^2 + 1/τ^2) = σ^2*τ/(σ^2 + τ^2) }
#!> error[derive]: 1 = 2 fails at 198 of 200 points; σ = 2.0, τ = 3.0: 1 is 2.76923, 2 is 0.923077
#!>   derive (σ, τ in positives) { 1/(1/σ^2 + 1/τ^2) = σ^2*τ/(σ^2 + τ^2) }
#!>                                                        ^
#!>   `τ^2` for `τ` would mend 2: holds at all 200 points (evidence, not proof)
#!>   or: divisor `τ` of `σ^2 + τ^2`
derive (x, μ in reals; σ in positives) { log_density(Normal(μ, σ), x) = -(x - μ)^2/(2*σ^2) - log(σ) - 0.919 }
#!> error[derive]: 1 = 2 fails at 196 of 200 points; x = 4.0, μ = 3.0, σ = 2.0: 1 is -1.73709, 2 is -1.73715
#!>   ...mal(μ, σ), x) = -(x - μ)^2/(2*σ^2) - log(σ) - 0.919 }
#!>                                                    ^^^^^
#!>   `log(2*π)/2` for `0.919` would mend 2: holds at all 200 points (evidence, not proof)
derive (k = 3; μ in reals(k); σ in positives) {
  KL(Normal(μ, σ*ones(k)) || Normal(zeros(k), I)) = (k*σ^2 + sum(μ^2) - k - k*log(σ)) / 2
}
#!> error[derive]: 1 = 2 fails at 198 of 200 points; k = 1, μ = [0.25], σ = 0.25: 1 is 0.948794, 2 is 0.255647
#!>     KL(Normal(μ, σ*ones(k)) || Normal(zeros(k), I)) = (k*σ^2 + sum(μ^2) - k - k*log(σ)) / 2
#!>                                                                               ^^^^^^^^
#!>   factor `2` would mend 2: holds at all 200 points (evidence, not proof)
derive (k = 3; μ, l in reals(k)) { sum(exp(l) + μ^2 - 1 - l)/2 = (sum(exp(l)) + sum(μ^2) - sum(l))/2 }
#!> error[derive]: 1 = 2 fails at 198 of 200 points; k = 1, μ = [-2.0], l = [1.0]: 1 is 2.35914, 2 is 2.85914
#!>   ... in reals(k)) { sum(exp(l) + μ^2 - 1 - l)/2 = (sum(exp(l)) + sum(μ^2) - sum(l))/2 }
#!>                                                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
#!>   a missing term `-k` would mend 2: holds at all 200 points (evidence, not proof)
#!>   or: `expm1` for `exp`
#!>   or: a missing term `1` beside `l`
derive (p, q in unit) { KL(Bernoulli(p) || Bernoulli(q)) = p*log(p/q) - (1 - p)*log((1 - p)/(1 - q)) }
#!> error[derive]: 1 = 2 fails at 196 of 200 points; p = 0.125, q = 0.75: 1 is 0.872198, 2 is -1.32014
#!>   ...in unit) { KL(Bernoulli(p) || Bernoulli(q)) = p*log(p/q) - (1 - p)*log((1 - p)/(1 - q)) }
#!>                                                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
#!>   sign of `(1 - p)*log((1 - p)/(1 - q))` would mend 2: holds at all 200 points (evidence, not proof)
#!>   or: operands of / swapped in `(1 - p)/(1 - q)`
#!>   or: `1/((1 - p)/(1 - q))` for `(1 - p)/(1 - q)`
derive (p, q in unit) { p*log(p/q) + (1 - p)*log((1 - p)/(1 - q)) = KL(Bernoulli(q) || Bernoulli(p)) }
#!> error[derive]: 1 = 2 fails at 191 of 200 points; p = 0.125, q = 0.75: 1 is 0.872198, 2 is 1.03063
#!>   ...{ p*log(p/q) + (1 - p)*log((1 - p)/(1 - q)) = KL(Bernoulli(q) || Bernoulli(p)) }
#!>                                                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
#!>   arguments of KL swapped would mend 2: holds at all 200 points (evidence, not proof)
derive (k = 2; S, T in spd(k)) { inv(S @ T) = inv(S) @ inv(T) }
#!> error[derive]: 1 = 2 fails at 135 of 200 points; k = 2, S = [0.794225, 0.718908; 0.718908, 1.62203], T = [1.3784, -0.109857; -0.109857, 0.725781]: 1 is [1.44045, -0.569904; -1.06599, 1.33228], 2 is [1.44045, -1.06599; -0.569904, 1.33228]
#!>   derive (k = 2; S, T in spd(k)) { inv(S @ T) = inv(S) @ inv(T) }
#!>                                                 ^^^^^^^^^^^^^^^
#!>   operands of @ swapped would mend 2: holds at all 200 points (evidence, not proof)
#!>   or: `(inv(S) @ inv(T))'` for `inv(S) @ inv(T)`
derive (k = 2; A in reals(k, k); x, y in reals(k)) { grad(v -> x @ A @ v)(y) = A @ x }
#!> error[derive]: 1 = 2 fails at 150 of 200 points; k = 2, A = [0.25, -1.0; -2.0, 4.0], x = [3.0, 4.0], y = [2.0, 0.25]: 1 is [-7.25, 13.0], 2 is [-3.25, 10.0]
#!>   derive (k = 2; A in reals(k, k); x, y in reals(k)) { grad(v -> x @ A @ v)(y) = A @ x }
#!>                                                                                  ^
#!>   `A'` for `A` would mend 2: holds at all 200 points (evidence, not proof)
#!>   or: operands of @ swapped
derive (f in functions; θ, ψ in reals) { (t -> f(t*ψ))''(θ) = ψ*f''(θ*ψ) }
#!> error[derive]: 1 = 2 fails at 196 of 200 points; f a random function, θ = 3.0, ψ = 2.0: 1 is 1.38169, 2 is 0.690844
#!>   derive (f in functions; θ, ψ in reals) { (t -> f(t*ψ))''(θ) = ψ*f''(θ*ψ) }
#!>                                                                 ^
#!>   `ψ^2` for `ψ` would mend 2: holds at all 200 points (evidence, not proof)
derive (f in functions; x in reals) { (y -> exp(f(y)))'(x) = f(x)*exp(f(x)) }
#!> error[derive]: 1 = 2 fails at 193 of 200 points; f a random function, x = -2.0: 1 is 0.0630202, 2 is -0.0895759
#!>   derive (f in functions; x in reals) { (y -> exp(f(y)))'(x) = f(x)*exp(f(x)) }
#!>                                                                ^
#!>   `f'` for `f` would mend 2: holds at all 200 points (evidence, not proof)
derive (n = 4; w, x in reals(n)) { sum(w*x) = sum(i in 1:n, w[i]*x[i]^2) }
#!> error[derive]: 1 = 2 fails at 196 of 200 points; n = 1, w = [4.0], x = [-1.0]: 1 is -4.0, 2 is 4.0
#!>   derive (n = 4; w, x in reals(n)) { sum(w*x) = sum(i in 1:n, w[i]*x[i]^2) }
#!>                                                                    ^^^^^^
#!>   without the power: `x[i]` for `x[i]^2` would mend 2: holds at all 200 points (evidence, not proof)
derive (x, μ in reals; σ in positives) { log_density(Normal(μ, σ), x) = (μ*x - x^2)/σ^2 up to const(x) }
#!> error[derive]: 1 = 2 up to const(x) fails at 199 of 200 pairs of points; from x = 3.0, μ = 2.0, σ = 3.0 to x = 0.208059, μ = 2.0, σ = 3.0: 1 goes from -2.07311 to -2.19594, 2 from -0.333333 to 0.0414254
#!>   ...ives) { log_density(Normal(μ, σ), x) = (μ*x - x^2)/σ^2 up to const(x) }
#!>                                                    ^^^
#!>   factor `1/2` would mend 2: holds at all 200 points (evidence, not proof)

# ## A whole side
derive (α, σ, τ in positives; z in reals; V = α^2*τ^2 + σ^2) { α*τ^2*z/V = z - σ^2*z/V }
#!> error[derive]: 1 = 2 fails at 190 of 200 points; α = 0.5, σ = 1.0, τ = 1.0, z = -2.0: 1 is -0.8, 2 is -0.4
#!>   derive (α, σ, τ in positives; z in reals; V = α^2*τ^2 + σ^2) { α*τ^2*z/V = z - σ^2*z/V }
#!>                                                                              ^^^^^^^^^^^
#!>   divisor `α` would mend 2: holds at all 200 points (evidence, not proof)
derive (D = 3; μ, r in reals(D); σ in positives; J in reals(D, D)) { J' @ r/σ^2 - μ = J' @ r/σ^2 }
#!> error[derive]: 1 = 2 fails at 198 of 200 points; D = 1, μ = [4.0], r = [0.25], σ = 1.0, J = [1.0]: 1 is [-3.75], 2 is [0.25]
#!>   derive (D = 3; μ, r in reals(D); σ in positives; J in reals(D, D)) { J' @ r/σ^2 - μ = J' @ r/σ^2 }
#!>                                                                                         ^^^^^^^^^^
#!>   a missing term `-μ` would mend 2: holds at all 200 points (evidence, not proof)
derive (k = 2; s in positives) { -k*(s - 1/s) = -(s - 1/s) }
#!> error[derive]: 1 = 2 fails at 197 of 200 points; s = 0.5: 1 is 3.0, 2 is 1.5
#!>   derive (k = 2; s in positives) { -k*(s - 1/s) = -(s - 1/s) }
#!>                                                   ^^^^^^^^^^
#!>   factor `k` would mend 2: holds at all 200 points (evidence, not proof)
#!>   or: factor `2`
derive (p, q in unit) { KL(Bernoulli(p) || Bernoulli(q)) = p*log(p/q) }
#!> error[derive]: 1 = 2 fails at 196 of 200 points; p = 0.5, q = 0.75: 1 is 0.143841, 2 is -0.202733
#!>   derive (p, q in unit) { KL(Bernoulli(p) || Bernoulli(q)) = p*log(p/q) }
#!>                                                              ^^^^^^^^^^
#!>   a missing term `(1 - p)*log((1 - p)/(1 - q))` is one way to mend 2: holds at all 200 points (evidence, not proof)
derive (x, y, z in reals) { x*y + 2*x*z + y^2 + exp(x) = x*y + exp(x) }
#!> error[derive]: 1 = 2 fails at 198 of 200 points; x = -1.0, y = 2.0, z = -2.0: 1 is 6.36788, 2 is -1.63212
#!>   derive (x, y, z in reals) { x*y + 2*x*z + y^2 + exp(x) = x*y + exp(x) }
#!>                                                            ^^^^^^^^^^^^
#!>   missing terms `y^2 + 2*x*z` are one way to mend 2: holds at all 200 points (evidence, not proof)
derive (x, y in reals) { x*y + sin(x)^2 + cos(y)^2 = x*y + 1 }
#!> error[derive]: 1 = 2 fails at 197 of 200 points; x = 3.0, y = 0.0: 1 is 1.01991, 2 is 1.0
#!>   derive (x, y in reals) { x*y + sin(x)^2 + cos(y)^2 = x*y + 1 }
#!>                                      ^
#!>   `y` for `x` would mend 1: holds at all 200 points (evidence, not proof)
#!>   or: `x` for `y`

# ## Estimates
derive (m in reals; s in positives) { E(z ~ Normal(m, s), z^2) = m^2 + s }
#!> error[derive]: 1 = 2 fails; m = 0.374969, s = 0.326152: 1 is 0.24518 ± 0.00220, 2 is 0.466753 (101.0 se)
#!>   derive (m in reals; s in positives) { E(z ~ Normal(m, s), z^2) = m^2 + s }
#!>                                                                          ^
#!>   `s^2` for `s` would mend 2: fits the estimates at 40 points (evidence, not proof)
derive (m in reals; s in positives) { m^2 + s^2/2 = E(z ~ Normal(m, s), z^2) }
#!> error[derive]: 1 = 2 fails; m = 0.0145612, s = 0.580582: 1 is 0.16875, 2 is 0.33839 ± 0.00378 (44.9 se)
#!>   derive (m in reals; s in positives) { m^2 + s^2/2 = E(z ~ Normal(m, s), z^2) }
#!>                                                   ^
#!>   without the divisor `2` would mend 1: fits the estimates at 40 points (evidence, not proof)
derive (D = 3; m in reals(D); s in positives) { E(z ~ Normal(m, s*ones(D)), sum(z^2)) = sum(m^2) + s^2 }
#!> error[derive]: 1 = 2 fails; D = 5, m = [0.640404, -0.929576, -0.419109, -0.0771318, -0.0293189], s = 1.91796: 1 is 19.7570 ± 0.0970, 2 is 5.13527 (151.0 se)
#!>   ... Normal(m, s*ones(D)), sum(z^2)) = sum(m^2) + s^2 }
#!>                                                    ^^^
#!>   factor `D` would mend 2: fits the estimates at 40 points (evidence, not proof)

# ## Conditions
derive (x in reals) { sqrt(x^2) = x }
#!> error[derive]: 1 = 2 holds for x > 0 only (it does not at 93 of 200 points)
#!>   derive (x in reals) { sqrt(x^2) = x }
#!>                                     ^
#!>   1 = 2 fails at 93 of 200 points; x = -1.0: 1 is 1.0, 2 is -1.0
#!>   hint: where x > 0
derive (x, y in reals) { sqrt((x - y)^2) = x - y }
#!> error[derive]: 1 = 2 holds for x > y only (it does not at 102 of 200 points)
#!>   derive (x, y in reals) { sqrt((x - y)^2) = x - y }
#!>                                              ^^^^^
#!>   1 = 2 fails at 102 of 200 points; x = -1.0, y = 0.5: 1 is 1.5, 2 is -1.5
#!>   hint: where x > y
derive (a, g in positives) { abs(a - g/2) = a - g/2 }
#!> error[derive]: 1 = 2 holds for g < 2*a only (it does not at 62 of 200 points)
#!>   derive (a, g in positives) { abs(a - g/2) = a - g/2 }
#!>                                               ^^^^^^^
#!>   1 = 2 fails at 62 of 200 points; a = 1.0, g = 3.0: 1 is 0.5, 2 is -0.5
#!>   hint: where g < 2*a
derive (x in reals) { log(x^2)/2 = log(x) }
#!> error[derive]: 1 = 2 holds for x > 0 only (it does not at 81 of 200 points)
#!>   derive (x in reals) { log(x^2)/2 = log(x) }
#!>                                      ^^^^^^
#!>   1 = 2 is tried where side 2 is nan, at 48 of 120 ordinary points: x = -0.537234
#!>   hint: where x > 0
derive (h, λ in positives) { (1 - h*λ)^2 <= 1 }
#!> error[derive]: 1 <= 2 holds for h*λ < 2 only (it does not at 52 of 200 points)
#!>   derive (h, λ in positives) { (1 - h*λ)^2 <= 1 }
#!>                                               ^
#!>   1 <= 2 fails at 52 of 200 points; h = 2.0, λ = 2.0: 1 is 9.0, 2 is 1.0
#!>   hint: where h*λ < 2
derive (h, c, s in positives) { abs(1 - c*s^2/h) = 1 - c*s^2/h }
#!> error[derive]: 1 = 2 holds for c*s^2 < h only (it does not at 89 of 200 points)
#!>   derive (h, c, s in positives) { abs(1 - c*s^2/h) = 1 - c*s^2/h }
#!>                                                      ^^^^^^^^^^^
#!>   1 = 2 fails at 89 of 200 points; h = 0.25, c = 1.0, s = 2.0: 1 is 15.0, 2 is -15.0
#!>   hint: where c*s^2 < h

derive (x in positives; z = complex(0, x)) { abs(1 + z + z^2/2 + z^3/6 + z^4/24) <= 1 }
#!> error[derive]: 1 <= 2 holds for x < 2*sqrt(2) only (it does not at 39 of 200 points)
#!>   derive (x in positives; z = complex(0, x)) { abs(1 + z + z^2/2 + z^3/6 + z^4/24) <= 1 }
#!>                                                                                       ^
#!>   1 <= 2 fails at 39 of 200 points; x = 3.0: 1 is 1.5052, 2 is 1.0
#!>   hint: where x < 2*sqrt(2)
derive (a, γ in positives where γ < 2*a) { (sqrt(γ^2 + 4*a^2) - γ)/a^2 >= γ/a^2 }
#!> error[derive]: 1 >= 2 holds for a > sqrt(3)*γ/2 only (it does not at 47 of 200 points)
#!>   derive (a, γ in positives where γ < 2*a) { (sqrt(γ^2 + 4*a^2) - γ)/a^2 >= γ/a^2 }
#!>                                                                             ^^^^^
#!>   1 >= 2 fails at 47 of 200 points; a = 3.0, γ = 4.0: 1 is 0.356789, 2 is 0.444444
#!>   hint: where a > sqrt(3)*γ/2

# ## Neither
derive (x, y in reals) { x^2 + y^2 = 3*x*y + sin(x) }
#!> error[derive]: 1 = 2 fails at 200 of 200 points; x = 0.0, y = -2.0: 1 is 4.0, 2 is 0.0
#!>   derive (x, y in reals) { x^2 + y^2 = 3*x*y + sin(x) }
#!>                                        ^^^^^^^^^^^^^^
#!>   no single slip mends 2
