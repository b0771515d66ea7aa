"""Numbers, vectors and matrices as literals of the gm language, with 17 significant digits."""

import re

import numpy as np


def number(x):
    """A float literal that reads back to the same f64."""
    text = f"{float(x) + 0.0:.17g}"
    return text if re.search(r"[.einf]", text) else text + ".0"


def literal(value):
    """The literal of a scalar, a vector or a matrix; a single row is a transposed vector."""
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
    """The array that a literal written by `literal` stands for."""
    if not text.startswith("["):
        return np.asarray(float(text))
    rows = [[float(x) for x in row.split(",")] for row in text.strip("[]'").split(";")]
    if text.endswith("'"):
        return np.asarray(rows)
    return np.asarray(rows[0]) if len(rows) == 1 else np.asarray(rows)
