# turns: 1e7
#~ file: skip
run(n) = {
    x = 0.0
    s = 0.0
    for i in 1:n {
        x = x + 1.0
        s = s + mod(x*x, 7.0)
    }
    s
}
:time run(10000000)
