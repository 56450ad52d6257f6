"""Doubtful places are reported with their kind, page and clause."""

from __future__ import annotations

from model.formats.pdf.page_texts import PdfReading, read_contents
from model.formats.pdf.places import Doubt
from tests.builders.pdf_pages import LEFT, contents, full_line, lines, page, span


def doubts(reading: PdfReading, kind: str) -> list[Doubt]:
    return [doubt for doubt in reading.places.doubts if doubt.kind == kind]


def item(label: str, text: str, baseline: float) -> list:
    return [span(label, LEFT, baseline), span(text, LEFT + 40, baseline)]


def test_a_missing_label_is_doubtful() -> None:
    spans = [part for at, label in enumerate(("a)", "b)", "d)")) for part in item(label, "that text;", 100.0 + 20 * at)]
    reading = read_contents(contents(page(spans)), "a.pdf")
    (doubt,) = doubts(reading, "label")
    assert str(doubt.reason) == "Label d) follows b): is one missing, or is the level wrong?"
    assert reading.places.page_of(doubt.clause) == 1


def test_a_divided_word_is_doubtful_with_both_readings() -> None:
    first = full_line("word", 430.0) + " syn-"
    reading = read_contents(contents(page(lines(first, "chronizing clocks."))), "a.pdf")
    (doubt,) = doubts(reading, "join")
    assert {doubt.words, doubt.instead} == {"syn-chronizing", "synchronizing"}
    assert doubt.clause


def test_a_footnote_without_a_mark_is_kept_and_doubtful() -> None:
    note = [span("1", LEFT, 716.0, size=5.0), span("Any note.", LEFT + 4, 720.0, size=8.0)]
    body = [*lines(full_line("text"), full_line("text"), "end."), *note]
    from model.formats.pdf.pages import PdfRule

    reading = read_contents(contents(page(body, rules=[PdfRule(LEFT, 700.0, LEFT + 144, 700.5)])), "a.pdf")
    assert [note.clauses[0].text for note in reading.submission.proposals[0].redline.notes.values()] == ["Any note."]
    assert len(doubts(reading, "note")) == 1


def test_the_same_file_gives_the_same_clauses_and_places() -> None:
    given = contents(page([*lines(full_line("text"), "end."), *item("a)", "that;", 200.0)]))
    assert read_contents(given, "a.pdf") == read_contents(given, "a.pdf")
