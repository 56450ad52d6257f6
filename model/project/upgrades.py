"""How parts of an older format become those of the next one.

A change of the format adds one to `FORMAT`, a function here under the number that it starts from, and a golden file
of the old format beside the tests; a test fails where one of the three is missing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from model.project.value import FORMAT

Parts = Mapping[str, bytes]

UPGRADES: Mapping[int, Callable[[Parts], Parts]] = {}
"""From each older version to the one after it."""


def upgrade(
    parts: Parts, version: int, upgrades: Mapping[int, Callable[[Parts], Parts]] = UPGRADES, target: int = FORMAT
) -> Parts:
    """The parts as the current format has them; a later one, which says that we may read it, is left as it is."""
    for step in range(version, target):
        parts = upgrades[step](parts)
    return parts
