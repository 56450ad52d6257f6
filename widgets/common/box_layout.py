"""Layouts of boxes and further windows: the air at the edges and between the parts."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFormLayout, QFrame, QHBoxLayout, QMainWindow, QScrollArea, QTabWidget, QVBoxLayout, QWidget

from widgets.common import announcements
from widgets.theme.design import GAP, NONE, PADDING, SECTION, TIGHT

Layout = TypeVar("Layout", QVBoxLayout, QFormLayout)


def box_column(box: QWidget) -> QVBoxLayout:
    """A layout of a box with the parts one below the other."""
    return _as_box(QVBoxLayout(box))


def box_form(box: QWidget) -> QFormLayout:
    """A layout of a box with rows of labels and fields."""
    return _as_box(QFormLayout(box))


def lay_out_scrolled(box: QWidget, inside: QWidget, *below: QWidget) -> QVBoxLayout:
    """Lays out a box whose main part is scrolled on a small screen; returns the layout.

    The area goes to the edges of the box, so that the ring around a control is not cut and the scroll bar is at the edge.

    inside: the main part
    below: what is always visible below it
    """
    column = QVBoxLayout(box)
    column.setContentsMargins(NONE, SECTION, NONE, SECTION)
    column.setSpacing(GAP)
    inside.setContentsMargins(SECTION, NONE, SECTION, NONE)
    column.addWidget(scroll_area(inside), 1)
    _add_inset(column, below, SECTION)
    return column


def lay_out_tabbed(box: QWidget, tabs: QTabWidget, *below: QWidget) -> None:
    """Lays out a box with tabs. What is on a page (`page_column`, `page_form`) begins below the words of the first tab."""
    column = QVBoxLayout(box)
    column.setContentsMargins(TIGHT, GAP, TIGHT, SECTION)
    column.setSpacing(GAP)
    column.addWidget(tabs, 1)
    _add_inset(column, below, PADDING)


def add_pages(tabs: QTabWidget, *pages: tuple[QWidget, str]) -> None:
    """Adds pages with the words of their tabs. A screen reader would say the first tab as if it had the focus."""
    with announcements.without_reader(unless=False):
        for page, words in pages:
            tabs.addTab(page, words)


def page_column(page: QWidget) -> QVBoxLayout:
    """A layout of a page of a box with tabs, with the parts one below the other."""
    return _as_page(QVBoxLayout(page))


def page_form(page: QWidget) -> QFormLayout:
    """A layout of such a page with rows of labels and fields."""
    return _as_page(QFormLayout(page))


def scroll_area(inside: QWidget) -> QScrollArea:
    """An area without a frame that scrolls a part of a box."""
    area = QScrollArea()
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidgetResizable(True)
    area.setWidget(inside)
    return area


def show_status_bar(window: QMainWindow) -> None:
    """Gives a further window a status bar without a grip; its frame is there for that."""
    bar = window.statusBar()
    bar.setSizeGripEnabled(False)
    bar.setContentsMargins(GAP, NONE, GAP, NONE)


def _as_box(layout: Layout) -> Layout:
    layout.setContentsMargins(SECTION, SECTION, SECTION, SECTION)
    layout.setSpacing(GAP)
    return layout


def _as_page(layout: Layout) -> Layout:
    layout.setContentsMargins(PADDING, PADDING, PADDING, NONE)
    layout.setSpacing(GAP)
    return layout


def _add_inset(column: QVBoxLayout, parts: Iterable[QWidget], room: int) -> None:
    """Adds parts at some distance from both sides."""
    for part in parts:
        line = QHBoxLayout()
        line.setContentsMargins(room, NONE, room, NONE)
        line.addWidget(part)
        column.addLayout(line)
