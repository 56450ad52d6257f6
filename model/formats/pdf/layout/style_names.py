"""The names of the styles of paragraphs: as the structure of a file has them, or as their words and shapes suggest."""

from __future__ import annotations

import re
from collections.abc import Sequence

from model.formats.pdf.layout.headings import heads_of_instruments, is_bold, text_of_lines
from model.formats.pdf.layout.measures import Measures
from model.formats.pdf.layout.paragraphs import PageParagraph
from model.lexicon import is_annex_line, is_number_line

_NUMBER, _TITLE, _ANNEX, _ANNEX_TITLE, _ANNEX_REF = "RecNo", "Rectitle", "AnnexNo", "Annextitle", "Annexref"
_LONGEST = 200
_IN_BRACKETS = re.compile(r"[(（].*[)）]")


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
        names[at], names[at + 1] = _NUMBER, _TITLE
    return names
