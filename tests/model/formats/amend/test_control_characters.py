"""Characters that no Word file can contain are removed from a project, and the rest can be exported."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from model.formats.amend import Project, project_bytes, read_project, without_controls
from model.formats.word.export import export_word
from model.formats.word.reader import read_word
from model.redline import Clause, Label, Redline, Run, Status
from model.submission.comments import Comment, CommentAnchor
from model.submission.positions import Position
from model.submission.values import Proposal, Submission
from tests.builders.submissions import submission

CLEAN = submission("*resolves*\n1\tto go on;\n2\tto stop[^1].\n[^1]: Or not.\n")


def with_runs(*runs: Run) -> Submission:
    """A submission whose second clause has these runs."""
    proposal = CLEAN.proposals[0]
    clauses = list(proposal.redline.clauses)
    clauses[1] = replace(clauses[1], runs=runs)
    redline = replace(proposal.redline, clauses=tuple(clauses))
    return replace(CLEAN, proposals=(replace(proposal, redline=redline, original=redline),))


def test_nothing_is_touched_where_there_are_none() -> None:
    project = Project(CLEAN)
    assert without_controls(project) == (project, 0)
    assert without_controls(project)[0] is project


@pytest.mark.parametrize("stray", ["\x00", "\x01", "\x1f", "\ufffe", "\ud800"])
def test_what_no_file_can_hold_is_left_out(stray: str) -> None:
    value = with_runs(Run(f"to{stray} "), Run(stray, Status.INSERTED), Run(f"go{stray}{stray} on;"))
    project, count = without_controls(read_project(project_bytes(Project(value))))
    redline = project.submission.proposals[0].redline
    assert (redline.clauses[1].text, count) == ("to go on;", 4)
    assert len(redline.clauses[1].runs) == 1
    assert redline.notes
    assert redline.clauses[2].text == "to stop\x01."
    back = read_word(export_word(project.submission)[0], "back.docx", language="en").submission.proposals[0].redline
    assert [clause.text for clause in back.clauses] == [clause.text for clause in redline.clauses]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\x85", "\u2029"])
def test_an_end_of_line_inside_a_paragraph_is_a_blank(end: str) -> None:
    project, count = without_controls(Project(with_runs(Run(f"to go{end}on;"))))
    assert (project.submission.proposals[0].redline.clauses[1].text, count) == ("to go on;", 1)
    export_word(project.submission)


def test_header_reasons_labels_and_comments_are_cleaned_too() -> None:
    clause = Clause("c1", runs=(Run("on;"),), label=Label("a\x02)"), own_label=Label("b\x02)"))
    comment = Comment("Wh\x02y?", (CommentAnchor("c1", quote="o\x02n"),))
    proposal = Proposal("MOD", "ATU/3/1", Redline((clause,)), "be\x02cause", comments={"k": comment})
    value = replace(CLEAN, header=replace(CLEAN.header, title="A\x02B", sources=("x\x02",)), proposals=(proposal,))
    clean = without_controls(Project(value))[0].submission
    assert "\x02" not in repr(clean)
    assert clean.header.title == "AB"
    assert clean.header.sources == ("x",)
    assert clean.proposals[0].comments["k"].anchors[0].quote == "on"
    assert clean.proposals[0].redline.clauses[0].label == Label("a)")


def test_the_place_of_a_note_in_quoted_words_is_no_control_character() -> None:
    """A comment, or a position, beside the mark of a footnote keeps its words, and nothing is reported."""
    anchor = CommentAnchor("c3", "stop\x01", "to ", "\x01.")
    position = Position((anchor, replace(anchor, quote="st\x02op\x01")), note="Wh\x02y", owners=("A\x02",))
    proposal = replace(CLEAN.proposals[0], comments={"k": Comment("Why?", (anchor,))})
    project = Project(replace(CLEAN, proposals=(proposal,)))
    assert without_controls(project) == (project, 0)
    dirty = Project(replace(CLEAN, proposals=(replace(proposal, positions={"p": position}),)))
    clean, count = without_controls(dirty)
    assert clean.submission.proposals[0].positions["p"] == Position((anchor, anchor), note="Why", owners=("A",))
    assert count == 3
