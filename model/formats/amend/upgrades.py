"""The upgrades of project files from one format to the next.

A change of the format adds one to `FORMAT`, a function here under the number that it starts from, and a golden file of the old
format beside the tests; a test fails if one of the three is missing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from model.formats.amend.values import FORMAT

Parts = Mapping[str, bytes]


def _unchanged(parts: Parts) -> Parts:
    return parts


UPGRADES: Mapping[int, Callable[[Parts], Parts]] = {1: _unchanged, 2: _unchanged, 3: _unchanged}
"""From each older version to the next one.

1 to 2: comments are elements of their own; those of a text that was read from a Word file are taken from its package, see
`read_write`. 2 to 3: amendments in clauses that were deleted as a whole are kept beside the text. 3 to 4: cells of new tables
and columns have a shape.
"""


def upgrade_project(
    parts: Parts, version: int, upgrades: Mapping[int, Callable[[Parts], Parts]] = UPGRADES, target: int = FORMAT
) -> Parts:
    """The parts as the current format has them; a later one, which says that we may read it, is left as it is."""
    for step in range(version, target):
        parts = upgrades[step](parts)
    return parts
