# Figures are edited by functions, which give other figures.
f = plot(exp, 0, 5);
title(f, "Growth")
axes(f, x="t", y="size", log="y", xlim=(0, 6))
f

# One over another, with lines to compare with, and a text.
overlay(plot(sin, 0, 7), hline(0.5), vline(π), note(π + 0.1, 0.8, "half a turn"))

# The legend: names of the series in turn, and a place.
legend(plot((x -> x, x -> x^2, x -> x^3), 0, 1), ("linear", "square", "cube"), at="top left")

# Rows of figures; the names of a record are titles.
layout((sine = plot(sin, 0, 7), cosine = plot(cos, 0, 7)), plot(tan, -1, 1))

# Names in place of numbers.
bars([0.2, 0.5, 0.3], names=("low", "middle", "high"))

# An animation is shown by its last frame; `save(a, "a.gif")` writes all.
animate(t -> plot(x -> sin(x - t), 0, 7), linspace(0, 1, 5))
kind(f)
text(f)
(f, 1)
