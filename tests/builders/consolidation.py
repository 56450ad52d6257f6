"""Five small proposals on one text, with known agreements and conflicts."""

from __future__ import annotations

from pathlib import Path

from model.consolidation.merge import Consolidation

BASE = """\
*considering*
a)\tthat networks grow in all regions;
b)\tthat the costs of access fall,
*resolves*
1\tto act in good time;
2\tto report to the Council every year;
*instructs the Director*
to publish the results of this work.
"""
_ACT, _YEAR = "1\tto act in", "every year;"
_B = "b)\tthat the costs of access fall,"
_STRUCK = "{--b)\tthat the costs of access fall,--}{--¶--}"
PROPOSALS = {
    "ATU": BASE.replace(_ACT, "1\tto {~~act~>move~~} in").replace(_YEAR, "every {~~year~>second year~~};"),
    "CEPT": BASE.replace(_ACT, "1\tto {~~act~>proceed~~} in").replace(
        "2\tto report", "{++2\tto consult the regions;++}{++¶++}\n{~~2~>3~~}\tto report"
    ),
    "CITEL": BASE.replace(_ACT, "1\tto {~~act~>move~~} in").replace(_B, _STRUCK),
    "RCC": BASE.replace(_B, _STRUCK).replace(_YEAR, "every {~~year~>second year~~};"),
    "APT": BASE.replace("access fall", "access {~~fall~>rise~~}").replace("the results", "{~~the~>these~~} results"),
}
"""ATU and CITEL agree in `resolves/1`, CITEL and RCC in `considering/b`; there APT collides with both, CEPT in `resolves/1`
with ATU and CITEL. CEPT puts a clause in, ATU and RCC change `resolves/2` alike, APT alone the last paragraph."""


def write_files(folder: Path) -> tuple[Path, list[Path]]:
    """The base and the five proposals as files, each under the name of its party."""
    base = folder / "base.txt"
    base.write_text(BASE, encoding="utf-8", newline="\n")
    paths = [folder / f"{name}.txt" for name in PROPOSALS]
    for path, text in zip(paths, PROPOSALS.values(), strict=True):
        path.write_text(text, encoding="utf-8", newline="\n")
    return base, paths


def checked(found: Consolidation) -> bool:
    """Whether the counts add up: each change of each party is applied, in a conflict or left."""
    for party in range(len(found.parties)):
        placed = sum(party in change.parties for change in found.applied)
        placed += sum(party in change.parties for conflict in found.conflicts for change in conflict.proposed)
        placed += sum(left.party == party for left in found.left)
        if placed != found.counts[party]:
            return False
    return True
