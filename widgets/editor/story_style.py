"""The formats in which a view sets its story: those of the reader, or the house's styles on a page."""

from __future__ import annotations

from msgspec.structs import replace
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication, QTextEdit

from model.submission.story import StoryId
from widgets.common.store import Store
from widgets.editor.document.formats import Formats
from widgets.editor.document.house_styles import HouseStyles
from widgets.editor.document.page_formats import PageFormats, page_font
from widgets.editor.sheet import Sheet


class StoryStyle:
    """Chooses the formats of a story from the reader's settings, the palette and the house's styles."""

    def __init__(self, text: QTextEdit, sheet: Sheet, store: Store) -> None:
        self._text = text
        self._sheet = sheet
        self._store = store
        self.house: HouseStyles | None = None
        """The house whose styles are shown; None without a page."""
        self._numbered = False
        """Whether the story that is shown has margin numbers."""
        self.formats = Formats(text.palette(), text.document().defaultFont())

    def house_of(self, story: StoryId) -> HouseStyles | None:
        """The house whose styles a story has with the present settings."""
        note, comfort = story.note, self._sheet.comfort
        if not (comfort.foot if note else comfort.page):
            return None
        house = HouseStyles.of(self._store.submission, story.proposal)
        return replace(house, note=True) if note else house

    def font(self, house: HouseStyles | None) -> QFont:
        """The font of text that has no other."""
        if house is None:
            return self._sheet.comfort.font(QApplication.font(self._text), self._sheet.zoom)
        return page_font(house, self._sheet.zoom / 100, 1 / 20)

    def formats_of(self, house: HouseStyles | None) -> Formats:
        """The formats for the present palette, font and zoom."""
        text = self._text
        if house is None:
            return Formats(text.palette(), text.document().defaultFont(), numbered=self._numbered)
        return PageFormats(text.palette(), house, self._sheet.zoom / 100, text.logicalDpiX())

    def follow_house(self, story: StoryId) -> None:
        """Adopts the house of a story that is about to be shown."""
        house, numbered = self.house_of(story), self._has_numbers(story)
        if house != self.house or numbered != self._numbered:
            self._numbered = numbered
            self.house, self.formats = house, self.formats_of(house)
            if house is not None:
                self._text.setFont(self.font(house))

    def _has_numbers(self, story: StoryId) -> bool:
        if story.note or not 1 <= story.proposal <= len(self._store.submission.proposals):
            return False
        return bool(self._store.labelling(story.proposal).numbers)

    def refresh(self, story: StoryId) -> bool:
        """Adopts the formats for the present settings; returns whether they look different."""
        house = self.house_of(story)
        if self._is_current(house):
            return False
        self.formats, self.house = self.formats_of(house), house
        return True

    def _is_current(self, house: HouseStyles | None) -> bool:
        """Whether the formats are those for the present palette, font and zoom: Qt asks often while a window is made."""
        text, formats = self._text, self.formats
        if isinstance(formats, PageFormats):
            return house is not None and formats.is_for_page(text.palette(), house, self._sheet.zoom / 100, text.logicalDpiX())
        return house is None and formats.is_for(text.palette(), text.document().defaultFont(), numbered=self._numbered)
