# turns: 1e7
#~ file: skip
# A mean over ten million normal numbers of an expression of ten operations.
mean_of(n) = E(z ~ Normal(0, 1), exp(-z^2/2)*(1 + z) + sqrt(1 + z^2), n=n)
mean_of(1000);
run(n) = round(100*value(mean_of(n)))
:time run(10000000)
