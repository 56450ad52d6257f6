"""*Cuts*: the proposals that are printed from one treaty text, derived from its amendments and from what was set by hand."""

from __future__ import annotations

from msgspec import Struct

from model.redline import Clause, Redline
from model.submission.values import CutSettings, Symbol


class Cut(Struct, frozen=True):
    """A proposal that is printed from a treaty text: provisions that are new, struck, changed or moved, or that stay (NOC)."""

    key: str
    """The clause id by which its settings are stored, or would be: that of its first provision with settings, else its first."""
    first: str
    """The id of its first clause."""
    last: str
    """The id of its last clause."""
    provisions: tuple[str, ...]
    """The ids of the clauses that begin its provisions, heads and paragraphs, without unchanged ones between."""
    spans: tuple[tuple[int, int], ...]
    """The indices of its clauses in the text that it was derived from: ranges without gaps, in order, apart from one another."""
    symbol: Symbol
    """That of its settings, else the one that its amendments give it."""
    derived: Symbol
    """The symbol that its amendments give it."""
    address: str
    """What it bears on: the margin number of its first provision, `9.11A`, or the path of a head, `Article 28A`."""
    address_of_last: str
    """The same of its last provision; equal to `address` if it has only one."""
    settings: CutSettings
    note: str = ""
    """The key of the footnote that it is: `address` is its number, `key` that of `footnote_id`, and `spans` are of what refers to
    it; '' for anything else."""

    @property
    def place(self) -> tuple[str, str]:
        """Where it begins: the key of a footnote, empty for the text, and the id of a clause."""
        return self.note, self.key.removeprefix(f"{self.note}:") if self.note else self.key

    @property
    def is_numbered(self) -> bool:
        """Whether it has a number and reasons: all but a plain NOC, by which nothing is proposed."""
        return self.symbol != "NOC" or self.settings.underlined

    def clauses(self, redline: Redline) -> tuple[Clause, ...]:
        """Its clauses.

        redline: the text that it was derived from
        """
        return tuple([clause for start, stop in self.spans for clause in redline.clauses[start:stop]])
