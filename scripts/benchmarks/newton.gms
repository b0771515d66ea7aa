# turns: 1e5
#~ file: skip
f(x, a) = x*exp(x) - a
solution(a) = {
    x = 1.0
    for k in 1:20 {
        move = f(x, a)/(z -> f(z, a))'(x)
        x = x - move
        if abs(move) < 1e-14 { return x }
    }
    x
}
run(n) = {
    s = 0.0
    for i in 1:n { s = s + solution(i/n) }
    s
}
run(10);
:time run(100000)
