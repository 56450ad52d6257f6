"""The fragments by which the reader passes on what is not text, so that the writer can put it back in its place.

Each ANCHOR and OBJECT run has a fragment (`model.formats.word.package.wordml`) in `Run.content`, of one of three sorts:

* **in a run**: children of a `w:r`, to be written together with the run's style: `<w:fldChar w:fldCharType="begin"/>`,
  `<w:instrText>…</w:instrText>`, `<w:br w:type="page"/>`, `<w:commentReference w:id="3"/>`, `<w:drawing>…</w:drawing>`, the
  mark at the head of a note (`<w:footnoteRef/><w:tab/>`). Deleted ones keep their own names (`w:delInstrText`).
* **beside runs**: `<cw:beside>…</cw:beside>` contains children of the `w:p`: bookmarks, comment ranges, permissions, equations.
* **edges of a container** of runs: `<cw:open id="7"><w:hyperlink r:id="rId4"><cw:hole/></w:hyperlink></cw:open>` and, if it
  ends in the same `w:p`, `<cw:close id="7"/>`. The runs between the two take the place of the hole. Containers: `w:hyperlink`,
  `w:sdt` (with its properties, the hole in `w:sdtContent`), `w:fldSimple`, `w:smartTag`, `w:customXml`, `w:dir`, `w:bdo`, and
  ruby (a whole `w:r`, the hole in `w:rubyBase`). Ids are unique in a part and have no other meaning.

An anchor has the status of its place: inside an inserted hyperlink, edges and text are inserted alike. `read_anchor` returns
the sort of an anchor.

Marks that a writer makes itself are not passed on: `w:ins`, `w:del`, `w:moveFrom`, `w:moveTo` and their ranges, `w:proofErr`,
`w:lastRenderedPageBreak`, `w:noBreakHyphen` and the like (they are characters). Neither is what is between paragraphs (block
content controls, bookmarks between paragraphs, sections, tables): it is in the package, and stays there when the paragraphs,
found by `reading.blocks.paragraph_elements`, are rewritten.

**Symbols.** `w:sym` is read as the sign that it shows, in a run whose `Style.other` ends in `<cw:sym w:char="F0B7"
w:font="Symbol"/>`. The writer removes `cw:sym` from the run's properties and writes `w:sym` for each character that equals
`model.formats.word.package.symbol_fonts.unicode_sign` of the two.
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
    """The XML; for an opening edge, the part before the hole."""
    after: str = ""
    """For an opening edge, the part after the hole, to be written at the closing edge."""
    id: str = ""
    """For an edge, the number that the opening and the closing edge share."""


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
    """Content for children of a paragraph that are siblings of its runs."""
    return f"<cw:beside>{fragment(parts)}</cw:beside>"


def opening(id: int, before: str, after: str) -> str:
    """Content for the opening edge of a container: its XML before its content, and that after it."""
    return f'<cw:open id="{id}">{before}{HOLE}{after}</cw:open>'


def closing(id: int) -> str:
    """Content for the closing edge of a container."""
    return f'<cw:close id="{id}"/>'
