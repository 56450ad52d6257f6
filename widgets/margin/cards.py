"""Cards: remarks beside the text about a place in it, and all cards by their clauses."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import TYPE_CHECKING, Literal

from msgspec import Struct
from msgspec.structs import replace

from model.submission.amendments import Amendment
from model.submission.comments import Comment, CommentAnchor
from model.submission.transactions import Selection

if TYPE_CHECKING:
    from model.preflight.finding import Finding

CardKind = Literal["comment", "amendment", "problem", "new"]
ORDER: Mapping[CardKind, int] = {"new": 0, "comment": 1, "amendment": 2, "problem": 3}
"""The order of cards of several kinds at one place."""


class Card(Struct, frozen=True):
    """A remark about a place of the shown text."""

    kind: CardKind
    key: str
    """Identifies it among the cards of its kind, even after changes of the text."""
    clause: str
    """The clause in the text; for a remark about a note, the clause with its mark."""
    start: int
    stop: int
    """Code points in the whole text of that clause when the card was made."""
    selection: Selection
    """The words that it is about."""
    comment: Comment | None = None
    amendments: tuple[Amendment, ...] = ()
    finding: Finding | None = None
    more: tuple[Finding, ...] = ()
    """The findings of the same kind after that one, if they share this card."""
    anchors: tuple[CommentAnchor, ...] = ()
    """Whether it is a comment that is being written."""
    reason: str = ""
    """The key of the comment with the reason of an amendment."""
    first: bool = False
    """Whether it comes before all other cards of its clause, because the whole proposal depends on it."""

    @property
    def name(self) -> tuple[str, str]:
        """Identifies it when the cards are made again."""
        return self.kind, self.key

    def is_shown(self, mode: str) -> bool:
        """Whether it is one of the cards that are wanted: `all`, `comments`, or `theirs`, those of another party's amendments."""
        if mode == "theirs":
            return any(amendment.theirs is not None for amendment in self.amendments)
        return mode == "all" or (mode == "comments" and self.kind == "comment")


class Cards:
    """The cards of a text, in order."""

    def __init__(self, found: Iterable[Card] = (), order: Mapping[str, int] | None = None) -> None:
        """`order` is the index of each clause; cards of other clauses are omitted."""
        self._places = places = order or {}
        visible = [card for card in found if card.clause in places]
        visible.sort(key=lambda card: (places[card.clause], not card.first, card.start, ORDER[card.kind], card.stop))
        self.all = _with_one_for_blanks(visible)
        self._by_name = {card.name: card for card in self.all}
        self._by_clause: dict[str, list[Card]] = {}
        self._by_cell: dict[str, Card] = {}
        """The card of a table row by its other cells."""
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
        """The card for a place: of those about words there the one with the fewest words, otherwise the first of the clause."""
        cards = self.of(clause)
        around = [card for card in cards if card.start <= offset <= card.stop]
        return min(around, key=lambda card: card.stop - card.start, default=cards[0] if cards else self._by_cell.get(clause))

    def nearest(self, caret: tuple[str, int] | None, clauses: Collection[int]) -> Card | None:
        """The first card after the caret among those of some clauses, by their indexes; else the last before it."""
        cards = [card for card in self.all if self._places[card.clause] in clauses]
        start = (self._places.get(caret[0], 0), caret[1]) if caret is not None else (0, 0)
        return next((card for card in cards if (self._places[card.clause], card.start) >= start), cards[-1] if cards else None)

    def card_named(self, name: tuple[str, str] | None) -> Card | None:
        """The card with a name."""
        return self._by_name.get(name) if name is not None else None


def _with_one_for_blanks(cards: list[Card]) -> list[Card]:
    """The cards, in order, with one for all blanks, at the first: an unfinished text has so many that they hide the others."""
    if all(card.finding is None for card in cards):
        return cards
    from model.preflight.brackets import BLANK  # whoever has findings has loaded the rules

    blanks = [card for card in cards if card.finding is not None and card.finding.fault.message == BLANK]
    if len(blanks) < 2:
        return cards
    others = {card.name for card in blanks[1:]}
    more = tuple(card.finding for card in blanks[1:] if card.finding is not None)
    return [replace(card, more=more) if card is blanks[0] else card for card in cards if card.name not in others]
