"""A treaty text in the form of Final Acts: symbols in the margin, the draft alone, proved and read back into its text."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from msgspec.structs import replace

from model.cuts.derive import cuts
from model.edits import structure
from model.edits.clause_properties import change_kind
from model.edits.notes import insert_note
from model.edits.structure import NewClause
from model.errors import EditError, ProofError
from model.files.extract_import import put_in
from model.formats.word.export import export_word
from model.formats.word.reader import read_word
from model.formats.word.writing.export_options import ExportOptions
from model.numbering import Labelling
from model.redline import Label, Props, Redline, Run, Side, Status
from model.submission.story import StoryId
from model.submission.transactions import apply
from model.submission.values import CutSettings, Proposal, Submission
from tests.builders.article_25 import amended_article, article_25
from tests.builders.treaty import lacks_number, small_treaty, submission_of
from tests.journeys.judges import judge, resolved
from tests.model.files.test_extract_import import IN_FORCE, has_text_without_place, sides, text_in_force
from tests.model.formats.word.test_cuts import lines, small, with_settings
from tests.model.formats.word.test_margin_numbers import KINDS, ME, edited, edited_in_turn

FINAL_ACTS = ExportOptions(form="final-acts", date="2026-11-30T12:00:00Z")


def written(submission: Submission) -> bytes:
    return export_word(submission, FINAL_ACTS)[0]


def read_back(submission: Submission) -> Proposal:
    (read,) = read_word(written(submission), "a.docx").submission.proposals
    return read


def changed(submission: Submission, id: str, words: str) -> Submission:
    """The submission with words inserted at the end of a clause."""
    proposal = submission.proposals[0]
    clauses = [
        replace(clause, runs=(*clause.runs, Run(words, Status.INSERTED))) if clause.id == id else clause
        for clause in proposal.redline.clauses
    ]
    return replace(submission, proposals=(replace(proposal, redline=replace(proposal.redline, clauses=tuple(clauses))),))


def test_each_provision_has_its_symbol_in_the_margin() -> None:
    amended = with_settings(changed(small(), "c3", " and ends"), c4=CutSettings(reasons="It is needed.", last="c5"))
    data, proof = export_word(amended, FINAL_ACTS)
    assert lines(data) == [
        ("ArtNo", "ARTICLE 9"), ("Arttitle", "Coordination"),
        ("", "MOD\t9.1\tfirst"), ("", "that continues and ends (WRC-27)"),
        ("", "ADD\t9.1A\tnew (WRC-27)"), ("", "SUP\t9.2"),
        ("", "ADD"), ("ArtNo", "ARTICLE 9A"), ("Arttitle", "New matters (WRC-27)"), ("", "9A.1\tits first (WRC-27)"),
        ("ArtNo", "ARTICLE 10"), ("Arttitle", "Notification"), ("Section1", "Section I – General"), ("", "SUP\t10.2"),
    ]  # fmt: skip
    assert (proof.insertions, proof.deletions) == (0, 0)
    assert [str(message) for message in proof.left_out] == ["reasons of proposals: 1"]


def test_what_is_kept_is_left_out() -> None:
    kept = with_settings(small(), c2=CutSettings(symbol="NOC"), c7=CutSettings(symbol="NOC", underlined=True))
    data, proof = export_word(kept, FINAL_ACTS)
    assert lines(data) == lines(written(small()))
    assert [str(message) for message in proof.left_out] == ["proposals to keep provisions (NOC): 2"]


def test_a_symbol_set_by_hand_is_printed() -> None:
    editorial = with_settings(changed(small(), "c3", "."), c2=CutSettings(symbol="(MOD)"))
    assert ("", "(MOD)\t9.1\tfirst") in lines(written(editorial))


@pytest.mark.parametrize(
    ("lines_of_text", "reason"),
    [
        (("= ARTICLE 9", "9.1 first"), "No provision is amended"),
        (("= ARTICLE 9", "9.1 first", "= General", "+= New heading"), "“New heading” has no number"),
        (("= ARTICLE 9", "9.1 first", "+ new", "9.1A second"), "“new” has no number"),
    ],
)
def test_what_has_no_place_in_this_form_is_refused(lines_of_text: tuple[str, ...], reason: str) -> None:
    with pytest.raises(EditError, match=reason):
        written(submission_of(small_treaty(*lines_of_text)))


def test_other_texts_beside_it_are_refused() -> None:
    both = replace(small(), proposals=(small().proposals[0], Proposal("MOD")))
    with pytest.raises(EditError, match="provisions of treaty texts"):
        written(both)
    with pytest.raises(EditError, match="provisions of treaty texts"):
        written(Submission(proposals=(Proposal("MOD", redline=Redline()),)))


def two_texts() -> Submission:
    """Two amended treaty texts, with a third between them that nothing is proposed on."""
    second = submission_of(small_treaty("= ARTICLE 1", "1 first", "+ new", "2 second", instrument="CS")).proposals[0]
    third = submission_of(small_treaty("= ARTICLE 1", "1 first", instrument="CV")).proposals[0]
    first = small()
    return replace(first, proposals=(first.proposals[0], third, second))


def test_two_treaty_texts_follow_each_other() -> None:
    data, proof = export_word(two_texts(), FINAL_ACTS)
    assert lines(data) == [*lines(written(small())), ("ArtNo", "ARTICLE 1"), ("", "ADD\t1A\tnew")]
    assert proof.left_out == ()


@pytest.mark.usefixtures("shared")
def test_judges_find_no_fault_in_two_treaty_texts() -> None:
    data = export_word(two_texts(), FINAL_ACTS)[0]
    assert [row for row in judge("validate_docx").validate(BytesIO(data)) if row["level"] != "info"] == []


def test_a_fault_in_the_second_text_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    second = submission_of(small_treaty("= ARTICLE 1", "1 first", "+ new", "2 second", instrument="CS")).proposals[0]

    def damage(divided: Any) -> Any:
        *others, last = divided.submission.proposals
        clause = last.redline.clauses[0]
        other = replace(clause, runs=(Run("old", Status.INSERTED),))
        changed = replace(last, redline=replace(last.redline, clauses=(other,)))
        return replace(divided, submission=replace(divided.submission, proposals=(*others, changed)))

    damaged_by(monkeypatch, damage)
    with pytest.raises(ProofError, match="Proposal 2"):
        written(replace(small(), proposals=(small().proposals[0], second)))


# --- the proof ------------------------------------------------------------------------------------------------------------


def damaged_by(monkeypatch: pytest.MonkeyPatch, damage: Any) -> None:
    from model.formats.page import final_acts as made
    from model.formats.word import cuts_export

    original = made.final_acts
    monkeypatch.setattr(cuts_export, "final_acts", lambda *given: damage(original(*given)))


def without_first(divided: Any) -> Any:
    rest = replace(divided.submission, proposals=divided.submission.proposals[1:])
    return replace(divided, submission=rest, labellings=divided.labellings[1:], lines=divided.lines[1:])


def with_first_line(divided: Any, **fields: Any) -> Any:
    first, *others = divided.lines
    return replace(divided, lines=(replace(first, **fields), *others))


def with_other_words(divided: Any) -> Any:
    first, *others = divided.submission.proposals
    clause = replace(first.redline.clauses[0], runs=(Run("other"),))
    first = replace(first, redline=replace(first.redline, clauses=(clause,)))
    return replace(divided, submission=replace(divided.submission, proposals=(first, *others)))


@pytest.mark.parametrize(
    ("damage", "reason"),
    [
        (without_first, "symbol: the written file has “SUP ADD SUP” instead of “ADD SUP ADD SUP”"),
        (
            lambda divided: with_first_line(divided, symbol="MOD"),
            "symbol: the written file has “MOD SUP ADD SUP” instead of “ADD",
        ),
        (lambda divided: with_first_line(divided, headings=()), "headings before 9.1A"),
        (with_other_words, r"9\.1A.*other"),
    ],
)
def test_a_file_that_differs_is_refused(damage: Any, reason: str, monkeypatch: pytest.MonkeyPatch) -> None:
    damaged_by(monkeypatch, damage)
    with pytest.raises(ProofError, match=reason):
        written(small())


def test_an_amendment_that_is_in_no_block_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    derived = cuts(small().proposals[0])
    for module in ("model.formats.word.proof.cuts.cuts", "model.formats.page.final_acts.cuts"):
        monkeypatch.setattr(module, lambda *given: derived[1:])
    with pytest.raises(ProofError, match=r"9\.1A.*: this amendment is in 0 proposals"):
        written(small())


def test_tracked_changes_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    from model.formats.word import cuts_export

    write = cuts_export.write_word

    def tracked(*given: Any) -> Any:
        made = write(*given)
        package = zipfile.ZipFile(BytesIO(made.data))
        parts = {name: package.read(name) for name in package.namelist()}
        words = b'<w:r><w:t xml:space="preserve">that continues and ends</w:t></w:r>'
        assert words in parts["word/document.xml"]
        marked = b'<w:ins w:id="99" w:author="A">' + words + b"</w:ins>"
        parts["word/document.xml"] = parts["word/document.xml"].replace(words, marked)
        out = BytesIO()
        with zipfile.ZipFile(out, "w") as copy:
            for name, data in parts.items():
                copy.writestr(name, data)
        return replace(made, data=out.getvalue())

    monkeypatch.setattr(cuts_export, "write_word", tracked)
    with pytest.raises(ProofError, match="has tracked changes"):
        written(changed(small(), "c3", " and ends"))


# --- read back ------------------------------------------------------------------------------------------------------------


def test_article_25_is_read_back_into_its_text_with_tracked_changes(shared: Path) -> None:
    """A MOD of Final Acts is the draft alone: the text in force gives what was before it."""
    amended = amended_article(shared)
    filled = put_in(article_25(shared).proposals[0], read_back(amended), "APT")
    assert filled.messages == ()
    both: tuple[Side, ...] = ("base", "draft")
    for side in both:
        assert sides(filled.proposal.redline, side) == sides(amended.proposals[0].redline, side)
    assert [(cut.symbol, cut.address) for cut in cuts(filled.proposal)] == [
        (cut.symbol, cut.address) for cut in cuts(amended.proposals[0])
    ]
    assert not filled.proposal.cuts, "all symbols follow"
    assert not any(clause.own_label or clause.own_number for clause in filled.proposal.redline.clauses)


def test_the_number_of_a_provision_that_is_joined_to_another_is_printed() -> None:
    joined = apply(submission_of(small_treaty(*IN_FORCE)), edited(submission_of(small_treaty(*IN_FORCE)), "merge", 4))
    assert [words for _, words in lines(written(joined))][-2:] == ["MOD\t9.2\tsecondthird (WRC-27)", "SUP\t9.3"]


@given(st.lists(st.tuples(st.sampled_from(KINDS), st.integers(0, 40)), min_size=1, max_size=5))
@example([("delete", 1), ("delete", 4), ("move", 0)])
@example([("split", 3), ("merge", 4)])
@example([("delete", 4), ("split", 3)])
@example([("split", 3)])
@example([("merge", 4), ("merge", 4)])
@example([("insert", 3)])
def test_whatever_is_amended_is_proved_and_read_back(steps: list[tuple[str, int]]) -> None:
    submission = edited_in_turn(submission_of(small_treaty(*IN_FORCE)), steps)
    redline = submission.proposals[0].redline
    if lacks_number(Labelling.of(redline)) or not cuts(submission.proposals[0]):
        return
    try:
        read = read_back(submission)
        filled = put_in(text_in_force(), read, "ATU")
    except EditError:
        return
    assert sides(filled.proposal.redline, "base") == sides(redline, "base")
    if not filled.messages and not has_text_without_place(submission.proposals[0]):
        assert sorted(sides(filled.proposal.redline, "draft")) == sorted(sides(redline, "draft"))


@pytest.mark.parametrize("words", ["recalling", "ARTICLE 12", "RESOLUTION 75 (WRC-23)"])
def test_a_line_inside_a_provision_that_would_be_read_as_something_else_is_refused(words: str) -> None:
    submission = submission_of(small_treaty(*IN_FORCE))
    kind = "heading" if words.startswith("ARTICLE") else "paragraph"
    made = structure.insert_clauses(submission, StoryId(1), 3, [NewClause(Props(kind), (Run(words),))], ME)
    with pytest.raises(EditError, match=f"“{re.escape(words)}” inside a provision would be read as something else"):
        written(apply(submission, made))


def test_the_label_of_a_heading_is_refused_as_no_number_of_a_unit() -> None:
    submission = submission_of(small_treaty(*IN_FORCE))
    made = change_kind(submission, StoryId(1), "c0", "heading", ME, scheme="letter")
    with pytest.raises(EditError, match="“ARTICLE 9” has no number"):
        written(apply(submission, made))


def test_the_line_of_an_article_with_a_footnote_before_it_is_read_back() -> None:
    submission = submission_of(small_treaty(*IN_FORCE))
    amended = apply(submission, insert_note(submission, StoryId(1), "c0", 0, "a note", ME))
    filled = put_in(submission.proposals[0], read_back(amended), "ATU")
    assert [(cut.symbol, cut.address) for cut in cuts(filled.proposal)] == [("MOD", "ARTICLE 9")]


def test_a_draft_alone_says_nothing_of_the_level_of_a_list() -> None:
    known = small_treaty("= Article 9", "9.1 first", "9.2 second")
    second = known.clauses[2]
    second = replace(second, props=replace(second.props, scheme="letter", level=2), label=Label("a)"))
    submission = submission_of(replace(known, clauses=(*known.clauses[:2], second)))
    amended = apply(submission, insert_note(submission, StoryId(1), "c2", 3, "a note", ME))
    filled = put_in(submission.proposals[0], read_back(amended), "ATU").proposal.redline
    assert [clause.base_props for clause in filled.clauses] == [None] * 3


def test_judges_find_the_draft_of_article_25(shared: Path) -> None:
    data = written(amended_article(shared))
    assert [row for row in judge("validate_docx").validate(BytesIO(data)) if row["level"] != "info"] == []
    assert resolved(data, "accept") == resolved(data, "reject")


def test_the_command_line_writes_this_form_and_puts_it_back(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from app.cli.main import main
    from model.formats.amend import Project, project_bytes

    in_force = submission_of(small_treaty(*IN_FORCE))
    paths = {name: tmp_path / name for name in ("in.amend", "draft.amend", "acts.docx", "back.amend")}
    paths["in.amend"].write_bytes(project_bytes(Project(in_force)))
    paths["draft.amend"].write_bytes(project_bytes(Project(changed(in_force, "c4", " more"))))
    export = ["export", str(paths["draft.amend"]), "-o", str(paths["acts.docx"]), "--form", "final-acts"]
    assert main(export) == 0
    assert main(["import", str(paths["acts.docx"]), "-o", str(paths["back.amend"]), "--into", str(paths["in.amend"])]) == 0
    assert capsys.readouterr() == ("", ""), "nothing is left out, and no import is advised that is done"
    assert main(["export", str(paths["in.amend"]), *export[2:]]) == 2
    assert "in.amend: No provision is amended" in capsys.readouterr().err
