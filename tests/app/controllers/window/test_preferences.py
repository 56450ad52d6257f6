"""The settings dialog: what is changed there is so at once, is kept, and nothing else is touched."""

from __future__ import annotations

import pytest
from msgspec.structs import fields
from PySide6.QtWidgets import QFileDialog, QPushButton

from app.user_data.settings import Settings, SettingsFile
from tests.builders.conference_template import template_bytes
from widgets.window.settings_dialog import SettingsDialog


@pytest.fixture
def dialog(open_program):
    program = open_program()
    program.actions["settings"].trigger()
    found = program.window.findChild(SettingsDialog)
    assert found is not None
    return program, found


def test_what_is_changed_is_so_at_once_and_kept(dialog, tmp_path):
    program, shown = dialog
    shown.field("author").setText("  Ana  ")
    shown.field("punctuation").setChecked(False)
    shown.field("page").setChecked(False)  # which has the sizes of the house
    shown.field("zoom").setValue(150)
    shown.field("size").setValue(14)
    shown.field("width").setCurrentIndex(1)
    shown.field("words").setPlainText("Hammamet\n\n Hammamet \nDubai")
    shown.accept()
    value = program.settings.value
    assert (value.author, value.punctuation, value.zoom, value.size, value.width) == ("Ana", False, 150, 14, 60)
    assert value.words == ("Hammamet", "Dubai")
    assert program.session.author == "Ana"
    assert not program.actions["punctuate"].isChecked()
    assert program.window.editor.document().defaultFont().pointSizeF() == pytest.approx(21)
    assert SettingsFile(tmp_path / "config").value == value


def test_nothing_changed_or_called_off_changes_nothing(dialog):
    program, shown = dialog
    before = program.settings.value
    shown.accept()
    assert program.settings.value == before
    program.actions["settings"].trigger()
    again = next(found for found in program.window.findChildren(SettingsDialog) if found.isVisible())
    again.field("author").setText("Other")
    again.reject()
    assert program.settings.value == before


def test_every_setting_that_a_user_decides_is_in_it(dialog):
    _, shown = dialog
    elsewhere = {
        "recent",
        "folders",
        "library",
        "unspelt",
        "versions",
        "nameless",
        "symbols",
        "toured",
        "compared_formats",
        "line_numbers",
    }
    decided = {field.name for field in fields(Settings)} - elsewhere
    assert set(shown._fields) == decided


def test_every_field_has_a_name_and_can_be_reached(dialog):
    _, shown = dialog
    for name, field in shown._fields.items():
        assert field.accessibleName() or field.text(), name
        assert field.focusPolicy() & 1, name
    shown.reject()


def test_words_that_are_put_right_are_added_changed_and_removed(dialog):
    program, shown = dialog
    table = shown.field("corrections")
    table.item(0, 0).setText("wg")
    table.item(0, 1).setText("Working Group")
    table.item(1, 0).setText("teh")
    table.item(1, 1).setText("teh")
    shown.field("typographic").setChecked(False)
    assert table.rowCount() == 3
    shown.accept()
    assert program.settings.value.corrections == {"wg": "Working Group", "teh": "teh"}
    rules = program.window.editor.edits.intents.typing.rules("en")
    assert rules.words["wg"] == "Working Group"
    assert "teh" not in rules.words
    assert not rules.quotes
    program.actions["settings"].trigger()
    again = next(found for found in program.window.findChildren(SettingsDialog) if found.isVisible())
    box = again.field("corrections").parentWidget()
    assert [again.field("corrections").item(row, 0).text() for row in range(3)] == ["teh", "wg", ""]
    again.field("corrections").setCurrentCell(0, 0)
    box.remove.click()
    again.field("corrections").item(0, 0).setText("two words")
    assert "two words" in box.hint.text()
    again.accept()
    assert program.settings.value.corrections == {"two words": "Working Group"}


def test_a_file_that_is_no_template_is_not_taken(dialog, tmp_path, shown_errors, monkeypatch):
    program, shown = dialog
    bad, good = tmp_path / "bad.docx", tmp_path / "good.docx"
    bad.write_text("no Word file", encoding="utf-8", newline="\n")
    good.write_bytes(template_bytes())
    shown.field("template").setText(str(bad))
    shown.field("author").setText("Ana")
    shown.accept()
    assert shown_errors
    assert shown_errors[0].startswith(f"{bad}: it cannot be the conference template: ")
    assert (program.settings.value.template, program.settings.value.author) == ("", "Ana")
    program.actions["settings"].trigger()
    again = next(found for found in program.window.findChildren(SettingsDialog) if found.isVisible())
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(good), ""))
    next(button for button in again.findChildren(QPushButton) if button.text() == "C&hoose …").click()
    again.accept()
    assert program.settings.value.template == str(good)


def test_missing_dictionaries_are_named_with_the_place_for_them(open_program, tmp_path, monkeypatch):
    for suffix in (".dic", ".aff"):
        (tmp_path / f"en_GB{suffix}").touch()
    monkeypatch.setattr("app.user_data.dictionaries.folders", lambda: iter([tmp_path]))
    monkeypatch.setattr("app.controllers.window.preferences.folders", lambda: iter([tmp_path]))
    program = open_program()
    program.actions["settings"].trigger()
    shown = program.window.findChild(SettingsDialog)
    assert "Français" in shown.unspelt.text()
    assert "English" not in shown.unspelt.text()
    assert "中文" not in shown.unspelt.text()
    assert str(tmp_path) in shown.unspelt.text()
    assert not shown.unspelt.isHidden()
    shown.show_unspelt([], "")
    assert shown.unspelt.isHidden()
