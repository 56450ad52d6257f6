"""Lists that filter: what they offer, what they keep, what is filtered by."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QStyleOptionComboBox, QWidget
from pytestqt.qtbot import QtBot

from tests.builders.room import cut
from tests.builders.waiting import settle
from widgets.common.filter_box import FilterBox, FilterRow


def texts(box: FilterBox) -> list[str]:
    return [box.itemText(row) for row in range(box.count())]


@pytest.fixture
def box(qtbot: QtBot) -> FilterBox:
    box = FilterBox("Owner", [(None, "All owners")])
    qtbot.addWidget(box)
    box.offer([("", "Nobody (1)"), ("ATU", "ATU (2)")])
    return box


def test_the_chosen_value_is_kept_without_a_signal(box: FilterBox, qtbot: QtBot) -> None:
    box.setCurrentIndex(2)
    with qtbot.assertNotEmitted(box.currentIndexChanged):
        assert not box.offer([("ATU", "ATU (3)")])
    assert (box.currentData(), texts(box)) == ("ATU", ["All owners", "ATU (3)"])
    assert "ATU (3)" in box.toolTip()


@pytest.mark.parametrize(("row", "gone"), [(1, True), (0, False)])
def test_a_value_that_is_gone_filters_nothing_any_more(box: FilterBox, row: int, gone: bool) -> None:
    box.setCurrentIndex(row)
    assert box.offer([("ATU", "ATU (2)")]) is gone
    assert box.currentIndex() == 0


def test_a_row_of_lists_filters_by_each_that_the_user_has_chosen(qtbot: QtBot) -> None:
    line = FilterRow({"kind": ("Kind", "All kinds"), "owner": ("Owner", "All owners")}, 6)
    window = QWidget()
    window.setLayout(line)
    qtbot.addWidget(window)
    line.offer("kind", [("blank", "Blank (1)")])
    line.offer("owner", [("", "Nobody (1)"), ("ATU", "ATU (2)")])
    assert [box.isEnabled() for box in line.boxes.values()] == [False, True]
    with qtbot.waitSignal(line.changed):
        QTest.keyClick(line.boxes["owner"], Qt.Key.Key_Down)
    assert line.chosen == {"owner": ""}
    with qtbot.waitSignal(line.changed):
        line.clear()
    assert line.chosen == {}


@pytest.mark.parametrize("width", [160, 250, 328, 500])
def test_the_first_choices_of_a_row_are_whole_in_any_room(width: int, qtbot: QtBot) -> None:
    """In French three lists are too many for a line of the side pane."""
    names = {"clause": "Tous les alinéas", "kind": "Tous les types", "owner": "Tous les auteurs"}
    line = FilterRow({facet: (facet, words) for facet, words in names.items()}, 6)
    window = QWidget()
    window.setLayout(line)
    qtbot.addWidget(window)
    window.resize(width, line.heightForWidth(width))
    window.show()
    settle(window)
    assert cut(window, tips=False) == []


def test_a_text_without_room_ends_in_dots(box: FilterBox) -> None:
    def shown() -> str:
        option = QStyleOptionComboBox()
        box.initStyleOption(option)
        return option.currentText

    box.setItemText(0, "All the owners of the options")
    box.resize(90, box.sizeHint().height())
    assert shown().endswith("…")
    box.resize(600, box.height())
    assert shown() == "All the owners of the options"


@pytest.mark.parametrize("words", ["جميع المؤلفين (7)", "All authors (7)", "全部作者（7）"])
def test_a_list_that_adjusts_to_its_contents_shows_each_whole(qtbot: QtBot, words: str) -> None:
    window, box = QWidget(), FilterBox("Whose", [(None, "")], letters=0)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
    qtbot.addWidget(window)
    line = QHBoxLayout(window)
    line.addWidget(box)
    line.addStretch(1)
    box.setItemText(0, words)
    window.resize(600, 60)
    window.show()
    settle(window)
    assert cut(window, tips=False) == []
    assert shown(box) == words


def shown(box: FilterBox) -> str:
    """The words in the box as they are painted."""
    option = QStyleOptionComboBox()
    box.initStyleOption(option)
    return option.currentText  # type: ignore[attr-defined]
