#!/usr/bin/env python3
"""Writes the derivative fixtures of this folder.

Every program of `programs/` is a few lines of the gm language, its Python twin (translated from
those lines where they are formulas, written out where they are loops) and a list of claims. The
claims are evaluated with JAX in f64 and written as `check claim ≈ number` statements.

Nothing is written unless an independent computation agrees: 50-digit mpmath derivatives for the
elementwise functions, five-point differences for everything else.

    pip install jax numpy mpmath
    python scripts/derivatives/fixtures.py            # check, then rewrite what moved
    python scripts/derivatives/fixtures.py --check    # check only
"""

import argparse
import importlib
import pathlib
import sys

sys.dont_write_bytecode = True
HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

from programs import THEMES  # noqa: E402
from programs.literals import literal, parsed  # noqa: E402
from programs.reference import reference  # noqa: E402

HEADER = """\
# Derivatives: {summary}.
# The numbers come from JAX in f64, written by fixtures.py; {evidence}.
"""
# JAX's last bits differ between processors: a number that moved by less is kept as it stands.
UNMOVED = 1e-12


def relative_difference(a, b):
    """The largest difference of two literals, relative to the largest entry; nan if the shapes differ."""
    import numpy as np

    (structure, x), (other, y) = parsed(a), parsed(b)
    if structure != other:
        return np.nan
    scale = np.max(np.abs(y), initial=0)
    return np.max(np.abs(x - y), initial=0) / (scale if scale > 0 else 1)


def statement(claim, value, old):
    """One `check` with the line that a passing check prints."""
    kept = old.get(claim)
    text = literal(value)
    if kept and relative_difference(kept, text) <= UNMOVED:
        text = kept
    tolerance = "tol 1e-9" if parsed(text)[1].any() else "abs 1e-12"
    return f"check {claim} ≈ {text} {tolerance}\n#> ok [..]\n"


def previous(path):
    """The numbers that each program of a file holds now: title -> claim -> literal."""
    titles = {}
    claims = titles.setdefault("", {})
    for line in path.read_text().splitlines() if path.exists() else []:
        if line.startswith("# "):
            claims = titles.setdefault(line[2:], {})
        elif line.startswith("check ") and " ≈ " in line:
            claim, right = line[len("check "):].rsplit(" ≈ ", 1)
            claims[claim] = right.rsplit(" ", 2)[0]
    return titles


def rendered(theme, path):
    """The text of one fixture file, and the claims that the second opinion contradicts."""
    old = previous(path)
    parts = [HEADER.format(summary=theme.SUMMARY, evidence=theme.EVIDENCE)]
    wrong = []
    for program in theme.PROGRAMS:
        values, disagreements = reference(program)
        wrong += [f"{path.name}: {program.title}: {line}" for line in disagreements]
        checks = [statement(c, v, old.get(program.title, {})) for c, v in values]
        parts.append(f"# {program.title}\n{program.code}\n" + "".join(checks))
    return "\n".join(parts), wrong


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--check", action="store_true", help="compare, write nothing")
    arguments.add_argument("themes", nargs="*", help="only these files (elementwise, loops, ...)")
    options = arguments.parse_args()
    failed = False
    for name in options.themes or THEMES:
        theme = importlib.import_module("programs." + name.replace("-", "_"))
        path = HERE / f"{name}.gms"
        text, wrong = rendered(theme, path)
        for line in wrong:
            print("disagrees:", line)
        claims = text.count("\ncheck ")
        moved = not path.exists() or path.read_text() != text
        print(f"{name}: {len(theme.PROGRAMS)} programs, {claims} claims" + (", moved" if moved else ""))
        failed = failed or bool(wrong) or (options.check and moved)
        if moved and not wrong and not options.check:
            path.write_text(text)
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
