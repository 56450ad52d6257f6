"""The formats of the document: one shared object for each look. A format carries the number of its look, so that the contents of
a document can be read back and compared."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPalette, QTextBlockFormat, QTextCharFormat, QTextFormat

from model.redline import Status
from widgets.editor.document.projection import BlockLook, CharacterLook
from widgets.theme.colours import colours

LOOK = QTextFormat.Property.UserProperty.value + 1
"""The property that holds the number of a look."""
MARK = QTextFormat.Property.UserProperty.value + 2
GAP_ABOVE = QTextFormat.Property.UserProperty.value + 5
GAP_WITHIN = QTextFormat.Property.UserProperty.value + 6
"""The properties of a block for the heights of the gaps between pages before it and in it, in pixels."""
MARK_OBJECT = QTextFormat.ObjectTypes.UserObject.value + 1
"""The type of the text objects for notes, pictures, equations and text boxes."""

LEVEL_WIDTH = 2.0
LABEL_WIDTH = 2.4
NUMBER_WIDTH = 3.0
"""Of the column of margin numbers, in a text that has them."""
END_WIDTH = 1.2
"""Kept free for the paragraph mark of a tracked end, on the far side of the text. All in heights of a line."""
MAX_INDENT = 8
CENTRED = ("number", "title", "annex")


class Formats:
    """Returns the format of a look, always the same object for the same look."""

    def __init__(self, palette: QPalette, font: QFont, *, numbered: bool = False) -> None:
        """`numbered`: the text has margin numbers, for which there is a column."""
        self.numbered = numbered
        self.colours = colours(palette)
        self.font = font
        self.height = QFontMetricsF(font).height()
        """That of a line, in pixels."""
        self._chars: dict[CharacterLook, QTextCharFormat] = {}
        self._blocks: dict[BlockLook, QTextBlockFormat] = {}

    @property
    def number_room(self) -> float:
        """The width of the column of margin numbers, in pixels; 0 without one."""
        return NUMBER_WIDTH * self.height if self.numbered else 0.0

    def is_for(self, palette: QPalette, font: QFont, *, numbered: bool = False) -> bool:
        """Whether these are the formats for a palette, a font, and a text that has margin numbers or none."""
        return colours(palette) == self.colours and font == self.font and numbered == self.numbered

    def char(self, look: CharacterLook) -> QTextCharFormat:
        """The character format of a look."""
        found = self._chars.get(look)
        if found is None:
            found = self._chars[look] = self._make_char(look, len(self._chars) + 1)
        return found

    def block(self, look: BlockLook) -> QTextBlockFormat:
        """The block format of a look."""
        found = self._blocks.get(look)
        if found is None:
            found = self._blocks[look] = self._make_block(look, len(self._blocks) + 1)
        return found

    def _make_char(self, look: CharacterLook, number: int) -> QTextCharFormat:
        style, made = look.style, QTextCharFormat()
        made.setFontItalic(style.italic or look.face == "call")
        if style.bold or look.face in ("title", "heading", "annex"):
            made.setFontWeight(QFont.Weight.Bold)
        self._finish_char(made, look, number)
        return made

    def _finish_char(self, made: QTextCharFormat, look: CharacterLook, number: int) -> None:
        """Sets what looks the same in every face: lines, raised characters, colours, marks."""
        style = look.style
        made.setProperty(LOOK, number)
        made.setFontUnderline(style.underline)
        if style.vertical:
            alignment = QTextCharFormat.VerticalAlignment
            made.setVerticalAlignment(alignment.AlignSuperScript if style.vertical == "superscript" else alignment.AlignSubScript)
        made.setForeground(self.colours.text)
        self._show_status(made, look)
        if look.mark:
            made.setObjectType(MARK_OBJECT)
            made.setProperty(MARK, look.mark)

    def _show_status(self, made: QTextCharFormat, look: CharacterLook) -> None:
        if look.status is Status.INSERTED:
            made.setForeground(self.colours.moved if look.moved else self.colours.inserted)
            lines = QTextCharFormat.UnderlineStyle
            made.setUnderlineStyle(lines.DashUnderline if look.moved else lines.SingleUnderline)
        elif look.status is Status.DELETED:
            made.setForeground(self.colours.moved if look.moved else self.colours.deleted)
            made.setFontStrikeOut(True)
        elif look.status is Status.RETRACTED:
            made.setForeground(self.colours.changed)
            made.setFontStrikeOut(True)
            made.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DotLine)

    def _make_block(self, look: BlockLook, number: int) -> QTextBlockFormat:
        made = QTextBlockFormat()
        made.setProperty(LOOK, number)
        near = LABEL_WIDTH + LEVEL_WIDTH * min(max(look.level, 0), MAX_INDENT)
        if look.cell:
            near += LEVEL_WIDTH
        near, far = near * self.height + self.number_room, END_WIDTH * self.height
        made.setLeftMargin(far if look.rtl else near)
        made.setRightMargin(near if look.rtl else far)
        made.setLayoutDirection(Qt.LayoutDirection.RightToLeft if look.rtl else Qt.LayoutDirection.LeftToRight)
        if look.kind in CENTRED:
            made.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        made.setTopMargin(self.height * (0.6 if look.kind in ("call", "heading", "annex", "title") else 0.18))
        made.setBottomMargin(self.height * 0.18)
        made.setLineHeight(self.height * 1.3, QTextBlockFormat.LineHeightTypes.MinimumHeight.value)
        return made


def with_gaps(plain: QTextBlockFormat, above: float, within: float, inherited: float = 0, below: float = 0) -> QTextBlockFormat:
    """A block format with room for the gaps between pages.

    plain: the format without them
    above: the height of the gap before the block, in pixels
    within: that of the gaps in the block
    inherited: that of the gaps in the block before
    below: the space that the next block wants above it
    """
    if not above and not within:
        return plain
    made = QTextBlockFormat(plain)
    if above:
        made.setTopMargin(above + inherited)
        made.setProperty(GAP_ABOVE, above)
    if within:
        made.setBottomMargin(within + max(plain.bottomMargin(), below))
        made.setProperty(GAP_WITHIN, within)
    return made


def keeping_gaps(wanted: QTextBlockFormat, shown: QTextBlockFormat) -> QTextBlockFormat:
    """A new format for a block, with the gaps of its present one."""
    above, within = shown.doubleProperty(GAP_ABOVE), shown.doubleProperty(GAP_WITHIN)
    return with_gaps(wanted, above, within, max(0.0, shown.topMargin() - above) if above else 0.0)
