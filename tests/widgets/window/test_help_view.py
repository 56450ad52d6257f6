"""A chapter of the manual with pictures: they fit, have an edge in every theme, and are described below."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QColor, QImage, QPalette, QTextDocument
from pytestqt.qtbot import QtBot

from widgets.theme.colours import edge_of
from widgets.window import help_view
from widgets.window.help_view import PICTURE_RATIO, ChapterView, images, read_picture
from widgets.window.help_window import HelpWindow

CHAPTER = "# Review\n\nWords.\n\n![The table of amendments](pictures/review.png)\n\nMore words.\n"
WIDE = 500


@pytest.fixture(autouse=True)
def manual(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of a manual with a white picture in English and a black one in French."""
    for folder, colour in (("help/pictures", "white"), ("help/fr/pictures", "black")):
        (tmp_path / folder).mkdir(parents=True)
        image = QImage(WIDE * PICTURE_RATIO, 100 * PICTURE_RATIO, QImage.Format.Format_RGB32)
        image.fill(colour)
        assert image.save(str(tmp_path / folder / "review.png"))
    monkeypatch.setattr(help_view, "path_of", lambda name: tmp_path / name)
    return tmp_path / "help"


@pytest.fixture
def view(qtbot: QtBot) -> ChapterView:
    view = ChapterView()
    qtbot.addWidget(view)
    view.resize(800, 400)
    view.show()
    view.show_chapter(CHAPTER)
    return view


def shown(view: ChapterView) -> QImage:
    """The picture as the view paints it."""
    found = view.document().resource(QTextDocument.ResourceType.ImageResource, QUrl("pictures/review.png"))
    assert isinstance(found, QImage)
    return found


def test_a_picture_is_as_wide_as_it_was_taken_or_as_there_is_room(view: ChapterView) -> None:
    ((_, image),) = images(view.document())
    assert (image.width(), image.height()) == (WIDE, 100)
    assert shown(view).width() == round(WIDE * view.devicePixelRatioF())
    view.resize(340, 400)
    ((_, image),) = images(view.document())
    assert image.width() == view.viewport().width() - 2 * view.document().documentMargin() < WIDE
    assert view.horizontalScrollBar().maximum() == 0
    view.resize(800, 400)
    ((_, image),) = images(view.document())
    assert image.width() == WIDE


def test_a_description_is_below_its_picture_once(view: ChapterView) -> None:
    lines = view.toPlainText().split("\n")
    assert lines == ["Review", "Words.", "\ufffc", "The table of amendments", "More words."]
    view.show_chapter(CHAPTER)
    assert view.toPlainText().split("\n") == lines


def test_an_edge_has_the_colour_of_the_theme(view: ChapterView) -> None:
    assert shown(view).pixel(0, 50) == edge_of(view.palette()).rgb()
    assert shown(view).pixelColor(5, 50) == QColor("white")
    dark = QPalette(view.palette())
    dark.setColor(QPalette.ColorRole.Base, QColor("#1a1c20"))
    dark.setColor(QPalette.ColorRole.Text, QColor("#e9ebee"))
    before = shown(view).pixel(0, 50)
    view.setPalette(dark)
    assert shown(view).pixel(0, 50) == edge_of(dark).rgb() != before
    assert view.toPlainText().count("The table of amendments") == 1


def test_a_picture_is_in_the_language_of_the_window(manual: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    colours = []
    for language in ("en", "fr", "es"):
        monkeypatch.setattr(help_view, "window_language", lambda language=language: language)
        colours.append(read_picture("pictures/review.png").pixelColor(9, 9).name())
    assert colours == ["#ffffff", "#000000", "#ffffff"]
    assert read_picture("pictures/none.png").isNull()


def test_the_file_of_a_picture_is_not_searched(qtbot: QtBot) -> None:
    window = HelpWindow({"review": CHAPTER, "form": "# The form\n\nSee [Review](review)."})
    qtbot.addWidget(window)
    window.query.setText("pictures")
    assert window.note.sentence.text()
    window.query.setText("amendments")
    assert [window.contents.item(row).isHidden() for row in range(2)] == [False, True]
    assert window.text.document().defaultTextOption().textDirection() == Qt.LayoutDirection.LeftToRight
