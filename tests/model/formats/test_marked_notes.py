"""Edition marks of notes in projects, plain text, JSON, pages and spoken text."""

from __future__ import annotations

import json
import zipfile
from io import BytesIO

from hypothesis import given
from msgspec.structs import replace

from model.edits.provisions import set_mark
from model.files.export import bytes_of
from model.files.kinds import HTML
from model.files.text_forms import format_submission
from model.formats.amend import MARKED, Project, project_bytes, read_project
from model.formats.amend.container import pack, unpack
from model.formats.amend.values import MARKED_BEFORE, Version
from model.formats.notation import parse_submission
from model.formats.show import show_json
from model.redline import Redline, Run, Status
from model.submission.comments import Comment, CommentAnchor
from model.submission.story import StoryId
from model.submission.transactions import from_json, to_json
from model.submission.values import DeletedPart, Submission
from tests.builders.marked_notes import in_order, note_marks_of, with_notes
from tests.builders.submissions import states_after
from tests.builders.treaty import marked_treaty, small_treaty, submission_of
from tests.model.numbering.test_note_editions import LINES, ME, STEPS, TREATY, edited, typed

AMENDED = typed(typed(TREATY, "fn1"), "fn2")


def text_of(submission: Submission) -> Redline:
    return submission.proposals[0].redline


def manifest_of(data: bytes) -> dict[str, object]:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return dict(json.loads(archive.read("manifest.json")))


def test_a_project_keeps_the_marks_of_notes_and_names_the_version_that_knows_them() -> None:
    marked = submission_of(with_notes(small_treaty(*LINES), {"c1": {"9.1.1": "first (WRC-12)"}}))
    data = project_bytes(Project(marked))
    assert read_project(data).submission == marked
    assert {manifest_of(data)[key] for key in ("format", "reader")} == {MARKED}


@given(STEPS)
def test_projects_and_plain_text_keep_the_marks_of_notes(steps: list[tuple[str, int]]) -> None:
    submission = states_after(TREATY, steps, edited)[-1]
    assert read_project(project_bytes(Project(submission))).submission == submission
    again = parse_submission(format_submission(submission, "markup", "notation"))
    assert in_order(text_of(again)) == in_order(text_of(submission))


def test_a_step_that_sets_a_mark_is_kept_by_the_journal() -> None:
    made = set_mark(TREATY, StoryId(1, "fn1"), "fn1.1", "(WRC-23)", ME)
    assert from_json(json.loads(json.dumps(to_json(made)))) == made


def test_json_has_the_marks_of_notes() -> None:
    notes = [note for clause in show_json(AMENDED)["proposals"][0]["clauses"] for note in clause["footnotes"]]
    assert [note.get("edition") for note in notes] == [
        {"base": "(WRC-12)", "draft": "(WRC-27)"}, {"base": None, "draft": "(WRC-27)"},
        {"base": "(WRC-07)", "draft": "(WRC-07)"}, {"base": "(WRC-03)", "draft": "(WRC-03)"}, None,
    ]  # fmt: skip
    drafts = [note for clause in show_json(AMENDED, "draft")["proposals"][0]["clauses"] for note in clause["footnotes"]]
    assert [note.get("edition") for note in drafts] == [note.get("edition") for note in notes], "as of provisions"


def test_a_page_and_the_spoken_text_have_the_marks_of_notes() -> None:
    page = bytes_of(AMENDED, HTML).data.decode()
    assert "(WRC-<del>12</del><ins>27</ins>)" in page.replace('<del class="deleted">', "<del>").replace(
        '<ins class="inserted">', "<ins>"
    )
    spoken = format_submission(AMENDED, "markup", "spoken")
    assert "(WRC-27), was (WRC-12)" in spoken
    assert "an ordinary one (WRC-07)" in spoken


# --- projects of the version before, whose notes have their marks as text

AS_TEXT = {
    "c1": {"9.1.1": "first note (WRC-12) ", "9.1.2": "second note"},
    "c3": {"9.2.1": "two paragraphs\nthe second (WRC-03) "},
}


def before() -> Submission:
    """A submission as the version before had it."""
    redline = with_notes(marked_treaty(*LINES), AS_TEXT)
    notes = {
        key: replace(note, clauses=tuple([replace(clause, runs=tuple(map(_stripped, clause.runs))) for clause in note.clauses]))
        for key, note in redline.notes.items()
    }
    return submission_of(replace(redline, notes=notes))


def _stripped(run: Run) -> Run:
    return replace(run, text=run.text.rstrip())


def opened(submission: Submission, versions: tuple[Version, ...] = ()) -> Project:
    """A project as it is opened from a file of the version before."""
    container = unpack(project_bytes(Project(submission, versions=versions)), "a.amend")
    return read_project(pack(replace(container, format=MARKED_BEFORE, reader=MARKED_BEFORE)))


def test_marks_in_the_text_of_notes_become_values_when_the_project_is_opened() -> None:
    old = before()
    assert note_marks_of(text_of(old)) == {}
    project = opened(old, (Version("first", "2026-11-30T12:00:00Z", "", old),))
    for submission in (project.submission, project.versions[0].submission):
        assert note_marks_of(text_of(submission)) == {"fn1": [("(WRC-12)", "(WRC-12)")], "fn3": [("(WRC-03)", "(WRC-03)")]}
        assert [clause.text for note in text_of(submission).notes.values() for clause in note.clauses] == [
            "first note", "second note", "two paragraphs", "the second",
        ]  # fmt: skip
        assert text_of(submission).base().notes == submission.proposals[0].original.notes
    assert opened(project.submission).submission == project.submission, "and only once"
    amended = typed(old, "fn1")
    assert note_marks_of(text_of(opened(amended).submission))["fn1"] == [("(WRC-12)", "(WRC-27)")]


def test_a_mark_that_was_amended_stays_text_and_a_note_to_be_restored_too() -> None:
    old = before()
    redline = text_of(old)
    (clause,) = redline.notes["fn1"].clauses
    runs = (Run("first note (WRC-"), Run("12", Status.DELETED, stamp=ME), Run("15", Status.INSERTED, stamp=ME), Run(")"))
    note = replace(redline.notes["fn1"], clauses=(replace(clause, runs=runs),))
    edited = replace(redline, notes={**redline.notes, "fn1": note})
    (proposal,) = old.proposals
    part = DeletedPart(before=redline.notes["fn3"].clauses, note="fn3")
    changed = replace(old, proposals=(replace(proposal, redline=edited, struck={"fn3.1": (part,)}),))
    kept = opened(changed).submission
    assert text_of(kept).notes == edited.notes
    assert note_marks_of(text_of(typed(kept, "fn1"))) == {}, "no second mark is put after it"


def test_comments_on_such_notes_stay_with_them() -> None:
    old = before()
    (proposal,) = old.proposals
    comment = Comment("Why?", (CommentAnchor("fn1.1", "note (WRC-12)", note="fn1"),), stamp=ME)
    commented = replace(old, proposals=(replace(proposal, comments={"k1": comment}),))
    assert opened(commented).submission.proposals[0].comments == {"k1": comment}


def test_projects_of_other_texts_keep_such_words_as_text() -> None:
    plain = submission_of(with_notes(small_treaty("… one", instrument=""), {"c0": {"*": "as of (WRC-12) x"}}))
    container = unpack(project_bytes(Project(plain)), "a.amend")
    assert (container.format, container.reader) == (4, 1)
    assert read_project(project_bytes(Project(plain))).submission == plain
