# Numbers that are none, too many, too large or too small have pictures too.

# A line ends where there is no number, and goes on after it.
plot([1, 2, nan, 4, inf, 3, 2])
plot(sqrt, -1, 4)
plot(x -> 1/x, -1, 1)

# One point, none, all the same.
plot(3.0)
plot(zeros(0))
plot([2, 2, 2])
plot([nan, nan])
scatter([nan, inf], [1, 2])

# Huge and tiny.
plot([1e300, 2e300, -1e308])
plot([1e-300, 3e-300])
plot([1, 1e-5, 1e-12, 0, -1], log="y")
plot([1e6, 1e6 + 1])
hist([1e-320, 0, 2e-320])

# A million points keep their extremes.
x = sin(1:1000000)
x[777777] = 40.0
plot(x)

# What has no picture says so.
plot("a text")
plot(sin)
plot(sin, 2, 1)
plot([1, 2], [1, 2, 3])
plot(sin, 0, 1, colour="mauve")
plot(sin, 0, 1, log="z")
plot(Normal(zeros(3), 1))
scatter([1, 2, 3])
axes(plot(sin, 0, 1), xlim=(1, 0))
legend(plot(sin, 0, 1), ("a", "b"))
layout((1, 2))
overlay(layout(plot(sin, 0, 1)))
animate(t -> t, 1:3)
images(zeros(2, 3, 4, 5))
save(plot(sin, 0, 1), "f.bmp")
save(plot(sin, 0, 1), "/no/such/folder/f.svg")
save(plot(sin, 0, 1), "f.svg", dpi=1)
save(animate(t -> plot(x -> t*x, 0, 1), 1:2), "f.svg")
