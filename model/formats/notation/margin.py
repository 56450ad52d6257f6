"""The margin number of a provision at the head of its line: `||9.11A|| `, of an insertion `||+9.11B|| `.

What follows the plus is the number in the draft; it is a number set by hand if the remark says so, or if the rule of insertions
gives another one. `||+|| ` is a provision for which the rule gives none.
"""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct
from msgspec.structs import replace

from model.formats.notation.marks import QUOTED, quote, read_name
from model.numbering import Labelling
from model.redline import Clause, Label
from model.text.lazy_regex import late

_PLAIN = r"[\w.\[\]/–-](?:[\w.\[\]/,– -]*[\w.\[\]/–-])?"
_MARGIN = late(rf"\|\|(?P<base>{_PLAIN}|{QUOTED})?(?P<plus>\+(?P<draft>{_PLAIN}|{QUOTED})?)?\|\|(?: |$)")
_IS_PLAIN = late(_PLAIN)
MARGIN = "||"
EDITION, OWN_EDITION = "edition", "own edition"
"""The words before the edition marks of the base and of those set by hand, in a remark."""
SPACE = " "
OWN_NUMBER = "own number"
"""The word of a number that was set by hand."""


class MarginMark(Struct, frozen=True):
    """The numbers at the head of a line; None for one that is not there."""

    base: str | None = None
    draft: str | None = None

    @property
    def text(self) -> str:
        """The mark as it is written, with the space after it."""
        base = _written(self.base) if self.base is not None else ""
        draft = "" if self.base is not None and self.draft is None else "+" + (_written(self.draft) if self.draft else "")
        return f"{MARGIN}{base}{draft}{MARGIN} "


def _written(number: str) -> str:
    return number if _IS_PLAIN.fullmatch(number) else quote(number)


def margin_mark(clause: Clause, labelling: Labelling) -> MarginMark | None:
    """The mark of a clause; None if it has no number and is not a provision."""
    base = clause.number.text if clause.number is not None else None
    if clause.own_number is not None:
        return MarginMark(base, clause.own_number.text)
    if base is not None:
        return MarginMark(base)
    return MarginMark(None, labelling.number("draft", clause.id)) if clause.props.provision else None


def read_margin(line: str) -> tuple[MarginMark | None, str]:
    """The mark at the head of a line, and the rest of the line; ValueError if a quoted number is wrong."""
    found = _MARGIN.match(line)
    if found is None or not (found["base"] or found["plus"]):
        return None, line
    base, draft = (read_name(text) if (text := found[name]) else None for name in ("base", "draft"))
    return MarginMark(base, draft), line[found.end() :]


def number_words(clause: Clause) -> list[str]:
    """The facts about the margin number of a clause beyond its characters, and its edition marks."""
    words = [OWN_NUMBER] if clause.own_number is not None else []
    for name, mark in ((EDITION, clause.mark), (OWN_EDITION, clause.own_mark)):
        if mark is not None:
            words.append(f"{name} {quote(mark.text)}")
    return words


def with_margin(clause: Clause, mark: MarginMark | None, *, by_hand: bool) -> Clause:
    """A clause that was read with the numbers of its mark."""
    if mark is None:
        return clause
    number = Label(mark.base) if mark.base else None
    own_number = Label(mark.draft) if mark.draft and by_hand else None
    return replace(clause, number=number, own_number=own_number)


def printable_numbers(clause: Clause) -> Clause:
    """A clause whose margin numbers and edition marks have only what the notation can express: their characters."""
    if clause.mark is not None or clause.own_mark is not None:
        mark, own_mark = (Label(label.text, SPACE) if label is not None else None for label in (clause.mark, clause.own_mark))
        clause = replace(clause, mark=mark, own_mark=own_mark)
    if clause.number is None and clause.own_number is None:
        return clause
    number, own_number = (Label(label.text) if label and label.text else None for label in (clause.number, clause.own_number))
    return replace(clause, number=number, own_number=own_number)


def with_own_numbers(clauses: list[Clause], typed: Mapping[str, str], labelling: Labelling) -> list[Clause]:
    """The clauses; numbers of their lines that the rule would not give become numbers set by hand."""
    wrong = {id: number for id, number in typed.items() if labelling.number("draft", id) != number}
    if not wrong:
        return clauses
    return [replace(clause, own_number=Label(wrong[clause.id])) if clause.id in wrong else clause for clause in clauses]
