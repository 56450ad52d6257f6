"""The status of a text of the library, as its user knows it."""

from __future__ import annotations

import pytest

from app.program import Program

pytestmark = pytest.mark.qt_log_ignore(r"This plugin does not support (propagateSizeHints|raise|grabbing)", extend=True)


def test_a_text_is_said_to_be_abrogated_and_that_is_taken_back(program: Program) -> None:
    window = program.library.window
    assert window is not None
    page = window.search.list
    row = next(row for row, entry in enumerate(page.entries.entries) if entry.name == "Resolution 72 (Rev. Dubai, 2018)")
    for status in ("abrogated", "in force"):
        page.setCurrentIndex(page.entries.index(row, 0))
        window.abrogated.trigger()
        assert page.entries.entries[row].where.endswith(status)
        assert window.abrogated.isChecked() is (status == "abrogated")
