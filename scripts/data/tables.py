#!/usr/bin/env python3
"""Data files beside scripts/data/files.gms, written by other programs from the tables that gm ships: flowers.csv by
pandas, with a class in words and one missing value; digits as IDX files, gzipped, as MNIST comes.
"""

import gzip
import pathlib
import struct

import numpy as np
import pandas as pd

HERE = pathlib.Path(__file__).resolve().parent
TABLES = HERE.parents[1] / "Sources" / "CTables" / "tables"


def lines(name):
    text = next(TABLES.glob(f"{name}*")).read_text()
    return [line for line in text.splitlines() if not line.startswith("#")]


def flowers():
    numbers = np.array([[float(x) for x in line.split(",")] for line in lines("iris")])
    columns = ["sepal length (cm)", "sepal width (cm)", "petal length (cm)", "petal width (cm)"]
    frame = pd.DataFrame(numbers[:, :4], columns=columns)
    frame["species"] = [["setosa", "versicolor", "virginica"][int(k) - 1] for k in numbers[:, 4]]
    frame.loc[41, "petal width (cm)"] = np.nan
    frame.to_csv(HERE / "flowers.csv", index=False)


def digits():
    rows = np.array([[int(c, 32) for c in line] for line in lines("digits")], dtype="u1")[:400]
    images, labels = rows[:, :64].reshape(-1, 8, 8), rows[:, 64]
    heading = bytes([0, 0, 8, 3]) + struct.pack(">III", *images.shape)
    (HERE / "digits-idx3-ubyte.gz").write_bytes(gzip.compress(heading + images.tobytes(), mtime=0))
    heading = bytes([0, 0, 8, 1]) + struct.pack(">I", len(labels))
    (HERE / "digits-idx1-ubyte.gz").write_bytes(gzip.compress(heading + labels.tobytes(), mtime=0))


if __name__ == "__main__":
    flowers()
    digits()
