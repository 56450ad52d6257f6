"""No edit makes a text too long to be written and read again."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from model.edits import dependants
from model.edits.dependants import with_dependants
from model.edits.fields import set_field
from model.edits.script.apply import apply_edits
from model.edits.text import delete_range, type_text
from model.errors import EditError, FileError
from model.formats.amend import Project, read_project
from model.formats.amend.read_write import _pack_project
from model.formats.word.export import export_word
from model.redline.edit_text import Place
from model.submission.story import StoryId
from model.submission.transactions import apply, invert
from model.submission.values import Contact, Header, Submission
from tests.builders.submissions import ME, submission

TEXT = "*considering*\na)\tthat it is;\n"


def test_a_paragraph_does_not_become_longer_than_the_limit() -> None:
    edit = {"do": "insert_text", "at": "considering/a", "after": "it", "text": "x" * 200_001}
    with pytest.raises(EditError, match=r"edit 1 .*a paragraph has at most 200,000 characters, .* split it"):
        apply_edits(submission(TEXT), {"edits": [edit]})
    assert apply_edits(submission(TEXT), {"edits": [{**edit, "text": "x" * 199_000}]})


def test_a_text_does_not_get_more_paragraphs_than_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dependants, "MAX_PARAGRAPHS", 3)
    edit = {"do": "insert", "after": "considering/a", "clauses": [{"text": "x;"}]}
    before = submission(TEXT)
    assert len(before.proposals[0].redline.clauses) == 2
    with pytest.raises(EditError, match=r"edit 2 .*a text has at most 3 paragraphs, .* split the text"):
        apply_edits(before, {"edits": [edit, edit]})


def test_a_paragraph_that_is_too_long_can_be_shortened_and_that_be_undone() -> None:
    given = submission(TEXT)
    (proposal,) = given.proposals
    first, clause = proposal.redline.clauses
    long = replace(clause, runs=(replace(clause.runs[0], text="x" * 200_010),))
    redline = replace(proposal.redline, clauses=(first, long))
    given = replace(given, proposals=(replace(proposal, redline=redline),))
    made = type_text(given, StoryId(1), Place(1, 0), Place(1, 0), "y", ME)
    with pytest.raises(EditError, match="at most 200,000"):
        with_dependants(given, made)
    cut = with_dependants(given, delete_range(given, StoryId(1), Place(1, 0), Place(1, 5), ME))
    assert apply(apply(given, cut), invert(cut)) == given


LONG = "x" * 300_000
FIELDS = [
    ("header/title", LONG),
    ("header/abstract", f"a\n{LONG}\nb"),
    ("header/sources", ("a", LONG)),
    ("header/contacts", (Contact(name=LONG),)),
    ("proposals/1/reasons", LONG),
    ("proposals/1/number", LONG),
]


@pytest.mark.parametrize(("path", "value"), FIELDS)
def test_a_field_does_not_become_longer_than_the_limit(path: str, value: object) -> None:
    given = submission(TEXT)
    with pytest.raises(
        EditError, match=r"^a field has at most 199,000 characters in a paragraph, and this has more; shorten it$"
    ):
        with_dependants(given, set_field(given, path, value, ME))


def test_an_edit_of_a_script_sets_no_longer_field() -> None:
    edit = {"do": "set", "field": "header/title", "value": LONG}
    with pytest.raises(EditError, match=r"edit 1 .*a field has at most 199,000 characters"):
        apply_edits(submission(TEXT), {"edits": [edit]})


def test_a_field_does_not_get_more_paragraphs_than_the_limit() -> None:
    given = submission(TEXT)
    with pytest.raises(EditError, match="a field has at most 50,000 paragraphs, and this has more; shorten it"):
        with_dependants(given, set_field(given, "header/introduction", "x\n" * 50_001, ME))


def test_a_field_of_the_greatest_length_is_exported_and_one_that_is_too_long_is_shortened() -> None:
    given = submission(TEXT)
    for value in ("x" * 199_000, "x" * 200_000):
        given = apply(given, set_field(given, "header/title", value, ME))
    assert with_dependants(given, set_field(given, "header/title", "x" * 199_500, ME)).steps
    proposal = replace(given.proposals[0], symbol="MOD", reasons="x" * 199_000)
    header = Header("WTSA-24", "35", sources=("x" * 199_000,), title="x" * 199_000, abstract="x" * 199_000)
    assert export_word(Submission(header, (proposal,), "en"))


def test_a_project_with_a_field_that_is_too_long_is_refused() -> None:
    given = submission(TEXT)
    given = replace(given, header=replace(given.header, title="The title " + LONG))
    with pytest.raises(
        FileError,
        match=r"^test\.amend: its field “The title x+…” has more than 200,000 characters in a paragraph; open an earlier copy",
    ):
        read_project(_pack_project(Project(given)), "test.amend")
