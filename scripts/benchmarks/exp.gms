# turns: 100
#~ file: skip
x = linspace(-5, 5, 1000000);
run(n) = {
    y = x
    for i in 1:n { y = exp(x) }
    sum(y)
}
:time run(100)
