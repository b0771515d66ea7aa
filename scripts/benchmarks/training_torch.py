"""Training steps in PyTorch: `training_torch.py CASE eager|compile` prints the mean loss of the last tenth and
the time. Adam is the fused one; `compile` compiles the loss with its gradient.
"""

import os
import sys
import time

import torch
from networks_torch import mlp
from torch import nn
from torch.nn import functional as F

STEPS = {"denoise": 1000, "autoencode": 500, "residual": 2000, "wide": 40, "vae": 500, "gan": 500}
case, mode = sys.argv[1:]
steps = STEPS[case]
torch.set_num_threads(int(os.environ.get("OMP_NUM_THREADS", os.cpu_count())))
torch.manual_seed(0)
compiled = torch.compile if mode == "compile" else lambda f: f


class Residual(nn.Module):
    def __init__(self):
        super().__init__()
        self.first, self.last = mlp(2, 128), mlp(128, 2)
        self.blocks = nn.ModuleList([mlp(128, 128) for _ in range(3)])

    def forward(self, x):
        h = self.first(x)
        for block in self.blocks:
            h = h + F.gelu(block(h))
        return self.last(h)


class Coders(nn.Module):
    def __init__(self):
        super().__init__()
        self.enc, self.dec = mlp(64, 256, 16), mlp(8, 256, 64)


def images(rows):
    return torch.sin(0.1 * torch.arange(1.0, rows + 1)[:, None] * torch.arange(1.0, 65)) ** 2


def denoising(m, rows):
    x = torch.randn(rows, 2)

    def loss():
        e = torch.randn_like(x)
        return ((m(x + 0.5 * e) - e) ** 2).sum(1).mean()

    return loss


def autoencoding(m):
    x = images(128)
    return lambda: ((m(x) - x) ** 2).sum(1).mean()


def evidence(m):
    data = images(1797)

    def loss():
        x = data[torch.randperm(len(data))[:100]]
        mean, log_scale = m.enc(x).chunk(2, dim=1)
        z = mean + log_scale.exp() * torch.randn_like(mean)
        fit = ((m.dec(z) - x) ** 2).sum(1) * 50
        kl = (mean**2 + (2 * log_scale).exp() - 1 - 2 * log_scale).sum(1) / 2
        return (fit + kl).mean()

    return loss


def optimised(m, loss):
    adam = torch.optim.Adam(m.parameters(), lr=1e-3, fused=True)
    loss = compiled(loss)

    def step():
        adam.zero_grad(set_to_none=True)
        l = loss()
        l.backward()
        adam.step()
        return l.detach()

    return step


def adversarial():
    g, d = mlp(2, 64, 64, 2), mlp(2, 64, 64, 1)
    x = torch.randn(256, 2) + 2
    d_adam, g_adam = (torch.optim.Adam(m.parameters(), lr=1e-3, fused=True) for m in (d, g))

    def d_loss():
        fake = g(torch.randn(256, 2)).detach()
        return (F.softplus(-d(x)) + F.softplus(d(fake))).mean()

    def g_loss():
        return F.softplus(-d(g(torch.randn(256, 2)))).mean()

    d_loss, g_loss = compiled(d_loss), compiled(g_loss)

    def step():
        d_adam.zero_grad(set_to_none=True)
        l = d_loss()
        l.backward()
        d_adam.step()
        g_adam.zero_grad(set_to_none=True)
        g_loss().backward()
        g_adam.step()
        return l.detach()

    return step


def made():
    if case == "gan":
        return adversarial()
    m = {"denoise": lambda: mlp(2, 128, 128, 2), "wide": lambda: mlp(2, 512, 512, 2), "residual": Residual,
         "autoencode": lambda: mlp(64, 256, 256, 64), "vae": Coders}[case]()
    if case == "autoencode":
        return optimised(m, autoencoding(m))
    if case == "vae":
        return optimised(m, evidence(m))
    return optimised(m, denoising(m, {"denoise": 256, "wide": 1024, "residual": 32}[case]))


step = made()
# The run starts a few steps trained, where compiling is over.
for _ in range(5):
    step()
clock = time.perf_counter()
losses = [step() for _ in range(steps)]
elapsed = time.perf_counter() - clock
print("loss", torch.stack(losses)[-steps // 10:].mean().item())
print("case step turns", steps)
print("seconds", elapsed)
