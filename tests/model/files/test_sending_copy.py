"""A copy to send: the contents of a project are listed, and omitted contents are nowhere in the bytes of the copy."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Collection
from pathlib import Path

import pytest
from msgspec.structs import replace

from model.edits.structure import delete_clauses
from model.files.consolidation_project import PART
from model.files.opening import open_document
from model.files.sending_copy import CONTENTS, SEEN, Content, contents_of, copy_to_send
from model.formats.amend import Project, Version, project_bytes, read_project
from model.formats.word.export import export_word
from model.formats.word.reader import read_word
from model.formats.word.writing.export_options import ExportOptions
from model.redline import Stamp
from model.submission.authorship import with_stamps_mapped
from model.submission.comments import Comment, Reply, anchor_of
from model.submission.positions import Position
from model.submission.story import StoryId
from model.submission.transactions import apply
from model.submission.values import CutSettings, IgnoredProblem, Submission
from tests.builders.private import MARKS, private_file
from tests.builders.treaty import small_treaty, submission_of
from tests.journeys.test_privacy import marks_in

PLANTED: dict[Content, list[str]] = {
    "versions": ["ZsVersion", "ZsNote", "ZsEarlier"],
    "private": ["ZsPrivate", "ZsReason", "ZsReply", "ZsOwner", "ZsWords", "ZsSpeak", "ZsLink", "ZsParty"],
    "decisions": ["ZsDecision"],
    "ignored": ["ZsIgnored"],
    "unknown": ["ZsUnknown", "ZsManifest"],
    "comments": ["ZsPublic"],
    "authors": ["ZsAuthor", "ZsCommenter", "ZsIgnorer"],
}
"""The marks outside of the draft, by the content that omits them; those of the Word file are MARKS."""


@pytest.fixture(scope="module")
def project() -> Project:
    submission = read_word(private_file(), "given.docx").submission
    proposal = submission.proposals[0]
    clause = proposal.redline.clauses[1]
    anchor = (anchor_of(clause),)
    reply = Reply("ZsReply", Stamp("ZsCommenter", ""))
    comments = {
        "p": Comment("ZsPrivate", anchor, private=True, replies=(reply,)),
        "r": Comment("ZsReason", anchor, private=True, reason=True),
        "c": Comment("ZsPublic", anchor, stamp=Stamp("ZsCommenter", "")),
    }
    position = Position(anchor, "ZsParty", ("ZsOwner",), "red_line", "ZsWords", "ZsSpeak", ("ZsLink",))
    submission = replace(
        submission,
        proposals=(replace(proposal, comments=comments, positions={"p1": position}, reasons="Shown reasons"),),
        ignored={"rule||x|y": IgnoredProblem("ZsIgnored", Stamp("ZsIgnorer", ""))},
    )
    submission = with_stamps_mapped(
        submission, lambda stamp: replace(stamp, author="ZsAuthor") if stamp.author == "Ana" else stamp
    )
    earlier = replace(submission, header=replace(submission.header, title="ZsEarlier"))
    return Project(
        submission,
        id="abc",
        versions=(Version("ZsVersion", "2026-01-01T00:00:00Z", "ZsNote", earlier),),
        parts={PART: b'{"parties": [], "decisions": {"x": "ZsDecision"}}', "other/part.bin": b"ZsUnknown"},
        manifest={"other": "ZsManifest"},
    )


def sent(project: Project, omitted: Collection[Content]) -> tuple[bytes, Project]:
    data = project_bytes(copy_to_send(project, omitted))
    return data, read_project(data, "copy.amend")


def planted_in(data: bytes) -> set[str]:
    return marks_in(data, [mark for marks in PLANTED.values() for mark in marks])


def test_everything_is_in_the_project_and_listed(project: Project) -> None:
    data = project_bytes(project)
    assert planted_in(data) == {mark for marks in PLANTED.values() for mark in marks}
    assert marks_in(data) == set(MARKS)
    listed = {content.kind: content for content in contents_of(project)}
    assert set(listed) == set(CONTENTS)
    details = [str(detail) for detail in listed["sources"].details]
    assert details[1] == "given.docx"
    assert "comments" in details
    assert any("Ben" in text for text in details)
    assert list(map(str, listed["private"].details)) == ["✗ red line: ZsOwner · ZsWords · ZsSpeak", "ZsPrivate", "ZsReason"]
    assert "ZsAuthor" in listed["authors"].details


@pytest.mark.parametrize("kind", PLANTED)
def test_what_is_omitted_is_in_no_byte_of_the_copy(project: Project, kind: Content) -> None:
    data, again = sent(project, {kind})
    assert planted_in(data).isdisjoint(PLANTED[kind])
    assert kind not in {content.kind for content in contents_of(again)}


def test_a_copy_without_its_word_files_has_no_mark_of_them(project: Project) -> None:
    data, again = sent(project, {"sources"})
    assert marks_in(data) == set()
    assert marks_in(data, ["ZsPublic", "ZsVersion"]) == {"ZsPublic", "ZsVersion"}
    assert "sources" not in {content.kind for content in contents_of(again)}


def test_a_copy_without_anything_has_no_mark_at_all(project: Project, tmp_path: Path) -> None:
    data, again = sent(project, CONTENTS)
    assert planted_in(data) == set()
    assert marks_in(data) == set()
    assert contents_of(again) == ()
    path = tmp_path / "copy.amend"
    path.write_bytes(data)
    opened = open_document(path)
    assert not opened.warnings
    assert opened.submission.proposals[0].reasons == "Shown reasons"


def test_nothing_omitted_is_the_same_project(project: Project) -> None:
    assert copy_to_send(project, ()) == project


@pytest.mark.parametrize("omitted", [(), ("sources",), tuple(set(CONTENTS) - SEEN), CONTENTS])
@pytest.mark.parametrize("view", ["markup", "draft", "base"])
def test_the_copy_is_exported_and_says_the_same_words(project: Project, omitted: tuple[Content, ...], view: str) -> None:
    _, again = sent(project, omitted)
    data, _ = export_word(again.submission, ExportOptions(view=view))  # type: ignore[arg-type]
    assert words(read_word(data).submission) == words(read_word(exported(project, view)).submission)


def exported(project: Project, view: str) -> bytes:
    return export_word(project.submission, ExportOptions(view=view))[0]  # type: ignore[arg-type]


def words(submission: Submission) -> list[list[str]]:
    """The words of the sides of each paragraph; a picture is no word."""
    redline = submission.proposals[0].redline
    return [
        [" ".join("".join(run.text for run in clause.runs if not run.content).split()) for clause in side.clauses]
        for side in (redline.base(), redline.draft())
    ]


def test_deleted_text_that_is_remembered_is_omitted() -> None:
    from tests.builders.word import docx, ins, p, r

    body = p(r("first")) + p(r("second ") + ins(r("ZsAmended"))) + p(r("third"))
    submission = read_word(docx(body), "t.docx").submission
    id = submission.proposals[0].redline.clauses[1].id
    submission = apply(submission, delete_clauses(submission, StoryId(1), id, Stamp("Ana", "")))
    project = Project(submission)
    assert "remembered" in {content.kind for content in contents_of(project)}
    assert marks_in(project_bytes(replace(project, submission=replace(submission, sources={}))), ["ZsAmended"])
    data, again = sent(project, {"remembered", "sources"})
    assert not marks_in(data, ["ZsAmended"])
    assert "remembered" not in {content.kind for content in contents_of(again)}
    assert words(again.submission) == words(submission)


def test_a_damaged_word_file_is_listed_all_the_same() -> None:
    submission = Submission(sources={"x.docx": b"PK damaged"})
    (found,) = contents_of(Project(submission))
    assert found.details[1:] == ("x.docx",)


def test_the_copy_is_a_zip_that_names_no_source(project: Project) -> None:
    data, _ = sent(project, {"sources"})
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert not [name for name in archive.namelist() if name.startswith("sources/")]
        assert "given.docx" not in archive.read("submission.xml").decode()


def test_reasons_of_a_proposal_that_is_no_longer_there_are_listed_and_omitted():
    value = submission_of(small_treaty("9.1 one", "+ new", "9.2 two"))
    cuts = {"c1": CutSettings(reasons="Shown reasons"), "c2": CutSettings(reasons="ZsWithdrawn")}
    project = Project(replace(value, proposals=(replace(value.proposals[0], cuts=cuts),)))
    (found,) = [contained for contained in contents_of(project) if contained.kind == "remembered"]
    assert "reasons and settings of 1 proposal on provisions" in str(found.details[-1])
    assert copy_to_send(project, ["remembered"]).submission.proposals[0].cuts == {"c1": cuts["c1"]}
    assert copy_to_send(project, ["private"]).submission.proposals[0].cuts == cuts
    used = Project(replace(value, proposals=(replace(value.proposals[0], cuts={"c1": cuts["c1"]}),)))
    assert "remembered" not in {contained.kind for contained in contents_of(used)}
