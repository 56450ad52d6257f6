"""The proof of export for directions: text written from right to left is marked so in the file, and no other text is.

The file must give paragraphs and runs the directions that the document gives them. If the default paragraph style sets its
characters from right to left, as the house's Arabic one does, Latin letters must be set from left to right, and Arabic or
Hebrew ones must not.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain

from lxml import etree
from msgspec import Struct, field

from model.errors import ProofError
from model.formats.proof_rules import spoken_language
from model.formats.recognition.raw_body import RawDocument, RawNote, RawParagraph
from model.formats.word.package.opc_package import Package
from model.formats.word.package.styles import inherited_value
from model.formats.word.package.wordml import VAL, W, child_of, elements, is_on
from model.message import Message
from model.numbering.edition_marks import NO_MARKS, EditionMarks
from model.numbering.note_editions import NO_EDITIONS, mark_behind
from model.redline import NOTE, PLAIN, Clause, Note, Run, Side, groups
from model.submission.values import Submission

_RIGHT_TO_LEFT = ("ar",)
_PARAGRAPH, _CHARACTERS = "bidi", "rtl"


class Directions(Struct, frozen=True):
    """The directions that the styles of a package give to paragraphs and characters."""

    styles: Mapping[str, etree._Element] = field(default_factory=dict)
    default: str = ""
    """Id of the default paragraph style."""
    _known: dict[str, dict[str, bool | None]] = field(default_factory=dict)
    """The values found so far, by property and style."""

    @classmethod
    def read(cls, package: Package) -> Directions:
        """The directions of a package; left to right if it has no styles."""
        parts = package.related_parts(package.main, "styles")
        styles: dict[str, etree._Element] = {}
        default = ""
        for style in package.shared_root(parts[0]).iterchildren(W + "style") if parts else ():
            id = style.get(W + "styleId", "")
            styles.setdefault(id, style)
            if style.get(W + "type") == "paragraph" and style.get(W + "default") in ("1", "true", "on"):
                default = default or id
        return cls(styles, default)

    @property
    def from_right(self) -> bool:
        """Whether the default paragraph style itself sets its characters from right to left."""
        return bool(self._direct_value(self.default, _CHARACTERS))

    def of_style(self, id: str, name: str) -> bool:
        """The value of a paragraph style, perhaps inherited: `bidi` of its paragraphs, `rtl` of their characters."""
        known = self._known.setdefault(name, {})
        start = id or self.default
        return inherited_value(start, lambda at: self._direct_value(at, name), self._parent_style, known) is True

    def _parent_style(self, id: str) -> str:
        based = child_of(self.styles[id], W + "basedOn") if id in self.styles else None
        return "" if based is None else based.get(VAL, "")

    def _direct_value(self, id: str, name: str) -> bool | None:
        holder = None if id not in self.styles else child_of(self.styles[id], W + ("pPr" if name == _PARAGRAPH else "rPr"))
        found = None if holder is None else child_of(holder, W + name)
        return None if found is None else is_on(found)


class ShownParagraph(Struct, frozen=True):
    """A paragraph of one side, of the document or of the file: its pieces, the last of which closes it."""

    pieces: Sequence[Clause] | Sequence[RawParagraph]
    side: Side
    notes: Mapping[str, Note] | Mapping[str, RawNote]
    behind: int = 0
    """The characters at its end in a file that the pieces lack: those of an edition mark."""
    editions: Mapping[str, EditionMarks] = NO_EDITIONS
    """The edition marks of notes of the document, by their keys."""

    @property
    def closing(self) -> str:
        """The XML of the properties that the paragraph itself has."""
        last = self.pieces[-1]
        if isinstance(last, Clause):
            return last.props_on(self.side).other
        return (last.base_face if self.side == "base" and last.base_face is not None else last.face).other

    @property
    def says_nothing(self) -> bool:
        """Whether no run sets a direction."""
        return not any(f"<w:{_CHARACTERS}" in run.style_on(self.side).other for run in self._runs())

    def _runs(self) -> Iterator[Run]:
        for piece in self.pieces:
            yield from (run for run in piece.runs if run.status.on(self.side))

    def characters(self) -> list[tuple[str, Run]]:
        """The characters with their runs, the last first."""
        runs = [run for run in self._runs() if not run.content]
        return [(char, run) for run in reversed(runs) for char in reversed(run.text)]

    def in_notes(self) -> Iterator[list[ShownParagraph]]:
        """The paragraphs of each note that is referred to."""
        for run in self._runs():
            if run.content and run.text == NOTE:
                note = self.notes.get(run.content)
                if isinstance(note, Note):
                    marks = self.editions.get(run.content, NO_MARKS)
                    yield [
                        ShownParagraph(group, self.side, {}, len(mark_behind(group, self.side, marks)))
                        for group in groups(note.clauses, self.side)
                    ]
                else:
                    yield [ShownParagraph(group, self.side, {}) for group in groups(note.paragraphs if note else (), self.side)]


class DirectionProof(Struct, frozen=True):
    """The comparison of the directions in a written file with those of the document."""

    file: Directions
    is_arabic: bool
    has_sources: bool
    """Whether texts were read from Word files; otherwise all styles are the house's, and all paragraphs are formatted as the
    text has them."""
    as_read: frozenset[tuple[Run, ...]] = frozenset()
    """The directions in the document's own files: Latin letters in unchanged text keep them."""
    is_silent: bool = False
    """Whether neither the file nor the document sets a direction, so that there is nothing to compare."""

    @classmethod
    def of(cls, package: Package, raw: RawDocument, submission: Submission) -> DirectionProof:
        """ProofError if the styles of the file do not set an Arabic text from right to left."""
        file = Directions.read(package)
        texts = [proposal for proposal in submission.proposals if proposal.source in submission.sources]
        is_arabic = spoken_language(submission) in _RIGHT_TO_LEFT
        sources = {proposal.source: submission.sources[proposal.source] for proposal in texts}
        if is_arabic and not file.from_right:
            directions = (Directions.read(Package.open(data, name)) for name, data in sources.items())
            if all(file.from_right for file in directions):
                reason = Message.of("The styles of the written file do not set Arabic from right to left; it was not kept.")
                raise ProofError(reason)
        stories = [proposal.original.clauses for proposal in texts]
        stories += [note.clauses for proposal in texts for note in proposal.original.notes.values()]
        as_read = frozenset(clause.runs for story in stories for clause in story) if file.from_right else frozenset()
        is_silent = not (is_arabic or file.from_right) and _says_nothing(raw, submission)
        return cls(file, is_arabic, bool(sources), as_read, is_silent)

    def fault(self, wanted: ShownParagraph, found: ShownParagraph) -> str:
        """The words of a paragraph, or of its notes, that the file sets in another direction; '' if there are none."""
        pairs = [(wanted, found)]
        for first, second in zip(wanted.in_notes(), found.in_notes(), strict=False):
            pairs += zip(first, second, strict=False)
        return next((fault for pair in pairs if (fault := self._in_paragraph(*pair))), "")

    def _in_paragraph(self, wanted: ShownParagraph, found: ShownParagraph) -> str:
        last = wanted.pieces[-1]
        assert isinstance(last, Clause)
        elements = _direction_of(found.closing, _PARAGRAPH)
        if (
            (last.source or not self.has_sources)
            and last.base_props is None
            and elements != _direction_of(wanted.closing, _PARAGRAPH)
        ):
            return last.text or "¶"
        if self.is_arabic and not self.has_sources and elements is None and not self._by_style(found):
            return last.text or "¶"
        if not self.file.from_right and wanted.says_nothing and found.says_nothing:
            return ""
        return self._misdirected_text(wanted, found)

    def _by_style(self, found: ShownParagraph) -> bool:
        """Whether the style of a paragraph sets it and its characters from right to left."""
        last = found.pieces[-1]
        assert isinstance(last, RawParagraph)
        face = last.base_face if found.side == "base" and last.base_face is not None else last.face
        return self.file.of_style(face.style, _PARAGRAPH) and self.file.of_style(face.style, _CHARACTERS)

    def _misdirected_text(self, wanted: ShownParagraph, found: ShownParagraph) -> str:
        """The characters of a paragraph that the file sets in another direction."""
        stands = {id(run) for piece in wanted.pieces if piece.runs in self.as_read for run in piece.runs}
        from_right = self.file.from_right  # for each character it would take longer than all else in the proof
        out = []
        for (char, run), (_, written) in zip(wanted.characters(), found.characters()[wanted.behind :], strict=False):
            wanted_elements = _direction_of(run.style_on(wanted.side).other, _CHARACTERS)
            found_elements = _direction_of(written.style_on(found.side).other, _CHARACTERS)
            if wanted_elements is not None or not from_right:
                is_right = found_elements == wanted_elements
            elif _is_latin(char):
                is_right = (
                    found_elements is False or id(run) in stands or (found.side == "base" and written.base_style is not None)
                )
            else:
                is_right = found_elements is not False or unicodedata.bidirectional(char) not in ("R", "AL")
            if not is_right:
                out.append(char)
        return "".join(reversed(out))


def _says_nothing(raw: RawDocument, submission: Submission) -> bool:
    """Whether no paragraph and no run of the file and of the document sets a direction."""
    written = chain(raw.paragraphs, *(note.paragraphs for note in raw.notes.values()))
    redlines = [proposal.redline for proposal in submission.proposals]
    stories = [redline.clauses for redline in redlines]
    clauses = chain(*stories, *(note.clauses for redline in redlines for note in redline.notes.values()))
    formats: set[str] = set()
    for paragraph in written:
        formats.add(paragraph.face.other)
        if paragraph.base_face is not None:
            formats.add(paragraph.base_face.other)
        formats.update(_formats(paragraph.runs))
    for clause in clauses:
        formats.add(clause.props.other)
        if clause.base_props is not None:
            formats.add(clause.base_props.other)
        formats.update(_formats(clause.runs))
    return not any(f"<w:{name}" in other for other in formats for name in (_PARAGRAPH, _CHARACTERS))


def _formats(runs: Iterable[Run]) -> Iterator[str]:
    for run in runs:
        if run.style is not PLAIN:
            yield run.style.other
        if run.base_style is not None:
            yield run.base_style.other


def _is_latin(char: str) -> bool:
    return char.isalpha() and (char < "\u0080" or "\u00c0" <= char <= "\u024f")


@lru_cache(maxsize=1024)
def _direction_of(properties: str, name: str) -> bool | None:
    """The direction that properties set, None if they set none."""
    if f"<w:{name}" not in properties:
        return None
    found = next((element for element in elements(properties) if element.tag == W + name), None)
    return None if found is None else is_on(found)
