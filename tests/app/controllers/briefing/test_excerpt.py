"""Excerpts in the window: what is chosen is previewed and written, and the confidential form is never chosen by itself."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QDialog

from model.formats.page.briefing import BriefingChoice
from tests.app.window.test_accessible import nameless
from tests.builders.submissions import SMALL, submission
from tests.model.formats.page.test_briefing import confidential
from widgets.briefing.choice import ExcerptDialog
from widgets.dialogs.adoption import AdoptionDialog, AdoptionRow
from widgets.printing.preview import PreviewDialog


@pytest.fixture
def given():
    return confidential()


@pytest.fixture
def box(monkeypatch):
    def use(do):
        def run(dialog: ExcerptDialog) -> int:
            do(dialog)
            return int(QDialog.DialogCode.Accepted)

        monkeypatch.setattr(ExcerptDialog, "exec", run)

    return use


def test_a_table_is_written(program, box, tmp_path, monkeypatch) -> None:
    path = tmp_path / "out.html"
    monkeypatch.setattr("app.controllers.briefing.controller.ask_where_to_save", lambda *_: path)
    names: list[list[str]] = []

    def use(dialog: ExcerptDialog) -> None:
        names.append([dialog.party.itemText(place) for place in range(dialog.party.count())])
        assert not dialog.confidential.isChecked()
        dialog.context.setValue(0)
        dialog.party.setCurrentIndex(1)

    box(use)
    program.actions["excerpt"].trigger()
    text = path.read_text(encoding="utf-8")
    assert "Amendments of me" in text
    assert "secret" not in text
    assert len(names[0]) == 4


def test_the_confidential_form_has_to_be_chosen_each_time(program, box, tmp_path, monkeypatch) -> None:
    path = tmp_path / "out.html"
    monkeypatch.setattr("app.controllers.briefing.controller.ask_where_to_save", lambda *_: path)
    box(lambda dialog: dialog.confidential.setChecked(True))
    program.actions["excerpt"].trigger()
    text = path.read_text(encoding="utf-8")
    assert "our secret reason" in text
    assert "✗ red line" in text
    assert "say no" in text
    assert "Confidential" in text
    box(lambda dialog: None)
    program.actions["excerpt"].trigger()
    assert "secret" not in path.read_text(encoding="utf-8")


def test_the_preview_shows_it_with_line_numbers(program, box, monkeypatch) -> None:
    shown = []
    monkeypatch.setattr(type(program.printing), "preview", lambda self, find, over, *, name: shown.append((find(), name)))
    monkeypatch.setattr("app.controllers.briefing.controller.ask_where_to_save", lambda *_: None)

    def use(dialog: ExcerptDialog) -> None:
        dialog.form.setCurrentIndex(1)
        dialog.line_numbers.setCurrentIndex(2)
        dialog.preview_asked.emit()

    box(use)
    program.actions["excerpt"].trigger()
    ((printed, name),) = shown
    assert printed.line_numbers == "continuous"
    assert "excerpt" in name


def test_the_preview_over_the_box_has_the_height_of_the_window(program, box, monkeypatch) -> None:
    program.window.resize(1300, 740)
    sizes = []
    monkeypatch.setattr(PreviewDialog, "exec", lambda shown: sizes.append(shown.height()))

    def use(dialog: ExcerptDialog) -> None:
        sizes.append(dialog.height())
        dialog.preview_asked.emit()

    monkeypatch.setattr("app.controllers.briefing.controller.ask_where_to_save", lambda *_: None)
    box(use)
    program.actions["excerpt"].trigger()
    of_box, height = sizes
    assert height > 700 > of_box


def test_nothing_amended_is_reported(program, box, tmp_path, monkeypatch) -> None:
    sentences: list[str] = []
    monkeypatch.setattr("widgets.dialogs.messages.show_error", lambda parent, sentence: sentences.append(sentence))
    monkeypatch.setattr("app.controllers.briefing.controller.ask_where_to_save", lambda *_: tmp_path / "out.html")
    program.session.load(submission(SMALL))
    box(lambda dialog: None)
    program.actions["excerpt"].trigger()
    assert sentences
    assert "nothing is amended" in sentences[0]
    assert not (tmp_path / "out.html").exists()


def test_each_field_of_both_boxes_has_an_accessible_name(qtbot) -> None:
    """That of the excerpt, and that of what was adopted."""
    for box in (
        ExcerptDialog(BriefingChoice(), ("ATU", "EUR")),
        AdoptionDialog([AdoptionRow("resolves", "ATU", "insertion")], [("WTSA-24", "WTSA-24")], "WTSA-24", is_new=True),
    ):
        qtbot.addWidget(box)
        box.show()
        assert nameless(box) == []
