"""Margin numbers in files: kept by projects, journals and plain text, shown on pages, refused where they have no place."""

from __future__ import annotations

import json
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from msgspec.structs import replace

from model.edits.provisions import set_mark, set_number
from model.errors import EditError, FileError
from model.files.export import bytes_of, write
from model.files.kinds import HTML, NOTATION
from model.files.text_forms import format_submission
from model.formats.amend import LAYERED, MARKED, NUMBERED, Project, project_bytes, read_project
from model.formats.amend.container import pack, unpack
from model.formats.notation import parse_submission
from model.formats.show import show_json
from model.redline import Stamp
from model.submission.story import StoryId
from model.submission.transactions import apply, from_json, to_json
from tests.builders.allocations import SMALL, submission_of_file
from tests.builders.treaty import marked_treaty, small_treaty, submission_of

TREATY = small_treaty("= Article 9", "9.1 first", "… continued", "+ new", "- 9.2 second", "9.3 third", item="1.15")
ME = Stamp("ATU", "2026-11-30T12:00:00Z")


def manifest_of(data: bytes) -> dict[str, object]:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return dict(json.loads(archive.read("manifest.json")))


def test_a_project_keeps_margin_numbers_and_names_the_version_that_knows_them() -> None:
    submission = submission_of(TREATY)
    data = project_bytes(Project(submission))
    assert read_project(data).submission == submission
    assert {manifest_of(data)[key] for key in ("format", "reader")} == {NUMBERED}


def test_a_project_with_edition_marks_keeps_them_and_names_the_version_that_knows_them() -> None:
    submission = submission_of(marked_treaty("= Article 9", "9.1 first (WRC-12)", "+ new", edition="WRC-31"))
    data = project_bytes(Project(submission))
    assert read_project(data).submission == submission
    assert {manifest_of(data)[key] for key in ("format", "reader")} == {MARKED}
    shown = show_json(submission)["proposals"][0]
    assert shown["edition"] == "WRC-31"
    assert [clause.get("mark") for clause in shown["clauses"]] == [
        None, {"base": "(WRC-12)", "draft": "(WRC-12)"}, {"base": None, "draft": "(WRC-31)"},
    ]  # fmt: skip


def test_a_page_shows_marks_after_the_words() -> None:
    page = bytes_of(
        submission_of(marked_treaty("= Article 9", "9.1 first (WRC-12)", "- 9.2 second (WRC-07)")), HTML
    ).data.decode()
    assert "first (WRC-12)<" in page
    assert "(WRC-07)" in page


def test_a_project_without_margin_numbers_is_what_it_was() -> None:
    plain = small_treaty("… one", "… two", instrument="")
    manifest = manifest_of(project_bytes(Project(submission_of(plain))))
    assert (manifest["format"], manifest["reader"]) == (4, 1)


def test_a_program_that_does_not_know_the_version_refuses_the_file() -> None:
    container = unpack(project_bytes(Project(submission_of(TREATY))), "a.amend")
    later = pack(replace(container, format=MARKED + 1, reader=MARKED + 1))
    with pytest.raises(FileError, match="newer version"):
        read_project(later)
    assert NUMBERED > LAYERED, "the program before refuses whatever is above the version that it knows"


def test_a_step_that_sets_a_number_is_kept_by_the_journal() -> None:
    submission = submission_of(TREATY)
    made = set_number(submission, StoryId(1), "c3", "9.[A12]", ME)
    assert from_json(json.loads(json.dumps(to_json(made)))) == made
    changed = apply(submission, made).proposals[0].redline
    assert [clause.own_number.text for clause in changed.clauses if clause.own_number] == ["9.[A12]"]


def test_the_text_in_force_keeps_its_margin_numbers_whatever_an_edit_says() -> None:
    submission = submission_of(TREATY)
    with pytest.raises(EditError, match=r"9\.1 of the text in force never changes"):
        set_number(submission, StoryId(1), "c1", "9.9", ME)
    made = set_number(submission, StoryId(1), "c3", "9.[A12]", ME)
    step = made.steps[0]
    base = submission.proposals[0].redline["c1"]
    forged = replace(step, id="c1", old=base, new=replace(base, number=replace(base.number, text="9.9")))
    with pytest.raises(EditError, match="alter the text in force"):
        apply(submission, replace(made, steps=(forged,)))


@pytest.mark.parametrize(
    ("number", "sentence"),
    [
        ("9.3", "already"),
        ("9.2", "already"),
        ("a)", "not a margin number"),
        ("", "not a margin number"),
        ("9.11 A", "not a margin"),
    ],
)
def test_a_number_that_does_not_fit_is_refused(number: str, sentence: str) -> None:
    with pytest.raises(EditError, match=sentence):
        set_number(submission_of(TREATY), StoryId(1), "c3", number, ME)


def test_show_gives_the_number_of_each_side_beside_the_label() -> None:
    shown = show_json(submission_of(TREATY))["proposals"][0]
    assert (shown["instrument"], shown["item"]) == ("RR", "1.15")
    assert [clause.get("number") for clause in shown["clauses"]] == [
        None,
        {"base": "9.1", "draft": "9.1"},
        None,
        {"base": None, "draft": "9.A115"},
        {"base": "9.2", "draft": None},
        {"base": "9.3", "draft": "9.3"},
    ]
    assert [clause["path"] for clause in shown["clauses"]] == ["Article 9", "9.1", "9.1/¶2", "+9.A115", "9.2", "9.3"]
    assert "instrument" not in show_json(submission_of(small_treaty("… one")))["proposals"][0]


def test_the_tree_and_the_notation_show_the_numbers() -> None:
    submission = submission_of(TREATY)
    assert "+   9.A115 new\n" in format_submission(submission, "markup", "tree")
    printed = format_submission(submission, "markup", "notation")
    assert "Numbering: relabel RR 1.15\n" in printed
    assert "||9.1|| first\ncontinued\n||+9.A115|| {++new++}{++¶++}\n||9.2|| {--second--}{--¶--}\n" in printed
    draft = format_submission(submission, "draft", "notation")
    assert '||9.1|| first\ncontinued\n||9.A115|| new {>>edition "(WRC-27)"<<}\n||9.3|| third\n' in draft


def test_a_plain_text_is_read_back_with_its_numbers() -> None:
    submission = submission_of(TREATY)
    read = parse_submission(bytes_of(submission, NOTATION).data.decode())
    assert show_json(read)["proposals"][0]["clauses"] == [
        {**clause, "id": str(place)} for place, clause in enumerate(show_json(submission)["proposals"][0]["clauses"], 1)
    ]


def test_a_page_shows_the_numbers_before_the_labels() -> None:
    page = bytes_of(submission_of(TREATY), HTML).data.decode()
    for number in ("9.1", "9.A115", "9.2", "9.3"):
        assert f">{number}<" in page


def test_a_file_without_a_place_for_numbers_is_refused_in_one_sentence(tmp_path: Path) -> None:
    path = tmp_path / "a.xml"
    with pytest.raises(EditError, match="margin numbers and edition marks of provisions cannot be written"):
        write(submission_of(TREATY), path)
    assert not path.exists()


def test_an_edition_mark_set_by_hand_in_a_table_of_allocations_is_refused_where_it_has_no_place(tmp_path: Path) -> None:
    text = submission_of_file(SMALL)
    title = text.proposals[0].redline.clauses[0].id
    marked = apply(text, set_mark(text, StoryId(1), title, "", ME))
    path = tmp_path / "a.xml"
    with pytest.raises(EditError, match="margin numbers and edition marks of provisions cannot be written"):
        write(marked, path)
    assert not path.exists()
    write(text, path)
    assert path.exists()
