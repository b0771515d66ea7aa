"""The training steps of `gan-train.gms` in PyTorch: `gan_train_torch.py CASE eager|compile`. Adam is the fused one; `compile` compiles
the losses that hold no gradient of their own."""

import os
import sys

import torch
from diffusion_recipes import centres, tell
from networks_torch import mlp
from torch.nn import functional as F

mode = sys.argv[2]
torch.set_num_threads(int(os.environ.get("OMP_NUM_THREADS", os.cpu_count())))
torch.manual_seed(0)
ring = torch.tensor(centres(2.0), dtype=torch.float32)


def rows():
    return ring[torch.randint(8, (256,))] + 0.1 * torch.randn(256, 2)


def fake(g):
    return g(torch.randn(256, 2))


def slopes(d, x):
    x = x.detach().requires_grad_()
    return torch.autograd.grad(d(x).sum(), x, create_graph=True)[0]


def d_loss(d, x, y):
    return (F.softplus(-d(x)) + F.softplus(d(y))).mean()


def r1_loss(d, x, y):
    return d_loss(d, x, y) + 0.5 * slopes(d, x).square().sum(1).mean()


def wgan_loss(d, x, y):
    u = torch.rand(256, 1)
    length = slopes(d, u * x + (1 - u) * y).square().sum(1).sqrt()
    return d(y).mean() - d(x).mean() + 10 * (length - 1).square().mean()


def g_loss(g, d):
    return F.softplus(-d(fake(g))).mean()


def wgan_g_loss(g, d):
    return -d(fake(g)).mean()


def frozen(d, on):
    for p in d.parameters():
        p.requires_grad_(on)


def compiled(f):
    return torch.compile(f) if mode == "compile" else f


def turn(opt, d_loss, g_loss, n_d=1):
    g, d = mlp(2, 64, 64, 2), mlp(2, 64, 64, 1)
    d_opt, g_opt = opt(d.parameters()), opt(g.parameters())

    def step():
        for _ in range(n_d):
            d_opt.zero_grad(set_to_none=True)
            with torch.no_grad():
                y = fake(g)
            l = d_loss(d, rows(), y)
            l.backward()
            d_opt.step()
        frozen(d, False)
        g_opt.zero_grad(set_to_none=True)
        g_loss(g, d).backward()
        g_opt.step()
        frozen(d, True)
        return l.detach()

    return step


def extra(h, d_loss, g_loss):
    g, d = mlp(2, 64, 64, 2), mlp(2, 64, 64, 1)
    both = [*g.parameters(), *d.parameters()]
    n = len(list(g.parameters()))

    def v():
        with torch.no_grad():
            y = fake(g)
        l = d_loss(d, rows(), y)
        return torch.autograd.grad(g_loss(g, d), both[:n]) + torch.autograd.grad(l, both[n:]), l

    def step():
        start = [p.detach().clone() for p in both]
        for _ in range(2):
            slope, l = v()
            with torch.no_grad():
                torch._foreach_copy_(both, torch._foreach_add(start, slope, alpha=-h))
        return l.detach()

    return step


def timed(part, step, n):
    """The mean loss of the last tenth of n steps, which are timed."""
    for _ in range(5):
        step()
    return torch.stack(tell(part, n, lambda: [step() for _ in range(n)])[-n // 10 :]).mean().item()


def adam(p):
    return torch.optim.Adam(p, lr=1e-3, betas=(0.5, 0.999), fused=True)


def critic(p):
    return torch.optim.Adam(p, lr=1e-3, betas=(0.0, 0.9), fused=True)


quick_d, quick_g = compiled(d_loss), compiled(g_loss)
print("loss", timed("adam", turn(adam, quick_d, quick_g), 500))
timed("adam R1", turn(adam, r1_loss, quick_g), 500)
timed("extragradient", extra(0.01, quick_d, quick_g), 500)
timed("wgan-gp n_d=5", turn(critic, wgan_loss, wgan_g_loss, 5), 100)
