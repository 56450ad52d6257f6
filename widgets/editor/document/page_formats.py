"""The formats of a text that is shown as on its page: faces, sizes, indents and spaces of the house's styles."""

from __future__ import annotations

from functools import lru_cache
from math import ceil

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetricsF, QGuiApplication, QPalette, QTextBlockFormat, QTextCharFormat, QTextFormat

from model.formats.page.blocks import Span
from model.formats.page.metrics import TEXT_WIDTH, Metrics
from model.redline import PLAIN
from model.redline import Style as TextStyle
from widgets.editor.document.formats import LOOK, Formats
from widgets.editor.document.house_styles import HouseStyles
from widgets.editor.document.projection import BlockLook, CharacterLook
from widgets.printing.type import SINGLE, TWIPS_A_HALF_POINT, Typeface, tab_stops
from widgets.theme.colours import colours

STYLE = QTextFormat.Property.UserProperty.value + 3
"""The property of a block that names its style."""
ROOM = QTextFormat.Property.UserProperty.value + 4
"""The property of a block for the width of the room of its label, in pixels."""
POINTS = 72
"""Of an inch."""
_SAMPLE = "the quick brown dog jumps over a lazy ox, 1 000 times"
"""Letters of usual widths, without those that are joined."""
_SPACINGS: dict[tuple[str, str, float], float] = {}
"""The per cent by both fonts and the scale."""
TALL = ("ar", "zh")
"""Languages whose lines are as high as their letters: no one font has them all."""


def page_font(house: HouseStyles, scale: float, points: float, style: str = "Normal", characters: TextStyle = PLAIN) -> QFont:
    """The font of a style on the screen.

    house: the house's styles
    scale: of the size on paper
    points: the points of a twip on paper, at the scale 1
    style: the style, by id
    characters: the style that the characters have themselves
    """
    printed = _printed_font(house.family, house.language, style, characters)
    font = QFont(printed)
    font.setPointSizeF(max(1.0, printed.pixelSize() * points * scale))
    if house.language not in TALL:
        font.setLetterSpacing(QFont.SpacingType.PercentageSpacing, _spacing(font, printed, points * scale))
    return font


@lru_cache(maxsize=256)
def _printed_font(family: str, language: str, style: str, characters: TextStyle) -> QFont:
    """The font of a style on paper, for `page_font`; cached, since many looks of characters share it."""
    return Typeface(family, language).format(style, Span("", style=characters)).font()


def _spacing(font: QFont, printed: QFont, points: float) -> float:
    """The per cent of their width that letters on the screen have so that a line is as wide as on paper: some systems have fonts
    in whole pixels alone."""
    key = font.key(), printed.key(), points
    found = _SPACINGS.get(key)
    if found is None:
        dots = QGuiApplication.primaryScreen().logicalDotsPerInchX() / POINTS
        wanted = QFontMetricsF(printed).horizontalAdvance(_SAMPLE) * points * dots
        found = _SPACINGS[key] = 100 * wanted / QFontMetricsF(font).horizontalAdvance(_SAMPLE)
    return found


class PageFormats(Formats):
    """Returns the formats of a page, always the same object for the same look."""

    def __init__(self, palette: QPalette, house: HouseStyles, zoom: float, inch: float) -> None:
        """`zoom` is the size on the screen, 1 for that on paper; `inch` the pixels of an inch at 1."""
        self._zoom = zoom
        super().__init__(palette, page_font(house, zoom, 1 / (2 * TWIPS_A_HALF_POINT)))
        self.house = house
        self.scale = _pixels_of_twip(zoom, inch)
        """Pixels of a twip."""
        self._type = Typeface(house.family, house.language)
        self._rest = ceil(TEXT_WIDTH * self.scale) / self.scale - TEXT_WIDTH
        """The difference in width between the lines of the document and those on paper, in twips: Qt rounds its margins."""
        self.typeface = Typeface(house.family, house.language, (self.colours.inserted, self.colours.deleted, self.colours.moved))
        """For the parts that are painted as in the print preview, in the colours of the screen."""

    def is_for_page(self, palette: QPalette, house: HouseStyles, zoom: float, inch: float) -> bool:
        """Whether these are the formats for a palette and a page."""
        return (colours(palette), house, _pixels_of_twip(zoom, inch)) == (self.colours, self.house, self.scale)

    def font_of(self, style: str, characters: TextStyle = PLAIN) -> QFont:
        """The font of a style, with the style that the characters have themselves."""
        return page_font(self.house, self._zoom, 1 / (2 * TWIPS_A_HALF_POINT), style or "Normal", characters)

    def _metrics(self, style: str) -> Metrics:
        return self._type.metrics(style or "Normal")

    def _make_char(self, look: CharacterLook, number: int) -> QTextCharFormat:
        style, made = look.style, QTextCharFormat()
        font = self.font_of(look.face, style)
        caps = self._metrics(look.face).caps if look.caps is None else look.caps
        if caps:
            font.setCapitalization(QFont.Capitalization.AllUppercase)
        made.setFont(font)
        self._finish_char(made, look, number)
        return made

    def _make_block(self, look: BlockLook, number: int) -> QTextBlockFormat:
        metrics, made = self._metrics(look.style), QTextBlockFormat()
        made.setProperty(LOOK, number)
        made.setProperty(STYLE, look.style)
        near, far = float(metrics.left), metrics.right + self._rest
        room = metrics.hanging or next((place for _, place in metrics.tabs), 0)
        if look.cell:
            near = far = 0.0  # the margins of a cell depend on its place in the table
        elif self.house.note:
            near = far = 0.0
        elif look.labelled:
            made.setTextIndent(0 if metrics.hanging > 0 else room * self.scale)
            made.setProperty(ROOM, room * self.scale)
        elif metrics.hanging > 0:
            made.setTextIndent(-min(metrics.hanging, near) * self.scale)
        if not look.cell and not self.house.note:
            start = near + made.textIndent() / self.scale
            made.setTabPositions(tab_stops(metrics, start, self.scale, rtl=look.rtl, hangs=metrics.hanging > 0))
        made.setLeftMargin((far if look.rtl else near) * self.scale)
        made.setRightMargin((near if look.rtl else far) * self.scale)
        made.setLayoutDirection(Qt.LayoutDirection.RightToLeft if look.rtl else Qt.LayoutDirection.LeftToRight)
        if metrics.centred:
            made.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        made.setTopMargin(metrics.before * self.scale)
        made.setBottomMargin(metrics.after * self.scale)
        heights = QTextBlockFormat.LineHeightTypes
        if self.house.language in TALL:
            made.setLineHeight(100 * metrics.line / SINGLE, heights.ProportionalHeight.value)
        else:
            height = heights.MinimumHeight if look.pictured else heights.FixedHeight
            made.setLineHeight(self.line_height(look.style) * self.scale, height.value)
        return made

    def line_height(self, style: str) -> float:
        """The height of a line of a style, in twips."""
        font = QFontMetricsF(self._type.format(style or "Normal", Span("")).font())
        natural = font.ascent() + font.descent() + max(font.leading(), 0)
        return natural * self._metrics(style).line / SINGLE


def _pixels_of_twip(zoom: float, inch: float) -> float:
    return inch / 1440 * zoom
