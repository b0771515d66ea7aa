"""How the fixtures of nn and optim write rows of numbers as statements of gm, and read them again."""

import re

# The last bits differ between processors: a number that moved by less is kept as it stands.
UNMOVED = 1e-13


def wrapped(numbers):
    """The numbers as a vector, in lines."""
    lines, line = [], ""
    for number in numbers:
        text = repr(number) + ", "
        if len(line) + len(text) > 110:
            lines.append(line.rstrip())
            line = ""
        line += text
    lines.append(line.rstrip(", "))
    return "[\n  " + "\n  ".join(lines) + "\n]"


def claims(path):
    """The numbers of every claim that stands in a file, by its code."""
    text = path.read_text() if path.exists() else ""
    found = re.findall(r"^check (.*?) ≈ \[\n(.*?)\n\]", text, re.S | re.M)
    return {claim: [float(x) for x in re.split(r"[,\s]+", body.strip())] for claim, body in found}


def ending(path):
    """What stands behind the last claim of a file: its picture, which is no fixture."""
    text = path.read_text() if path.exists() else ""
    return text.rpartition("#> ok [..]\n")[2]


def statement(claim, numbers, tolerance, old):
    """The claim that some code gives these numbers, those of `old` where they are the same but for rounding."""
    kept = old.get(claim, [])
    scale = max(abs(x) for x in numbers)
    if len(kept) == len(numbers):
        if max(abs(a - b) for a, b in zip(kept, numbers)) <= UNMOVED * scale:
            numbers = kept
    return f"check {claim} ≈ {wrapped(numbers)} tol {tolerance}\n#> ok [..]\n"
