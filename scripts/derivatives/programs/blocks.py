"""From programs of the gm language to Python: one-line definitions and blocks.

A block has one statement a line; its opening bracket ends a line and its closing one begins a line,
except that `if c { s }` and `for k in a:b { s; t }` may stand on one line. The last expression of a
function's block is its value.
"""

import re

from .translation import expression, walk

STATEMENTS = ("return", "break", "continue", "for ", "while ", "if ", "else", "elif ", "def ")


def head(text):
    """What stands before a bracket that opens a block, as the head of a Python block."""
    if text.startswith("for "):
        return walk(text[4:])
    for word, python in (("while ", "while "), ("if ", "if "), ("} else if ", "elif ")):
        if text.startswith(word):
            return python + expression(text[len(word):])
    if text == "} else":
        return "else"
    name, parameters = re.fullmatch(r"(\w+)\(([^()]*)\) =", text).groups()
    return f"def {name}({parameters})"


def statement(text):
    """One statement without a block of its own."""
    if text in ("break", "next"):
        return {"break": "break", "next": "continue"}[text]
    if text.startswith("return "):
        return "return " + expression(text[len("return "):])
    entry = re.fullmatch(r"(\w+)\[(.*?)\] = (.*)", text)
    if entry:
        place = expression(f"x[{entry[2]}]")[1:]
        return f"{entry[1]} = {entry[1]}.at{place}.set({expression(entry[3])})"
    field = re.fullmatch(r"(\w+)\.(\w+) = (.*)", text)
    if field:
        return f"{field[1]} = {field[1]}.changed({field[2]}={expression(field[3])})"
    value = re.fullmatch(r"(\w+|\([\w, ]+\)) = (.*?);?", text)
    if value:
        return f"{value[1]} = {expression(value[2])}"
    return expression(text)


def one_line(text):
    """A line of a program that opens no block which it does not close."""
    function = re.fullmatch(r"(\w+)\(([^()]*)\) = ([^{]*)", text)
    if function:
        name, parameters, body = function.groups()
        return f"def {name}({parameters}): return {expression(body)}"
    closed = re.fullmatch(r"((?:if|for|while) [^{]*) \{ (.*) \}", text)
    if closed:
        return f"{head(closed[1])}: " + "; ".join(statement(s.strip()) for s in closed[2].split(";"))
    return statement(text)


def opened_up(text):
    """`if c { s } else { t }` on one line as the lines of a block."""
    both = re.fullmatch(r"(if .*?) \{ (.*?) \} else \{ (.*) \}", text)
    if not both:
        return [text]
    first, second = both[2].split("; "), both[3].split("; ")
    return [f"{both[1]} {{", *first, "} else {", *second, "}"]


def returning(lines, first, indent):
    """Makes the last statement of a function's block, from line `first` on, its value."""
    last = lines[-1]
    if len(lines) > first and last.startswith(indent) and not last[len(indent):].startswith(" "):
        text = last[len(indent):]
        is_value = not re.match(r"\(?\w+(, \w+)*\)? = ", text) and not text.startswith(STATEMENTS)
        lines[-1] = f"{indent}return {text}" if is_value else last


def definitions(code):
    """The functions and values of a program as Python statements."""
    lines, opened = [], []
    for text in (part for line in code.splitlines() if line.strip() for part in opened_up(line.strip())):
        if text.startswith("}"):
            was_function, first = opened.pop()
            if was_function:
                returning(lines, first, "    " * (len(opened) + 1))
            if text == "}":
                continue
        indent = "    " * len(opened)
        if text.endswith("{"):
            python = head(text[:-1].rstrip())
            lines.append(f"{indent}{python}:")
            opened.append((python.startswith("def "), len(lines)))
        else:
            lines.append(indent + one_line(text))
    return "\n".join(lines)
