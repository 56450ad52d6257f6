"""The doubts about a text that was read from PDF: sentences for the user, each with its place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct

from model.formats.pdf.layout.characters import UNREADABLE
from model.formats.pdf.layout.line_ends import LineEnd
from model.formats.pdf.layout.lines import PageLine
from model.formats.pdf.places import Doubt, DoubtKind, SourcePlace
from model.message import Message
from model.numbering import Numeral, parse_label
from model.redline import Clause, Redline
from model.text.shortening import shorten_text

_SHOWN = 60
"""Characters of a text that a sentence quotes."""


class SourceDoubt(Struct, frozen=True):
    """A doubt about a raw paragraph, before its clause is known."""

    source: str
    """The number of the raw paragraph."""
    kind: DoubtKind
    reason: Message
    place: SourcePlace
    words: str = ""
    instead: str = ""

    def of_clause(self, clause: str) -> Doubt:
        """The doubt about the clause that was made of the paragraph."""
        return Doubt(self.kind, self.reason, self.place, clause, self.words, self.instead)


def join_doubt(source: str, end: LineEnd, place: SourcePlace) -> SourceDoubt:
    """A word that is divided at the end of a line, and occurs nowhere whole."""
    reason = Message.of("At the end of a line: “{word}” or “{other}”?", word=end.word, other=end.other)
    return SourceDoubt(source, "join", reason, place, end.word, end.other)


def paragraph_doubt(source: str, line: PageLine, place: SourcePlace) -> SourceDoubt:
    """A line at the top of a page or column that may begin a paragraph."""
    words = shorten_text(line.text, _SHOWN)
    reason = Message.of("Does “{words}” continue the paragraph before the end of the page?", words=words)
    return SourceDoubt(source, "paragraph", reason, place, words)


def note_doubt(source: str, mark: str, place: SourcePlace) -> SourceDoubt:
    """A footnote whose mark is not found in the text."""
    reason = Message.of(
        "Where is the mark of footnote {mark}? It was put at the end of the last paragraph of its page.", mark=mark
    )
    return SourceDoubt(source, "note", reason, place)


def table_doubt(source: str, place: SourcePlace) -> SourceDoubt:
    """A table without lines."""
    return SourceDoubt(
        source, "table", Message.of("Is this a table? It has no lines, and its cells were found by their places."), place
    )


def struck_doubt(source: str, words: str, place: SourcePlace) -> SourceDoubt:
    """Words that are struck out."""
    reason = Message.of(
        "“{words}” is struck out on the page; delete it if it is no part of the text.", words=shorten_text(words, _SHOWN)
    )
    return SourceDoubt(source, "lost", reason, place, words)


def unreadable_doubt(source: str, words: str, place: SourcePlace) -> SourceDoubt:
    """Words with characters that cannot be read."""
    reason = Message.of("Characters of “{words}” cannot be read; type them as on the page.", words=shorten_text(words, _SHOWN))
    return SourceDoubt(source, "unreadable", reason, place, words)


def unreadable_line_doubt(place: SourcePlace) -> Doubt:
    """A line that is omitted because it cannot be read."""
    return Doubt(
        "unreadable", Message.of("A line that cannot be read was omitted; type it if the text has it nowhere else."), place
    )


def turned_doubt(words: str, place: SourcePlace) -> Doubt:
    """Text that is not upright."""
    reason = Message.of("“{words}” is not upright and was omitted.", words=shorten_text(words, _SHOWN))
    return Doubt("lost", reason, place, words=words)


def hidden_doubt(words: str, place: SourcePlace) -> Doubt:
    """Text that is invisible or behind a picture."""
    reason = Message.of("“{words}” is invisible or behind a picture and was omitted.", words=shorten_text(words, _SHOWN))
    return Doubt("lost", reason, place, words=words)


def unreadable_words(words: Iterable[str]) -> list[str]:
    """The words that have characters that cannot be read."""
    return [word for word in words if UNREADABLE in word]


def label_doubts(redline: Redline, places: Mapping[str, tuple[SourcePlace, ...]]) -> Iterator[Doubt]:
    """Labels that do not follow the one before them on their level: one is missing, or was taken for text."""
    last: dict[int, Numeral] = {}
    for clause in redline.clauses:
        if clause.cell is not None:
            continue
        if clause.props.kind != "paragraph":
            last = {}
            continue
        numeral = _numeral(clause)
        if numeral is None:
            continue
        level = clause.props.level
        last = {known: before for known, before in last.items() if known <= level}
        before = last.get(level)
        last[level] = numeral
        place = places.get(clause.id)
        if place and not _follows(before, numeral):
            yield Doubt("label", _label_reason(clause, before), place[0], clause.id)


def _numeral(clause: Clause) -> Numeral | None:
    scheme = clause.props.scheme
    if clause.label is None or clause.number is not None or scheme in ("none", "bullet"):
        return None
    return parse_label(clause.label.text, scheme)


def _follows(before: Numeral | None, numeral: Numeral) -> bool:
    if numeral.tail or numeral.value == 1 or (before is None and numeral.stem):
        return True
    if before is None or before.scheme != numeral.scheme:
        return False
    return numeral.stem != before.stem or numeral.value == before.value + 1 or bool(before.tail and numeral.value >= before.value)


def _label_reason(clause: Clause, before: Numeral | None) -> Message:
    label = clause.label.text if clause.label is not None else ""
    if before is None:
        return Message.of("The list begins with {label}: is it a label, and is none missing before it?", label=label)
    return Message.of("Label {label} follows {before}: is one missing, or is the level wrong?", label=label, before=before.text)
