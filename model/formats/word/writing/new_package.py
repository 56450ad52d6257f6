"""A submission in a package of its own, in the house's styles."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import groupby

from msgspec.structs import replace

from model.formats.page.labels import house_label
from model.formats.page.role_styles import annexed_clauses
from model.formats.page.unit_styles import NUMBER_STYLE, unit_styles
from model.formats.word.package.package_parts import HEAD, MAIN_TYPE, OFFICE, WORD_TYPE, Parts
from model.formats.word.package.styles import SourceStyles
from model.formats.word.package.wordml import W
from model.formats.word.writing.body.bidi import with_directions
from model.formats.word.writing.body.notes import NoteWriter
from model.formats.word.writing.body.paragraph_formats import HOUSE_DROPS, HouseFormats, MarginFormats
from model.formats.word.writing.body.proposal_text import WrittenText
from model.formats.word.writing.body.range_pairing import balance_ranges
from model.formats.word.writing.body.styles import StyleRegistry
from model.formats.word.writing.document import (
    Document,
    declarations,
    note_part,
    note_writers,
    paragraph_writers,
    reference_styles,
    set_author,
)
from model.formats.word.writing.tables import Tables

MAIN = "word/document.xml"


def write_new_package(document: Document) -> bytes:
    """The bytes of the package."""
    from model.formats.word.writing.from_template.package import NewPackage  # both load python-docx
    from model.formats.word.writing.from_template.styles import styles_content

    parts = Parts()
    registry = StyleRegistry(document.house)
    notes = note_writers(registry)
    parts.add(MAIN, "", MAIN_TYPE)
    body = "".join(_blocks(document, parts, registry, notes))
    comments = document.comments.ids
    body = balance_ranges(body, comments)
    _put_comments(document, parts)
    package = NewPackage(right_to_left=document.language == "ar")
    package.put_page_header(*document.front(registry).page_header())
    package.put_page_header_into(parts, MAIN)
    inside = f"<w:body>{body}{package.section_xml()}</w:body>"
    parts.add(MAIN, f"{HEAD}<w:document {declarations(inside)}>{inside}</w:document>", MAIN_TYPE)
    for kind, writer in notes.items():
        if writer.bodies:
            parts.add(f"word/{kind}s.xml", balance_ranges(note_part(kind, writer.bodies), comments), WORD_TYPE + kind + "s+xml")
            parts.relate(MAIN, OFFICE + kind + "s", f"word/{kind}s.xml")
    content = styles_content(document.family, document.language, document.is_treaty) + registry.additions
    parts.add("word/styles.xml", f"{HEAD}<w:styles {declarations(content)}>{content}</w:styles>", WORD_TYPE + "styles+xml")
    tracked = document.view == "markup" and any(text.side is None for text in document.texts)
    package.set_language(document.language)
    package.set_settings(tracked=tracked, notes=[kind for kind, writer in notes.items() if writer.bodies])
    package.set_properties(document.title(), document.marks.default_author, document.marks.date)
    package.put_into(parts, MAIN)
    set_author(parts, document.marks.author)
    return parts.to_bytes()


def _blocks(document: Document, parts: Parts, registry: StyleRegistry, notes: dict[str, NoteWriter]) -> Iterator[str]:
    front = document.front(registry)
    around = with_directions if document.language == "ar" else str
    wrapping = front.blocks() if document.in_submission else []
    yield from map(around, wrapping)
    for place, text in enumerate(document.texts):
        if document.in_submission:
            yield from map(around, front.opening(text.proposal, text.cut, new_page=front.has_introduction and not place))
        elif text.cut.symbol:
            yield from map(around, front.margin_opening(text.cut))
        yield from text_blocks(document, text, parts, MAIN, registry, notes)
        if document.in_submission:
            yield from map(around, front.reasons(text.proposal.reasons))
    if document.in_submission:
        yield around(front.closing_row())


def text_blocks(
    document: Document, text: WrittenText, parts: Parts, part: str, registry: StyleRegistry, notes: dict[str, NoteWriter]
) -> Iterator[str]:
    """The blocks of a text in the house's styles: paragraphs and tables.

    document: the submission on its way into a package
    text: the text of one proposal
    parts: the parts of the package, to which pictures are added
    part: the name of the part that contains the blocks
    registry: the styles of the package
    notes: the writers of notes, by kind
    """
    source = document.sources.get(text.proposal.source)
    styles = SourceStyles.of(source.style_root if source is not None else None)
    content: Callable[[str], str] = source.bring_into(parts, part) if source is not None else str
    lines_of_units = unit_styles(text.redline.clauses) if text.labelling.numbers else {}
    formats = HouseFormats(registry, styles, annexed_clauses(text.redline.clauses), lines_of_units)
    if text.cut.symbol:
        formats = MarginFormats(
            registry, styles, formats.annexed, lines_of_units, beside=text.beside_symbol, numbers=text.labelling
        )
    writers = paragraph_writers(
        text, document.marks, registry, formats, notes, reference_styles(registry, styles), content, drops=HOUSE_DROPS
    )
    labels = replace(text.labels(house_label, document.marks.id), number_style=NUMBER_STYLE)
    lines = text.lines(labels, formats.runs)
    written = list(writers.paragraphs.story(lines))
    written_clauses = [line.clause for line in lines]
    tables = Tables(source, document.marks, text.side, registry, styles, content, text, written_clauses)
    for table, group in groupby(zip(lines, written, strict=True), key=lambda pair: tables.table_of(pair[0])):
        pairs = list(group)
        if table is None:
            yield from (xml for _, xml in pairs)
        else:
            yield tables.block(pairs)


def _put_comments(document: Document, parts: Parts) -> None:
    """The comments of the texts, those of the package that they keep their ids of taken from there."""
    home = document.comments.home
    source = next((candidate for candidate in document.sources.values() if candidate.package is home), None)
    known = source.package.xml(source.part("comments")) if source is not None and source.part("comments") else None
    if source is not None and known is not None:
        source.clean_foreign(known)
    document.comments.put(parts, MAIN, document.marks, () if known is None else known.iterchildren(W + "comment"))
