"""Headings: found by the outline of the file, by their weight and their size; their levels by the outline, labels and sizes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from model.formats.pdf.layout.label_gaps import heading_label_words, label_words
from model.formats.pdf.layout.measures import Measures
from model.formats.pdf.layout.paragraphs import PageParagraph, joined
from model.formats.pdf.pages import Bookmark
from model.lexicon import is_number_line, is_opening, read_call
from model.numbering.units import parse_unit

_LONGEST = 200
_MOST_LINES = 4
_COMPARED = 120
"""Characters of a title of the outline."""
_LONGEST_HEAD = 12
"""Paragraphs before the first call of a resolution."""
_LARGER = 1.07
"""Times the size of the text: a heading that is not bold."""
_DEEPEST = 9
_NO_END = re.compile(r"[.;,:。；：，،؛]$")
_NUMBER = re.compile(
    r"(?:[A-Z]\.?)?\d{1,3}(?:bis|ter|quater)?(?:\.\d{1,3})*(?=\.?[^\W\d_]|$)|[A-Z](?:\.\d{1,3})+(?=\.?[^\W\d_]|$)"
)
_LETTERED = re.compile(r"[A-Z]\.\d")
_SIGNS = re.compile(r"[\W_]+")


def heading_levels(paragraphs: Sequence[PageParagraph], measures: Measures, outline: Iterable[Bookmark]) -> dict[int, int]:
    """The levels, from 1, of the paragraphs that are headings, by index.

    paragraphs: those of the document outside tables
    """
    marked = _marked(outline)
    least = min(marked.values(), default=0)
    found: dict[int, int] = {}
    sizes: dict[int, float] = {}
    texts = [text_of_lines(paragraph) for paragraph in paragraphs]
    heads = heads_of_instruments(texts)
    for at, (paragraph, text) in enumerate(zip(paragraphs, texts, strict=True)):
        if at in heads or (heads and read_call(text) is not None):
            continue  # calls are in the outline too
        level = _marked_level(paragraph, text, marked) if marked else None
        if level is not None:
            outlined = level - least + 1
            found[at] = min(outlined if _is_lettered(paragraph) else _number(paragraph) or outlined, _DEEPEST)
        elif paragraph.is_centred and parse_unit(text) is not None:
            found[at] = 1
        elif not marked and _may_be_heading(paragraph, text, measures):
            number = _number(paragraph)
            if number is not None:
                found[at] = min(number, _DEEPEST)
            elif not paragraph.is_centred:
                sizes[at] = paragraph.size if paragraph.size > _LARGER * measures.size else 0.0
    ranks = _ranks(sizes.values())
    found.update({at: ranks[size] for at, size in sizes.items()})
    return found


def _marked(outline: Iterable[Bookmark]) -> dict[tuple[int, str], int]:
    """The levels of the titles of an outline, by page and letters."""
    return {(bookmark.page, _key(bookmark.title)): bookmark.level for bookmark in outline if bookmark.title.strip()}


def join_titles(paragraphs: Sequence[PageParagraph], outline: Iterable[Bookmark]) -> list[PageParagraph]:
    """Paragraphs of which those are one that the outline of the file has as one title."""
    marked = _marked(outline)
    out: list[PageParagraph] = []
    for paragraph in paragraphs:
        if marked and out and _is_one_title(out[-1], paragraph, marked):
            out[-1] = joined(out[-1], paragraph)
        else:
            out.append(paragraph)
    return out


def _is_one_title(paragraph: PageParagraph, below: PageParagraph, marked: Mapping[tuple[int, str], int]) -> bool:
    first, last = paragraph.lines[0], below.lines[-1]
    if first.page != last.page or abs(paragraph.size - below.size) > 0.3:
        return False
    if len(paragraph.lines) + len(below.lines) > _MOST_LINES or _marked_level(paragraph, text_of_lines(paragraph), marked):
        return False
    both = joined(paragraph, below)
    return _marked_level(both, text_of_lines(both), marked) is not None


def heads_of_instruments(texts: Sequence[str]) -> set[int]:
    """The paragraphs from the number of a resolution to its opening or first call: they are no headings."""
    heads: set[int] = set()
    for at, text in enumerate(texts):
        if len(text) > _LONGEST or not is_number_line(text):
            continue
        for stop in range(at + 1, min(at + _LONGEST_HEAD, len(texts))):
            if is_opening(texts[stop], "") or read_call(texts[stop]) is not None:
                heads.update(range(at, stop + 1))
                break
    return heads


def text_of_lines(paragraph: PageParagraph) -> str:
    """The text of a paragraph, roughly."""
    return " ".join(line.text for line in paragraph.lines[:_MOST_LINES])


def _marked_level(paragraph: PageParagraph, text: str, marked: Mapping[tuple[int, str], int]) -> int | None:
    page, line = paragraph.lines[0].page, paragraph.lines[0]
    level = marked.get((page, _key(text)))
    if level is None and (label := heading_label_words(line)):
        title = text.partition(line.words[label - 1].text)[2]
        level = marked.get((page, _key(title)))
    return level


def _key(text: str) -> str:
    """The letters and digits of the beginning of a text."""
    return _SIGNS.sub("", text).casefold()[:_COMPARED]


def _may_be_heading(paragraph: PageParagraph, text: str, measures: Measures) -> bool:
    if len(text) > _LONGEST or len(paragraph.lines) >= _MOST_LINES or _NO_END.search(text):
        return False
    if not any(sign.isalpha() for sign in text):
        return False
    if paragraph.size > _LARGER * measures.size:
        return True
    return is_bold(paragraph)


def is_bold(paragraph: PageParagraph) -> bool:
    """Whether all letters of a paragraph are bold."""
    words = [word for line in paragraph.lines for word in line.words if any(sign.isalpha() for sign in word.text)]
    return bool(words) and all(word.is_bold for word in words)


def _number(paragraph: PageParagraph) -> int | None:
    """How many numbers the label of a heading has, `1.13` two; None without one."""
    line = paragraph.lines[0]
    count = label_words(line)
    label = "".join(word.text for word in line.words[:count]) if count else "".join(line.text.split()[:2])
    found = _NUMBER.match(label) if len(line.words) > max(count, 1) else None
    if found is None:
        return None
    return found[0].count(".") + (not found[0][0].isalpha()) or 1


def _is_lettered(paragraph: PageParagraph) -> bool:
    """Whether the number of a heading begins with the letter of an annex, whose own level differs between documents."""
    return _LETTERED.match(paragraph.lines[0].text) is not None


def _ranks(sizes: Iterable[float]) -> dict[float, int]:
    """The levels of headings without labels by their size; those of the size of the text are on the first."""
    larger = sorted({round(size, 1) for size in sizes if size}, reverse=True)
    ranks = {size: min(1 + sum(1 for other in larger if other > size + 0.6), _DEEPEST) for size in set(sizes)}
    return {**ranks, 0.0: 1}
