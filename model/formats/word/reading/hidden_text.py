"""Hidden text in a Word file. If a style hides text, its run is marked as hidden, so that it stays hidden in another file, and a
message reports it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from model.formats.recognition.raw_body import ParagraphFormat, RawParagraph
from model.formats.word.package.styles import Styles
from model.message import Message
from model.redline import Run, Style
from model.redline.hidden_text import HIDDEN_XML, is_hidden, says_hidden

_QUOTED = 3
_LONGEST = 60


def hidden_by_style(paragraphs: Iterable[RawParagraph], styles: Styles) -> tuple[RawParagraph, ...]:
    """The paragraphs with each run marked as hidden that its styles hide; unchanged ones are the same objects."""
    return tuple([_mark_hidden(paragraph, styles) for paragraph in paragraphs])


def _mark_hidden(paragraph: RawParagraph, styles: Styles) -> RawParagraph:
    runs = tuple([_marked_run(run, paragraph, styles) for run in paragraph.runs])
    return paragraph if all(new is old for new, old in zip(runs, paragraph.runs, strict=True)) else replace(paragraph, runs=runs)


def _marked_run(run: Run, paragraph: RawParagraph, styles: Styles) -> Run:
    style = _marked_style(run.style, paragraph.face, styles)
    base = run.base_style
    if base is not None:
        base = _marked_style(base, paragraph.base_face or paragraph.face, styles)
    return run if style is run.style and base is run.base_style else replace(run, style=style, base_style=base)


def _marked_style(style: Style, face: ParagraphFormat, styles: Styles) -> Style:
    """The format of a run with its own property for hidden text; the styles of a paragraph and of characters cancel each other
    (ISO 29500-1 §17.7.3)."""
    if says_hidden(style) is not None:
        return style
    by_paragraph = styles.paragraph(face.style).run.hidden is True
    if by_paragraph == (style.name in styles.hidden_characters):
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
    quotes = [" ".join(text.split()) for text in found]
    quotes = [text[:_LONGEST] + "…" if len(text) > _LONGEST else text for text in quotes]
    quoted: tuple[str, ...] | Message = tuple(quotes[:_QUOTED])
    if len(quotes) > _QUOTED:
        quoted = Message.of("{places} and {more} more", places=tuple(quotes[:_QUOTED]), more=len(quotes) - _QUOTED)
    yield Message.counted(
        "{n} passage is hidden text; it stays hidden in Word files and is omitted from all other files: {passages}.",
        "{n} passages are hidden text; they stay hidden in Word files and are omitted from all other files: {passages}.",
        len(found),
        passages=quoted,
    )
