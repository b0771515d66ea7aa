"""From formulas of the gm language to Python.

Only what the fixtures use: `f(x) = formula` on one line, `^`, primes (the derivative of a name
that is called, the transpose of anything else), `[1, 2; 3, 4]`, 1-based `x[i]`, `(a = 1, b = 2)`.
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
    return f"({bounds[0]}) - 1" + "".join(f":({bound})" for bound in bounds[1:])


def brackets(text):
    """Array literals and indices, from the outside in."""
    start = text.find("[")
    if start < 0:
        return text
    end = matching(text, start)
    inner, rest = brackets(text[start + 1:end]), brackets(text[end + 1:])
    if start > 0 and re.match(r"[\w)\]]", text[start - 1]):
        return f"{text[:start]}[{index(inner)}]{rest}"
    rows = [f"[{row}]" for row in split(inner, ";")]
    return f"{text[:start]}array({rows[0] if len(rows) == 1 else f'[{chr(44).join(rows)}]'}){rest}"


def expression(text):
    """A gm expression in Python."""
    text = re.sub(r"(\w+)('+)(?=\()", primed, text)
    text = re.sub(r"(?<=[\w)\]])'", ".T", text)
    text = re.sub(r"\((?=\w+ = )", "record(", text)
    return brackets(text).replace("^", "**")


def definitions(code):
    """The one-line functions and values of a program as Python statements."""
    lines = []
    for line in code.splitlines():
        function = re.fullmatch(r"(\w+)\(([^()]*)\) = (.*)", line)
        value = re.fullmatch(r"(\w+) = (.*?);?", line)
        if function:
            name, parameters, body = function.groups()
            lines.append(f"def {name}({parameters}): return {expression(body)}")
        elif value:
            lines.append(f"{value[1]} = {expression(value[2])}")
        else:
            raise ValueError(f"no translation for {line!r}: write the Python twin")
    return "\n".join(lines)
