"""Two windows share a draft: what one types the other has, carets stay, private parts do not leave, nothing is lost."""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from app.program import Program
from app.session import recovery
from app.window.action_ids import ActionId
from model.edits.fields import set_field
from model.edits.positions import add_position
from model.files.project_file import save_project
from model.formats.amend import read_project
from model.submission.comments import anchor_of
from model.submission.positions import Position
from model.submission.story import StoryId
from model.submission.transactions import Selection
from model.submission.values import conflict_count
from tests.app.controllers.sharing.conftest import TEXT
from tests.builders.arrivals import do_replace, draft_words
from tests.builders.submissions import submission
from widgets.common import announcements


def exchange(*programs: Program) -> None:
    for program in programs:
        assert program.file_menu.sharing.draft is not None
        program.file_menu.sharing.draft.send()


def words(program: Program) -> str:
    return draft_words(program.session.submission)


def contents(folder: Path) -> bytes:
    """All bytes of a folder, with the parts of project files, which are compressed."""
    found = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    archives = [zipfile.ZipFile(path) for path in found if zipfile.is_zipfile(path)]
    parts = [archive.read(name) for archive in archives for name in archive.namelist()]
    return b"".join([path.read_bytes() for path in found] + parts)


def test_what_one_types_the_other_has(ana: Program, ben: Program, file: Path) -> None:
    do_replace(ana.session, "soon", "now")
    do_replace(ben.session, "well", "good")
    exchange(ana, ben, ana)
    both = "recalling\nthat States act now enough;\nthat all is good,"
    assert (words(ana), words(ben)) == (both, both)
    stamps = {run.stamp.author for clause in ana.session.submission.proposals[0].redline.clauses for run in clause.runs}
    assert {"Ana", "Ben"} <= stamps
    ben.session.stack.undo()
    exchange(ben, ana)
    assert words(ana) == words(ben) == "recalling\nthat States act now enough;\nthat all is well,"
    assert ana.session.stack.count() == 1


def test_it_is_sent_after_a_pause_and_taken_in_within_five_seconds(ana: Program, ben: Program, qtbot) -> None:
    do_replace(ana.session, "soon", "now")
    qtbot.waitUntil(lambda: "now" in words(ben), timeout=8000)
    assert ben.session.stack.count() == 0


def test_the_caret_and_the_selection_stay_at_their_words(ana: Program, ben: Program) -> None:
    clauses = ben.session.submission.proposals[0].redline.clauses
    last = clauses[-1]
    at = last.text.index("well")
    ben.window.go_to(Selection(StoryId(1), (last.id, at), (last.id, at + 4)))
    do_replace(ana.session, "all is", "everything there is")
    do_replace(ana.session, "States", "Member States")
    exchange(ana, ben)
    assert "everything there is well" in words(ben)
    assert ben.window.editor.textCursor().selectedText() == "well"


def test_a_collision_is_a_card_for_both(ana: Program, ben: Program) -> None:
    do_replace(ana.session, "soon", "now")
    do_replace(ben.session, "soon", "later")
    exchange(ana, ben, ana, ben)
    assert words(ana) == words(ben)
    assert conflict_count(ana.session.submission) == conflict_count(ben.session.submission) == 1
    assert ana.session.submission == ben.session.submission
    ana.window.panels.open("conflicts")
    shown = [label.text() for label in ana.conflicts.panel.findChildren(QLabel)]
    who = "Ana" if "now" in words(ana) else "Ben"
    assert f"In the document, by {who}" in shown
    assert f"By {'Ben' if who == 'Ana' else 'Ana'}" in shown


def test_the_card_of_a_collision_about_a_field_has_no_other_copy(ana: Program, ben: Program) -> None:
    for program, title in ((ana, "one"), (ben, "two")):
        session = program.session
        session.commit(set_field(session.submission, "header/title", title, session.stamp()))
    exchange(ana, ben, ana, ben)
    ana.window.panels.open("conflicts")
    shown = [label.text() for label in ana.conflicts.panel.findChildren(QLabel)]
    assert "In the document" in shown
    assert "The other wording" in shown


def test_what_a_colleague_changed_is_rejected_from_its_card(ana: Program, ben: Program) -> None:
    do_replace(ben.session, "well", "good")
    exchange(ben, ana)
    clause = ana.session.submission.proposals[0].redline.clauses[-1]
    at = clause.text.index("good") + 2
    ana.window.go_to(Selection(StoryId(1), (clause.id, at), (clause.id, at)))
    ana.actions[ActionId.REJECT].trigger()
    exchange(ana, ben)
    assert words(ben) == words(ana) == draft_words(submission(TEXT))


def test_a_whole_clause_of_a_colleague_is_rejected(ana: Program, ben: Program) -> None:
    clause = ben.session.submission.proposals[0].redline.clauses[1]
    ben.window.go_to(Selection(StoryId(1), (clause.id, 3), (clause.id, 3)))
    ben.actions[ActionId.DELETE_CLAUSE].trigger()
    exchange(ben, ana)
    assert "soon" not in words(ana)
    ana.window.go_to(Selection(StoryId(1), (clause.id, 3), (clause.id, 3)))
    ana.actions[ActionId.REJECT].trigger()
    exchange(ana, ben)
    assert words(ben) == words(ana) == draft_words(submission(TEXT))


def test_only_the_one_who_shared_writes_the_file(ana: Program, ben: Program, file: Path) -> None:
    do_replace(ben.session, "well", "good")
    before = file.read_bytes()
    assert ben.open_submission.save()
    assert file.read_bytes() == before
    exchange(ana)
    assert ana.open_submission.modified
    assert ana.open_submission.save()
    assert draft_words(read_project(file).submission) == words(ben) == words(ana)
    assert not ana.open_submission.modified


def test_who_is_there_is_shown(ana: Program, ben: Program) -> None:
    exchange(ben)
    exchange(ana)
    (person,) = ana.file_menu.sharing.people.people
    assert person.name == "Ben"
    assert person.place
    row = ana.file_menu.sharing.people.row
    assert "Ben" in row.buttons[person.id].accessibleName()
    ana.window.panels.open("sharing")
    panel = ana.file_menu.sharing.people.panel
    assert panel is not None
    assert "Ben" in panel.people.item(0).text()
    ben.window.close()
    exchange(ana)
    assert ana.file_menu.sharing.people.people == ()


def wish(program: Program, note: str) -> None:
    clause = program.session.submission.proposals[0].redline.clauses[-1]
    position = Position((anchor_of(clause, 0, 4),), note=note)
    program.session.commit(add_position(program.session.submission, 1, position, program.session.stamp()))


def test_private_positions_stay_here_unless_they_are_shared(ana: Program, ben: Program, file: Path) -> None:
    wish(ana, "never concede")
    do_replace(ana.session, "soon", "now")
    exchange(ana, ben)
    assert "now" in words(ben)
    assert ben.session.submission.proposals[0].positions == {}
    do_replace(ben.session, "well", "good")
    exchange(ben, ana)
    assert "good" in words(ana)
    assert [position.note for position in ana.session.submission.proposals[0].positions.values()] == ["never concede"]
    assert ana.open_submission.save()
    assert b"concede" not in contents(file.parent)
    assert read_project(file).submission.proposals[0].positions == {}


def test_positions_are_shared_if_the_user_wants_it(
    open_program: Callable[..., Program], file: Path, answer: dict[str, object]
) -> None:
    answer["private"] = True
    ana = open_program(file, author="Ana")
    wish(ana, "never concede")
    assert ana.open_submission.save()
    ana.actions[ActionId.SHARE].trigger()
    ben = open_program(file, author="Ben")
    assert [position.note for position in ben.session.submission.proposals[0].positions.values()] == ["never concede"]


def test_one_who_shares_no_positions_does_not_delete_those_of_others(
    open_program: Callable[..., Program], file: Path, answer: dict[str, object]
) -> None:
    answer["private"] = True
    ana = open_program(file, author="Ana")
    wish(ana, "never concede")
    assert ana.open_submission.save()
    ana.actions[ActionId.SHARE].trigger()
    answer["private"] = False
    ben = open_program(file, author="Ben")
    wish(ben, "we would")
    do_replace(ben.session, "well", "good")
    exchange(ben, ana)
    assert "good" in words(ana)
    assert [position.note for position in ana.session.submission.proposals[0].positions.values()] == ["never concede"]
    notes = [position.note for position in ben.session.submission.proposals[0].positions.values()]
    assert sorted(notes) == ["never concede", "we would"]
    assert b"we would" not in contents(file.parent)


def test_what_stays_here_is_there_when_the_draft_is_opened_again(
    open_program: Callable[..., Program], ana: Program, ben: Program, file: Path, answers: dict
) -> None:
    wish(ben, "never concede")
    exchange(ben)
    ben.window.close()
    do_replace(ana.session, "soon", "now")
    exchange(ana)
    again = open_program(file, author="Ben")
    assert "now" in words(again)
    assert [position.note for position in again.session.submission.proposals[0].positions.values()] == ["never concede"]


def test_a_window_whose_folder_is_away_goes_on_and_sends_later(ana: Program, ben: Program, file: Path, tmp_path: Path) -> None:
    folder = file.parent / "a.amend.shared"
    shutil.move(folder, tmp_path / "away")
    do_replace(ben.session, "well", "good")
    assert not ben.file_menu.sharing.send()
    assert ben.open_submission.state == "apart"
    shutil.move(tmp_path / "away", folder)
    exchange(ben, ana)
    assert "good" in words(ana)
    assert ben.open_submission.state == "shared"


def test_a_crashed_window_takes_its_place_again(
    open_program: Callable[..., Program], ana: Program, ben: Program, file: Path, tmp_path: Path
) -> None:
    do_replace(ana.session, "soon", "now")
    exchange(ana, ben)
    do_replace(ben.session, "well", "good")
    exchange(ben)
    do_replace(ben.session, "all is", "everything is")
    draft, persistence = ben.file_menu.sharing.draft, ben.open_submission.persistence
    assert draft is not None
    assert persistence is not None
    persistence.sync()
    draft._poll.stop()
    draft._pause.stop()
    copied = tmp_path / "after-the-crash"
    copied.mkdir()
    for path in persistence.journal.path.parent.glob(persistence.journal.path.stem + "*"):
        shutil.copy(path, copied)
    (left,) = recovery.find_unsaved(copied)
    again = open_program(author="Ben")
    assert again.file_menu.crash_recovery.bring_back(left)
    assert words(again) == "recalling\nthat States act now enough;\nthat everything is good,"
    exchange(again, ana)
    assert words(ana) == words(again)
    again.session.stack.undo()
    exchange(again, ana)
    assert words(ana) == "recalling\nthat States act now enough;\nthat all is good,"


def test_a_draft_may_be_opened_alone(open_program: Callable[..., Program], ana: Program, file: Path, answer, answers) -> None:
    answer["answer"] = "alone"
    answers["ask_about_lock"] = "copy"
    program = open_program(file, author="Ben")
    assert program.file_menu.sharing.draft is None
    answer["answer"] = ""
    other = open_program(file, author="Ben")
    assert other.open_submission.persistence is None or other.open_submission.persistence.path != file


def test_who_stops_goes_on_with_a_copy(ana: Program, ben: Program, file: Path) -> None:
    ben.file_menu.sharing.stop()
    assert ben.file_menu.sharing.draft is None
    assert ben.open_submission.modified
    do_replace(ben.session, "well", "good")
    exchange(ana)
    assert "good" not in words(ana)


def test_an_own_copy_saved_elsewhere_is_not_shared(
    ana: Program, ben: Program, file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = tmp_path / "copy.amend"
    monkeypatch.setattr("app.session.open_submission.ask_where_to_save", lambda *_: copy)
    assert ben.open_submission.save_as()
    assert ben.file_menu.sharing.draft is None
    assert draft_words(read_project(copy).submission) == words(ana)
    do_replace(ben.session, "well", "good")
    assert ben.open_submission.save()
    exchange(ana)
    assert "good" not in words(ana)


def test_a_file_that_another_program_changed_is_merged(ana: Program, ben: Program, file: Path, answers) -> None:
    do_replace(ana.session, "soon", "now")
    project = read_project(file)
    from tests.builders.arrivals import replaced

    save_project(replace(project, submission=replaced(project.submission, "well", "good")), file)
    answers["ask_to_merge_or_overwrite"] = "merge"
    assert ana.open_submission.save()
    assert words(ana) == draft_words(read_project(file).submission) == "recalling\nthat States act now enough;\nthat all is good,"


def test_an_undo_that_a_colleague_prevents_is_explained(ana: Program, ben: Program) -> None:
    do_replace(ana.session, "soon", "now and then")
    exchange(ana, ben)
    do_replace(ben.session, "now and then", "now and in every country and then")
    exchange(ben, ana)
    before = words(ana)
    ana.actions[ActionId.UNDO].trigger()
    assert words(ana) == before
    assert "Ben" in ana.window.statusBar().currentMessage()


def test_arrivals_and_collisions_are_announced(
    open_program: Callable[..., Program], ana: Program, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[str] = []
    monkeypatch.setattr(announcements, "announce", lambda _, sentence: heard.append(sentence))
    monkeypatch.setattr(announcements, "AT_MOST_EVERY", 0.0)
    ben = open_program(file, author="Ben")
    exchange(ana, ana, ben)
    do_replace(ben.session, "well", "good")
    exchange(ben, ana)
    do_replace(ana.session, "soon", "now")
    do_replace(ben.session, "soon", "later")
    exchange(ben, ana)
    assert [unmarked(sentence) for sentence in heard] == [
        "Ben joined this draft.",
        "Ben changed the text.",
        "Ben changed the same words as somebody else; 1 conflict needs a decision.",
    ]


def unmarked(sentence: str) -> str:
    """A sentence without the marks around names."""
    return sentence.replace("\u2068", "").replace("\u2069", "")


def test_nothing_of_it_is_loaded_before_it_is_used() -> None:
    import subprocess
    import sys

    code = "import sys, app.program; print([name for name in sys.modules if 'sharing' in name or 'shared_' in name])"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, encoding="utf-8")
    assert found.stdout.strip() == "[]"


def test_letters_being_composed_are_not_interrupted(ana: Program, ben: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    draft = ben.file_menu.sharing.draft
    assert draft is not None
    monkeypatch.setattr(type(ben.window.editor), "composing", property(lambda editor: True))
    do_replace(ana.session, "soon", "now")
    exchange(ana)
    QTest.qWait(1500)
    assert "now" not in words(ben)
    monkeypatch.undo()


def test_a_window_takes_its_place_again_although_files_of_the_folder_were_lost(
    open_program: Callable[..., Program], ana: Program, ben: Program, file: Path, tmp_path: Path
) -> None:
    do_replace(ana.session, "soon", "now")
    exchange(ana, ben)
    do_replace(ben.session, "well", "good")
    exchange(ben)
    persistence, place = ben.open_submission.persistence, ana.file_menu.sharing.draft.place
    persistence.sync()
    ben.file_menu.sharing.draft._poll.stop()
    ana.file_menu.sharing.draft._poll.stop()
    copied = tmp_path / "after-the-crash"
    copied.mkdir()
    for path in persistence.journal.path.parent.glob(persistence.journal.path.stem + "*"):
        shutil.copy(path, copied)
    commits = place.folder / f"{place.me.id}.commits.jsonl"
    commits.write_bytes(commits.read_bytes().splitlines(keepends=True)[0])
    (left,) = recovery.find_unsaved(copied)
    again = open_program(author="Ben")
    assert again.file_menu.crash_recovery.bring_back(left)
    exchange(again)
    assert words(again) == "recalling\nthat States act now enough;\nthat all is good,"
    other = open_program(file, author="Cem")
    assert words(other) == words(again)


@pytest.mark.parametrize(
    "content", [b"", b"PK\x03\x04 no zip", b'{"crc":"00000000","seq":0}\n', b"\x00" * 5000, "é\n".encode("latin-1")]
)
def test_foreign_files_in_the_folder_do_no_harm(ana: Program, ben: Program, file: Path, content: bytes) -> None:
    folder = file.parent / "a.amend.shared"
    for name in ("x.commits.jsonl", "x.root.amend", "x.presence.json", "notes.txt", "a (conflicted copy).jsonl"):
        (folder / name).write_bytes(content)
    (folder / "link.commits.jsonl").symlink_to(file)
    do_replace(ana.session, "soon", "now")
    exchange(ana, ben)
    assert "now" in words(ben)


def test_a_folder_that_cannot_be_written_is_one_sentence(
    open_program: Callable[..., Program], file: Path, answer, shown_errors: list[str]
) -> None:
    (file.parent / "a.amend.shared").write_bytes(b"a file in its place")
    program = open_program(file, author="Ana")
    program.actions[ActionId.SHARE].trigger()
    assert program.file_menu.sharing.draft is None
    (sentence,) = shown_errors
    assert "a.amend.shared" in sentence
    do_replace(program.session, "soon", "now")
    assert program.open_submission.save()


def test_a_decision_is_undone_for_everybody(ana: Program, ben: Program) -> None:
    do_replace(ana.session, "soon", "now")
    do_replace(ben.session, "soon", "later")
    exchange(ana, ben, ana, ben)
    ((number, key),) = [(1, key) for key in ana.session.submission.proposals[0].conflicts]
    ana.conflicts.decide((number, key), "other")
    exchange(ana, ben)
    assert words(ana) == words(ben)
    assert conflict_count(ben.session.submission) == 0
    ana.session.stack.undo()
    exchange(ana, ben)
    assert words(ana) == words(ben)
    assert conflict_count(ben.session.submission) == 1
