#~ file: seed=7
# Data of whole numbers, such as the 256 levels of a pixel: the bound is one on a probability, in bits per number, as papers
# report it.
use vdm
use data

# ## From levels to numbers
# Level k of n stands at the middle of the k-th of n equal parts of [-1, 1].
v = pixel_values(8)
#> f64[8]
#>   -0.875  -0.625  -0.375  -0.125  0.125  0.375  0.625  0.875
on_grid([-0.9, 0.05, 0.93], v)
#> f64[3]
#>   -0.875  0.125  0.875
# p(x | z_0) gives each value the weight N(z_0/α_0; value, σ_0²/α_0²), so that log p(x | z_0) is a log softmax:
derive (z in reals; α, σ in positives; l = (α = α, σ = σ, γ = 2*log(σ/α)); v = pixel_values(8)) {
    grid_decoder(v)(v[3], z, l)
    = log_density(Normal(v[3], σ/α), z/α) - logsumexp(vmap(u -> log_density(Normal(u, σ/α), z/α))(v))
}
#> ok 1 = 2: 200 points, worst 1e-16
# Its loss falls to 0 as the noise at t = 0 becomes small beside the distance of the values, 2/256 for bytes:
bytes = on_grid(sample(Normal(0, 0.3), 200), pixel_values());
for γ in (-13.3, -12, -11, -9, -7) {
    r = reconstruction_loss(linear_snr(γ0=γ), bytes, grid_decoder(pixel_values()), n=2000)
    print("γ(0) = {γ}: {r} nats")
}
#> γ(0) = -13.3: 0.00523 ± 0.00161 (heavy tails: k = 1.48) nats
#> γ(0) = -12: 0.2895 ± 0.0140 nats
#> γ(0) = -11: 0.7915 ± 0.0164 nats
#> γ(0) = -9: 1.7417 ± 0.0152 nats
#> γ(0) = -7: 2.7454 ± 0.0149 nats

# ## A bound in bits
# Two numbers of 5 bits each: points of a spiral on a grid of 32 × 32. The data are finite, so that their entropy is a sum, and
# their oracle is the best denoiser there is.
values = pixel_values(32);
points = on_grid(sample(swiss_roll(σ=0.1), 300)/4, values);
D = Empirical(points);
S = linear_snr(γ0=-9, γ1=6);
b = bound(S, oracle(D), D, decoder=grid_decoder(values), n=20000)
#> prior = 0.000297169
#> reconstruction = 0.02725 ± 0.00162
#> diffusion = 4.5070 ± 0.0643
#> total = 4.5346 ± 0.0644
#> bits_per_dim = 3.2710 ± 0.0464
# No bound is below the entropy, and with the best denoiser little is left above it: what z_1 says of x, and what the decoder,
# which takes all cells for equally likely, does not know.
H = entropy(D);
check b.total >= H se 4
#> ok 4.5346 ± 0.0644 >= 4.58165 (-0.7 se)
check b.total ≈ H + prior_loss(S, D) - mutual_information(D, level(S, 1), n=4000) se 5
#> ok 4.5346 ± 0.0644 ≈ 4.58166349 ± 0.00000435 (0.7 se)
print("bits per number: bound {b.bits_per_dim}, entropy {H/log(4):.4f}")
#> bits per number: bound 3.2710 ± 0.0464, entropy 3.3050
# A bound of a density is another number: it depends on the units of x, and bits per number of a density are only to be compared
# with those of the same data in the same units. Twice as large numbers have one bit more each:
D₂ = Normal(zeros(2), 0.5);
E₂ = Normal(zeros(2), 1.0);
T = linear_snr();
(b₁, b₂) = (bound(T, oracle(D₂), D₂, nodes=6), bound(T, oracle(E₂), E₂, nodes=6));
check b₂.bits_per_dim - b₁.bits_per_dim ≈ 1 tol 1e-4
#> ok 0.999987 ≈ 1

# ## What is to be seen
# The points, and the weights of the decoder of one coordinate for three levels of noise at t = 0.
weights(γ) = plot(values, vmap(v -> exp(grid_decoder(values)(v, 0.1, (α = 1.0, σ = exp(γ/2), γ = γ))))(values), label="γ = {γ}", style="both")
layout((axes(scatter(points), x="x₁", y="x₂"), axes(overlay(weights(-9.0), weights(-6.0), weights(-4.0)), x="value", y="p(x | z_0 = 0.1)")))
#>  x₂                                  p(x | z_0 = 0.1)
#>      |            ***                  1+ +*+ γ = -9.0    *
#>      |            **** **               | o#o γ = -6.0    +
#>   0.5+                 ****             | x^x γ = -4.0    +
#>      |      **** ****     * *        0.8+                 +
#>      |    * ** *  * ** *    ***         |                 +
#>      |   ** *        * *     **      0.6+                 +
#>      |  **             **    **         |                 +
#>     0+ **              **    ***        |                +#+
#>      |  **           * *             0.4+                +oo
#>      |  **       ***** *    ***         |                o #
#>      |   **       ***    ** **       0.2+                # o
#>      |    * *            **             |               ^^^^^
#>  -0.5+       *** ***** **               |             ^^o+ +#^^
#>      |           ** *                  0+^^^^^^^^^^^^^###* **##^^^^^^^^^
#>      +-+---------+---------+-----       +-------+-------+-------+-------
#>       -0.5       0        0.5                  -0.5     0      0.5
#>                   x₁                                  value
