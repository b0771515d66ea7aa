# turns: 100
#~ file: skip
t = linspace(-1, 1, 256);
X = stack((sin(3*t), cos(5*t)), axis=2);
y = t*sin(2*t);
start = (
    A = cos(reshape(1:128, 64, 2)), a = zeros(64),
    B = sin(reshape(1:4096, 64, 64))/8, b = zeros(64),
    w = cos(1:64)/8, c = 0.0);
loss(p) = mean((tanh(tanh(X @ p.A' + p.a) @ p.B' + p.b) @ p.w + p.c - y)^2)
run(n) = {
    p = start
    for i in 1:n { p = p - 0.05*grad(loss)(p) }
    loss(p)
}
run(2);
:time run(100)
