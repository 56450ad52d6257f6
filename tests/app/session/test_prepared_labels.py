"""What a long text needs is computed in the thread that reads its file, or after its first picture."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from msgspec.structs import replace

from app.session.session import Session
from model.files.project_file import save_project
from model.formats.amend import Project
from model.numbering import Labelling
from tests.builders.treaty import small_treaty, submission_of

TEXT = small_treaty("= ARTICLE 9", "9.1 one", "+ new", "- 9.2 two", "9.3 three")
OTHER = small_treaty("= ARTICLE 11", "11.1 one", "+ new", "11.2 two")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    place = tmp_path / "treaty.amend"
    save_project(Project(submission_of(TEXT)), place)
    return place


@pytest.fixture
def in_window(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """Whether each text was labelled in the thread of the window."""
    threads: list[bool] = []
    label = Labelling.of

    def noted(redline):
        if redline.clauses:
            threads.append(threading.current_thread() is threading.main_thread())
        return label(redline)

    monkeypatch.setattr(Labelling, "of", staticmethod(noted))
    return threads


def test_a_file_is_labelled_while_it_is_read(open_program, path: Path, in_window: list[bool]) -> None:
    program = open_program()
    in_window.clear()
    assert program.open_submission.open(path)
    assert program.session.labelling(1).number("draft", "c2") == "9.1A"
    assert in_window == [False]


def test_a_reloaded_file_too(open_program, path: Path, in_window: list[bool]) -> None:
    program = open_program(path)
    save_project(Project(submission_of(OTHER)), path)
    in_window.clear()
    assert program.open_submission.reload()
    assert program.session.labelling(1).number("draft", "c2") == "11.1A"
    assert in_window == [False]


def test_labels_of_another_text_are_not_used(qtbot) -> None:
    session = Session(submission_of(OTHER))
    session.prepare(submission_of(TEXT))
    session.load(submission_of(OTHER))
    assert session.labelling(1) == Labelling.of(OTHER)
    session.prepare(replace(submission_of(TEXT), proposals=()))
    session.load(submission_of(TEXT))
    assert session.labelling(1) == Labelling.of(TEXT)


def test_prepared_labels_are_used_once(qtbot, in_window: list[bool]) -> None:
    session, submission = Session(submission_of(OTHER)), submission_of(TEXT)
    session.prepare(submission)
    session.load(submission)
    session.load(submission)
    assert session.labelling(1).clauses is TEXT.clauses
    assert in_window == [True, True]


def test_proposals_of_a_text_are_derived_after_its_first_picture(open_program, path: Path, qtbot) -> None:
    program = open_program()
    assert program.open_submission.open(path)
    assert list(program.cuts.places.rows) == []
    qtbot.waitUntil(lambda: len(program.cuts.places.rows) == 2)


def test_proposals_of_a_text_before_it_are_replaced_at_once(open_program, path: Path) -> None:
    program = open_program(path)
    program.cuts.places.settle()
    save_project(Project(submission_of(OTHER)), path)
    assert program.open_submission.reload()
    assert [row.cut.address for row in program.cuts.places.rows] == ["11.1A"]
