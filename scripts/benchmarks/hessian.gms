# turns: 1000
#~ file: skip
x = sin(1:20);
f(x) = logsumexp(x)
run(n) = {
    s = 0.0
    for i in 1:n {
        H = hessian(f)(i/n*x)
        s = s + H[1, 2]
    }
    s
}
run(10);
:time run(1000)
