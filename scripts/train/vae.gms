# A variational autoencoder of the 8×8 digits: prior, likelihood and posterior as in the paper.
#~ file: seed=1
use nn
use data
x = digits().x/16;
k = 8;
p(z)        ~ Normal(zeros(k), 1)
p(x | z; m) ~ Normal(m.dec(z), exp(m.s))
q(z | x; m) ~ Normal(m.enc(x)[1:k], exp(m.enc(x)[k+1:end]))
# In a loss, E takes one draw for each image and step.
elbo(m, x) = E(z ~ q(z | x; m), log p(x | z; m)) - KL(q(z | x; m) || p(z))
# A posterior with a width for each coordinate, and one with the same width for all: the encoder has k
# outputs more, or one.
network(widths) = (enc = mlp(64, 64, k + widths, act=silu), dec = mlp(k, 64, 64, act=silu), s = f32([-1.0]))
diagonal = train(network(k), (m, x) -> -elbo(m, x), x, steps=400, opt=adam(0.003), batch=100)
#> run of 400 steps: loss 41.5385 -> -13.3323 (means of a tenth)
isotropic = train(network(1), (m, x) -> -elbo(m, x), x, steps=400, opt=adam(0.003), batch=100)
#> run of 400 steps: loss 32.2112 -> -17.9824 (means of a tenth)
# The evidence itself, from below: the bound of K draws rises with K (Burda et al. 2016).
bound(m, x, K) = {
    w = vmap(i -> { z ~ q(z | x; m); log p(x, z; m) - log q(z | x; m) })(1:K)
    logsumexp(w) - log(K)
}
(one, many) = map(K -> mean(vmap(x -> bound(diagonal.model, x, K))(x[1:100, :])), (1, 64))
#> (13.6006, 15.7158)
check one < many
#> ok 13.6006 < 15.7158
# New digits: from the prior through the decoder.
z ~ Normal(zeros(4, k), 1);
new = vmap(diagonal.model.dec)(z);
round(8*reshape(new[1, :], 8, 8))
#> f32[8×8]
#>    0.0   0.0  1.0  4.0  3.0   1.0  -0.0   0.0
#>   -0.0  -0.0  2.0  5.0  2.0   0.0   1.0   0.0
#>    0.0   0.0  2.0  4.0  3.0  -0.0   1.0   0.0
#>    0.0   1.0  3.0  4.0  4.0   1.0   0.0   0.0
#>    1.0   1.0  3.0  3.0  5.0   3.0   1.0  -0.0
#>   -0.0   0.0  1.0  3.0  4.0   1.0   3.0   1.0
#>   -0.0  -1.0  2.0  4.0  2.0   1.0   5.0   1.0
#>    0.0   0.0  1.0  5.0  6.0   6.0   5.0   2.0

# What is to be seen: digits, what is left of them after the posterior's mean and the decoder, and new ones.
seen = x[1:8, :];
rebuilt = vmap(u -> { h = diagonal.model.enc(u); diagonal.model.dec(h[1:k]) })(seen);
layout((title(images(seen, columns=4), "digits"), title(images(rebuilt, columns=4), "rebuilt"),
  title(images(vmap(diagonal.model.dec)(sample(Normal(zeros(k), 1), 8)), columns=4), "new")))
#>                                 digits
#>                       :*++:   .##:   .=##   :+#+
#>                       =- ==  .=@*.   .+#=    .*+.
#>                       -=-+:   .@#:  .+%#=.   ::++.
#>
#>                        -=..   #%#-   :#+     :-*+.
#>                       =#=#:   :=*+.  -%=:   .=#*:
#>                       .:#+    -+#=   .*##:   +=
#>
#>               rebuilt                                new
#>  .:***=....:+#+:. ..-##=...:=*+-..    --+**=----+#*=-- --=++==------=--
#>  .=*:-*-...=#%=.. .:-*#=....:*#+:.    -=*#*=----+*++-- -=+===------===-
#>  .=+:-+:...-*%+:. .-*##=....:--+=.    --:-+*=---**=++- --=++=-----::-=-
#>  .:+**-....:+#+:: ..=*#+-:..=***=:    --=+*+----+###+- ---++==----=-=+=
#>  ...=*:....=##=.. ..-#=.....=###=:    --+**+=---=++=-- --+++==--=+**+--
#>  ..=#=-:...=##*-. .:##-.....-=+#-.    -=*+==----===+=- -=++===--===++--
#>  .=#+**-...:--*=: .-#**=:...-*#+-.    --+**=----+=-=+- --===+----=+++=-
#>  .::=*=::..-+*#-: .:=##+-:..-*-...    --=*+=----====*- ---==-----+*=++-
