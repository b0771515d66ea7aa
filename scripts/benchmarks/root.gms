# turns: 1e4
#~ file: skip
run(n) = {
    s = 0.0
    for i in 1:n { s = s + root(x -> x*exp(x) - i/n, 0, 1) }
    s
}
run(10);
:time run(10000)
