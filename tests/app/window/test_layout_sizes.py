"""The room that the text has on usual screens, in each language and at each scale; nothing is cut off at the edge."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.program import Program
from tests.builders.speaking import speaking
from tests.builders.waiting import settle

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
LANGUAGES = ("en", "fr", "es", "ru", "ar", "zh")
LAPTOP, LOW = (1366, 768), (1280, 720)
PANELS = ("cards", "submission", "problems", "comments", "library", "parallel")
PASSING = ("brackets", "positions", "conflicts")
"""Panels whose tab comes with what they list."""


@pytest.fixture(params=LANGUAGES)
def program(
    request: pytest.FixtureRequest, qapp: QApplication, monkeypatch: pytest.MonkeyPatch, open_program: Callable[..., Program]
) -> Iterator[Program]:
    """The sample in a window of each language."""
    with speaking(request.param, qapp, monkeypatch):
        yield open_program()


def resize(program: Program, size: tuple[int, int], scale: float = 1.0) -> None:
    """Gives the window the size of a screen, at a scale: the pixels that the program counts are larger."""
    program.window.resize(round(size[0] / scale), round(size[1] / scale))
    settle(program.window)


def width_of_page(program: Program) -> int:
    """The width in pixels of the page that is shown, once it has the zoom for its room, as far as it can be seen."""
    editor = program.window.editor
    while editor.is_about_to_scale:
        QTest.qWait(20)
    return min(editor.lineWrapColumnOrWidth(), editor.viewport().width())


def test_a_laptop_shows_tree_page_and_pane(program):
    window = program.window
    resize(program, LAPTOP)
    assert (window.width(), window.height()) == LAPTOP
    assert window.tree.isVisible()
    assert window.panels.front == "cards"
    assert width_of_page(program) >= 700
    assert program.cards.frame.height() >= 600
    for name in (*PANELS, *PASSING):
        window.panels.open(name)
        settle(window)
        assert window.width() == LAPTOP[0]
        assert width_of_page(program) >= (620 if name == "submission" else 700), name
        assert program.cards.frame.height() >= 600, name


def test_a_low_screen_shows_as_much_of_the_text(program):
    resize(program, LOW)
    assert program.window.height() == LOW[1]
    assert program.window.panels.front == "cards"
    assert program.cards.frame.height() >= 560


@pytest.mark.parametrize("scale", [1.5, 2.0])
def test_at_a_larger_scale_tree_and_pane_lie_over_the_text(program, scale):
    window = program.window
    resize(program, LAPTOP, scale)
    size = round(LAPTOP[0] / scale), round(LAPTOP[1] / scale)
    assert (window.width(), window.height()) == size
    assert window.panes.side.width() == 40
    assert not window.tree.isVisible()
    assert window.panels.front == ""
    text = program.cards.frame
    before = text.width()
    assert before >= size[0] - 60
    assert text.height() >= size[1] - 140
    for name in (*PANELS, *PASSING):
        window.panels.open(name)
        settle(window)
        assert (window.width(), window.height()) == size, name
        assert text.width() == before, name
        assert window.rect().contains(window.panes.pane.geometry()), name


def test_every_tab_has_its_word_in_full_when_it_is_chosen(program):
    window = program.window
    resize(program, LAPTOP)
    for name, count in (("cards", 123), ("problems", 45), ("comments", 12)):
        window.panels.show_count(name, count)
    bar = window.panes.pane.bar
    for name in (*PANELS, *PASSING):
        window.panels.open(name)
        settle(window)
        at = bar.index_of(name)
        assert bar.tabText(at).startswith(bar.accessibleTabName(at)[:3])
        assert "…" not in bar.tabText(at)
        assert bar.tabRect(bar.count() - 1).right() <= bar.width()
        assert bar.tabRect(at).width() >= bar.fontMetrics().horizontalAdvance(bar.tabText(at))


def test_no_part_of_the_status_bar_is_at_the_edge_of_the_window(program):
    window = program.window
    resize(program, LAPTOP)
    window.tell("x")
    state = program.file_menu.save_state
    left = state.mapTo(window, state.rect().topLeft()).x()
    assert left >= 8
    assert left + state.width() <= window.width() - 8
