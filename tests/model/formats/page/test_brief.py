"""The brief of the delegation: its rows by clause and by party, for Word and as a page, in six languages."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from model.brackets.parser import parse_brackets
from model.edits import brackets, positions
from model.files.export import write_pages
from model.formats.page.blocks import Line, Table
from model.formats.page.brief import ORDERS, brief, has_positions
from model.lexicon.words import LANGUAGES, printed_words
from model.submission.comments import CommentAnchor
from model.submission.position_words import STANCE_WORDS
from model.submission.positions import Position
from model.submission.story import FIRST_TEXT
from model.submission.transactions import apply
from model.submission.values import Submission
from tests.builders.submissions import ME
from tests.model.formats.page.test_options_table import TEXT, submission_of


def positioned(language: str = "en") -> Submission:
    """Positions at an option, at a whole clause and at words that are gone."""
    value = submission_of(TEXT, language)
    redline = value.proposals[0].redline
    made = parse_brackets(redline.clauses, "draft", FIRST_TEXT).open_texts[0]
    for position in (
        Position(positions.anchors_of_clause(value, FIRST_TEXT, redline.clauses[2].id), stance="acceptable", note="We can."),
        Position(
            positions.anchors_of_brackets(value, made, 0), "", ("ATU", "RCC"), "wanted", "as is", "One.\nTwo.", ("Res. 73",)
        ),
        Position((CommentAnchor("gone", "lost words"),), "EUR", stance="red_line"),
    ):
        value = apply(value, positions.add_position(value, 1, position, ME))
    return value


def rows(submission: Submission, by="clause") -> list[list[str]]:
    """The tables as texts of cells, and the headings between them; without the line that each page begins with."""
    out = []
    for block in list(brief(submission, by).blocks)[2:]:
        if isinstance(block, Line):
            out.append([block.text])
            continue
        assert isinstance(block, Table)
        warning, *others = block.rows
        assert block.heads == 2
        assert warning.cells[0].lines[0].text.startswith("Confidential")
        out += [[" / ".join(line.text for line in cell.lines) for cell in row.cells] for row in others]
    return out


HEAD = ["Place", "Text in force", "Proposed text", "Position", "Speaking note"]
FIRST = ["recalling a)", "a) facts of it;", "a) [ATU: rules] [EUR: [all] rules] of it;"]


def test_it_is_in_the_order_of_the_text_with_the_wording_once() -> None:
    assert rows(positioned()) == [
        ["MOD"],
        HEAD,
        [
            "recalling a)", "a) the facts of it;", "a) the [ATU: rules] [EUR: [all] rules] of it;",
            "✓ wanted / as is / Owners: ATU, RCC", "One. / Two. / Linked texts: / Res. 73",
        ],
        ["recalling b)", "b) [NOC] [to act],", "b) [NOC] [to act],", "≈ acceptable", "We can."],
        ["–", "–", "lost words", "✗ red line / amendment by EUR", ""],
    ]  # fmt: skip


def test_each_party_has_a_table() -> None:
    found = rows(positioned(), "party")
    assert [row[0] for row in found if len(row) == 1] == ["ATU (1)", "EUR (1)", "RCC (1)", "No party named (1)"]


def test_an_option_that_is_gone_is_quoted_beside_the_position() -> None:
    value = positioned()
    made = parse_brackets(value.proposals[0].redline.clauses, "draft", FIRST_TEXT).open_texts[0]
    decided = apply(value, brackets.choose_option(value, made, 1, ME))
    found = next(row for row in rows(decided) if len(row) > 1 and row[-2].startswith("✓ wanted"))
    assert found[:2] == ["recalling a)", "a) the facts of it;"]
    assert "About deleted words: [ATU: rules]" in found[-2].split(" / ")
    assert "About deleted words" not in str(rows(value))


def test_the_words_of_the_option_are_underlined() -> None:
    table = list(brief(positioned()).blocks)[-1]
    assert isinstance(table, Table)
    (line,) = list(table.rows)[2].cells[2].lines
    assert [span.text for span in line.spans if span.style.underline] == ["[ATU: rules]"]


def test_a_text_without_positions_has_no_rows() -> None:
    assert has_positions(positioned())
    assert not has_positions(submission_of(TEXT))
    assert len(list(brief(submission_of(TEXT)).blocks)) == 2


def test_each_stance_has_a_sign_and_a_word_of_its_own() -> None:
    assert len({words.sign for words in STANCE_WORDS.values()}) == len(STANCE_WORDS)
    for language in LANGUAGES:
        assert len({printed_words(language)[str(words.name)] for words in STANCE_WORDS.values()}) == len(STANCE_WORDS)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("by", ORDERS)
def test_it_is_written_for_word_and_as_a_page(language: str, by, tmp_path: Path) -> None:
    value = positioned(language)
    value = replace(value, header=replace(value.header, title="The title\nin lines"))
    for ending in ("docx", "html"):
        path = tmp_path / f"brief.{ending}"
        write_pages(brief(value, by), path, "2026-01-01T00:00:00Z")
        assert path.stat().st_size > 1_000
    page = (tmp_path / "brief.html").read_text("utf-8")
    assert ('dir="rtl"' in page) is (language == "ar")
    assert page.count(printed_words(language)["Confidential: for the delegation only, not for distribution"]) >= 2
