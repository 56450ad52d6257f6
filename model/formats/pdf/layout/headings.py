"""Headings and titles: found by the structure and the outline of the file, their weight and their size; their levels by the
structure, the outline, labels and sizes; the names of their styles by the structure, their words and shapes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from model.formats.pdf.layout.label_gaps import heading_label_words, label_words
from model.formats.pdf.layout.measures import Measures
from model.formats.pdf.layout.paragraphs import PageParagraph, joined
from model.formats.pdf.pages import Bookmark
from model.lexicon import is_annex_line, is_number_line, is_opening, read_call
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
_DEEPEST_TAG = 6
"""Programs write deeper headings as `H6`."""
_NO_END = re.compile(r"[.;,:。；：，،؛]$")
_NUMBER = re.compile(
    r"(?:[A-Z]\.?)?\d{1,3}(?:bis|ter|quater)?(?:\.\d{1,3})*(?=\.?[^\W\d_]|$)|[A-Z](?:\.\d{1,3})+(?=\.?[^\W\d_]|$)"
)
_LETTERED = re.compile(r"[A-Z]\.\d")
_SIGNS = re.compile(r"[\W_]+")
_NUMBER_STYLE, _TITLE, _ANNEX, _ANNEX_TITLE, _ANNEX_REF = "RecNo", "Rectitle", "AnnexNo", "Annextitle", "Annexref"
_IN_BRACKETS = re.compile(r"[(（].*[)）]")


def heading_levels(paragraphs: Sequence[PageParagraph], measures: Measures, outline: Iterable[Bookmark]) -> dict[int, int]:
    """The levels, from 1, of the paragraphs that are headings, by index.

    paragraphs: those of the document outside tables
    """
    marked = _marked(outline)
    least = min(marked.values(), default=0)
    is_guessed = not marked and not any(paragraph.lines[0].block for paragraph in paragraphs)
    sizes: dict[int, float] = {}
    texts = [text_of_lines(paragraph) for paragraph in paragraphs]
    heads = heads_of_instruments(texts)
    found = _tagged_levels(paragraphs, texts, marked)
    for at, (paragraph, text) in enumerate(zip(paragraphs, texts, strict=True)):
        if at in heads or (heads and read_call(text) is not None):
            found.pop(at, None)  # calls are in the outline too
            continue
        if at in found:
            continue
        level = _marked_level(paragraph, text, marked) if marked else None
        if level is not None:
            outlined = level - least + 1
            found[at] = min(outlined if _is_lettered(paragraph) else _number(paragraph) or outlined, _DEEPEST)
        elif paragraph.is_centred and parse_unit(text) is not None:
            found[at] = 1
        elif is_guessed and _may_be_heading(paragraph, text, measures):
            number = _number(paragraph)
            if number is not None:
                found[at] = min(number, _DEEPEST)
            elif not paragraph.is_centred:
                sizes[at] = paragraph.size if paragraph.size > _LARGER * measures.size else 0.0
    ranks = _ranks(sizes.values())
    found.update({at: ranks[size] for at, size in sizes.items()})
    return found


def _tagged_levels(
    paragraphs: Sequence[PageParagraph], texts: Sequence[str], marked: Mapping[tuple[int, str], int]
) -> dict[int, int]:
    """The levels of headings by the structure of the file; those that are all written as the deepest are distinguished by the
    outline.

    paragraphs: those of the document
    texts: theirs
    marked: the levels of the titles of the outline
    """
    found: dict[int, int] = {}
    first: int | None = None
    """The level in the outline of the first of those that follow each other."""
    for at, paragraph in enumerate(paragraphs):
        if not paragraph.heading:
            continue
        level = paragraph.heading
        outlined = _marked_level(paragraph, texts[at], marked) if level >= _DEEPEST_TAG else None
        if outlined is not None:
            first = outlined if first is None else min(first, outlined)
            level = min(level + outlined - first, _DEEPEST)
        elif level < _DEEPEST_TAG:
            first = None
        found[at] = level
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
    if first.block is not None or last.block is not None:
        return False
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


def tagged_styles(paragraphs: Sequence[PageParagraph]) -> dict[int, str]:
    """The names of styles that the structure of the file has, by index."""
    blocks = [paragraph.lines[0].block for paragraph in paragraphs]
    return {at: block.style for at, block in enumerate(blocks) if block is not None and block.style}


def style_names(paragraphs: Sequence[PageParagraph], measures: Measures) -> dict[int, str]:
    """The names of ITU's styles that paragraphs outside tables seem to have, by index."""
    texts = [text_of_lines(paragraph) for paragraph in paragraphs]
    outstanding = {
        at
        for at, (paragraph, text) in enumerate(zip(paragraphs, texts, strict=True))
        if len(text) <= _LONGEST and (paragraph.is_centred or is_bold(paragraph) or paragraph.size > 1.07 * measures.size)
    }
    names = {at: _ANNEX for at in outstanding if is_annex_line(paragraphs[at].lines[0].text)}
    for at in list(names):
        below = at + 1
        if below in outstanding and below not in names and paragraphs[below].is_centred and is_bold(paragraphs[below]):
            names[below] = _ANNEX_TITLE
            below += 1
        if below in outstanding and below not in names and _IN_BRACKETS.fullmatch(texts[below]):
            names[below] = _ANNEX_REF
    heads = heads_of_instruments(texts)
    numbers: dict[str, int] = {}
    for at in sorted(outstanding - heads - set(names)):
        if at + 1 in outstanding and is_number_line(texts[at]) and is_bold(paragraphs[at]):
            numbers[texts[at].casefold()] = at  # the last of those that repeat it: others are on the cover
    for at in numbers.values():
        names[at], names[at + 1] = _NUMBER_STYLE, _TITLE
    return names
