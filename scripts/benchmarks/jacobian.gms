# turns: 1e5
#~ file: skip
f(t) = -log(1 + exp(-t))
v(x) = [-f'(x[1]*x[2])*x[2], f'(x[1]*x[2])*x[1]]
run(n) = {
    s = 0.0
    for i in 1:n {
        J = jacobian(v)([i/n, 0.5])
        s = s + J[1, 2]
    }
    s
}
run(10);
:time run(100000)
