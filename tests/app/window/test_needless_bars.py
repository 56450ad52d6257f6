"""No horizontal scroll bar where the page fits: long texts, and a second text beside the first."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QScrollBar

from model.formats.notation import parse
from model.submission.values import Proposal, Submission
from tests.builders.waiting import settle

TEXT = "".join("*resolves*\n" + "".join(f"{n}\tthat item {n} is here;\n" for n in range(1, 101)) for _ in range(30))


def bars(window) -> list[str]:
    """The horizontal scroll bars that are shown."""
    return [
        f"{bar.parent().parent().objectName() or type(bar.parent().parent()).__name__} {bar.maximum()}"
        for bar in window.findChildren(QScrollBar)
        if bar.isVisible() and bar.orientation() == bar.orientation().Horizontal
    ]


@pytest.mark.parametrize(
    ("width", "web", "beside"),
    [
        (1366, False, False),
        (1280, True, False),
        (1366, True, True),
        (1366, False, True),
        (1280, False, True),
        (1920, False, True),
    ],
)
def test_long_texts_have_no_bar(width, web, beside, open_program, qtbot):
    program = open_program()
    redline = parse(TEXT, language="en")
    program.session.load(Submission(proposals=(Proposal("MOD", "1", redline=redline, original=redline),), language="en"))
    program.window.resize(width, 730)
    settle(program.window)
    if web:
        program.actions["web layout"].trigger()
    if beside:
        program.actions["split base"].trigger()
    settle(program.window)
    qtbot.waitUntil(lambda: program.page_view.is_settled, timeout=30_000)
    settle(program.window)
    assert not bars(program.window)


@pytest.mark.parametrize(("width", "height"), [(1366, 768), (1280, 720), (1366 // 2, 768 // 2)])
def test_two_pages_fit_beside_each_other_or_below_each_other(width, height, open_program, qtbot):
    program = open_program()
    window = program.window
    window.resize(width, height)
    settle(window)
    shown = window.panels.front, window.tree.isVisible()
    program.actions["split base"].trigger()
    settle(window)
    texts = window.editor, program.split_view.pane.text
    qtbot.waitUntil(lambda: not any(text.is_about_to_scale for text in texts), timeout=5_000)
    settle(window)
    assert window.width() == width
    for text in texts:
        assert text.lineWrapColumnOrWidth() <= text.viewport().width()
        assert text.horizontalScrollBar().maximum() == 0
        assert text.sheet.zoom >= 60
    window.panels.open("problems")
    settle(window)
    assert all(text.lineWrapColumnOrWidth() <= text.viewport().width() for text in texts), "the pane lies over them"
    window.panels.close("problems")
    window.panels.open("cards")
    program.actions["split base"].trigger()
    settle(window)
    assert not shown[0] or (window.panels.front, window.tree.isVisible()) == shown
