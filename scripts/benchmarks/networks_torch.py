"""Networks in PyTorch, which the peers of several benchmarks train."""

from torch import nn


def mlp(*widths):
    layers = []
    for n, m in zip(widths[:-1], widths[1:]):
        linear = nn.Linear(n, m)
        nn.init.normal_(linear.weight, std=n**-0.5)
        nn.init.zeros_(linear.bias)
        layers += [linear, nn.SiLU()]
    return nn.Sequential(*layers[:-1])
