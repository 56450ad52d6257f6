"""Hidden text in a Word file. If a style hides text, its run is marked as hidden, so that it stays hidden in another file, and a
message reports it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from lxml import etree
from msgspec.structs import replace

from model.formats.recognition.raw_body import ParagraphFormat, RawParagraph
from model.formats.word.package.run_text import quoted_words
from model.formats.word.package.styles import Styles
from model.formats.word.package.wordml import VAL, W
from model.formats.word.reading.blocks import paragraph_elements
from model.message import Message, first_of
from model.redline import Run, Style
from model.redline.hidden_text import HIDDEN_XML, is_hidden, says_hidden


def hide_by_style(
    paragraphs: Iterable[RawParagraph], styles: Styles, in_tables: Collection[str] = ()
) -> tuple[RawParagraph, ...]:
    """The paragraphs with each run marked as hidden that its styles hide; unchanged ones are the same objects. `in_tables` has
    the `source` of each paragraph in a table whose style hides text."""
    return tuple([_mark_hidden(paragraph, styles, paragraph.source in in_tables) for paragraph in paragraphs])


def in_hidden_tables(root: etree._Element, styles: Styles) -> frozenset[str]:
    """The `source` of each paragraph of a part that is in a table whose style hides text."""
    if not styles.hidden_tables:
        return frozenset()
    return frozenset(str(at) for at, paragraph in enumerate(paragraph_elements(root)) if _is_in_hidden_table(paragraph, styles))


def _is_in_hidden_table(paragraph: etree._Element, styles: Styles) -> bool:
    table = next(paragraph.iterancestors(W + "tbl"), None)
    if table is None:
        return False
    style = table.find(f"{W}tblPr/{W}tblStyle")
    return ("" if style is None else style.get(VAL, "")) in styles.hidden_tables


def _mark_hidden(paragraph: RawParagraph, styles: Styles, by_table: bool) -> RawParagraph:
    runs = tuple([_marked_run(run, paragraph, styles, by_table) for run in paragraph.runs])
    return paragraph if all(new is old for new, old in zip(runs, paragraph.runs, strict=True)) else replace(paragraph, runs=runs)


def _marked_run(run: Run, paragraph: RawParagraph, styles: Styles, by_table: bool) -> Run:
    style = _marked_style(run.style, paragraph.face, styles, by_table)
    base = run.base_style
    if base is not None:
        base = _marked_style(base, paragraph.base_face or paragraph.face, styles, by_table)
    return run if style is run.style and base is run.base_style else replace(run, style=style, base_style=base)


def _marked_style(style: Style, face: ParagraphFormat, styles: Styles, by_table: bool) -> Style:
    """The format of a run with its own property for hidden text; of the styles of a table, a paragraph and characters, two cancel
    each other (ISO 29500-1 §17.7.3)."""
    if says_hidden(style) is not None:
        return style
    by_paragraph = styles.paragraph(face.style).run.hidden is True
    if not by_table ^ by_paragraph ^ (style.name in styles.hidden_characters):
        return style
    return replace(style, other=style.other + HIDDEN_XML)


def hidden_text_in(paragraphs: Iterable[RawParagraph]) -> Iterator[Message]:
    """The sentence on the hidden text of some paragraphs, if there is any."""
    found: list[str] = []
    for paragraph in paragraphs:
        before = False
        for run in paragraph.runs:
            hidden = bool(run.text) and not run.content and is_hidden(run)
            if hidden and before:
                found[-1] += run.text
            elif hidden:
                found.append(run.text)
            before = hidden
    if not found:
        return
    yield Message.counted(
        "{n} passage is hidden text; it stays hidden in Word files and is omitted from all other files: {passages}.",
        "{n} passages are hidden text; they stay hidden in Word files and are omitted from all other files: {passages}.",
        len(found),
        passages=first_of([quoted_words(text) for text in found], 3),
    )
