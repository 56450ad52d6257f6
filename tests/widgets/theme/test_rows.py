"""Every table has the style of the design."""

from __future__ import annotations

import re

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTableView

from tests.sources import modules, named
from widgets.theme.rows import set_table_style


@pytest.mark.parametrize("grid", [False, True])
def test_a_table_has_lines_between_its_cells_only_if_they_are_filled_in(qtbot, grid: bool):
    table = QTableView()
    qtbot.addWidget(table)
    set_table_style(table, grid=grid)
    assert table.showGrid() is grid
    assert table.horizontalHeader().defaultAlignment() == Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter


def test_every_table_is_given_its_style():
    making = re.compile(r"\bQTable(?:View|Widget)\(|\(QTable(?:View|Widget)\):")
    found = {}
    for path in modules("app", "widgets"):
        source = path.read_text(encoding="utf-8")
        if made := len(making.findall(source)):
            found[named(path)] = made, source.count("set_table_style(")
    assert len(found) > 10
    assert {name: counts for name, counts in found.items() if counts[0] != counts[1]} == {}
