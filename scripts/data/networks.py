#!/usr/bin/env python3
"""Networks that PyTorch, Flax and plain JAX made, with what they answer, for the tests of with_weights.

Makes Tests/WorkbenchTests/Fixtures anew. Needs numpy, torch, jax, flax and safetensors. Each file of weights has a
file of the same name that ends in -answers.npz: inputs x by rows and the outputs y.
"""

import pathlib

import flax.linen as nn
import jax
import jax.numpy as jnp
import numpy as np
import torch
from safetensors.numpy import save_file
from safetensors.torch import save_file as save_torch

FOLDER = pathlib.Path(__file__).resolve().parents[2] / "Tests" / "WorkbenchTests" / "Fixtures"
rng = np.random.default_rng(7)


def keep(name, x, y):
    np.savez(FOLDER / f"{name}-answers.npz", x=np.asarray(x, "f4"), y=np.asarray(y, "f4"))


def pytorch():
    torch.manual_seed(1)
    layers = [torch.nn.Linear(3, 7), torch.nn.SiLU(), torch.nn.Linear(7, 7), torch.nn.SiLU(), torch.nn.Linear(7, 2)]
    net = torch.nn.Sequential(*layers)
    x = torch.randn(5, 3)
    save_torch(net.state_dict(), FOLDER / "pytorch.safetensors")
    keep("pytorch", x, net(x).detach().numpy())
    # More than ten layers: as texts "10" would come before "2".
    deep = torch.nn.Sequential(*[m for _ in range(11) for m in (torch.nn.Linear(4, 4), torch.nn.Tanh())])
    np.savez(FOLDER / "deep.npz", **{k: v.numpy() for k, v in deep.state_dict().items()})
    x = torch.randn(3, 4)
    keep("deep", x, deep(x).detach().numpy())
    normed = torch.nn.Sequential(torch.nn.Linear(3, 6), torch.nn.LayerNorm(6), torch.nn.Tanh(), torch.nn.Linear(6, 2))
    with torch.no_grad():
        normed[1].weight.uniform_(0.5, 2)
        normed[1].bias.uniform_(-1, 1)
    save_torch(normed.state_dict(), FOLDER / "layernorm.safetensors")
    x = torch.randn(4, 3)
    keep("layernorm", x, normed(x).detach().numpy())


class MLP(nn.Module):
    @nn.compact
    def __call__(self, x):
        for width in (8, 8):
            x = nn.silu(nn.Dense(width)(x))
        return nn.Dense(2)(x)


def flax():
    net = MLP()
    x = jnp.asarray(rng.normal(size=(5, 3)), "f4")
    params = net.init(jax.random.PRNGKey(0), x)
    flat = {"/".join(k.key for k in path): np.asarray(v) for path, v in jax.tree_util.tree_leaves_with_path(params)}
    flat = {k: np.asarray(v + 0.1 * rng.normal(size=v.shape), "f4") for k, v in flat.items()}
    save_file(flat, FOLDER / "flax.safetensors")
    tree = {"params": {}}
    for k, v in flat.items():
        _, layer, name = k.split("/")
        tree["params"].setdefault(layer, {})[name] = jnp.asarray(v)
    keep("flax", x, net.apply(tree, x))


def plain():
    widths = [2, 6, 6, 1]
    weights = [(rng.normal(size=(a, b)), rng.normal(size=b)) for a, b in zip(widths, widths[1:])]
    x = h = jnp.asarray(rng.normal(size=(6, 2)), "f4")
    for w, b in weights[:-1]:
        h = jnp.tanh(h @ w + b)
    y = h @ weights[-1][0] + weights[-1][1]
    np.savez(FOLDER / "jax.npz", **{f"w{i}": np.asarray(w, "f4") for i, (w, _) in enumerate(weights)},
             **{f"b{i}": np.asarray(b, "f4") for i, (_, b) in enumerate(weights)})
    keep("jax", x, y)


if __name__ == "__main__":
    FOLDER.mkdir(parents=True, exist_ok=True)
    for old in FOLDER.iterdir():
        old.unlink()
    pytorch()
    flax()
    plain()
