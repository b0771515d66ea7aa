# 2-128-128-2, a batch of 256, Adam: predicts the noise of noisy points. turns: 1000
#~ file: skip
use nn
x ~ Normal(zeros(256, 2), 1);
loss(m, x) = { ε ~ Normal(0, I) like x; sum((m(x + 0.5*ε) - ε)^2) }
run = train(mlp(2, 128, 128, 2, act=silu), loss, x, steps=5);
:time run = resume(run, 1000);
print("loss {mean(run.loss[end-99:end])}")
