# Networks, from one dense layer to layers of one's own.
use nn
seed(7);

# A layer is a record of its parameters with a field apply, which says what it does to one example.
layer = dense(2, 3, act=tanh)
#> dense with 9 parameters: W f32[3×2], b f32[3], act = tanh
layer.W
#> f32[3×2]
#>   -0.0635174  -0.0536913
#>    0.362543   -0.0232732
#>   -1.6364      0.22385
layer([0.5, -1])
#> f32[3]
#>    0.021929  0.201739  -0.778697
# That is all: the same by hand.
check layer([0.5, -1]) ≈ tanh(layer.W @ [0.5, -1] + layer.b) tol 1e-6
#> ok [0.021929, 0.201739, -0.778697] ≈ [0.021929, 0.201739, -0.778697]

# Layers one after another are a network; mlp writes that down for widths.
net = chain(dense(2, 16, act=silu), dense(16, 16, act=silu), dense(16, 1))
#> chain with 337 parameters
#>   layers[1]  dense  W f32[16×2], b f32[16], act = silu
#>   layers[2]  dense  W f32[16×16], b f32[16], act = silu
#>   layers[3]  dense  W f32[1×16], b f32[1], act = identity
net = mlp(2, 16, 16, 1, act=silu)
#> mlp with 337 parameters
#>   layers[1]  dense  W f32[16×2], b f32[16], act = silu
#>   layers[2]  dense  W f32[16×16], b f32[16], act = silu
#>   layers[3]  dense  W f32[1×16], b f32[1], act = identity
summary(net)
#> part       layer  parameters    settings        count
#> layers[1]  dense  W f32[16×2]   act = silu         48
#>                   b f32[16]
#> layers[2]  dense  W f32[16×16]  act = silu        272
#>                   b f32[16]
#> layers[3]  dense  W f32[1×16]   act = identity     17
#>                   b f32[1]
#> total      mlp                                    337
parameter_count(net)
#> 337
# A network is f32 and acts on one example; vmap gives it the rows of a batch.
X ~ Normal(zeros(5, 2), 1)
#> f64[5×2]
#>    0.446338   0.452338
#>    1.34024    0.49348
#>   -0.815743   0.291051
#>   -0.86691   -1.24725
#>    0.751507   0.0523581
Y = vmap(net)(f32(X))
#> f32[5×1]
#>   -0.0417705
#>   -0.150322
#>    0.0188667
#>    0.054111
#>   -0.0486895
check Y[3, :] ≈ net(f32(X[3, :])) tol 1e-6
#> ok [0.0188667] ≈ [0.0188667]

# A gradient has the structure of its network, so descent reads as on paper.
y(x) = sin(2*x[1]) + x[2]^2
loss(m) = mean(vmap(x -> (m(x)[1] - y(x))^2)(X))
fit(m, n, h) = {
  for i in 1:n { m = m - h*grad(loss)(m) }
  m
}
check loss(fit(net, 300, 0.05)) < loss(net)/10
#> ok 0.00243404 < 0.0797868

# A layer of one's own is a record like all others. A constant that is not to be trained is static.
scale(n, limit=2) = (layer = "scale", a = f32(ones(n)), limit = static(limit),
  apply = (m, x) -> m.limit()*tanh(m.a*x/m.limit()))
own = chain(dense(2, 4), scale(4), dense(4, 1))
#> chain with 21 parameters
#>   layers[1]  dense  W f32[4×2], b f32[4], act = identity
#>   layers[2]  scale  a f32[4], limit = 2
#>   layers[3]  dense  W f32[1×4], b f32[1], act = identity
(m, i) = (own.layers[2], [1.0, 9, -9, 0])
#> [1] = scale with 4 parameters: a f32[4], limit = 2
#> [2] = f64[4]
#>      1.0  9.0  -9.0  0.0
m(i)
#> f64[4]
#>    0.924234  1.99951  -1.99951  0.0
# It is trained with the others, the constant is not.
g = grad(loss)(own);
kind(g.layers[2].a)
#> "f32"
len(leaves(g))
#> 5
check fit(own, 20, 0.05).layers[2].limit() ≈ 2
#> ok 2 ≈ 2

# What trains differently from how it is used: dropout.
noisy = chain(dense(2, 8, act=relu), dropout(0.25), dense(8, 1))
#> chain with 33 parameters
#>   layers[1]  dense    W f32[8×2], b f32[8], act = relu
#>   layers[2]  dropout  rate = 0.25, training = true
#>   layers[3]  dense    W f32[1×8], b f32[1], act = identity
all(noisy([1, 2]) == noisy([1, 2]))
#> false
used = inference(noisy);
all(used([1, 2]) == used([1, 2]))
#> true

# A way around a net, normalisation, embeddings of a time and of things.
block(n) = residual(chain(layer_norm(n), dense(n, n, act=silu)))
denoiser = (time = chain(sinusoidal(8), dense(8, 8, act=silu)), body = chain(dense(10, 8), block(8), block(8), dense(8, 2)),
  apply = (m, x, t) -> m.body(concat((x, m.time(t)))))
#> model with 354 parameters
#>   time                          chain
#>   time.layers[1]                sinusoidal  ω = [1.0, 0.1, 0.01, 0.001]
#>   time.layers[2]                dense       W f32[8×8], b f32[8], act = silu
#>   body                          chain
#>   body.layers[1]                dense       W f32[8×10], b f32[8], act = identity
#>   body.layers[2]                residual
#>   ... 3 more
#>   body.layers[3]                residual
#>   body.layers[3].net            chain
#>   body.layers[3].net.layers[1]  layer_norm  a f32[8], b f32[8], ε = 1e-05
#>   body.layers[3].net.layers[2]  dense       W f32[8×8], b f32[8], act = silu
#>   body.layers[4]                dense       W f32[2×8], b f32[2], act = identity
summary(denoiser)
#> part                          layer       parameters   settings                     count
#> time                          chain
#> time.layers[1]                sinusoidal               ω = [1.0, 0.1, 0.01, 0.001]
#> time.layers[2]                dense       W f32[8×8]   act = silu                      72
#>                                           b f32[8]
#> body                          chain
#> body.layers[1]                dense       W f32[8×10]  act = identity                  88
#>                                           b f32[8]
#> body.layers[2]                residual
#> body.layers[2].net            chain
#> body.layers[2].net.layers[1]  layer_norm  a f32[8]     ε = 1e-05                       16
#>                                           b f32[8]
#> body.layers[2].net.layers[2]  dense       W f32[8×8]   act = silu                      72
#>                                           b f32[8]
#> body.layers[3]                residual
#> body.layers[3].net            chain
#> body.layers[3].net.layers[1]  layer_norm  a f32[8]     ε = 1e-05                       16
#>                                           b f32[8]
#> body.layers[3].net.layers[2]  dense       W f32[8×8]   act = silu                      72
#>                                           b f32[8]
#> body.layers[4]                dense       W f32[2×8]   act = identity                  18
#>                                           b f32[2]
#> total                                                                                 354
denoiser(f32([1, -1]), f32(0.3))
#> f32[2]
#>   -0.445288  2.16394
label = embedding(10, 3)
#> embedding with 30 parameters: W f32[10×3]
label(4)
#> f32[3]
#>    0.919327  0.473537  -1.36231
# Random features of a place: cosines and sines of frequencies that stay.
place = fourier_features(6, scale=0.5, inputs=2)
#> fourier_features with no parameters: B = [0.189613, 0.191519; -0.654484, -0.0119047; 1.30045, 0.590015]
check norm(place([0.2, 0.7]))^2 ≈ 3
#> ok 3.0 ≈ 3

# f64, for checks of derivatives.
kind(f64(net).layers[1].W)
#> "f64"
check grad(u -> sum(unflatten(u, f64(net))([0.3, 0.4])^2))(flatten(f64(net)))
#> ok f64[337] ≈ f64[337] by differences

# Activations need no use; they are functions of numbers, element by element.
relu([-1.0, 0.0, 2.0])
#> f64[3]
#>    0.0  0.0  2.0
gelu(1.0)
#> 0.841345
gelu(1.0, approximate=true)
#> 0.841192
softmax([1.0, 2.0, 3.0])
#> f64[3]
#>    0.0900306  0.244728  0.665241
sum(softmax([1000.0, 0.0, -1000.0]))
#> 1.0
log_softmax([0.0, 0.0])
#> f64[2]
#>   -0.693147  -0.693147
logit(sigmoid(0.3))
#> 0.3

# The activations, and what a sinusoidal embedding makes of a time: waves of four frequencies.
time = sinusoidal(8);
layout((axes(plot((relu = relu, silu = silu, gelu = gelu, tanh = tanh), -3, 3), ylim=(-1.2, 3)),
  axes(plot(t -> time(t)[1:4], 0, 20), x="t", y="embedding")))
#>                                      embedding
#>  3+ *** relu                     oo     1+xxxxxxxxxxxxxxxxxxxxxxxxxxxxx
#>   | +++ silu                   ooo+      |*   ++++++*      ***      ***
#>   | ooo gelu                  oo+        | *     **++++   ** *      * *
#>  2+ xxx tanh                ooo+      0.5+ *     *  * ++++*  *     *  *
#>   |                        oo+           | *     *  *    ++++**    *  *
#>   |                      *oo+            | **    *   *    * +++    *
#>  1+                    *oooxxxxxxxx      |  *   *    *   **   +++  *
#>   |                   xxxxx             0+  *   *    *   *    * +++
#>   |                 xxxo                 |  *   *    *   *    *   *+++
#>   |                xxo                   |  *   *    **  *     *  *  ++
#>  0+ooooooooooooooxxx                 -0.5+   * **     *  *     *  *
#>   |            xxx                       |   * *      * *      * *
#>   |        xxxxx                         |   ***      ***      ***
#> -1+xxxxxxxxx                           -1+    **       **       **
#>   ++----+----+-----+----+----+----+      ++------+------+------+------+
#>    -3   -2   -1    0    1    2    3       0      5      10     15     20
#>                   x                                     t
