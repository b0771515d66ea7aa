# Activations of networks: functions of a number, applied to every element of a tensor, and what makes
# probabilities of scores. They keep f32, and give nan for nan.

# ## Pieces of lines

# The function that changes nothing: x.
# x: anything
# example: identity(3)
# -> 3
identity(x) = x

# The rectifier: max(x, 0), whose slope at 0 is 0. Nair and Hinton 2010.
# x: a number or a tensor
# example: relu([-1.0, 0.5])
# -> f64[2]
# ->    0.0  0.5
relu(x) = where(x <= 0, 0, x)

# The rectifier with a small slope below 0: x for x ≥ 0, slope·x below. Maas et al. 2013.
# x: a number or a tensor
# slope: the slope below 0
# example: leaky_relu([-1.0, 2.0], slope=0.1)
# -> f64[2]
# ->   -0.1  2.0
leaky_relu(x, slope=0.01) = where(x < 0, slope*x, x)

# A line between -1 and 1, constant outside: min(max(x, -1), 1).
# x: a number or a tensor
# example: hard_tanh([-3.0, 0.5, 2.0])
# -> f64[3]
# ->   -1.0  0.5  1.0
hard_tanh(x) = where(x < -1, -1, where(x > 1, 1, x))

# The line of slope 1/6 through (0, 1/2) between 0 and 1, constant outside: relu6(x + 3)/6. Howard et al. 2019.
# x: a number or a tensor
# example: hard_sigmoid([-4.0, 0.0, 1.5])
# -> f64[3]
# ->    0.0  0.5  0.75
hard_sigmoid(x) = where(x < -3, 0.0, where(x > 3, 1.0, x/6 + 0.5))

# ## Smooth ones

# The exponential linear unit: x for x > 0, α(eˣ - 1) else. Clevert et al. 2016.
# x: a number or a tensor
# α: the value far below 0 is -α
# example: elu([-1.0, 2.0])
# -> f64[2]
# ->   -0.632121  2.0
elu(x, α=1) = where(x > 0, x, α*expm1(where(x > 0, 0, x)))

# The scaled exponential linear unit, λ·elu(x, α) with the λ, α for which mean 0 and variance 1 are a fixed point of
# a wide layer. Klambauer et al. 2017.
# x: a number or a tensor
# example: selu([-1.0, 1.0])
# -> f64[2]
# ->   -1.11133  1.0507
selu(x) = 1.0507009873554805*elu(x, 1.6732632423543772)

# The sigmoid linear unit, also called swish: x/(1 + e⁻ˣ). Hendrycks and Gimpel 2016, Ramachandran et al. 2017.
# x: a number or a tensor
# example: silu([-1.0, 0.0, 1.0])
# -> f64[3]
# ->   -0.268941  0.0  0.731059
silu(x) = x*sigmoid(x)

# The Gaussian error linear unit: x·Φ(x) with the normal distribution function Φ, which is the default; with
# approximate=true x·(1 + tanh(√(2/π)(x + 0.044715x³)))/2, faster, and at most 5e-4 away. Hendrycks and Gimpel 2016.
# x: a number or a tensor
# approximate: whether tanh takes the place of the error function
# example: gelu([-1.0, 0.0, 1.0])
# -> f64[3]
# ->   -0.158655  0.0  0.841345
gelu(x, approximate=false) = if approximate {
  # (1 + tanh u)/2 is the sigmoid of 2u, which does not cancel where u is large and negative.
  x*sigmoid(1.5957691216057308*(x + 0.044715*x^3))
} else {
  x*erfc(-0.7071067811865476*x)/2
}

# A smooth unit below 0 and near the line above: x·tanh(log(1 + eˣ)). Misra 2019.
# x: a number or a tensor
# example: mish([-1.0, 0.0, 1.0])
# -> f64[3]
# ->   -0.303401  0.0  0.865098
mish(x) = x*tanh(softplus(x))

# A sigmoid between -1 and 1 that approaches them slowly: x/(1 + |x|). Bergstra et al. 2009.
# x: a number or a tensor
# example: soft_sign([-1.0, 3.0])
# -> f64[2]
# ->   -0.5  0.75
soft_sign(x) = x/(1 + abs(x))

# ## Probabilities

# The scores as probabilities along an axis: exp(xᵢ)/Σ exp(xⱼ), without overflow.
# x: scores, a tensor
# axis: the axis along which the probabilities sum to 1
# example: softmax([0.0, log(3)])
# -> f64[2]
# ->    0.25  0.75
# example: softmax([0.0, 1.0]/0.1)
# -> f64[2]
# ->    4.53979e-05  0.999955
softmax(x, axis=-1) = exp(log_softmax(x, axis=axis))

# The logarithms of the softmax along an axis: xᵢ - log Σ exp(xⱼ). The cross-entropy of class k is -log_softmax(x)[k].
# x: scores, a tensor
# axis: the axis along which the probabilities sum to 1
# example: exp(log_softmax([0.0, log(3)]))
# -> f64[2]
# ->    0.25  0.75
log_softmax(x, axis=-1) = x - logsumexp(x, axis=axis, keep=true)

# The logarithm of the sigmoid, without overflow: -log(1 + e⁻ˣ).
# x: a number or a tensor
# example: log_sigmoid(0.0) + log(2)
# -> 0.0
log_sigmoid(x) = -softplus(-x)

# The inverse of the sigmoid: log(p/(1 - p)), infinite at 0 and 1.
# p: a probability, a number or a tensor
# example: logit(0.75) - log(3)
# -> 0.0
logit(p) = log(p) - log1p(-p)
