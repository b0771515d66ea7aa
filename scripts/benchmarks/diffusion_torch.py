"""Diffusion recipes in PyTorch: `diffusion_torch.py CASE eager|compile`. Adam is the fused one; `compile` compiles the losses, which
draw. What is timed has run before."""

import math
import os
import sys

import torch
from diffusion_recipes import (ABAR, BETA, EIGHT, EMA, EVERY, FLOW_START, GAMMA, LANGEVIN, OCTAVES, SAMPLES, STEPS, T, TARGET, WAVES,
                               centres, centres_of, points, tell)
from torch import nn
from torch.nn import functional as F

case, mode = sys.argv[1:]
torch.set_num_threads(int(os.environ.get("OMP_NUM_THREADS", os.cpu_count())))
torch.manual_seed(0)
waves, octaves = (torch.tensor(v, dtype=torch.float32) for v in (WAVES, OCTAVES))


def linear(n, m):
    layer = nn.Linear(n, m)
    nn.init.normal_(layer.weight, std=n**-0.5)
    nn.init.zeros_(layer.bias)
    return layer


def mlp(act, *widths):
    layers = []
    for n, m in zip(widths[:-1], widths[1:]):
        layers += [linear(n, m), act()]
    return nn.Sequential(*layers[:-1])


def eight(n, radius, sd):
    c = torch.tensor(centres(radius), dtype=torch.float32)
    return c[torch.randint(8, (n,))] + sd * torch.randn(n, 2)


def moons(n, sd):
    a = math.pi * torch.rand(n)
    up = torch.rand(n) < 0.5
    x = torch.where(up, a.cos(), 1 - a.cos())
    y = torch.where(up, a.sin(), 0.5 - a.sin())
    return torch.stack([x, y], 1) + sd * torch.randn(n, 2)


class Training:
    """A model with its optimiser and whole steps of loss(m) or, with data, of loss(m, rows)."""

    def __init__(self, made, loss, opt, data=None, batch=None, clip=None, ema=None):
        self.made, self.opt_of, self.data, self.batch, self.clip, self.ema = made, opt, data, batch, clip, ema
        self.loss = torch.compile(loss) if mode == "compile" else loss
        self.begin()

    def begin(self):
        self.m = self.made()
        self.parameters = list(self.m.parameters())
        self.opt = self.opt_of(self.parameters)
        self.order, self.at = None, 0
        if self.ema:
            self.mean = self.made()
            self.mean.load_state_dict(self.m.state_dict())

    def rows(self):
        """The rows of the next batch, each once in an epoch."""
        if self.order is None or self.at + self.batch > len(self.data):
            self.order, self.at = torch.randperm(len(self.data)), 0
        self.at += self.batch
        return self.data[self.order[self.at - self.batch : self.at]]

    def step(self):
        self.opt.zero_grad(set_to_none=True)
        l = self.loss(self.m) if self.data is None else self.loss(self.m, self.rows())
        l.backward()
        if self.clip:
            nn.utils.clip_grad_norm_(self.parameters, self.clip)
        self.opt.step()
        if self.ema:
            with torch.no_grad():
                torch._foreach_lerp_(list(self.mean.parameters()), self.parameters, 1 - self.ema)
        return l.detach()

    def timed(self, part, n):
        """Tells the time of n steps; the mean loss at their end."""
        for _ in range(5):
            self.step()
        losses = tell(part, n, lambda: [self.step() for _ in range(n)])
        return torch.stack(losses[-n // 10:]).mean().item()

    def to_gap(self, gap, every):
        """Tells the time to the target."""

        def to(target):
            self.begin()
            n = 0
            while n < 100 * every:
                for _ in range(every):
                    self.step()
                n += every
                if gap(self.mean) <= target:
                    break
            return n

        to(math.inf)
        print("steps", tell("to nll", 1, lambda: to(TARGET)))


def adam(lr):
    return lambda p: torch.optim.Adam(p, lr=lr, fused=True)


def adamw(lr):
    return lambda p: torch.optim.AdamW(p, lr=lr, weight_decay=1e-2, fused=True)


def sampled(n, draw):
    """Tells the time of n samples."""
    with torch.no_grad():
        draw()
        return tell("sample", n, draw)


def gap_of(law, noise, ends=lambda m: GAMMA):
    """How far the bound is above that of the exact posterior mean, where noise(m, z, t) is a prediction of ε."""
    x, t, e = map(torch.tensor, points(law))
    c, sd = centres_of(law)
    c = torch.tensor(c, dtype=torch.float32)

    @torch.no_grad()
    def gap(m):
        g0, g1 = (float(g) for g in ends(m))
        g = (g0 + (g1 - g0) * t)[:, None]
        a, s = torch.sigmoid(-g) ** 0.5, torch.sigmoid(g) ** 0.5
        z = a * x + s * e
        v = a**2 * sd**2 + s**2
        squares = sum((z[:, i, None] - a * c[:, i]) ** 2 for i in range(2))
        exact = s * (z - a * (torch.softmax(-squares / (2 * v), 1) @ c)) / v
        return float((g1 - g0) / 2 * ((noise(m, z, t) - exact) ** 2).sum(1).mean())

    return gap


class Tiny(nn.Module):
    """Sines of both coordinates and of the step, a layer, three residual blocks."""

    def __init__(self):
        super().__init__()
        self.first, self.last = linear(384, 128), linear(128, 2)
        self.blocks = nn.ModuleList([linear(128, 128) for _ in range(3)])

    def forward(self, z, t):
        a = torch.cat([25 * z, t[:, None]], 1)[:, :, None] * waves
        h = F.gelu(self.first(torch.cat([a.cos(), a.sin()], 2).flatten(1)))
        for layer in self.blocks:
            h = h + F.gelu(layer(h))
        return self.last(h)


def tiny():
    """tiny-diffusion: noise at one of 50 steps."""
    abar, beta = (torch.tensor(v, dtype=torch.float32) for v in (ABAR, BETA))
    alpha, sigma = abar**0.5, (1 - abar) ** 0.5

    def loss(m, x):
        k, e = torch.randint(50, (len(x),)), torch.randn_like(x)
        return ((m(alpha[k, None] * x + sigma[k, None] * e, k + 1.0) - e) ** 2).sum(1).mean()

    training = Training(Tiny, loss, adamw(1e-3), moons(8000, 0.1), 32, clip=1.0)
    print("loss", training.timed("train", STEPS["tiny"]))

    def draw():
        z = torch.randn(SAMPLES["tiny"], 2)
        for k in range(49, -1, -1):
            e = training.m(z, torch.full((len(z),), k + 1.0))
            z = (z - beta[k] / sigma[k] * e) / (1 - beta[k]) ** 0.5
            if k > 0:
                z = z + (beta[k] * (1 - abar[k - 1])) ** 0.5 / sigma[k] * torch.randn_like(z)
        return z

    sampled(SAMPLES["tiny"], draw)

    def bound(m, x):
        t, e = torch.rand(len(x)), torch.randn_like(x)
        g = GAMMA[0] + (GAMMA[1] - GAMMA[0]) * t
        a, s = torch.sigmoid(-g) ** 0.5, torch.sigmoid(g) ** 0.5
        return ((m(a[:, None] * x + s[:, None] * e, 1 + 49 * t) - e) ** 2).sum(1).mean()

    training = Training(Tiny, bound, adamw(1e-3), moons(64000, 0.1), 256, clip=1.0, ema=EMA["tiny"])
    training.to_gap(gap_of("tiny", lambda m, z, t: m(z, 1 + 49 * t)), EVERY["tiny"])


class Vdm(nn.Module):
    """The net of the plane's VDM and the ends of γ."""

    def __init__(self):
        super().__init__()
        self.net = mlp(nn.SiLU, 51, 512, 512, 2)
        self.ends = nn.Parameter(torch.tensor(GAMMA))

    def forward(self, z, g):
        h = torch.cat([z / 8, g[:, None] / 32], 1)
        a = (h[:, None, :] * octaves[:, None]).flatten(1)
        return self.net(torch.cat([h, a.sin(), a.cos()], 1))


def vdm():
    """The VDM of the plane: the bound with learned ends of γ."""

    def loss(m):
        x, t, e = eight(256, **EIGHT), torch.rand(256), torch.randn(256, 2)
        g0, g1 = m.ends
        g = g0 + (g1 - g0) * t
        a, s = torch.sigmoid(-g) ** 0.5, torch.sigmoid(g) ** 0.5
        diffusion = (g1 - g0) / 2 * ((m(a[:, None] * x + s[:, None] * e, g) - e) ** 2).sum(1)
        v = torch.sigmoid(g1)
        prior = ((1 - v) * (x**2).sum(1) + 2 * (v - 1 - torch.log(v))) / 2
        return (diffusion + prior).mean() + math.log(2 * math.pi) + 1 + g0

    training = Training(Vdm, loss, adamw(3e-3))
    print("loss", training.timed("train", STEPS["vdm"]))

    def draw():
        m = training.m
        z = torch.randn(SAMPLES["vdm"], 2)
        g0, g1 = m.ends
        for k in range(T["vdm"], 0, -1):
            s, t = g0 + (g1 - g0) * (k - 1) / T["vdm"], g0 + (g1 - g0) * k / T["vdm"]
            c = -torch.expm1(s - t)
            e = m(z, t.expand(len(z)))
            z = (torch.sigmoid(-s) / torch.sigmoid(-t)) ** 0.5 * (z - torch.sigmoid(t) ** 0.5 * c * e)
            z = z + (torch.sigmoid(s) * c) ** 0.5 * torch.randn_like(z)
        return z / torch.sigmoid(-g0) ** 0.5

    sampled(SAMPLES["vdm"], draw)
    training = Training(Vdm, loss, adamw(1e-3), ema=EMA["vdm"])
    noise = lambda m, z, t: m(z, m.ends[0] + (m.ends[1] - m.ends[0]) * t)
    training.to_gap(gap_of("vdm", noise, lambda m: m.ends), EVERY["vdm"])


def score():
    """Score matching of eight Gaussians: denoising, of an energy and of a vector field, and sliced."""

    def energy(m, x):
        x = x.requires_grad_()
        return -torch.autograd.grad(m(x).sum(), x, create_graph=True)[0]

    def field(m, x):
        return m(x)

    def denoising(s):
        def loss(m):
            x, e = eight(256, **EIGHT), torch.randn(256, 2)
            return ((s(m, x + 0.1 * e) + e / 0.1) ** 2).sum(1).mean() / 2

        return loss

    def sliced(m):
        x, v = eight(128, **EIGHT).requires_grad_(), torch.randn(128, 2)
        s = m(x)
        along = torch.autograd.grad((s * v).sum(), x, create_graph=True)[0]
        return ((along * v).sum(1) + (s**2).sum(1) / 2).mean()

    # Gradients inside a loss are not compiled.
    global mode
    chosen, mode = mode, "eager"
    Training(lambda: mlp(nn.SiLU, 2, 128, 128, 1), denoising(energy), adam(1e-3)).timed("dsm energy", STEPS["dsm energy"])
    mode = chosen
    training = Training(lambda: mlp(nn.Softplus, 2, 128, 128, 2), denoising(field), adam(1e-3))
    print("loss", training.timed("dsm", STEPS["dsm"]))
    mode = "eager"
    Training(lambda: mlp(nn.Softplus, 2, 128, 128, 2), sliced, adam(1e-3)).timed("ssm-vr", STEPS["ssm-vr"])

    def draw():
        x = 3 * torch.randn(SAMPLES["score"], 2)
        for _ in range(T["score"]):
            x = x + LANGEVIN * training.m(x) + (2 * LANGEVIN) ** 0.5 * torch.randn_like(x)
        return x

    sampled(SAMPLES["score"], draw)


# Dormand and Prince's table, by stages; the last row is the solution of order 5.
PRINCE = [[1 / 5], [3 / 40, 9 / 40], [44 / 45, -56 / 15, 32 / 9], [19372 / 6561, -25360 / 2187, 64448 / 6561, -212 / 729],
          [9017 / 3168, -355 / 33, 46732 / 5247, 49 / 176, -5103 / 18656], [35 / 384, 0, 500 / 1113, 125 / 192, -2187 / 6784, 11 / 84]]
PRINCE_ERROR = [71 / 57600, 0, -71 / 16695, 71 / 1920, -17253 / 339200, 22 / 525, -1 / 40]


def dopri5(v, x, tol):
    """The flow of x' = v(t, x) over 0..1, by steps whose error stays below tol + tol |x|."""
    t, k = 0.0, v(0.0, x)
    h = 0.01 * float(x.norm() / k.norm())
    while t < 1:
        h = min(h, 1 - t)
        ks = [k]
        for row in PRINCE:
            y = x + h * sum(a * k for a, k in zip(row, ks) if a)
            ks.append(v(t + h * sum(row), y))
        error = h * sum(a * k for a, k in zip(PRINCE_ERROR, ks) if a)
        size = float((error / (tol + tol * torch.maximum(x.abs(), y.abs()))).square().mean().sqrt())
        if size <= 1:
            t, x, k = (t + h if t + h < 1 - 1e-12 else 1.0), y, ks[-1]
        h *= min(10.0, max(0.2, 0.9 * max(size, 1e-10) ** -0.2))
    return x


def flow():
    """TorchCFM: the velocity from eight Gaussians to two moons."""

    def loss(m):
        x, y = eight(256, **FLOW_START), 3 * moons(256, 0.2) - 1
        t, e = torch.rand(256, 1), torch.randn(256, 2)
        return ((m(torch.cat([t * y + (1 - t) * x + 0.1 * e, t], 1)) - (y - x)) ** 2).sum(1).mean()

    training = Training(lambda: mlp(nn.SELU, 3, 64, 64, 64, 2), loss, adam(1e-3))
    print("loss", training.timed("train", STEPS["flow"]))
    n = SAMPLES["flow"]
    v = lambda t, x: training.m(torch.cat([x, torch.full((n, 1), t)], 1))
    sampled(n, lambda: dopri5(v, eight(n, **FLOW_START), 1e-4))


{"tiny": tiny, "vdm": vdm, "score": score, "flow": flow}[case]()
