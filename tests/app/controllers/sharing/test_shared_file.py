"""The file of a shared draft: what is in it, who writes it, and what it is merged with."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace

from app.controllers.sharing.controller import SharingController
from app.program import Program
from app.session import own_copies, recovery, shared_draft
from app.window.action_ids import ActionId
from model.edits.positions import add_position
from model.errors import FileError
from model.files.project_file import save_project
from model.formats.amend import read_project
from model.message import Message
from model.redline import Stamp
from model.submission.comments import anchor_of
from model.submission.positions import Position
from model.submission.transactions import apply
from tests.app.controllers.sharing.test_sharing import contents, exchange, wish, words
from tests.builders.arrivals import do_replace, draft_words, replaced


def test_positions_in_the_file_before_it_is_shared_do_not_stay_there(
    open_program: Callable[..., Program], file: Path, answer
) -> None:
    program = open_program(file, author="Ana")
    wish(program, "never concede")
    assert program.open_submission.save()
    do_replace(program.session, "soon", "now")
    assert program.open_submission.save()
    program.actions[ActionId.SHARE].trigger()
    assert program.file_menu.sharing.draft is not None
    assert b"concede" not in contents(file.parent)
    assert [position.note for position in program.session.submission.proposals[0].positions.values()] == ["never concede"]
    assert program.open_submission.save()
    assert b"concede" not in contents(file.parent)


def test_saving_a_shared_draft_as_itself_saves_it(
    ana: Program, ben: Program, file: Path, monkeypatch: pytest.MonkeyPatch, answers
) -> None:
    monkeypatch.setattr("app.session.open_submission.ask_where_to_save", lambda *_: file)
    wish(ana, "never concede")
    do_replace(ana.session, "soon", "now")
    assert ana.open_submission.save_as()
    assert ana.file_menu.sharing.draft is not None
    assert read_project(file).id == "1" * 32
    assert b"concede" not in contents(file.parent)
    before = file.read_bytes()
    do_replace(ben.session, "well", "good")
    ben.open_submission.save_as()
    assert ben.file_menu.sharing.draft is not None
    assert file.read_bytes() == before


def test_what_was_written_into_the_file_alone_is_not_overwritten(
    open_program: Callable[..., Program], ana: Program, file: Path, answers
) -> None:
    wish(ana, "never concede")
    do_replace(ana.session, "soon", "now")
    assert ana.open_submission.save()
    ana.window.close()
    project = read_project(file)
    save_project(replace(project, submission=replaced(project.submission, "well", "good")), file)
    again = open_program(file, author="Ana")
    exchange(again)
    assert words(again) == "recalling\nthat States act now enough;\nthat all is good,"
    assert [position.note for position in again.session.submission.proposals[0].positions.values()] == ["never concede"]


def test_what_was_written_into_a_file_never_saved_since_is_not_overwritten(
    open_program: Callable[..., Program], ana: Program, file: Path, answers
) -> None:
    do_replace(ana.session, "soon", "now")
    answers["ask_to_save"] = "discard"
    ana.window.close()
    project = read_project(file)
    save_project(replace(project, submission=replaced(project.submission, "well", "good")), file)
    again = open_program(file, author="Ana")
    exchange(again)
    assert words(again) == "recalling\nthat States act now enough;\nthat all is good,"


def test_a_changed_file_is_merged_on_what_it_was_made_of(
    open_program: Callable[..., Program], ana: Program, ben: Program, file: Path, answers
) -> None:
    do_replace(ben.session, "well", "good")
    exchange(ben, ana)
    answers["ask_to_save"] = "discard"
    ana.window.close()
    again = open_program(file, author="Ana")
    exchange(again)
    assert "good" in words(again)
    project = read_project(file)
    save_project(replace(project, submission=replaced(project.submission, "soon", "later")), file)
    answers["ask_to_merge_or_overwrite"] = "merge"
    assert again.open_submission.save()
    assert (
        words(again)
        == draft_words(read_project(file).submission)
        == "recalling\nthat States act later enough;\nthat all is good,"
    )


def test_a_window_that_cannot_keep_its_text_leaves_its_journal(
    ana: Program, ben: Program, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> str:
        raise FileError("x", Message.of("the disk is full; free some space or save elsewhere"))

    wish(ben, "never concede")
    monkeypatch.setattr(own_copies, "save_project", fail)
    journals = ben.open_submission.journals
    ben.window.close()
    assert recovery.find_unsaved(journals)


def test_versions_of_one_who_joined_are_there_when_the_draft_is_opened_again(
    open_program: Callable[..., Program], ana: Program, ben: Program, file: Path
) -> None:
    persistence = ben.open_submission.persistence
    assert persistence is not None
    persistence.take_version("Mine", "", ben.session.submission, within=ben.session.submission)
    ben.window.close()
    again = open_program(file, author="Ben").open_submission.persistence
    assert again is not None
    assert [str(version.name) for version in again.project.versions] == ["Mine"]


def test_what_neither_colleagues_nor_the_journal_have_is_at_risk(
    ana: Program, ben: Program, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise FileError("x", Message.of("the disk is full; free some space or save elsewhere"))

    persistence = ben.open_submission.persistence
    assert persistence is not None
    monkeypatch.setattr(persistence.journal, "append", fail)
    do_replace(ben.session, "soon", "now")
    persistence.sync()
    assert ben.open_submission.state == "at risk"
    exchange(ben)
    assert ben.open_submission.state == "shared"


def test_a_file_that_this_window_wrote_is_not_read_again_at_each_save(
    ana: Program, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        pytest.fail("the file is read")

    monkeypatch.setattr(shared_draft, "read_project", fail)
    do_replace(ana.session, "soon", "now")
    assert ana.open_submission.save()
    assert "act now" in draft_words(read_project(file).submission)


def test_a_private_position_written_into_the_file_alone_stays_here(ana: Program, file: Path, answers) -> None:
    assert ana.open_submission.save()
    project = read_project(file)
    position = Position((anchor_of(project.submission.proposals[0].redline.clauses[-1], 0, 4),), note="never concede")
    made = add_position(project.submission, 1, position, ana.session.stamp())
    save_project(replace(project, submission=apply(project.submission, made)), file)
    do_replace(ana.session, "soon", "now")
    answers["ask_to_merge_or_overwrite"] = "merge"
    assert ana.open_submission.save()
    assert [found.note for found in ana.session.submission.proposals[0].positions.values()] == ["never concede"]
    assert b"concede" not in contents(file.parent)


def test_two_who_share_one_draft_at_once_work_on_one_text_and_one_writes_its_file(
    open_program: Callable[..., Program], file: Path, answer, answers, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers["ask_about_lock"] = "open"
    programs = [open_program(file, author=name) for name in ("Ana", "Ben")]
    monkeypatch.setattr(SharingController, "_is_shared_by_others", lambda *_: False)  # neither has heard of the other
    for program in programs:
        program.actions[ActionId.SHARE].trigger()
    drafts = [program.file_menu.sharing.draft for program in programs]
    do_replace(programs[0].session, "soon", "now")
    do_replace(programs[1].session, "well", "good")
    exchange(*programs, *programs)
    both = "recalling\nthat States act now enough;\nthat all is good,"
    assert [words(program) for program in programs] == [both, both]
    assert sorted(draft.writes_draft for draft in drafts if draft is not None) == [False, True]
    [writer] = [program for program, draft in zip(programs, drafts, strict=True) if draft is not None and draft.writes_draft]
    [other] = [program for program in programs if program is not writer]
    assert writer.session.author in other.window.statusBar().currentMessage()
    assert other.open_submission.save()
    assert writer.open_submission.save()
    assert draft_words(read_project(file).submission) == both


def test_two_who_share_different_states_at_once_lose_nothing_and_one_is_told(
    open_program: Callable[..., Program], file: Path, answer, answers, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only one of them shares the positions that are in the file."""
    answers["ask_about_lock"] = "open"
    answers["ask_to_merge_or_overwrite"] = "merge"
    project = read_project(file)
    position = Position((anchor_of(project.submission.proposals[0].redline.clauses[-1], 0, 4),), note="never concede")
    made = add_position(project.submission, 1, position, Stamp("Ana"))
    save_project(replace(project, submission=apply(project.submission, made)), file)
    programs = [open_program(file, author=name) for name in ("Ana", "Ben")]
    monkeypatch.setattr(SharingController, "_is_shared_by_others", lambda *_: False)
    for program, private in zip(programs, (False, True), strict=True):
        answer["private"] = private
        program.actions[ActionId.SHARE].trigger()
    do_replace(programs[0].session, "soon", "now")
    do_replace(programs[1].session, "well", "good")
    exchange(*programs, *programs)
    assert "act now" in words(programs[0])
    assert "is good" in words(programs[1])
    problems = [[str(problem) for problem in program.file_menu.sharing.draft.place.problems] for program in programs]
    assert sorted(map(len, problems)) == [0, 1]
    assert "has shared this draft again" in "".join(map("".join, problems))
    for program in programs:
        assert program.open_submission.save()
    assert draft_words(read_project(file).submission) == "recalling\nthat States act now enough;\nthat all is good,"
