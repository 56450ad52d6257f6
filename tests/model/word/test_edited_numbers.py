"""Texts whose labels Word makes, or whose labels are tracked already, are proved in every form whatever is done to them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from model.edits import structure, text
from model.errors import EditError
from model.numbering import Labelling
from model.redline import Side, paragraphs
from model.steps import apply
from model.submission import Submission
from model.word.export import export_word
from model.word.reader import read_word
from tests.builders.submissions import ME, Action, actions
from tests.builders.word import dele, docx, ins, mark, p, r


def level(at: int, format: str, shown: str) -> str:
    return f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{format}"/><w:lvlText w:val="{shown}"/></w:lvl>'


NUMBERING = (
    f'<w:abstractNum w:abstractNumId="1">{level(0, "decimal", "%1")}{level(1, "lowerLetter", "%2)")}</w:abstractNum>'
    f'<w:abstractNum w:abstractNumId="2">{level(0, "bullet", "✓")}</w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="2"/></w:num>'
)


def counted(words: str, list: int = 1, at: int = 0) -> str:
    return p(words, f'<w:numPr><w:ilvl w:val="{at}"/><w:numId w:val="{list}"/></w:numPr>')


def relabelled(old: str, new: str, words: str) -> str:
    return p(dele(r(old)) + ins(r(new)) + r("<w:tab/>") + r(words) + ins(r(" indeed")))


CALL = p(r("considering", "<w:i/>")), p(r("noting", "<w:i/>")), p(r("resolves", "<w:i/>"))
TODO = p('they should:') + counted('be short;', 2) + counted('be clear.', 2) + p('No more.')
CELL = f"<w:tbl><w:tr><w:tc>{TODO}</w:tc></w:tr></w:tbl>"
BODY = (
    p("RESOLUTION 7 (Rev. Oxdorf, 2018)")
    + CALL[0]
    + p(ins(r("a)") + r("<w:tab/>") + r("what is new;")), mark("ins"))
    + relabelled("a)", "b)", "that texts are short;")
    + relabelled("b)", "c)", "that others are long,")
    + CALL[1]
    + CELL
    + CALL[2]
    + counted("to go on:")
    + counted("fast,", at=1)
    + counted("slowly;", at=1)
    + counted("to rest;")
    + p("and then")
    + counted("to stop.")
)
READ = read_word(docx(BODY, numbering=NUMBERING), "text.docx", language="en").submission


def proved(value: Submission) -> Submission:
    """What comes back of a text that was written as it is, and as a proposal; what it is in our own styles is proved as well."""
    proposal = replace(value.proposals[0], symbol="MOD", number="ATU/35A18/1")
    export_word(value, keep_styles=False)
    export_word(replace(value, proposals=(proposal,)))
    return read_word(export_word(value)[0], "back.docx", language="en").submission


def named(value: Submission, words: str) -> str:
    return next(clause.id for clause in value.proposals[0].redline.clauses if clause.text.startswith(words))


def printed(value: Submission, side: Side) -> list[str]:
    redline = value.proposals[0].redline
    labelling = Labelling.of(redline)
    label = labelling.base if side == "base" else labelling.draft
    return [f"{label(each.bearer.id) or ''}|{each.text}" for each in paragraphs(redline.clauses, side)]


@given(st.lists(actions(), max_size=6))
def test_what_was_edited_is_proved_in_each_form(todo: list[Action]) -> None:
    value = READ
    for action in todo:
        try:
            value = apply(value, action(value))
        except EditError:
            continue
    proved(value)


def test_labels_that_move_back_are_written_as_they_are_now() -> None:
    value = apply(READ, structure.delete_clauses(READ, "1", named(READ, "what is new"), ME))
    back = proved(value)
    assert printed(value, "draft")[2:4] == ["a)|that texts are short; indeed", "b)|that others are long, indeed"]
    assert printed(back, "draft") == printed(value, "draft")
    assert printed(back, "base") == printed(READ, "base")


@pytest.mark.parametrize("words", ["be short", "be clear", "to go on", "fast", "slowly", "to rest", "and then"])
def test_paragraphs_that_word_numbers_may_be_joined(words: str) -> None:
    value = apply(READ, text.merge_next(READ, "1", named(READ, words), ME))
    back = proved(value)
    for side in ("base", "draft"):
        assert printed(back, side) == printed(value, side)
