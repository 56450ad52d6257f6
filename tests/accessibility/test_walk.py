"""Whatever can be used in a window, box, panel or page of the program has a name, a role and a state, in plain words."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QAccessible

from app.program import Program
from tests.accessibility.visits import PANELS, Visitor, kinds_of_windows, visit_all
from tests.pictures import scenes

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture
def reader() -> Iterator[None]:
    """A screen reader that listens from the beginning, when the first interfaces are made."""
    was = QAccessible.isActive()
    QAccessible.setActive(True)
    yield
    QAccessible.setActive(was)


@pytest.mark.usefixtures("reader")
def test_every_element_has_a_name_a_role_and_a_state(
    open_program: Callable[..., Program], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scenes, "SETTLE", 60)
    program = open_program(str(scenes.LANGUAGES / "en.txt"), author="Ana")
    visitor = Visitor(program)
    visit_all(visitor, program, tmp_path)
    assert visitor.found == {}
    assert {kind.__name__ for kind in kinds_of_windows() - visitor.kinds} == set()
    assert set(PANELS) - visitor.panels == set()
