"""The typography of printed characters: fonts of the house's styles as this machine has them, marks of changes.

One unit is a twip everywhere, the pixel size of fonts too: the pages are the same whatever they are painted on.
"""

from __future__ import annotations

from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace
from PySide6.QtGui import QColor, QFont, QFontDatabase, QTextCharFormat, QTextOption

from model.formats.page.blocks import Span
from model.formats.page.house_styles import LANGUAGE_TAGS
from model.formats.page.metrics import Metrics, metrics
from model.redline import Status
from widgets.theme.design import PRINTED_MOVED, PRINTED_NEW, PRINTED_OLD

Line = QTextCharFormat.UnderlineStyle
_STAND_INS = {
    "Times New Roman": ("Times New Roman", "Liberation Serif", "Tinos", "Nimbus Roman"),
    "Calibri": ("Calibri", "Carlito", "Liberation Sans"),
    "Traditional Arabic": ("Traditional Arabic", "Noto Naskh Arabic", "Amiri", "Geeza Pro"),
}
"""Fonts of the same widths, if any, for fonts that only some machines have."""
_KAI = ("KaiTi", "楷体", "Kaiti SC", "STKaiti", "BiauKai", "AR PL UKai CN", "AR PL KaitiM GB", "LXGW WenKai")
"""Chinese faces for what is in italics in other scripts: Han characters have no italics."""
_CHINESE = ("SimSun", "Songti SC", "Noto Serif CJK SC", "Source Han Serif SC")
NEW, OLD, MOVED = QColor(PRINTED_NEW), QColor(PRINTED_OLD), QColor(PRINTED_MOVED)
Inks = tuple[QColor, QColor, QColor]
"""The colours of inserted, deleted and moved text."""
TWIPS_A_HALF_POINT = 10
SINGLE = 240
"""Twips of a line in single spacing, by which others are measured."""
DEFAULT_TAB = 720.0
"""Twips between tab stops that no style sets."""
NEAR, NEAR_RTL, MARGIN_ROOM = 290, 120, 800
"""Of the number of a provision in the margin: its distance from the text (on the left, the bars of changed lines are between
them; on the right, nothing is), and the room that it has."""
_TAB_KINDS = {"left": QTextOption.TabType.LeftTab, "center": QTextOption.TabType.CenterTab, "right": QTextOption.TabType.RightTab}
_SMALL, _SMALL_COMPLEX = 20, 26
"""The size of text in narrow columns, in half-points; Arabic letters are lower than others of the same size."""


class Typeface(Struct):
    """The formats of one text's characters, by style and span."""

    family: str = "conference"
    language: str = ""
    inks: Inks = (NEW, OLD, MOVED)
    _formats: dict[tuple[object, ...], QTextCharFormat] = {}

    def metrics(self, style: str, *, small: bool = False) -> Metrics:
        """The metrics of a style; `small` is for narrow columns: smaller, and with half the indents."""
        look = metrics(style, self.family, self.language if self.language in LANGUAGE_TAGS else "")
        return _small(look) if small else look

    def format(self, style: str, span: Span, *, small: bool = False) -> QTextCharFormat:
        """The format of a span in a line of a style. Deleted text is struck through, inserted underlined, moved underlined with
        dashes: never by colour alone."""
        key = (style, span.status, span.style, span.moved, span.restyled, span.size, small)
        known = self._formats.get(key)
        if known is None:
            known = self._formats[key] = self._make_format(self.metrics(style, small=small), span)
        return known

    def _make_format(self, look: Metrics, span: Span) -> QTextCharFormat:
        out = QTextCharFormat()
        out.setFont(self._font(look, span))
        under = Line.SingleUnderline if span.style.underline else Line.NoUnderline
        if span.style.vertical:
            align = QTextCharFormat.VerticalAlignment
            out.setVerticalAlignment(align.AlignSuperScript if span.style.vertical == "superscript" else align.AlignSubScript)
        if span.restyled:
            under = Line.DotLine
        status = span.status
        if status is not Status.KEPT:
            new, old, moved = self.inks
            out.setForeground(moved if span.moved else new if status is Status.INSERTED else old)
        if status in (Status.INSERTED, Status.RETRACTED):
            under = Line.SingleUnderline
        if status in (Status.DELETED, Status.RETRACTED):
            out.setFontStrikeOut(True)
        if span.moved:
            under = Line.DashUnderline
        out.setUnderlineStyle(under)
        return out

    def _font(self, look: Metrics, span: Span) -> QFont:
        arabic = self.language == "ar"
        name = look.complex_font if arabic else look.font
        size = span.size or (look.complex_size if arabic else look.size)
        italic = look.italic != span.style.italic if look.italic else span.style.italic
        kai = _families_had(_KAI) if italic and self.language == "zh" else ()
        font = QFont()
        font.setFamilies([*kai, *_families(name, look.font, self.language)])
        font.setPixelSize(size * TWIPS_A_HALF_POINT)
        font.setBold(look.bold or span.style.bold)
        upright = self.language == "zh" and (look.italic or kai)  # else emphasis that a user sets would be invisible
        font.setItalic(italic and not upright)
        font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        return font


def tab_stops(look: Metrics, start: float, scale: float, *, rtl: bool, hangs: bool) -> list[QTextOption.Tab]:
    """The tab stops of a paragraph for Qt, which counts from the start of the line, or from the right edge of the paper.

    look: the metrics of its style
    start: the place at which its first line begins, in twips from the margin
    scale: the units of a twip
    rtl: whether its lines run from right to left; in them Qt swaps left and right, so both are swapped back
    hangs: whether its first line begins to the left of the others, which makes their start a tab stop
    """
    places = {place: kind for kind, place in look.tabs}
    if hangs:
        places[look.left] = "left"
    shift = (look.right if rtl else 0) - start
    swapped = {"left": "right", "right": "left"} if rtl else {}
    stops = [(place + shift, _TAB_KINDS[swapped.get(kind, kind)]) for place, kind in sorted(places.items())]
    return [QTextOption.Tab(place * scale, kind) for place, kind in stops if place > 0]


@lru_cache(maxsize=256)
def _small(look: Metrics) -> Metrics:
    return replace(
        look,
        size=min(look.size, _SMALL),
        complex_size=min(look.complex_size, _SMALL_COMPLEX),
        left=look.left // 2,
        hanging=look.hanging // 2,
        before=min(look.before, 80),
        after=min(look.after, 80),
        tabs=tuple((kind, place // 2) for kind, place in look.tabs),
    )


@lru_cache(maxsize=32)
def _families(name: str, latin: str, language: str) -> tuple[str, ...]:
    """The families to look in, in turn: of those with the same widths the ones that this machine has; then the one for
    letters and figures that an Arabic font may not have."""
    wanted = (*_STAND_INS.get(name, (name,)), *_STAND_INS.get(latin, (latin,)), *(_CHINESE if language == "zh" else ()))
    return _families_had(wanted) or (name,)


@lru_cache(maxsize=32)
def _families_had(wanted: tuple[str, ...]) -> tuple[str, ...]:
    """The families of some that this machine has, in their order."""
    return tuple(dict.fromkeys(family for family in wanted if QFontDatabase.hasFamily(family)))
