"""The footnotes among the rows of a table of provisions: the row that has the mark of each, and the notes that they become."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from model.formats.treaty.row_marks import MarkedRow
from model.numbering.provision_numbers import MarginNumber, ProvisionNumber, parse_margin
from model.numbering.units import parse_unit
from model.redline import NOTE, Clause, Label, Note, Props, Run
from model.redline.limits import Sizes
from model.text.lazy_regex import late

_OWNERS = ("provision", "continuation", "text", "heading", "note")
"""The kinds of rows that may have the mark of a footnote whose number names none."""
_TITLED = ("chapter", "article", "section", "sub-section", "appendix")


_COMMAS = late(r"(?:^|(?<=\s))(?<!\d\s),(?:\s,)*(?=[\s;.])(?!\s\d)")
"""The commas between marks that were taken out of a text: no word is beside them as beside a comma of the text, and they are in
no list of numbers."""


class RowNotes:
    """The footnotes of rows, found by number: `9.5B.1` belongs to 9.5B, `A.9.6A` to the title of Article 9, `C.VII` to that of a
    chapter. The column `parent` names another provision; a note without either belongs to the row before it."""

    def __init__(self, marked: Sequence[MarkedRow]) -> None:
        """`marked` are the rows with their edition marks."""
        rows = self._rows = [of_row.row for of_row in marked]
        self._provisions: dict[str, list[int]] = {}
        self._titles: dict[tuple[str, ...], int] = {}
        """The row of the title of each unit, by the numbers of the units down to it; of chapters, after `C`."""
        self._find_owners()
        self.marks: dict[int, list[str]] = {}
        """The keys of the notes whose marks end a row, by its index."""
        self.notes: dict[str, Note] = {}
        sizes = Sizes()
        for index, row in enumerate(rows):
            owner = self._owner(index) if row.kind == "footnote" and row.number else None
            if owner is None:
                continue
            key = f"fn{len(self.notes) + 1}"
            runs = (Run(row.text),) if row.text else ()
            sizes.add(runs)
            id = f"n{len(self.notes) + 1}.1"
            clause = Clause(id, Props(provision=True), runs, number=Label(row.number), mark=marked[index].mark)
            self.notes[key] = Note(clauses=(clause,))
            self.marks.setdefault(owner, []).append(key)

    def is_note(self, index: int) -> bool:
        """Whether a row became a note, and so is no paragraph of the text."""
        row = self._rows[index]
        return row.kind == "footnote" and bool(row.number) and self._owner(index) is not None

    def with_marks(self, clause: Clause, index: int) -> Clause:
        """The clause of a row with the marks of its notes: in place of the commas that were between them, else at its end."""
        marks = tuple(Run(NOTE, content=key) for key in self.marks.get(index, ()))
        if len(marks) < 2 or len(clause.runs) != 1:
            return replace(clause, runs=(*clause.runs, *marks)) if marks else clause
        before, after = _split_at_marks(clause.runs[0].text, len(marks) - 1)
        parts = (*_plain(before), *marks, *_plain(after))
        return replace(clause, runs=parts)

    def _find_owners(self) -> None:
        article = ""
        opened: tuple[str, ...] = ()
        for index, row in enumerate(self._rows):
            if row.kind == "provision" and row.number and (margin := parse_margin(row.number)) is not None:
                for number in margin.numbers:
                    self._provisions.setdefault(number.text, []).append(index)
            elif row.kind in _TITLED and (unit := parse_unit(row.text)) is not None:
                name = unit.number.text
                article = name if unit.kind in ("article", "appendix") else article
                opened = ("C", name) if unit.kind == "chapter" else (article, name) if article != name else (article,)
                self._titles.setdefault(opened, index)
            elif row.kind.endswith("_title") and opened:
                self._titles[opened] = index if self._titles.get(opened) == index - 1 else self._titles.get(opened, index)

    def _owner(self, index: int) -> int | None:
        row = self._rows[index]
        margin = parse_margin(row.number)
        named = self._nearest(row.parent, index)
        if named is None and margin is not None:
            named = self._by_number(margin, index)
        if named is not None:
            return named
        for before in range(index - 1, -1, -1):
            if self._rows[before].kind in _OWNERS or self._rows[before].kind.endswith("_title"):
                return before
        return None

    def _by_number(self, margin: MarginNumber, index: int) -> int | None:
        number = margin.first
        if number.head == "C":
            return self._titles.get(("C", number.elements[0].text))
        if number.head == "A":
            above = tuple(element.text for element in number.elements[:-1])
            return self._titles.get(above)
        if len(number.elements) < 2:
            return None
        return self._nearest(ProvisionNumber(number.elements[:-1]).text, index)

    def _nearest(self, number: str, index: int) -> int | None:
        """The last row of a provision before a place, else the first after it."""
        places = self._provisions.get(number, ())
        return max((place for place in places if place < index), default=min(places, default=None))


def _split_at_marks(text: str, most: int) -> tuple[str, str]:
    """A text before and after the place of its marks, without the commas, of which there are at most so many."""
    found = next((match for match in _COMMAS.finditer(text) if match[0].count(",") <= most), None)
    if found is None:
        return text, ""
    before, after = text[: found.start()].rstrip(), text[found.end() :]
    words = after.lstrip()
    return before, after if before and words[:1].isalnum() else words


def _plain(text: str) -> tuple[Run, ...]:
    return (Run(text),) if text else ()
