# 64-256-256-64, a batch of 128, Adam: an autoencoder. turns: 500
#~ file: skip
use nn
x = sin(0.1*outer(1:128, 1:64))^2;
loss(m, x) = sum((m(x) - x)^2)
run = train(mlp(64, 256, 256, 64, act=silu), loss, x, steps=5);
:time run = resume(run, 500);
print("loss {mean(run.loss[end-49:end])}")
