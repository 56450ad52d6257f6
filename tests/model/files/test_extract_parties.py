"""Extracts of treaty texts as parties of a consolidation and as texts that are compared: put into the text in force by number."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from app.cli.main import main
from model.consolidation.merge import Consolidation, consolidate, of_party
from model.errors import ClausewrightError, EditError
from model.files.consolidation import base_of, read_party
from model.files.opening import open_document
from model.files.project_file import save_project
from model.formats.amend import Project
from model.formats.word.export import export_word
from model.formats.word.reader import read_word
from model.numbering import Labelling
from model.submission.transactions import apply
from model.submission.values import Header, Submission
from tests.builders.treaty import lacks_number, small_treaty, submission_of
from tests.builders.word import docx, p, r
from tests.model.files.test_extract_import import IN_FORCE, PROVISIONS, has_text_without_place, sides, text_in_force
from tests.model.formats.word.test_margin_numbers import KINDS, STYLES, TAB, edited, edited_in_turn

Form = Literal["provisions", "final-acts"]
STEPS = (("type", 4), ("insert", 5), ("delete", 6))


def amended(*steps: tuple[str, int], party: str = "ATU") -> Submission:
    submission = submission_of(small_treaty(*IN_FORCE))
    for kind, place in steps:
        submission = apply(submission, edited(submission, kind, place))
    return replace(submission, header=Header(conference="WRC-27", document="35", sources=(party,)))


def extract(submission: Submission, form: Form = "provisions") -> Submission:
    return read_word(export_word(submission, replace(PROVISIONS, form=form))[0], "a.docx").submission


def changes(found: Consolidation) -> list[tuple[object, ...]]:
    """What is proposed where, without the stamps and ids of the files that propose it."""
    return [(change.note, *change.change.what, change.parties) for change in found.applied]


@pytest.mark.parametrize("form", ["provisions", "final-acts"])
def test_an_extract_proposes_what_the_whole_draft_proposes(form: Form) -> None:
    base = submission_of(small_treaty(*IN_FORCE)).proposals[0].redline
    whole = read_party(base, amended(*STEPS))
    part = read_party(base, extract(amended(*STEPS), form), otherwise="ATU", is_extract=True)
    assert (part.party.name, part.messages) == ("ATU", ())
    for side in ("base", "draft"):
        assert sides(part.party.redline, side) == sides(whole.party.redline, side)
    found = consolidate(base, [whole.party, replace(part.party, name="APT")])
    assert found.counts == (3, 3)
    assert {change.parties for change in found.applied} == {(0, 1)}, "each change is proposed by both"
    assert (found.conflicts, found.left) == ((), ())


@given(
    st.lists(st.tuples(st.sampled_from(KINDS), st.integers(0, 40)), min_size=1, max_size=4),
    st.sampled_from(["provisions", "final-acts"]),
)
def test_an_extract_of_any_draft_consolidates_as_the_draft(steps: list[tuple[str, int]], form: Form) -> None:
    base = submission_of(small_treaty(*IN_FORCE)).proposals[0].redline
    submission = edited_in_turn(amended(), steps)
    if lacks_number(Labelling.of(submission.proposals[0].redline)):
        return
    try:
        data = read_word(export_word(submission, replace(PROVISIONS, form=form))[0], "a.docx")
    except ClausewrightError:
        return  # a part without a number, which Final Acts cannot have
    if len(data.submission.proposals) != 1 or not data.is_extract:
        return
    try:
        part = read_party(base, data.submission, is_extract=True)
    except EditError:
        return
    whole = read_party(base, submission)
    alone, beside = (consolidate(base, [proposal.party]) for proposal in (part, whole))
    assert sides(of_party(alone, 0), "base") == sides(base, "base")
    if not part.messages and not has_text_without_place(submission.proposals[0]):
        words = [sorted(text for _, _, text in sides(of_party(found, 0), "draft")) for found in (alone, beside)]
        assert words[0] == words[1]


def written(folder: Path, name: str, submission: Submission, form: Form | None = None) -> str:
    """A submission as a file: a project, or a Word file in a form."""
    path = folder / name
    if form is None:
        save_project(Project(submission), path)
    else:
        path.write_bytes(export_word(submission, replace(PROVISIONS, form=form))[0])
    return str(path)


def word(folder: Path, name: str, *paragraphs: str) -> str:
    path = folder / name
    path.write_bytes(docx("".join(paragraphs), styles=STYLES))
    return str(path)


def line(symbol: str, number: str) -> str:
    return p(r(symbol) + TAB + r(number), '<w:pStyle w:val="Proposal"/>')


def provision(number: str, words: str, more: str = "") -> str:
    inserted = f"<w:ins w:id='1' w:author='A'>{r(more)}</w:ins>" if more else ""
    return p(r(number, '<w:rStyle w:val="Artdef"/>') + TAB + r(words) + inserted)


def test_a_project_two_extracts_and_a_whole_text_are_consolidated(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    base = written(tmp_path, "base.amend", submission_of(small_treaty(*IN_FORCE)))
    files = [
        written(tmp_path, "project.amend", amended(STEPS[0], party="ATU")),
        written(tmp_path, "extract.docx", amended(*STEPS[:2], party="APT"), "provisions"),
        written(tmp_path, "acts.docx", amended(*STEPS, party="RCC"), "final-acts"),
        written(tmp_path, "whole.amend", submission_of(small_treaty(*IN_FORCE[:-1], "10.1 at last"))),
    ]
    given = [f"--party=CEPT={files[3]}", f"--party=RCC={files[2]}"]
    assert main(["consolidate", base, *files, *given, "-o", str(tmp_path / "out.amend")]) == 0
    out, error = capsys.readouterr()
    assert error == ""
    assert out.splitlines() == [
        "ATU: 1 change, 1 agreed",
        "APT: 2 changes, 2 agreed",
        "RCC: 3 changes, 2 agreed",
        "CEPT: 1 change",
        "agreed: 2; conflicts: 0; omitted: 0",
    ]
    merged = open_document(tmp_path / "out.amend").submission.proposals[0].redline
    assert sides(merged, "base") == sides(small_treaty(*IN_FORCE), "base")
    assert [words for _, _, words in sides(merged, "draft")] == [
        "ARTICLE 9", "Coordination", "first", "that continues", "typed cond", "added", "ARTICLE 10", "at last",
    ]  # fmt: skip


def test_words_that_differ_from_the_text_in_force_are_reported(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    base = written(tmp_path, "base.amend", submission_of(small_treaty(*IN_FORCE)))
    other = word(
        tmp_path, "ACP.docx",
        line("MOD", "ACP/1/1"), provision("9.2", "second, as another edition has it", " new"),
        line("MOD", "ACP/1/2"), provision("9.3", "third", " new"),
        line("MOD", "ACP/1/3"), provision("9.99", "unknown", " new"),
    )  # fmt: skip
    assert main(["consolidate", base, other, "-o", str(tmp_path / "out.html")]) == 0
    out, error = capsys.readouterr()
    assert re.findall(r"ACP\.docx: (.*)", error) == [
        "9.2 is left out: its text before the changes reads “second, as another edition has it”, the text in force “second”",
        "9.99 is left out: the text in force does not have it",
    ]
    assert out.startswith("ACP: 1 change\n")
    assert main(["compare", base, other, "-o", str(tmp_path / "out.txt")]) == 0
    out, error = capsys.readouterr()
    assert out == "clauses: 0 inserted, 0 deleted, 1 changed, 0 moved, 0 renumbered\n"
    assert "9.99 is left out" in error
    assert "import it into" not in error


@pytest.mark.parametrize(
    ("paragraphs", "reason"),
    [
        ([line("MOD", "A/1/1"), provision("61", "The Secretary-General", " shall")], "have another form than those of the text"),
        ([line("MOD", "A/1/1"), provision("9.2", "of another treaty", " is")], "can be put into the text in force (9.2 is left"),
        ([line("MOD", "A/1/1"), provision("21.1", "of another article", " is")], "(21.1 is left out: the text in force does not"),
    ],
)
def test_an_extract_of_another_text_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], paragraphs: list[str], reason: str
) -> None:
    base = written(tmp_path, "base.amend", submission_of(small_treaty(*IN_FORCE)))
    other = word(tmp_path, "other.docx", *paragraphs)
    for verb in ("consolidate", "compare"):
        assert main([verb, base, other, "-o", str(tmp_path / "out.html")]) == 2
        error = capsys.readouterr().err
        assert error.startswith(f"clausewright: {other}: ")
        assert reason in error
        assert error.count("\n") == 1
        assert "check that it is an extract of this text" in error
    assert not (tmp_path / "out.html").exists()


def test_additions_under_headings_of_another_text_are_reported(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    base = written(tmp_path, "base.amend", submission_of(small_treaty(*IN_FORCE)))
    other = word(tmp_path, "A.docx", p(r("ARTICLE 21")), line("ADD", "A/1/1"), provision("21.1A", "a new provision"))
    assert main(["consolidate", base, other, "-o", str(tmp_path / "out.html")]) == 0
    out, error = capsys.readouterr()
    assert "nothing of it is in the text in force, so its additions are placed by their numbers alone" in error
    assert out.startswith("A: 1 change\n")


def test_numbers_that_a_text_has_twice_are_reported() -> None:
    base = small_treaty("= ARTICLE 9", "9.1 first", "9.2 second", "9.2 again", "9.3 third")

    def messages(*paragraphs: str) -> list[str]:
        (read,) = [read_word(docx("".join(paragraphs), styles=STYLES), "a.docx").submission]
        return list(map(str, read_party(base, read, "A", is_extract=True).messages))

    twice = line("ADD", "A/1/1"), provision("9.2A", "one"), line("ADD", "A/1/2"), provision("9.2A", "two")
    assert messages(*twice) == ["9.2A is a new provision twice; both are put in"]
    assert messages(line("MOD", "A/1/1"), provision("9.2", "again", " new")) == [], "the words say which"
    kept = line("MOD", "A/1/2"), provision("9.3", "third", " new")
    assert messages(line("SUP", "A/1/1"), provision("9.2", ""), *kept) == [
        "9.2 is left out: the text in force has this number more than once"
    ]


def test_a_new_number_that_final_acts_call_amended_is_reported() -> None:
    read = read_word(docx(p(r("MOD 9.2A") + TAB + r("words")) + p(r("SUP 9.3")), styles=STYLES), "a.docx").submission
    part = read_party(text_in_force().redline, read, "A", is_extract=True)
    assert list(map(str, part.messages)) == ["9.2A is MOD in it, but the text in force does not have it; it is put in as new"]
    assert ("9.2A", "", "words") in sides(part.party.redline, "draft")


def test_an_extract_is_no_text_in_force_and_no_party_on_another_text(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    part = written(tmp_path, "part.docx", amended(*STEPS), "final-acts")
    base = written(tmp_path, "base.amend", submission_of(small_treaty(*IN_FORCE)))
    saved, out = str(tmp_path / "part.amend"), str(tmp_path / "out.html")
    assert main(["import", part, "-o", saved]) == 0
    (tmp_path / "resolution.txt").write_text("RESOLUTION 1\n\nTitle\n\n*considering*\na)\tthat it is;\n", "utf-8", newline="\n")
    capsys.readouterr()
    for file in (part, saved):
        assert main(["consolidate", file, base, "-o", out]) == 2
        assert (
            capsys.readouterr().err
            == f"clausewright: {file}: it is an extract of a treaty text; give a file with the whole text in force\n"
        )
        assert main(["consolidate", base, file, "-o", out]) == 0
        assert "3 changes" in capsys.readouterr().out
        for verb in ("consolidate", "compare"):
            assert main([verb, str(tmp_path / "resolution.txt"), file, "-o", out]) == 2
            assert "there is no treaty text to put it into; give that text" in capsys.readouterr().err


def test_two_extracts_are_compared_as_they_are_with_a_warning(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    first = written(tmp_path, "first.docx", amended(*STEPS[:2]), "provisions")
    second = written(tmp_path, "second.docx", amended(*STEPS), "provisions")
    assert main(["compare", first, second, "-o", str(tmp_path / "out.html")]) == 0
    assert "both files are extracts of a treaty text" in capsys.readouterr().err


def test_the_text_in_force_of_an_extract_has_no_markup_of_it() -> None:
    with pytest.raises(EditError, match="give a file with the whole text in force"):
        base_of(extract(amended(*STEPS)), is_extract=True)
