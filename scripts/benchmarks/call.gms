# What a compiled gradient costs at each call of a loop at the prompt. turns: 10000
#~ file: skip
W = sin(reshape(1.0:64, 8, 8));
f(x) = sum(tanh(W @ x)^2)
g = grad(f)
many(n) = {
    x = ones(8)
    for i in 1:n { x = x - 0.01*g(x) }
    sum(x)
}
many(10);
:time many(10000)
