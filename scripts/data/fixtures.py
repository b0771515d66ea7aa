#!/usr/bin/env python3
"""Files that NumPy, pandas, Pillow and safetensors wrote, with what is in them, for the tests of gm's readers.

    fixtures.py            makes Tests/ArrayFilesTests/Fixtures anew
    fixtures.py --check    has gm read each of them and write it again, and these packages read what gm wrote

Needs numpy, pandas, pillow, safetensors and ml_dtypes. `contents.tsv` lists what a reader should find: file, name,
type, shape, and the bytes of the numbers (little-endian, in base64) or of the texts (UTF-8, each with a zero behind).
"""

import base64
import gzip
import io
import pathlib
import struct
import subprocess
import sys
import tempfile
import zlib

import ml_dtypes
import numpy as np
import pandas as pd
from PIL import Image
from safetensors.numpy import load_file, save_file

ROOT = pathlib.Path(__file__).resolve().parents[2]
FOLDER = ROOT / "Tests" / "ArrayFilesTests" / "Fixtures"
rng = np.random.default_rng(20261127)


def tensor(a):
    """An array in the type that gm has for it."""
    a = np.asarray(a)
    kind, size = a.dtype.kind, a.dtype.itemsize
    if a.dtype == ml_dtypes.bfloat16 or kind == "f" and size < 8:
        return "f32", a.astype("<f4")
    if kind in "iu":
        return "i64", a.astype("<i8")
    return {"b": "bool", "f": "f64", "c": "c128"}[kind], a.astype({"b": "?", "f": "<f8", "c": "<c16"}[kind])


def rows(file, contents):
    """The lines of the table for a file: of one array its name is empty."""
    for name, value in contents.items():
        if isinstance(value, list):
            data = b"".join(text.encode() + b"\0" for text in value)
            yield file, name, "texts", str(len(value)), base64.b64encode(data).decode()
        else:
            kind, a = tensor(value)
            shape = "x".join(map(str, a.shape))
            yield file, name, kind, shape, base64.b64encode(np.ascontiguousarray(a).tobytes()).decode()


def numbers(dtype, shape):
    """Numbers of a type with its extremes among them."""
    count = int(np.prod(shape))
    if dtype.kind == "b":
        return rng.integers(0, 2, shape).astype(bool)
    if dtype.kind in "iu":
        limits = np.iinfo(dtype)
        top = min(limits.max, 2**63 - 1)
        some = [limits.min, top, 0, 1][:count]
        rest = rng.integers(0, min(limits.max, 2**31), max(0, count - len(some)))
        return np.array(list(some) + list(rest), dtype=dtype).reshape(shape)
    some = [np.nan, np.inf, -np.inf, -0.0, 1.5][:count]
    a = np.concatenate([some, rng.normal(size=count - len(some))])
    if dtype.kind == "c":
        parts = np.empty(count, dtype="c16")
        parts.real, parts.imag = a, a[::-1]
        a = parts
    return a.astype(dtype).reshape(shape)


def npy():
    types = "b1 i1 u1 i2 u2 i4 u4 i8 u8 f2 f4 f8 c8 c16".split()
    for t in types:
        for order in "<>" if t[1] != "1" else "|":
            dtype = np.dtype(order + t)
            a = numbers(dtype, (2, 3))
            yield f"{'big' if order == '>' else 'little'}-{t}.npy", a, lambda f, a=a: np.save(f, a)
    for shape in [(), (0,), (0, 3), (1,), (7,), (2, 1, 3), (1,) * 12]:
        a = rng.normal(size=shape)
        yield f"shape-{'x'.join(map(str, shape)) or 'scalar'}.npy", a, lambda f, a=a: np.save(f, a)
    for shape in [(2, 3), (3, 1, 2), (2, 3, 4), (5,)]:
        a = np.asfortranarray(rng.normal(size=shape))
        yield f"fortran-{'x'.join(map(str, shape))}.npy", a, lambda f, a=a: np.save(f, a)
    for version in [(1, 0), (2, 0), (3, 0)]:
        a = rng.normal(size=3)
        yield (f"version-{version[0]}.npy", a,
               lambda f, a=a, v=version: np.lib.format.write_array(f, a, version=v))
    old = b"\x93NUMPY\x01\x00" + struct.pack("<H", 70)
    old += b"{'shape': (3L, 2L), 'fortran_order': False, 'descr': '>i4'}".ljust(69) + b"\n"
    a = np.arange(6, dtype=">i4").reshape(3, 2)
    yield "python2.npy", a, lambda f: f.write(old + a.tobytes())


def written(make):
    file = io.BytesIO()
    make(file)
    return file.getvalue()


def everything():
    """Names of files, what they hold, their bytes."""
    for name, a, make in npy():
        yield name, {"": a}, written(make)
    several = {"weights": rng.normal(size=(3, 2)), "μ": np.arange(4), "ok": np.array(True), "a.b": np.zeros((0, 2))}
    yield "stored.npz", several, written(lambda f: np.savez(f, **several))
    yield "deflated.npz", several, written(lambda f: np.savez_compressed(f, **several))
    yield "empty.npz", {}, written(lambda f: np.savez(f))
    st = {f"t.{n}": numbers(np.dtype(n), (2, 3)) for n in "bool int8 uint8 int16 int32 int64 float16 float32 float64".split()}
    st["bf"] = rng.normal(size=(2, 2)).astype(ml_dtypes.bfloat16)
    st["none"], st["σ"] = np.zeros((2, 0)), np.array(3.25, dtype="f4")
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder, "x")
        save_file(st, path, metadata={"format": "np", "note": "\"quoted\"\n"})
        yield "all.safetensors", st, path.read_bytes()
        save_file({}, path)
        yield "empty.safetensors", {}, path.read_bytes()
    a = rng.integers(0, 256, (3, 4, 5)).astype("u1")
    idx = {"u1": 8, "i1": 9, "i2": 11, "i4": 12, "f4": 13, "f8": 14}
    for t, code in idx.items():
        b = numbers(np.dtype(">" + t), (2, 3))
        yield f"{t}.idx", {"": b}, bytes([0, 0, code, 2]) + struct.pack(">II", 2, 3) + b.tobytes()
    images = bytes([0, 0, 8, 3]) + struct.pack(">III", *a.shape) + a.tobytes()
    yield "images-idx3-ubyte", {"": a}, images
    yield "images-idx3-ubyte.gz", {"": a}, gzip.compress(images, mtime=0)
    yield from pictures()
    yield from tables()


def pictures():
    shapes = {"L": (3, 4), "LA": (3, 4, 2), "RGB": (3, 4, 3), "RGBA": (3, 4, 4)}
    for mode, shape in shapes.items():
        a = rng.integers(0, 256, shape).astype("u1")
        yield f"{mode}.png", {"": a / 255}, written(lambda f, a=a, m=mode: Image.fromarray(a, m).save(f, "png"))
    a = rng.integers(0, 65536, (3, 2)).astype("u2")
    yield "grey16.png", {"": a / 65535}, written(lambda f: Image.fromarray(a).save(f, "png"))
    a = rng.integers(0, 2, (5, 9)).astype(bool)
    yield "one-bit.png", {"": a / 1.0}, written(lambda f: Image.fromarray(a).save(f, "png"))
    picture = Image.fromarray(rng.integers(0, 256, (8, 8, 3)).astype("u1")).quantize(16)
    palette = np.asarray(picture.convert("RGB"))
    yield "palette.png", {"": palette / 255}, written(lambda f: picture.save(f, "png"))
    yield from drawn_pictures()


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def scanlines(samples, depth):
    """Rows of samples as PNG has them: a filter (none), then bits, the first one highest."""
    for row in samples.reshape(len(samples), -1):
        bits = np.unpackbits(row.astype(">u2").view("u1").reshape(-1, 2), axis=1)[:, 16 - depth:]
        yield b"\0" + np.packbits(bits.ravel()).tobytes()


def png(samples, depth, kind, is_interlaced, *chunks):
    """What Pillow does not write: Adam7, and all depths. The specification has the seven passes."""
    passes = [(0, 0, 8, 8), (0, 4, 8, 8), (4, 0, 8, 4), (0, 2, 4, 4), (2, 0, 4, 2), (0, 1, 2, 2), (1, 0, 2, 1)]
    parts = [samples[y::dy, x::dx] for y, x, dy, dx in passes] if is_interlaced else [samples]
    data = b"".join(line for part in parts if part.size for line in scanlines(part, depth))
    head = struct.pack(">IIBBBBB", samples.shape[1], samples.shape[0], depth, kind, 0, 0, is_interlaced)
    body = b"".join(chunk(*c) for c in chunks)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + body + chunk(b"IDAT", zlib.compress(data)) + chunk(b"IEND", b"")


def drawn_pictures():
    """All kinds of pixels, interlaced or not, with and without a colour that is transparent."""
    rng = np.random.default_rng(7)
    kinds = {"grey": (0, 1, (1, 2, 4, 8, 16)), "rgb": (2, 3, (8, 16)), "palette": (3, 1, (1, 2, 4, 8)),
             "greyalpha": (4, 2, (8, 16)), "rgba": (6, 4, (8, 16))}
    for name, (kind, channels, depths) in kinds.items():
        for depth, is_interlaced in ((d, i) for d in depths for i in (0, 1)):
            a = rng.integers(0, min(2**depth, 200 if kind == 3 else 2**16), (3, 5, channels))
            clear = a[1, 1]
            chunks, full = [], 2**depth - 1
            alpha = np.where((a == clear).all(axis=2, keepdims=True), 0, 1)
            if kind == 3:
                palette = rng.integers(0, 256, (min(2**depth, 200), 3))
                chunks.append((b"PLTE", palette.astype("u1").tobytes()))
                pixels = palette[a[:, :, 0]] / 255
                if depth == 4:
                    chunks.append((b"tRNS", bytes(range(9))))
                    opacity = np.concatenate([np.arange(9), np.full(7, 255)])
                    pixels = np.concatenate([pixels, opacity[a] / 255], axis=2)
            else:
                pixels = a / full
                if kind in (0, 2) and depth in (4, 8, 16) and is_interlaced:
                    chunks.append((b"tRNS", clear.astype(">u2").tobytes()))
                    pixels = np.concatenate([pixels, alpha], axis=2)
            ending = "-interlaced" if is_interlaced else ""
            data = png(a, depth, kind, is_interlaced, *chunks)
            eight = np.asarray(Image.open(io.BytesIO(data)).convert("RGBA"))
            if depth <= 8:
                rgb = pixels[:, :, :1] if kind in (0, 4) else pixels[:, :, :3]
                assert (np.round(rgb * 255) == eight[:, :, :3]).all(), name
            yield f"{name}-{depth}{ending}.png", {"": pixels[:, :, 0] if pixels.shape[2] == 1 else pixels}, data


def tables():
    frame = pd.DataFrame({
        "count": [3, -1, 2**62], "x": [0.1, np.nan, -2.5e-300], "name": ["a", 'b,"c"\nd', "日本"],
        "ok": [True, False, True], "sepal length (cm)": [5.1, 4.9, 1e22]})
    columns = {c: list(frame[c]) if frame[c].dtype.kind in "OUT" or str(frame[c].dtype).startswith("str") else frame[c].to_numpy()
               for c in frame}
    yield "pandas.csv", columns, frame.to_csv(index=False).encode()
    yield "semicolon.csv", columns, frame.to_csv(index=False, sep=";").encode()
    yield "tabs.tsv", columns, frame.to_csv(index=False, sep="\t").encode()
    yield "quoted.csv", columns, frame.to_csv(index=False, quoting=1).encode()
    yield "crlf.csv", {"a": np.array([1, 2]), "b": ["x", "y"]}, b"\xef\xbb\xbfa,b\r\n1,x\r\n2,y\r\n"
    m = rng.normal(size=(5, 3))
    yield "savetxt.csv", {"": m}, written(lambda f: np.savetxt(f, m, delimiter=",", fmt="%.17g", header="a header"))
    n = rng.integers(-9, 9, (4, 2))
    yield "integers.csv", {"": n}, written(lambda f: np.savetxt(f, n, delimiter=",", fmt="%d"))
    yield "words.csv", {"a": np.array([1.0, np.nan]), "b": np.array([np.nan, np.inf]), "c": ["NA", "x"]}, \
        b"a,b,c\n1,NA,NA\n,inf,x\n"
    yield "packed.csv.gz", {"a": np.array([1, 2])}, gzip.compress(b"a\n1\n2\n", mtime=0)


def make():
    FOLDER.mkdir(parents=True, exist_ok=True)
    for old in FOLDER.iterdir():
        old.unlink()
    lines = []
    for name, contents, data in everything():
        (FOLDER / name).write_bytes(data)
        lines += ["\t".join(row) for row in rows(name, contents)]
        if not contents:
            lines.append(f"{name}\t\tnothing\t\t")
    (FOLDER / "contents.tsv").write_text("\n".join(lines) + "\n")
    size = sum(f.stat().st_size for f in FOLDER.iterdir())
    print(f"{len(list(FOLDER.iterdir()))} files, {size} bytes")


def same(a, b):
    a, b = np.asarray(a), np.asarray(b)
    return a.shape == b.shape and (a.astype(b.dtype).tobytes() == b.tobytes() or np.array_equal(a, b, equal_nan=True))


def read(path):
    """What a package reads in a file that gm wrote, by names."""
    if path.suffix == ".npy":
        return {"": np.load(path)}
    if path.suffix == ".npz":
        return dict(np.load(path))
    if path.suffix == ".safetensors":
        return load_file(path)
    if path.suffix == ".png":
        a = np.asarray(Image.open(path))
        return {"": a / (65535 if a.dtype.itemsize > 1 else 255)}
    if path.suffix == ".idx":
        data = path.read_bytes()
        types = {8: "u1", 9: "i1", 11: ">i2", 12: ">i4", 13: ">f4", 14: ">f8"}
        shape = struct.unpack(f">{data[3]}I", data[4:4 + 4 * data[3]])
        return {"": np.frombuffer(data[4 + 4 * data[3]:], types[data[2]]).reshape(shape)}
    frame = pd.read_csv(path, sep="\t" if path.suffix == ".tsv" else ",", keep_default_na=False, na_values=["nan"])
    return {c: frame[c].to_numpy() for c in frame}


def check():
    gm = ROOT / "scripts" / "gm"
    failures = count = 0
    with tempfile.TemporaryDirectory() as folder:
        cases = []
        for name, contents, data in everything():
            if not contents:
                continue
            path = pathlib.Path(folder, name)
            path.write_bytes(data)
            one = list(contents) == [""]
            values = list(contents.values())
            isText = any(isinstance(v, list) for v in values)
            endings = [".npy"] if one else [] if isText else [".npz"]
            if one and not np.iscomplexobj(values[0]) and np.ndim(values[0]) > 0 and ".idx" in name:
                endings.append(".idx")
            if not one and not isText and "safetensors" in name:
                endings.append(".safetensors")
            if name.endswith(".png"):
                endings.append(".png")
            if ".csv" in name and not one:
                endings += [".csv", ".tsv"]
            for ending in endings:
                target = pathlib.Path(folder, f"{len(cases)}{ending}")
                depth = ", depth=16" if "16" in name and ending == ".png" else ""
                cases.append((name, contents, target, f'save(load("{path}"), "{target}"{depth})'))
        script = pathlib.Path(folder, "write.gms")
        script.write_text("\n".join(c[3] for c in cases) + "\n")
        subprocess.run([gm, "--keep-going", script], check=True)
        for name, contents, target, _ in cases:
            count += 1
            found = read(target)
            isSame = list(found) == list(contents) or set(found) == set(contents)
            for key, value in contents.items():
                expected = np.array(value, dtype=object) if isinstance(value, list) else tensor(value)[1]
                if target.suffix == ".png" and "16" in name and np.ndim(value) == 3:
                    # Of 16 bits Pillow reads the upper 8 where there are several samples, and no grey with alpha.
                    expected = np.floor(np.round(expected * 65535) / 256) / 255
                    expected = expected[:, :, [0, 0, 0, 1]] if expected.shape[2] == 2 else expected
                isSame = isSame and (list(found[key]) == list(expected) if isinstance(value, list) else same(found[key], expected))
            if not isSame:
                failures += 1
                print(f"{name} as {target.suffix}: {found} is not {contents}")
    print(f"{count} files that gm wrote were read, {failures} of them differ")
    return failures


if __name__ == "__main__":
    sys.exit(check() if "--check" in sys.argv else make())
