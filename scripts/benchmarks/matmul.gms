# turns: 40
#~ file: skip
x = linspace(-1, 1, 512);
A = cos(3*(x @ x'));
run(n) = {
    C = A
    for i in 1:n { C = A @ A }
    sum(C)
}
:time run(40)
