"""The table of options: its rows by place, with the text in force at each, as a page and as a Word file."""

from __future__ import annotations

from pathlib import Path

from model.files.export import write_pages
from model.formats.notation import parse
from model.formats.page.blocks import Table
from model.formats.page.options_table import has_open_texts, options_table
from model.submission.values import Proposal, Submission

TEXT = (
    "*recalling*\na)\tthe {--facts--}{++[ATU: rules] [EUR: [all] rules]++} of it[^1];\nb)\t[NOC] [to act],\n"
    "*resolves*\n1\t{++[to go++}{++¶++}\n2\t{++to stay]++};\n[^1]: A [note].\n"
)


def submission_of(text: str, language: str = "en") -> Submission:
    return Submission(language=language, proposals=(Proposal("MOD", redline=parse(text, language=language)),))


def rows(submission: Submission) -> list[list[str]]:
    (table,) = options_table(submission).blocks
    assert isinstance(table, Table)
    return [
        [" / ".join("".join(span.text for span in line.spans) for line in cell.lines) for cell in row.cells] for row in table.rows
    ]


def test_each_place_has_the_text_in_force_and_its_options() -> None:
    assert rows(submission_of(TEXT)) == [
        ["Place", "Option", "Words"],
        ["recalling a)", "NOC", "facts"],
        ["", "Option 1 (ATU)", "rules"],
        ["", "Option 2 (EUR)", "[all] rules"],
        ["recalling a) / [[]]", "NOC", "–"],
        ["", "[ ]", "all"],
        ["recalling b)", "NOC", "[NOC] [to act]"],
        ["", "Option 1", "NOC"],
        ["", "Option 2", "to act"],
        ["resolves 1 (new)", "NOC", "–"],
        ["", "[ ]", "to go / to stay"],
        ["footnote 1", "NOC", "[note]"],
        ["", "[ ]", "note"],
    ]


def test_a_text_without_brackets_has_none() -> None:
    assert has_open_texts(submission_of(TEXT))
    assert not has_open_texts(submission_of("a)\tthe facts;\n"))


def test_it_is_written_for_word_and_as_a_page(tmp_path: Path) -> None:
    for language in ("en", "ar", "zh"):
        printed = options_table(submission_of(TEXT, language))
        for ending in ("docx", "html"):
            path = tmp_path / f"table.{ending}"
            write_pages(printed, path, "2026-01-01T00:00:00Z")
            assert path.stat().st_size > 1_000
    assert "[all] rules" in (tmp_path / "table.html").read_text(encoding="utf-8")
