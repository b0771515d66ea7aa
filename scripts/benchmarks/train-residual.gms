# Three residual blocks of 128, a batch of 32, Adam: predicts the noise of noisy points. turns: 2000
#~ file: skip
use nn
x ~ Normal(zeros(32, 2), 1);
block() = residual(dense(128, 128, act=gelu))
net = chain(dense(2, 128), block(), block(), block(), dense(128, 2));
loss(m, x) = { ε ~ Normal(0, I) like x; sum((m(x + 0.5*ε) - ε)^2) }
run = train(net, loss, x, steps=5);
:time run = resume(run, 2000);
print("loss {mean(run.loss[end-199:end])}")
