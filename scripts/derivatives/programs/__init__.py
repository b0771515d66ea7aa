"""The programs whose derivatives are pinned, one module per fixture file."""

from dataclasses import dataclass, field

THEMES = ["elementwise", "linear-algebra", "loops", "nested", "games", "gradients", "hessians", "per-example",
          "control-flow", "pullbacks"]


@dataclass
class Program:
    """A few lines of gm, what they claim, and how a second opinion is formed.

    code:   the gm text; it is translated into Python by `blocks.py` and `translation.py`.
    claims: gm expressions whose values are pinned, one a line.
    python: the Python twin where the code is more than they know; it defines the same names.
    judged: false where no second opinion can exist (a held value is no difference quotient).
    exact:  the second opinion is mpmath (functions of one scalar) instead of differences.
    """

    title: str
    code: str
    claims: str
    python: str = ""
    exact: bool = False
    judged: bool = True
    expressions: list = field(init=False)

    def __post_init__(self):
        self.code = self.code.strip("\n")
        self.expressions = [line.strip() for line in self.claims.splitlines() if line.strip()]
