"""The VAE of binarised digits in PyTorch: eager, with the fused Adam."""

import os

import torch
from torch import nn
from torch.nn import functional as F
from vi_digits import images, tell

torch.set_num_threads(int(os.environ.get("OMP_NUM_THREADS", os.cpu_count())))
torch.manual_seed(0)
x = torch.tensor(images())
seen, unseen = x[:1500], x[1500:]


def net(*widths):
    layers = []
    for n, m in zip(widths[:-1], widths[1:]):
        linear = nn.Linear(n, m)
        nn.init.xavier_normal_(linear.weight)
        nn.init.zeros_(linear.bias)
        layers += [linear, nn.Tanh()]
    return nn.Sequential(*layers[:-1])


class VAE:
    def __init__(self):
        self.enc, self.dec = net(64, 128, 16), net(8, 128, 64)
        parameters = [*self.enc.parameters(), *self.dec.parameters()]
        self.adam = torch.optim.Adam(parameters, lr=1e-3, fused=True)
        self.steps, self.order = 0, None

    def terms(self, x, draws=1):
        mean, log_scale = self.enc(x).chunk(2, dim=1)
        z = mean + log_scale.exp() * torch.randn(draws, *mean.shape)
        logits = self.dec(z)
        fit = (x * logits - F.softplus(logits)).sum(-1)
        return fit, (mean**2 + (2 * log_scale).exp() - 1 - 2 * log_scale).sum(1) / 2

    def step(self):
        k = self.steps % 15
        if k == 0:
            self.order = torch.randperm(1500)
        self.steps += 1
        self.adam.zero_grad(set_to_none=True)
        fit, kl = self.terms(seen[self.order[100 * k : 100 * k + 100]])
        l = (kl - fit[0]).mean()
        l.backward()
        self.adam.step()
        return l.detach()

    @torch.no_grad()
    def bound(self):
        fit, kl = self.terms(unseen, 16)
        return float((fit.mean(0) - kl).mean())


def to(target):
    m = VAE()
    while True:
        for _ in range(100):
            m.step()
        if m.bound() >= target:
            return m.steps


to(-24)
m = VAE()
tell(lambda: torch.stack([m.step() for _ in range(3000)][-300:]).mean(), to)
