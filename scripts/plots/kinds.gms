# Every kind of picture, once. A figure is a value: a statement that ends in one draws it, here in 72 × 18
# characters; `save(f, "f.svg")` writes it as a file.
#~ file: seed=3

# A function is taken where it bends: 201 points, and more between them where a line would turn.
plot(x -> exp(-x/4)*sin(3*x), 0, 10)

# Several functions have a name each: their own, or that of the record.
plot((sin, cos), -π, π)
plot((prior = Normal(0, 1).log_density, likelihood = x -> -2*(x - 1)^2), -3, 3)

# Numbers stand at 1, 2, 3, ..., or where x says; of a matrix each column is a line.
plot([1, 4, 9, 16, 25])
x = linspace(0.1, 100, 50);
plot(x, (root = sqrt(x), log = log(x)), log="x")
plot(x, x^2, log="xy", style="both")

# A distribution is its density: a curve, bars, or colours over the plane.
plot(Normal(0, 1))
plot(Binomial(10, 0.3))
plot(Normal([1.0, 0.0], [1.0, 0.5]), contours=true)

# Samples: in rows of one number a histogram, of two points, of three to six each pair of coordinates.
z = sample(Normal(zeros(2), 1), 300);
plot(z)
hist(z[:, 1], bins=12)
kde(z[:, 1])
scatter(z, by=i64(z[:, 1] > 0))

# An estimate comes with its error: a band, or bars, of two standard errors.
plot(t -> E(u ~ Normal(t, 1), u^2, n=50), -2, 2, n=30)
bars((a = estimate([1.0, 2.0, 3.0, 2.0]), b = estimate([2.0, 4.0, 3.0, 3.5])))
band([0, 1, 2], [0, 1, 0], [1, 3, 2])
errorbars([1, 2, 3], [2, 1, 3], [0.5, 0.25, 1])

# Fields: a number is a colour, two numbers are an arrow.
field((x, y) -> sin(x)*cos(y), (-3, 3))
v(θ, ψ) = (-ψ/2, θ/2)
field(v, (-2, 2), n=9)

# A path has a start and a direction; eigenvalues stand beside the unit circle.
trajectory(iterate((x, y) -> (x - 0.1*y, y + 0.1*x), (1.0, 0.0), 80, every=1))
plot(eig([0.9, -0.5; 0.4, 0.7]))

# Images: n × h × w numbers, or rows of them.
use data
images(digits().x[1:4, :], columns=4)

# A matrix that is none of samples is a map.
plot([1, 0, 0; 0, 2, 1; 0, 1, 3])

# The loss of a run, with its running mean.
plot(train((w = 3.0), m -> (m.w - normal_noise())^2, steps=400, opt=sgd(0.02)))

# A record may bring its picture with it.
plot((name = "a wave", plot = () -> plot(sin, 0, 7)))
