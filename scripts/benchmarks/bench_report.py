"""What scripts/bench shows: the rows of a case, and the README's table."""

import re
import sys

UNITS = {"ns": 1e-9, "µs": 1e-6, "μs": 1e-6, "us": 1e-6, "ms": 1e-3, "s": 1.0}
MARKS = ("<!-- bench -->", "<!-- end of bench -->")
# What the README shows: the cases, and of those with parts these.
SHOWN = {"train-": r"", "diffusion-": r"", "gan-": r"", "vi-": r"", "gemm": r"NN (128x64x64|256x256x256|512x512x512) f32", "elementwise": r"(exp|tanh|normals) ",
         "eigenvalues": r"", "files": r"", "call": r"", "start": r""}


def seconds(value):
    """A time with three digits and its unit."""
    if value is None:
        return "-"
    unit = next((u for u in ("s", "ms", "µs") if value >= UNITS[u]), "ns")
    return f"{value / UNITS[unit]:.3g} {unit}"


def ratio(peer, ours):
    return f"{peer / ours:.2f}" if peer is not None and ours else "-"


def megabytes(value):
    return f"{value / 1e6:.0f} MB" if value else "-"


def difference(ours, program):
    """What a peer computes otherwise than gm, in words, and whether that is an error."""
    mine, theirs = (p.median("result") for p in (ours, program))
    if mine is not None and theirs is not None and program.turns == ours.turns:
        if abs(mine - theirs) > 1e-5 * abs(theirs):
            return f"  gives {theirs:g}, gm {mine:g}", True
    mine, theirs = (p.median("loss") for p in (ours, program))
    # Other random numbers: losses agree about.
    if mine is not None and theirs is not None and abs(mine - theirs) > 0.2 * abs(theirs) + 0.02:
        return f"  ends at the loss {theirs:g}, gm at {mine:g}", True
    return "", False


def report(name, programs):
    """The rows of one case; true if every result agrees with gm's."""
    ours, agreed = programs[0], True
    for program in programs:
        whole = program.median("whole")
        mark = f"  {program.trouble}" if program.trouble else ""
        words, wrong = difference(ours, program)
        agreed = agreed and not wrong and not (program is ours and program.trouble)
        # Other numbers of turns: whole processes cannot be compared.
        whole_ratio = ratio(whole, ours.median("whole")) if program.turns == ours.turns else "-"
        inside = program.inside()
        row = [seconds(whole), seconds(inside), whole_ratio, ratio(inside, ours.inside()),
               megabytes(program.median("memory"))]
        print(f"{name:<17}{program.name:<11}" + "".join(f"{c:>11}" for c in row) + mark + words, flush=True)
        name = ""
    for part in filter(None, ours.parts()):
        cells = [f"{p.name} {ratio(p.inside(part), ours.inside(part))}" for p in programs[1:]
                 if p.inside(part) is not None]
        print(f"  {part:<26}{seconds(ours.inside(part)):>11}   " + "  ".join(cells), flush=True)
    return agreed


def table_rows(name, programs, threads):
    """The rows of the README's table: case, threads, gm's time of a turn, the ratio of each peer."""
    pattern = next((SHOWN[start] for start in SHOWN if name.startswith(start)), None)
    if pattern is None or not programs[0].samples:
        return []
    ours, rows = programs[0], []
    parts = [p for p in ours.parts() if re.search(pattern, p)]
    for part in parts or [None]:
        # Without a time of its own a program is compared as a whole.
        time_of = (lambda p: p.median("whole")) if part is None else (lambda p, part=part: p.inside(part))
        peers = [f"{p.name} {ratio(time_of(p), time_of(ours))}" for p in programs[1:] if time_of(p) is not None]
        title = " ".join(filter(None, [name, part]))
        rows.append(f"| {title} | {threads or '-'} | {seconds(time_of(ours))} | {', '.join(peers)} |")
    return rows


def write_readme(path, rows, machine):
    """Puts the table between its marks in the README."""
    text = path.read_text()
    if any(mark not in text for mark in MARKS):
        sys.exit(f"the README has no place for the table: the lines {MARKS[0]} and {MARKS[1]}")
    head, rest = text.split(MARKS[0], 1)
    tail = rest.split(MARKS[1], 1)[1]
    lines = ["", machine, "", "| case | threads | gm | times as long |", "| --- | --- | --- | --- |", *rows, ""]
    path.write_text(head + MARKS[0] + "\n".join(lines) + MARKS[1] + tail)
