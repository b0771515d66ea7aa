"""From formulas of the gm language to Python.

Only what the fixtures use: `f(x) = formula` on one line, `^`, primes (the derivative of a name
that is called, the transpose of anything else), `[1, 2; 3, 4]`, 1-based `x[i]`, `(a = 1, b = 2)`,
`x -> e`, `sum(i in a:b, e)`, `[e for i in a:b]`; and blocks with one statement a line, whose
translation is in `blocks.py`.
"""

import re

OPENING, CLOSING = "([", ")]"


def primed(match):
    """`f''(` is `D(D(f))(`."""
    name, primes = match.groups()
    return "D(" * len(primes) + name + ")" * len(primes)


def split(text, separator):
    """The parts of a text between separators that stand in no bracket."""
    parts, depth = [""], 0
    for character in text:
        depth += (character in OPENING) - (character in CLOSING)
        if character == separator and depth == 0:
            parts.append("")
        else:
            parts[-1] += character
    return parts


def matching(text, start):
    """The position of the bracket that closes the one at `start`."""
    depth = 0
    for position in range(start, len(text)):
        depth += (text[position] in OPENING) - (text[position] in CLOSING)
        if depth == 0:
            return position
    raise ValueError(f"open bracket in {text!r}")


def index(text):
    """A 1-based index list with inclusive ranges."""
    return ", ".join(map(position, split(text, ",")))


def position(text):
    """One 1-based position, `:` or an inclusive range."""
    bounds = [part.strip() for part in split(text, ":")]
    if bounds == ["", ""]:
        return ":"
    if bounds == ["end"]:
        return "-1"
    if bounds == ["end", "-1", "1"]:
        return "::-1"
    first, rest = bounds[0], ["" if bound == "end" else f"({bound})" for bound in bounds[1:]]
    return f"({first}) - 1" + "".join(f":{bound}" for bound in rest)


def walk(text):
    """`i in a:b` or `i in a:step:b` as the head of a Python loop; `r in X` walks rows."""
    name, over = re.fullmatch(r"\s*(\w+) in (.*)", text).groups()
    bounds = split(over, ":")
    if len(bounds) == 1:
        return f"for {name} in {expression(over)}"
    first, step, last = (expression(b) for b in (bounds[0], bounds[1] if len(bounds) == 3 else "1", bounds[-1]))
    return f"for {name} in steps({first}, {step}, {last})"


def collected(text):
    """`sum(i in a:b, e)` as a sum of the stacked terms, likewise `prod`."""
    found = re.search(r"\b(sum|prod)(\()(?=\w+ in )", text)
    if not found:
        return text
    end = matching(text, found.start(2))
    head, body = text[found.end():end].split(",", 1)
    terms = f"{found[1]}(stacked(({collected(body)}) {walk(head)}))"
    return text[:found.start()] + terms + collected(text[end + 1:])


def brackets(text):
    """Array literals and indices, from the outside in."""
    start = text.find("[")
    if start < 0:
        return text
    end = matching(text, start)
    # What follows keeps the bracket before it: `x[1][2]` is an index of an index.
    inner, rest = brackets(text[start + 1:end]), brackets(text[end:])[1:]
    listed = re.fullmatch(r"(.*) for (\w+ in .*)", inner)
    if listed:
        return f"{text[:start]}stacked(({listed[1]}) {walk(listed[2])}){rest}"
    if start > 0 and re.match(r"[\w)\]]", text[start - 1]):
        return f"{text[:start]}[{index(inner)}]{rest}"
    rows = [f"[{row}]" for row in split(inner, ";")]
    return f"{text[:start]}array({rows[0] if len(rows) == 1 else f'[{chr(44).join(rows)}]'}){rest}"


def expression(text):
    """A gm expression in Python."""
    text = re.sub(r"(\w+)('+)(?=\()", primed, text)
    text = re.sub(r"(?<=[\w)\]])'", ".T", text)
    text = re.sub(r"\((?=\w+ = )", "record(", text)
    text = re.sub(r"(?:\(([\w, ]+)\)|(\w+)) -> ", lambda m: f"lambda {m[1] or m[2]}: ", text)
    text = collected(text)
    return brackets(text).replace("^", "**")


