# 2-512-512-2, a batch of 1024, Adam: predicts the noise of noisy points. turns: 40
#~ file: skip
use nn
x ~ Normal(zeros(1024, 2), 1);
loss(m, x) = { ε ~ Normal(0, I) like x; sum((m(x + 0.5*ε) - ε)^2) }
run = train(mlp(2, 512, 512, 2, act=silu), loss, x, steps=5);
:time run = resume(run, 40);
print("loss {mean(run.loss[end-3:end])}")
