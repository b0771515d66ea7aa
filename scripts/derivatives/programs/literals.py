"""Numbers, vectors, matrices and trees of them as literals of the gm language, with 17 digits."""

import re

import numpy as np

NUMBER = re.compile(r"(?<![\w.])-?\d[\d.]*(?:e[+-]?\d+)?(?!\w)")


def number(x):
    """A float literal that reads back to the same f64."""
    text = f"{float(x) + 0.0:.17g}"
    return text if re.search(r"[.einf]", text) else text + ".0"


def literal(value):
    """The literal of a tree of scalars, vectors and matrices; a single row is a transposed vector."""
    if isinstance(value, dict):
        return "(" + ", ".join(f"{name} = {literal(v)}" for name, v in value.items()) + ")"
    if isinstance(value, (tuple, list)):
        return "(" + ", ".join(map(literal, value)) + ("," if len(value) == 1 else "") + ")"
    array = np.asarray(value, dtype=np.float64)
    if array.ndim == 0:
        return number(array)
    if array.ndim == 1:
        return "[" + ", ".join(map(number, array)) + "]"
    if array.ndim == 2 and array.shape[0] == 1:
        return literal(array[0]) + "'"
    if array.ndim == 2:
        return "[" + "; ".join(", ".join(map(number, row)) for row in array) + "]"
    raise ValueError(f"no literal for {array.ndim} axes")


def parsed(text):
    """A literal written by `literal`: its text without the numbers, and the numbers."""
    return NUMBER.sub("#", text), np.asarray([float(x) for x in NUMBER.findall(text)])
