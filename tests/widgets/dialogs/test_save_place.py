"""Where a file is written: with its ending, and never onto another file unasked."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog

from widgets.dialogs import messages
from widgets.dialogs.save_place import ask_where_to_save

WORD = "Word files (*.docx)"
PAGE_OR_WORD = "Web pages (*.html);;Word files (*.docx)"


@pytest.fixture
def asked(tmp_path: Path, monkeypatch):
    """Answers the box with one name after the other, and the question about replacing with those answers."""
    monkeypatch.chdir(tmp_path)

    def ask(kinds: str, *names: str, chosen: str = "", replace: tuple[bool, ...] = ()) -> tuple[Path | None, list[str]]:
        given, answers, seen = iter(names), iter(replace), []

        def replaces(_parent, name: str) -> bool:
            seen.append(name)
            return next(answers)

        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (next(given), chosen))
        monkeypatch.setattr(messages, "ask_to_replace", replaces)
        return ask_where_to_save(None, "Save as", tmp_path, kinds), seen

    return ask


@pytest.mark.parametrize(
    ("kinds", "chosen", "typed", "place"),
    [
        (WORD, "", "base", "base.docx"),
        (WORD, "", "base.docx", "base.docx"),
        (WORD, "", "base.DOCX", "base.DOCX"),
        (WORD, "", "Proposal v1.2", "Proposal v1.2.docx"),
        (PAGE_OR_WORD, "Web pages (*.html)", "table", "table.html"),
        (PAGE_OR_WORD, "Word files (*.docx)", "table", "table.docx"),
        (PAGE_OR_WORD, "Web pages (*.html)", "table.docx", "table.docx"),
    ],
)
def test_the_ending_is_that_of_the_kind(kinds: str, chosen: str, typed: str, place: str, asked):
    assert asked(kinds, typed, chosen=chosen) == (Path(place), [])


def test_a_file_of_the_name_with_its_ending_is_replaced_only_when_asked(asked, tmp_path: Path):
    (tmp_path / "base.docx").write_text("precious", encoding="utf-8")
    assert asked(WORD, "base", replace=(True,)) == (Path("base.docx"), ["base.docx"])
    assert asked(WORD, "base", "other", replace=(False,)) == (Path("other.docx"), ["base.docx"])
    assert asked(WORD, "base", "", replace=(False,)) == (None, ["base.docx"])
    assert asked(WORD, "base.docx") == (Path("base.docx"), []), "the box has asked about this name"


def test_a_name_that_is_too_long_is_for_the_save_to_tell_of(asked):
    assert asked(WORD, "a" * 252) == (Path("a" * 252 + ".docx"), [])


def test_called_off_there_is_no_place(asked):
    assert asked(WORD, "") == (None, [])
