# Help: one entry of each table, the search, the lists, and examples.
?cumsum
#> cumsum(x, axis=1)
#>   the running sums
#>
#>   x     a tensor
#>   axis  the axis, from 1 (default 1)
#>
#> example
#>   sum(cumsum([1, 2, 3]))
#>   #> 10
#>
#>   see sum, prod, cumprod, mean
?~
#> ~ like
#>   draws from a distribution and binds what was drawn
#>   z ~ Normal(0, 1)
#>   z ~ Normal(0, 1) like x
#>   (a, b) ~ D
#>   E(z ~ q, e)
#>
#> example
#>   z ~ Normal(0, 1) like zeros(3); len(z)
#>   #> 3
#>
#>   see sample, E, normal_noise, uniform_noise, gamma_noise, log_gamma_noise,
#>       poisson_noise
?adam
#> adam(lr=1e-3, β1=0.9, β2=0.999, ε=1e-8)
#>   Adam: averages of the gradient, m = β1·m + (1 - β1)g, and of its square, v =
#>   β2·v + (1 - β2)g², each over 1 - βᵗ as they start at 0; p - lr·m̂/(√v̂ + ε).
#>
#>   lr      the learning rate: a number, or a function of the steps done (?cosine)
#>           (default 1e-3)
#>   β1, β2  what is kept of the averages of the gradient and of its square
#>   ε       keeps the divisor from 0 (default 1e-8)
#>
#>   source: Kingma and Ba 2015, algorithm 1
#>
#> examples
#>   opt = adam(0.1); opt.step(opt.init(1.0), 2.0, 1.0)[1]
#>   #> 0.9
#>   train((w = 3.0), m -> m.w^2, steps=200, opt=adam(0.1)).steps
#>   #> 200
#>
#>   see adamw, rmsprop, sgd, train
#>   :source adam shows its code
?mlp
#> mlp(widths..., act=silu, final=identity, init=lecun_normal, bias=true,
#>     type="f32")
#>   A multilayer perceptron: dense layers of the widths given, from the inputs to
#>   the outputs, with act between them and final after the last one: mlp(2, 128,
#>   128, 2, act=silu).
#>
#>   widths  the numbers of inputs, of each hidden layer, and of outputs
#>   act     the activation, a function of a number (?silu) (default silu)
#>   final   the activation after the last layer (default identity)
#>   init    how the matrix starts (?initialisers) (default lecun_normal)
#>   bias    whether there is a b (default true)
#>   type    "f32" or "f64" (default "f32")
#>
#> example
#>   use nn; m = mlp(2, 16, 1); (parameter_count(m), shape(m([0.5, 0.5])))
#>   #> (65, (1,))
#>
#>   see dense, chain, residual
#>   it comes with use nn; :source nn.mlp shows its code
use nn
?mlp
#> mlp(widths..., act=silu, final=identity, init=lecun_normal, bias=true,
#>     type="f32")
#>   A multilayer perceptron: dense layers of the widths given, from the inputs to
#>   the outputs, with act between them and final after the last one: mlp(2, 128,
#>   128, 2, act=silu).
#>
#>   widths  the numbers of inputs, of each hidden layer, and of outputs
#>   act     the activation, a function of a number (?silu) (default silu)
#>   final   the activation after the last layer (default identity)
#>   init    how the matrix starts (?initialisers) (default lecun_normal)
#>   bias    whether there is a b (default true)
#>   type    "f32" or "f64" (default "f32")
#>
#> example
#>   use nn; m = mlp(2, 16, 1); (parameter_count(m), shape(m([0.5, 0.5])))
#>   #> (65, (1,))
#>
#>   see dense, chain, residual
#>   it comes with use nn; :source nn.mlp shows its code
?gauss
#> use gauss
#>   Gauss's rules: points x and weights w with Σ w f(x) = E f(X), exact for
#>   polynomials f of degree below 2n, for the standard normal, uniform, gamma and
#>   beta X. The monic polynomials orthogonal under a density obey p_{k+1} = (x -
#>   a_k) p_k - b_k² p_{k-1}; with the a_k on the diagonal and the b_k beside it,
#>   the symmetric matrix J has the points as eigenvalues, and the weights are the
#>   squares of the first components of its eigenvectors of length 1.
#>
#> gives
#>   gauss_hermite   X ~ N(0, 1), density exp(-x²/2)/√(2π): a_k = 0, b_k² = k
#>   gauss_legendre  X uniform on -1..1: a_k = 0, b_k² = k²/(4k² - 1)
#>   gauss_laguerre  X ~ Gamma(α, 1), density x^(α-1) exp(-x)/Γ(α), exponential fo…
#>   gauss_jacobi    X ~ Beta(a, b), density x^(a-1) (1-x)^(b-1)/B(a, b): Jacobi's…
#>
#>   source: Golub and Welsch 1969
?inf
#> inf
#>   positive infinity
#>
#> example
#>   exp(-inf)
#>   #> 0.0
#>
#>   see isnan, isfinite, nan
?:log
#> :log [file.gms | off]
#>   writes the session to a script that is its own test
?digits
#> digits()
#>   1797 handwritten digits as images of 8×8: x in 0..16 by rows, y the digit, 0
#>   to 9.
#>
#>   source: Alpaydin and Kaynak 1998, Optical Recognition of Handwritten Digits
#>   (the test set), UCI Machine Learning Repository, doi 10.24432/C50P49, CC BY
#>   4.0
#>
#> example
#>   use data; d = digits(); (shape(d.x), max(d.x))
#>   #> ((1797, 64), 16.0)
#>
#>   see iris, wine, features, classes, bundled
#>   it comes with use tables or use data; :source tables.digits shows its code
#>
#> also
#>   ?:set digits  significant digits of printed floats: 1 to 17
?error[axis]
#> error[axis]
#>   a tensor has no such axis
#>   - counting axes from 0
#>   - axis=2 of a vector
#>   what to do: axes are 1 to ndims(x), and -1 is the last
#>
#> example
#>   sum([1, 2], axis=3)
#>   #> error[axis]: there is no axis 3: the axes are 1 to 1
# My own function, with a line for its parameter.
# x: a number
# example: f(3)
# -> 6
f(x, n=2) = n*x
?f
#> f(x, n=2)
#>   My own function, with a line for its parameter.
#>
#>   x  a number
#>
#> example
#>   f(3)
#>   #> 6
#>
#> definition
#>   f(x, n=2) = n*x
a = [1, 2]
#> i64[2]
#>    1  2
?a
#> a: i64[2]
#> i64[2]
#>    1  2
??gradient clipping
#> clip_norm   The optimiser with gradients of norm c at most, the norm of all lea…
#> clip_value  The optimiser with every element of the gradient between -c and c
??evidence lower bound
#> E             moments over draws: exact where they can be, else estimates
#> log p         densities as printed: factors, log densities, distributions
#> log_evidence  the log density of what was observed, and the law of what was not
#> elbo          The evidence lower bound E log p(x, z) - log q(z) over z ~ q: log…
#> use ascent    Coordinate ascent on the evidence lower bound, with every move vi…
??wassersten
#> nothing found for wassersten; did you mean ??wasserstein?
?adm
#> nothing is called adm; did you mean adam, edm, vdm?
example(argsort)
#> gm> argsort([3, 1, 2])[1]
#> 2
example("error[index]")
#> gm> [1, 2][5]
#> error[index]: index 5 is out of range: axis 1 has length 2
#>   [1, 2][5]
#>   ~~~~~~ ^
#>   [1, 2] : i64[2]
example("adm")
#!> error[name]: help knows no adm
#!>   example("adm")
#!>           ^^^^^
#!>   hint: did you mean adam, edm, vdm?
adam(beta1=0.9)
#!> error[argument]: adam has no argument beta1
#!>   adam(beta1=0.9)
#!>        ^^^^^
#!>   hint: did you mean β1=?
