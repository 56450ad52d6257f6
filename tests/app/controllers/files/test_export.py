"""Export from the window: the file is there, proved, and the proof is shown."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFormLayout, QLabel, QPushButton

from app.window.action_ids import ActionId
from model.edits.comments import add_comment, anchors_between
from model.errors import FileError
from model.formats.akoma_ntoso.reader import read_akoma_ntoso
from model.formats.akoma_ntoso.schema.vocabulary import AKN
from model.formats.amend import Project, project_bytes
from model.formats.word.reader import read_word
from model.redline.edit_text import Place
from model.storage.atomic_write import write_durably
from model.submission.story import StoryId
from model.submission.values import Header
from tests.builders.conference_template import WORDS, template_bytes
from tests.builders.private import private_file
from tests.builders.treaty import small_treaty, submission_of
from tests.builders.word import docx, p
from widgets.dialogs import messages
from widgets.dialogs.proof import ProofDialog
from widgets.dialogs.small_dialogs import TextChoiceDialog


@pytest.mark.parametrize("what", ["markup", "draft", "base"])
def test_the_proof_is_shown(what, program, tmp_path, monkeypatch):
    titles = []
    monkeypatch.setattr(ProofDialog, "exec", lambda dialog: titles.append(dialog.windowTitle()))
    path = tmp_path / "out.docx"
    assert program.file_menu.export.export(path, what)
    assert titles == ["Proof of export"]
    assert path.read_bytes().startswith(b"PK")


def test_the_proof_counts_amendments_as_the_status_bar_does(program, tmp_path, monkeypatch):
    shown = []
    monkeypatch.setattr(ProofDialog, "exec", lambda dialog: shown.extend(label.text() for label in dialog.findChildren(QLabel)))
    assert program.file_menu.export.export(tmp_path / "out.docx")
    rows = program.window.list.amendments.rows
    assert any(not row.parts for row in rows), "labels that follow are no amendments"
    assert str(sum(1 for row in rows if row.parts)) in shown
    assert str(len(rows)) not in shown


@pytest.mark.parametrize(("name", "count"), [("out.docx", "1"), ("out.xml", "0")])
def test_the_proof_counts_the_comments_that_go_out(program, tmp_path, monkeypatch, name, count):
    session, shown = program.session, {}
    for private in (False, True):
        anchors = anchors_between(session.submission, StoryId(1), Place(4, 0), Place(4, 5))
        session.commit(add_comment(session.submission, 1, anchors, "Why?", session.stamp(), private=private))

    def look(dialog):
        form = dialog.findChild(QFormLayout)
        for row in range(form.rowCount()):
            label, value = (form.itemAt(row, role).widget() for role in (form.ItemRole.LabelRole, form.ItemRole.FieldRole))
            shown[label.text()] = value.text()

    monkeypatch.setattr(ProofDialog, "exec", look)
    assert program.file_menu.export.export(tmp_path / name)
    assert shown["Comments"] == count
    shown.clear()
    assert program.file_menu.export.export(tmp_path / name, "draft")
    assert "Comments" not in shown


def test_the_size_is_grouped_as_the_language_of_the_window_does(program, tmp_path, monkeypatch):
    shown, before = [], QLocale()
    monkeypatch.setattr(ProofDialog, "exec", lambda dialog: shown.extend(label.text() for label in dialog.findChildren(QLabel)))
    QLocale.setDefault(QLocale("es_ES"))
    try:
        assert program.file_menu.export.export(tmp_path / "out.docx")
    finally:
        QLocale.setDefault(before)
    size = (tmp_path / "out.docx").stat().st_size
    assert f"{size // 1000}.{size % 1000:03} bytes" in shown


@pytest.mark.qt_log_ignore("Invalid JPEG", extend=True)  # the picture of the file is damaged
def test_what_was_left_out_is_shown_with_its_place(program, tmp_path, monkeypatch):
    program.session.load(read_word(private_file(), "given.docx").submission)
    shown = []
    monkeypatch.setattr(ProofDialog, "exec", lambda dialog: shown.extend(label.text() for label in dialog.findChildren(QLabel)))
    assert program.file_menu.export.export(tmp_path / "out.docx")
    assert "Omitted" in shown
    assert any(text.startswith("1 picture was omitted") and "PCX at" in text for text in shown)


def test_a_treaty_text_is_exported_as_proposals_or_whole(program, tmp_path, monkeypatch):
    monkeypatch.setattr(ProofDialog, "exec", lambda dialog: None)
    program.session.load(
        submission_of(small_treaty("= ARTICLE 9", "= Coordination", "9.1 the first", "+ a new one", "9.2 the second"))
    )
    found = {}
    for form in ("provisions", "whole"):
        path = tmp_path / f"{form}.docx"
        assert program.file_menu.export.export(path, "markup", form)
        found[form] = zipfile.ZipFile(path).read("word/document.xml").decode()
    assert all("a new one" in text for text in found.values())
    assert "the second" in found["whole"]
    assert "the second" not in found["provisions"]


def test_the_name_is_the_one_that_itu_gives(program):
    export, submission = program.file_menu.export, program.session.submission
    header = replace(submission.header, conference="wtsa-24", document="35", addendum="18")
    program.session.load(replace(submission, header=header))
    assert export.proposed_name() == "T22-WTSA.24-C-0035!A18!MSW-E.docx"
    program.session.load(replace(submission, header=replace(header, conference="unknown", document="35/18")))
    program.window.panels.open("submission")
    assert export.proposed_name() == program.submission_form.form.file_name.whole() == "submission-35_18-E.docx"
    program.session.load(replace(submission, header=replace(header, document="")))
    assert export.proposed_name() == "Resolution 112 – MOD ARC-47A3 (tracked changes).docx"


def test_what_is_no_submission_has_a_name_and_a_title_of_its_own(program, monkeypatch):
    asked = []
    monkeypatch.setattr(
        "app.controllers.files.export.ask_where_to_save",
        lambda parent, title, start, kinds: asked.append((title, start.name)) and None,
    )
    submission = program.session.submission
    header = replace(submission.header, conference="wtsa-24", document="35", addendum="18")
    program.session.load(replace(submission, header=header))
    export = program.file_menu.export
    export.may_export = lambda: True
    for what in ("markup", "draft", "base"):
        export.ask_and_export(what)
    assert [name for _, name in asked] == [
        "T22-WTSA.24-C-0035!A18!MSW-E.docx",
        "Resolution 112 – MOD ARC-47A3 (draft, untracked).docx",
        "Resolution 112 – MOD ARC-47A3 (text in force).docx",
    ]
    assert len({title for title, _ in asked}) == 3
    alone = replace(submission.proposals[0], symbol="")
    program.session.load(replace(submission, header=header, proposals=(alone,)))
    assert export.proposed_name() == "Resolution 112 (Rev. Geneva, 2022) (tracked changes).docx"


@pytest.mark.parametrize("symbol", ["MOD", ""])
def test_the_proof_says_what_stands_on_the_first_page_and_what_is_left_out(symbol, program, tmp_path, monkeypatch):
    shown = []
    monkeypatch.setattr(ProofDialog, "__init__", lambda dialog, name, rows, *_: shown.extend(rows))
    monkeypatch.setattr(ProofDialog, "exec", lambda dialog: 0)
    monkeypatch.setattr(ProofDialog, "deleteLater", lambda dialog: None)
    submission = program.session.submission
    words = {"introduction": "Since then.", "proposal_text": "As below."}
    header = Header(conference="WTSA-24", document="35", title="On a subject", **words)
    proposal = replace(submission.proposals[0], symbol=symbol, number="ATU/35/1", reasons="")
    program.session.load(replace(submission, header=header, proposals=(proposal,)))
    assert program.file_menu.export.export(tmp_path / "out.docx")
    rows = dict(shown)
    fields = "conference, document number, title, introduction, proposal text"
    if symbol:
        assert (rows["Proposals"], rows["First page"]) == ("MOD ATU/35/1", f"Read back: {fields}.")
    else:
        assert "Proposals" not in rows
        assert rows["First page"] == f"None (no symbol). Omitted: {fields}, number of the proposal."


def test_an_export_that_leaves_the_first_page_out_asks_first(program, monkeypatch):
    sentences = []
    monkeypatch.setattr(messages, "ask_about_errors", lambda parent, count, lines: sentences.extend(lines) or "cancel")
    submission = program.session.submission
    alone = replace(submission.proposals[0], symbol="", number="", reasons="")
    program.session.load(replace(submission, header=Header(document="35"), proposals=(alone,)))
    assert not program.file_menu.export.may_export()
    assert any("omitted from an export" in sentence and "document number" in sentence for sentence in sentences)


def test_a_file_that_word_has_open_is_offered_another_name(program, tmp_path, monkeypatch):
    def refuse(path, data):
        if path.name == "held.docx":
            raise FileError(path, "another program has it open, Word perhaps; close it there or save under another name")
        write_durably(path, data)

    shown, sentences = [], []
    monkeypatch.setattr("model.files.export.write_durably", refuse)
    monkeypatch.setattr(messages, "ask_to_save_elsewhere", lambda parent, sentence: sentences.append(sentence) or True)
    monkeypatch.setattr("app.controllers.files.export.ask_where_to_save", lambda *asked: tmp_path / "other.docx")
    monkeypatch.setattr(ProofDialog, "exec", lambda dialog: shown.append(dialog.windowTitle()))
    before = program.session.submission
    assert program.file_menu.export.export(tmp_path / "held.docx")
    assert len(sentences) == 1
    assert "Word perhaps" in sentences[0]
    assert program.session.submission is before
    assert (tmp_path / "other.docx").read_bytes().startswith(b"PK")
    assert shown == ["Proof of export"]


def test_the_last_export_is_opened_shown_and_copied_from_the_menu(program, tmp_path, monkeypatch):
    opened, sentences = [], []
    monkeypatch.setattr(ProofDialog, "exec", lambda dialog: 0)
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(Path(url.toLocalFile())) or True)
    monkeypatch.setattr(messages, "show_error", lambda parent, sentence: sentences.append(sentence))
    actions, path = program.actions, tmp_path / "out.docx"
    assert not any(actions[id].isEnabled() for id in ("last export", "open export", "show export", "copy export"))
    assert program.file_menu.export.export(path)
    for id in ("open export", "show export", "copy export"):
        actions[id].trigger()
    assert opened == [path, tmp_path]
    assert QApplication.clipboard().text() == str(path)
    assert sentences == []
    path.unlink()
    actions["open export"].trigger()
    assert sentences == [f"out.docx is no longer in {tmp_path}; export it again."]


def test_where_no_program_opens_word_files_that_is_told(program, tmp_path, monkeypatch):
    sentences, shown = [], []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: False)
    monkeypatch.setattr(messages, "show_error", lambda parent, sentence: sentences.append(sentence))

    def press(dialog):
        for button in dialog.findChildren(QPushButton):
            if "Close" not in button.text():
                button.click()
        shown.extend(label.text() for label in dialog.findChildren(QLabel))
        assert dialog.isVisible() is False
        assert dialog.result() == 0, "it stays where nothing came of the button"

    monkeypatch.setattr(ProofDialog, "exec", press)
    assert program.file_menu.export.export(tmp_path / "out.docx")
    assert [sentence.partition(";")[0] for sentence in sentences] == [
        "No program for Word files opened out.docx", f"No program could show the folder {tmp_path}"
    ]  # fmt: skip
    assert "✓ The path is copied." in shown


def test_akoma_ntoso_is_written_and_proved(program, tmp_path, monkeypatch):
    titles, asked = [], []
    monkeypatch.setattr(ProofDialog, "exec", lambda dialog: titles.append(dialog.windowTitle()))

    def place(parent, title, start, kinds):
        asked.append((title, start.name, kinds))
        return tmp_path / "out.xml"

    monkeypatch.setattr("app.controllers.files.export.ask_where_to_save", place)
    program.file_menu.export.may_export = lambda: True
    program.actions[ActionId.EXPORT_AKOMA_NTOSO].trigger()
    assert titles == ["Proof of export"]
    assert not program.actions[ActionId.OPEN_EXPORT].isEnabled(), "it is no file of Word's"
    assert program.actions[ActionId.SHOW_EXPORT].isEnabled()
    ((title, name, kinds),) = asked
    assert title == "Export as Akoma Ntoso"
    assert name.endswith(".xml")
    assert "*.docx" not in kinds
    found = read_akoma_ntoso((tmp_path / "out.xml").read_bytes(), "out.xml").submission
    assert [proposal.symbol for proposal in found.proposals] == [
        proposal.symbol for proposal in program.session.submission.proposals
    ]


def test_of_a_file_with_several_texts_one_is_opened(program, tmp_path, monkeypatch):
    parts = "".join(
        f"<component><doc name='x'><meta/><preface><p><docNumber>{n}</docNumber></p></preface>"
        f"<mainBody><p>text {n}</p></mainBody></doc></component>"
        for n in (7, 8)
    )
    inside = f"<documentCollection name='x'><meta/><collectionBody>{parts}</collectionBody></documentCollection>"
    (tmp_path / "c.xml").write_text(f'<akomaNtoso xmlns="{AKN}">{inside}</akomaNtoso>', encoding="utf-8", newline="\n")
    seen = []

    def choose(dialog):
        seen.append([dialog.list.item(row).text() for row in range(dialog.list.count())])
        QTest.keyClick(dialog.list, Qt.Key.Key_Down)
        QTest.keyClick(dialog.list, Qt.Key.Key_Return)
        return dialog.result()

    monkeypatch.setattr(TextChoiceDialog, "exec", choose)
    monkeypatch.setattr(messages, "show_warnings", lambda *_: None)
    assert program.open_submission.open(tmp_path / "c.xml")
    assert seen == [["7", "8", "All of them, each as a proposal"]]
    assert [proposal.redline.clauses[-1].text for proposal in program.session.submission.proposals] == ["text 8"]
    monkeypatch.setattr(TextChoiceDialog, "exec", lambda dialog: 0)
    assert not program.open_submission.open(tmp_path / "c.xml")


def test_an_export_does_not_propose_the_file_of_the_text_in_force(open_program, tmp_path):
    place = tmp_path / "base.docx"
    place.write_bytes(docx(p("that networks grow")))
    program = open_program(place)
    assert program.file_menu.export.proposed_name() == "base (tracked changes).docx"
    assert program.file_menu.export.proposed_name("base") == "base (text in force).docx"


def test_an_export_is_in_the_conference_template_and_says_when_that_is_gone(program, tmp_path, monkeypatch, shown_errors):
    monkeypatch.setattr(ProofDialog, "exec", lambda dialog: None)
    template, out = tmp_path / "t.docx", tmp_path / "out.docx"
    template.write_bytes(template_bytes())
    program.settings.change(template=str(template))
    assert program.file_menu.export.export(out)
    assert WORDS.encode() in read_part(out, "header")
    template.unlink()
    out.unlink()
    assert not program.file_menu.export.export(out)
    assert not out.exists()
    (sentence,) = shown_errors
    assert sentence.startswith(f"{template}: it cannot be the conference template: ")
    program.settings.change(template="")
    assert program.file_menu.export.export(out)
    assert WORDS.encode() not in read_part(out, "header")


def read_part(path: Path, kind: str) -> bytes:
    """The parts of a kind of a Word file, one after the other."""
    with zipfile.ZipFile(path) as archive:
        return b"".join(archive.read(name) for name in archive.namelist() if name.startswith(f"word/{kind}"))


def test_the_form_of_final_acts_names_its_provisions(open_program, tmp_path, monkeypatch):
    shown = []
    monkeypatch.setattr(ProofDialog, "exec", lambda dialog: shown.extend(label.text() for label in dialog.findChildren(QLabel)))
    given, asked = tmp_path / "given.amend", tmp_path / "acts.docx"
    redline = small_treaty("= ARTICLE 9", "9.1 first", "+ new", "- 9.2 second")
    given.write_bytes(project_bytes(Project(submission_of(redline))))
    program = open_program(given)
    assert program.actions[ActionId.EXPORT_FINAL_ACTS].isEnabled()
    names = []

    def choose(*given):
        names.append(Path(str(given[2])).name)
        return asked

    monkeypatch.setattr("app.controllers.files.export.ask_where_to_save", choose)
    monkeypatch.setattr(program.file_menu.export, "may_export", lambda: True)
    program.actions[ActionId.EXPORT_FINAL_ACTS].trigger()
    assert [name.endswith("(Final Acts).docx") for name in names] == [True]
    assert asked.exists()
    assert "Read back: put into the text in force by number, the provisions give the draft." in shown
    assert any("ADD 9.1A" in words and "SUP 9.2" in words for words in shown)
