"""Cards: what is said beside the text about a place of it, and all of them by their clauses."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Literal

from msgspec import Struct

from model.submission.amendments import Amendment
from model.submission.comments import Comment, CommentAnchor
from model.submission.transactions import Selection

if TYPE_CHECKING:
    from model.preflight.finding import Finding

CardKind = Literal["comment", "amendment", "problem", "new"]
ORDER: Mapping[CardKind, int] = {"new": 0, "comment": 1, "amendment": 2, "problem": 3}
"""Which of several at one place stands first."""


class Card(Struct, frozen=True):
    """One thing said about a place of the text that is shown."""

    kind: CardKind
    key: str
    """Tells it from others of its kind, whatever becomes of the text."""
    clause: str
    """Of the text; of what is said about a note, the clause that bears its mark."""
    start: int
    stop: int
    """Code points in the whole text of that clause, as it was when the card was made."""
    selection: Selection
    """The words that it is about."""
    comment: Comment | None = None
    amendments: tuple[Amendment, ...] = ()
    finding: Finding | None = None
    anchors: tuple[CommentAnchor, ...] = ()
    """Of a comment that is being written."""
    reason: str = ""
    """Of an amendment: the comment that gives it."""

    @property
    def name(self) -> tuple[str, str]:
        """What it is known by when the cards are made anew."""
        return self.kind, self.key


class Cards:
    """The cards of a text, in its order."""

    def __init__(self, found: Iterable[Card] = (), order: Mapping[str, int] | None = None) -> None:
        """`order` says the index of each clause; cards of others are left out."""
        places = order or {}
        visible = [card for card in found if card.clause in places]
        self.all = sorted(visible, key=lambda card: (places[card.clause], card.start, ORDER[card.kind], card.stop))
        self._by_name = {card.name: card for card in self.all}
        self._by_clause: dict[str, list[Card]] = {}
        self._by_cell: dict[str, Card] = {}
        """That of a row of a table by its other cells."""
        for card in self.all:
            self._by_clause.setdefault(card.clause, []).append(card)
            for part in (part for amendment in card.amendments if amendment.kind == "row" for part in amendment.parts):
                if part.clause != card.clause:
                    self._by_cell[part.clause] = card

    def __len__(self) -> int:
        return len(self.all)

    def of(self, clause: str) -> list[Card]:
        """The cards of a clause."""
        return self._by_clause.get(clause, [])

    def at(self, clause: str, offset: int) -> Card | None:
        """The card that a place belongs to: of those about words there the one about the fewest, else the first of the
        clause."""
        cards = self.of(clause)
        around = [card for card in cards if card.start <= offset <= card.stop]
        return min(around, key=lambda card: card.stop - card.start, default=cards[0] if cards else self._by_cell.get(clause))

    def named(self, name: tuple[str, str] | None) -> Card | None:
        """The card that is known by a name."""
        return self._by_name.get(name) if name is not None else None
