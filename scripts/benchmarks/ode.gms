# turns: 10
#~ file: skip
v(x, y) = (x*(1 - y), y*(x - 1))
run(n) = {
    s = 0.0
    for i in 1:n {
        r = ode(v, (1 + i/n, 1.0), 100, rtol=1e-8, atol=1e-10)
        s = s + r.p[1]
    }
    s
}
run(1);
:time run(10)
