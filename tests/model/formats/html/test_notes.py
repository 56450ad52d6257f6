"""Footnotes of pages that mark them as such, among them those that this program wrote; what such pages show as inserted."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from model.files.opening import open_document
from model.formats.html.page import html
from model.formats.html.saved_page import read_saved_page
from model.formats.notation import parse_submission
from model.formats.recognition.raw_body import RawParagraph
from model.redline import LINE_BREAK, NOTE, Redline

NOTATION = """# RESOLUTION 7 (Rev. Dubai, 2018)

*considering*

a)\tthat texts[^1] are {--short--}{++*brief*++};
b)\tthat others are not[^2],

[^1]: Those of *assemblies*.
[^2]: As was said.
"""


def opened(page: str, folder: Path) -> Redline:
    (folder / "a.html").write_text(page, encoding="utf-8", newline="\n")
    return open_document(folder / "a.html").submission.proposals[0].redline


def test_footnotes_of_the_html_export_come_back_as_footnotes(tmp_path: Path) -> None:
    written = parse_submission(NOTATION)
    assert len(written.proposals[0].redline.notes) == 2
    text = opened(html(written), tmp_path)
    keys = [run.content for clause in text.clauses for run in clause.runs if run.text == NOTE]
    notes = [" ".join(clause.text for clause in text.notes[key].clauses) for key in keys]
    assert notes == ["Those of assemblies.", "As was said."]
    assert [clause.text.replace(NOTE, "*") for clause in text.clauses][-2:] == ["that texts* are brief;", "that others are not*,"]
    assert all("As was said" not in clause.text for clause in text.clauses)
    (run,) = (run for clause in text.notes[keys[0]].clauses for run in clause.runs if run.text == "assemblies")
    assert run.style.italic


def test_inserted_words_are_words_like_others_and_the_page_has_no_tracked_changes(tmp_path: Path) -> None:
    text = opened(html(parse_submission(NOTATION)), tmp_path)
    assert text == text.draft() == text.base()
    (run,) = (run for clause in text.clauses for run in clause.runs if run.text == "brief")
    assert (run.style.italic, run.style.underline) == (True, False)


LINK = '<a href="#n" id="r" role="doc-noteref">1</a>'


def read(body: str) -> tuple[list[str], dict[str, list[str]]]:
    page = f"<!DOCTYPE html><html><body>{body}</body></html>".encode()
    raw = read_saved_page(page, "a.html")

    def words(paragraphs: Sequence[RawParagraph]) -> list[str]:
        return ["".join(run.text for run in paragraph.runs).replace(NOTE, "*") for paragraph in paragraphs]

    return words(raw.paragraphs), {key: words(note.paragraphs) for key, note in raw.notes.items()}


@pytest.mark.parametrize(
    ("note", "found"),
    [
        ('<aside role="doc-footnote" id="n">A note. <a href="#r">↩</a></aside>', ["A note."]),
        ('<section role="doc-endnotes"><ol><li>x</li></ol><p id="n">A <b>note</b>.</p><p>rest</p></section>', ["A note."]),
        ('<p role="doc-endnote" id="n">One.<br>Two. <a role="doc-backlink" href="#z">back</a></p>', [f"One.{LINE_BREAK}Two."]),
        ('<div role="doc-endnote" id="n"></div>', [""]),
    ],
)
def test_notes_of_other_pages_that_are_marked_as_such_are_footnotes(note: str, found: list[str]) -> None:
    paragraphs, notes = read(f"<p>that{LINK} holds</p>{note}")
    assert paragraphs[0] == "that* holds"
    assert notes == {"1": found}


def test_the_reference_in_a_cell_of_a_table_is_read() -> None:
    paragraphs, notes = read(
        f'<table><tr><td>a{LINK}</td><td>b</td></tr></table><p>end</p><div role="doc-footnote" id="n">A note.</div>'
    )
    assert "a*" in paragraphs
    assert notes == {"1": ["A note."]}


@pytest.mark.parametrize(
    "body",
    [
        f"<p>that{LINK}</p>",
        f'<p>that{LINK}</p><p id="n">text</p>',
        '<p>that<a href="#n">1</a></p><div role="doc-footnote" id="n">A note.</div>',
        f'<div role="doc-footnote" id="n">itself {LINK}</div>',
        '<p>that<a role="doc-noteref">1</a></p>',
    ],
)
def test_links_to_something_else_stay_words(body: str) -> None:
    paragraphs, notes = read(body)
    assert notes == {}
    assert any("1" in words for words in paragraphs)


def test_a_second_reference_to_a_note_keeps_its_mark() -> None:
    paragraphs, notes = read(f'<p>that{LINK}</p><p>and{LINK}</p><div role="doc-footnote" id="n">A note.</div>')
    assert paragraphs == ["that*", "and1"]
    assert notes == {"1": ["A note."]}


def test_notes_within_notes_and_many_links_take_no_long_time() -> None:
    deep = "".join(f'<div role="doc-footnote" id="n{at}"><a role="doc-noteref" href="#n{at}">x</a>' for at in range(200))
    links = "".join(f'<a id="r{at}" role="doc-noteref" href="#n{at % 200}">1</a>' for at in range(5_000))
    began = time.process_time()
    _, notes = read(f"<p>that{links}</p>{deep}{'</div>' * 200}")
    assert time.process_time() - began < 10
    assert list(notes) == ["1"]
