"""`read_body`: a Word file as a RawDocument, paragraph by paragraph, tracked changes and notes included."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

from lxml import etree
from msgspec.structs import replace

from model.errors import FileError
from model.formats.recognition.raw_body import RawDocument, RawNote, RawParagraph
from model.formats.word.package.opc_package import Package
from model.formats.word.package.styles import Styles
from model.formats.word.package.wordml import W
from model.formats.word.reading.blocks import BlockWalk
from model.formats.word.reading.hidden_text import hidden_text_in, hide_by_style, in_hidden_tables
from model.formats.word.reading.inline import InlineReader
from model.formats.word.reading.layers import LayerRule, finished_story
from model.formats.word.reading.list_numbering import Numbering
from model.formats.word.reading.notes import NotePart, note_parts
from model.formats.word.reading.paragraph_formats import FormatResolver
from model.formats.word.reading.paragraphs import read_paragraph
from model.formats.word.reading.runs import TooManyRuns
from model.message import Message
from model.redline import ANCHOR, OBJECT
from model.redline.limits import MAX_CELLS, MAX_CHARACTERS, MAX_PARAGRAPHS, MAX_RUNS, MAX_TEXT

_TOO_MANY = (
    (MAX_PARAGRAPHS, "p", Message.of("it has more than {most:,} paragraphs; split it and open the pieces", most=MAX_PARAGRAPHS)),
    (MAX_CELLS, "tc", Message.of("it has more than {most:,} cells in its tables; split it and open the pieces", most=MAX_CELLS)),
    (MAX_RUNS, "r", Message.of("it has more than {most:,} pieces of text; split it and open the pieces", most=MAX_RUNS)),
)


def read_body(package: Package, layer: LayerRule | None = None) -> RawDocument:
    """The body and the notes of a package. FileError if it has no text or a part is damaged.

    layer: the layer that is read of a text with the changes of two parties; None: all of them
    """
    styles = Styles.read(package)
    faces = FormatResolver(styles, Numbering.read(package, styles))
    root = package.xml(package.main)
    body = root.find(W + "body")
    if body is None:
        reason = Message.of("its main part {part} has no body; repair and save it in Word", part=package.main)
        raise FileError(package.name, reason)
    parts = note_parts(package)
    _judge(package.name, [root, *(part.root for part in parts)])
    try:
        paragraphs, notes, lost = _stories(parts, root, body, faces, layer)
    except TooManyRuns:
        fault = Message.of("it has more pieces of text than can be read; split it and open the pieces")
        raise FileError(package.name, fault) from None
    for paragraph in chain(paragraphs, *(note.paragraphs for note in notes.values())):
        if sum(len(run.text) for run in paragraph.runs) > MAX_CHARACTERS:
            begin = "".join(run.text for run in paragraph.runs[:9])[:40]
            message = Message.of(
                "its paragraph “{begin}…” has more than {most:,} characters; split it and open the file again",
                begin=begin,
                most=MAX_CHARACTERS,
            )
            raise FileError(package.name, message)
    warnings = list(package.warnings)
    warnings += lost
    if styles.may_hide:
        paragraphs = hide_by_style(paragraphs, styles, in_hidden_tables(body, styles))
        notes = {key: replace(note, paragraphs=hide_by_style(note.paragraphs, styles)) for key, note in notes.items()}
    warnings += hidden_text_in(chain(paragraphs, *(note.paragraphs for note in notes.values())))
    if layer is None and not any(_has_text(paragraph) for paragraph in paragraphs):
        raise FileError(package.name, Message.of("it contains no text; check that it is the file that you meant"))
    return RawDocument(paragraphs, notes, styles.language, tuple(warnings))


def _judge(file: str, roots: Sequence[etree._Element]) -> None:
    """FileError for a body that would take more time and memory than anybody waits for."""
    for most, tag, message in _TOO_MANY:
        if sum(1 for root in roots for _ in root.iter(W + tag)) > most:
            raise FileError(file, message)
    left = MAX_TEXT
    for text in (text for root in roots for text in root.iter(W + "t", W + "delText")):
        left -= len(text.text or "")
        if left < 0:
            reason = Message.of("its text has more than {most:,} characters; split it and open the pieces", most=MAX_TEXT)
            raise FileError(file, reason)


def _stories(
    parts: Sequence[NotePart],
    root: etree._Element,
    body: etree._Element,
    faces: FormatResolver,
    layer: LayerRule | None,
) -> tuple[tuple[RawParagraph, ...], dict[str, RawNote], list[Message]]:
    """The paragraphs of the body, the notes, and messages on both."""
    walk = BlockWalk()
    inline = InlineReader(root, walk.moves, (key for part in parts for key in part.keys))
    story = [read_paragraph(block, at, inline, faces, walk.moves) for at, block in enumerate(walk.blocks(body))]
    paragraphs = finished_story(story, layer)
    notes: dict[str, RawNote] = {}
    for part in parts:
        notes.update(part.read(faces, inline.marks, layer))
    messages = []
    if walk.embedded:
        messages.append(
            Message.of("An embedded document (altChunk) was omitted; its text is not part of the Word document itself.")
        )
    for part in parts:
        if part.doubled:
            messages.append(
                Message.of("Several footnotes have one number inside the file; their texts are one footnote now.")
                if part.kind == "footnote"
                else Message.of("Several endnotes have one number inside the file; their texts are one endnote now.")
            )
    return paragraphs, notes, messages


def _has_text(paragraph: RawParagraph) -> bool:
    return any(run.text == OBJECT or (run.text != ANCHOR and run.text.strip()) for run in paragraph.runs)
