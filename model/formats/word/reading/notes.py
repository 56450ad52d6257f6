"""Footnotes and endnotes. The mark at the head of a note, printed or typed, and the blank after it are no text of the
note."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from typing import Literal

from lxml import etree
from msgspec import Struct
from msgspec.structs import replace

from model.formats.recognition.raw_body import RawNote
from model.formats.word.package.opc_package import Package
from model.formats.word.package.wordml import ID, W
from model.formats.word.reading.blocks import BlockWalk, is_separator
from model.formats.word.reading.inline import InlineReader
from model.formats.word.reading.layers import LayerRule, finished_story
from model.formats.word.reading.paragraph_formats import FormatResolver
from model.formats.word.reading.paragraphs import ReadParagraph, read_paragraph
from model.formats.xml_escape import escape
from model.redline import ANCHOR, Run

_BLANKS = re.compile("[ \u00a0\u2002\u2003]*\t?")
_PRINTED_MARKS = ("<w:footnoteRef", "<w:endnoteRef")


class NotePart(Struct, frozen=True):
    """The part with the notes of one kind."""

    kind: Literal["footnote", "endnote"]
    root: etree._Element

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of its notes in `RawDocument.notes`: `f` or `e` and the note's id."""
        return tuple(self._key(note) for note in self._notes())

    @property
    def doubled(self) -> int:
        """The number of ids that several of its notes share: their texts are read as one."""
        return sum(1 for uses in Counter(self.keys).values() if uses > 1)

    def read(self, faces: FormatResolver, marks: Mapping[str, str], layer: LayerRule | None = None) -> dict[str, RawNote]:
        """Its notes, by key; `marks` are the marks that are typed in the text, `layer` is the one that is read."""
        walk = BlockWalk()
        inline = InlineReader(self.root, walk.moves)
        stories: dict[str, list[ReadParagraph]] = {self._key(note): [] for note in self._notes()}
        for at, block in enumerate(walk.blocks(self.root)):
            paragraph = read_paragraph(block, at, inline, faces, walk.moves)
            # A damaged part may contain a note of the other kind.
            if block.note is not None and block.note.tag == W + self.kind and not is_separator(block.note):
                stories[self._key(block.note)].append(paragraph)
        out = {}
        for note in self._notes():
            key = self._key(note)
            story = stories[key]
            mark = marks.get(key) or None
            if story:
                story[0].runs = without_mark(story[0].runs, mark or "")
            out[key] = RawNote(self.kind, finished_story(story, layer), mark, note.get(ID, ""))
        return out

    def _notes(self) -> list[etree._Element]:
        return [note for note in self.root.iter(W + self.kind) if not is_separator(note)]

    def _key(self, note: etree._Element) -> str:
        return self.kind[0] + note.get(ID, "")


def note_parts(package: Package) -> list[NotePart]:
    """The parts with notes that a package has."""
    kinds: tuple[Literal["footnote", "endnote"], ...] = ("footnote", "endnote")
    return [NotePart(kind, package.xml(name)) for kind in kinds for name in package.related_parts(package.main, kind + "s")[:1]]


def without_mark(runs: tuple[Run, ...], mark: str) -> tuple[Run, ...]:
    """The runs of a note's first paragraph with the mark at their head, and the blanks after it up to a tab, as anchors."""
    out: list[Run] = []
    rest = list(runs)
    seen = False
    while rest:
        run = rest[0]
        if run.text == ANCHOR and run.content:
            out.append(rest.pop(0))
            seen = seen or run.content.startswith(_PRINTED_MARKS)
            continue
        length = _blanks(run.text)
        if not seen and mark and not run.content and run.text.startswith(mark, length):
            length += len(mark)
            length = _blanks(run.text, length)
            seen = True
        elif not seen or not length:
            break
        out.append(replace(run, text=ANCHOR, content=run_content(run.text[:length])))
        rest[0] = replace(run, text=run.text[length:])
        if not rest[0].text:
            rest.pop(0)
        if run.text[:length].endswith("\t"):
            break
    return tuple(out + rest) if seen else runs


def _blanks(text: str, start: int = 0) -> int:
    """The end of the blanks at that place, at the latest after a tab."""
    found = _BLANKS.match(text, start)
    return found.end() if found else start


def run_content(text: str) -> str:
    """Text as children of a `w:r`."""
    parts = text.split("\t")
    written = [f'<w:t xml:space="preserve">{escape(part)}</w:t>' if part else "" for part in parts]
    return "<w:tab/>".join(written)
