"""The size of a regular expression once its repetitions are written out: `(ab){3}` becomes `ababab` before any clock runs."""

from __future__ import annotations

import re

from model.text.lazy_regex import late

_PART = late(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|\{\s*(?P<least>\d*)\s*(?:,\s*\d*\s*)?\}|.", re.DOTALL)
"""An escape, a class, a count, or one sign."""


def written_out(pattern: str) -> int:
    """The signs of a pattern once each least count is written out; a pattern that is none gives some number."""
    sizes, last = [0], 0
    """Of the groups that are open, the outermost first; and of the last thing, which a count would repeat."""
    for part in _PART.finditer(pattern):
        if part["least"] is not None:
            more = last * (int(part["least"] or 0) - 1)
            if more > 0:
                last, sizes[-1] = last + more, sizes[-1] + more
        elif part[0] == "(":
            sizes.append(0)
        elif part[0] == ")" and len(sizes) > 1:
            last = sizes.pop()
            sizes[-1] += last
        else:
            last = 1
            sizes[-1] += 1
    return sum(sizes)
