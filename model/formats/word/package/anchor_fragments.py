"""The fragments in which the reader hands on things that are not text, so that the writer can put them back where they stood.

Each ANCHOR and OBJECT run holds a fragment (`model.formats.word.package.wordml`) in `Run.content`, of one of three sorts:

* **in a run**: children of a `w:r`, to be written in one with the run's style: `<w:fldChar w:fldCharType="begin"/>`,
  `<w:instrText>…</w:instrText>`, `<w:br w:type="page"/>`, `<w:commentReference w:id="3"/>`, `<w:drawing>…</w:drawing>`,
  the mark at the head of a note (`<w:footnoteRef/><w:tab/>`). Deleted ones keep their own names (`w:delInstrText`).
* **beside runs**: `<cw:beside>…</cw:beside>` holds children of the `w:p`: bookmarks, comment ranges, permissions,
  equations.
* **edges of a container** of runs: `<cw:open id="7"><w:hyperlink r:id="rId4"><cw:hole/></w:hyperlink></cw:open>` and,
  where it ends in the same `w:p`, `<cw:close id="7"/>`. What stands between the two goes where the hole is.
  Containers: `w:hyperlink`, `w:sdt` (with its properties, the hole in `w:sdtContent`), `w:fldSimple`, `w:smartTag`,
  `w:customXml`, `w:dir`, `w:bdo`, and ruby (a whole `w:r`, the hole in `w:rubyBase`). Ids are unique in a part and
  mean nothing else.

The status of an anchor is that of the place where it stood; inside an inserted hyperlink edges and text are inserted
alike. `read_anchor` tells the sorts apart.

Marks that are made anew by a writer are not handed on: `w:ins`, `w:del`, `w:moveFrom`, `w:moveTo` and their ranges,
`w:proofErr`, `w:lastRenderedPageBreak`, `w:noBreakHyphen` and the like (they are characters). What stands between
paragraphs (block content controls, bookmarks between paragraphs, sections, tables) is not handed on either: it lies
in the package, and stays there when the paragraphs, found by `reading.blocks.paragraph_elements`, are rewritten.

**Symbols.** `w:sym` is read as the sign it shows, in a run whose `Style.other` ends in `<cw:sym w:char="F0B7"
w:font="Symbol"/>`. The writer drops `cw:sym` from the run's properties and writes `w:sym` for each character that
equals `model.formats.word.package.symbol_fonts.unicode_sign` of the two.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Literal

from lxml import etree
from msgspec import Struct

from model.formats.word.package.wordml import fragment
from model.text.lazy_regex import late

HOLE = "<cw:hole/>"
_OPEN = late(r'<cw:open id="([^"]*)">(.*)</cw:open>', re.DOTALL)
_CLOSE = late(r'<cw:close id="([^"]*)"/>')
_BESIDE = late(r"<cw:beside>(.*)</cw:beside>", re.DOTALL)


class AnchorFragment(Struct, frozen=True):
    """The contents of `Run.content`, taken apart."""

    sort: Literal["run", "beside", "open", "close"]
    before: str
    """The XML; of an opening edge, what stands before the hole."""
    after: str = ""
    """Of an opening edge, what stands after the hole: to be written at the closing edge."""
    id: str = ""
    """Of an edge, the number that opening and closing edge share."""


def read_anchor(content: str) -> AnchorFragment:
    """The sort and the XML of the content of an ANCHOR or OBJECT."""
    if not content.startswith("<cw:"):
        return AnchorFragment("run", content)
    if match := _BESIDE.fullmatch(content):
        return AnchorFragment("beside", match[1])
    if match := _CLOSE.fullmatch(content):
        return AnchorFragment("close", "", id=match[1])
    if match := _OPEN.fullmatch(content):
        before, _, after = match[2].partition(HOLE)
        return AnchorFragment("open", before, after, match[1])
    return AnchorFragment("run", content)


def beside(parts: Iterable[etree._Element]) -> str:
    """Content for children of a paragraph that stand beside its runs."""
    return f"<cw:beside>{fragment(parts)}</cw:beside>"


def opening(id: int, before: str, after: str) -> str:
    """Content for the opening edge of a container: its XML up to its content, and from there on."""
    return f'<cw:open id="{id}">{before}{HOLE}{after}</cw:open>'


def closing(id: int) -> str:
    """Content for the closing edge of a container."""
    return f'<cw:close id="{id}"/>'
