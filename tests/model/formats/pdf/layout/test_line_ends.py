"""Words divided at line ends are joined as the document has them elsewhere; the others are doubtful."""

from __future__ import annotations

from model.formats.pdf.layout.line_ends import LineEnds
from model.formats.pdf.layout.lines import lines_of
from model.formats.pdf.layout.words import LineRules
from tests.builders.pdf_pages import WIDTH, lines


def ends(*texts: str) -> LineEnds:
    return LineEnds(lines_of(lines(*texts), 1, WIDTH, LineRules()))


def joined(known: LineEnds, line: str, below: str) -> str:
    end = known.join(line, below)
    return (line[:-1] if end.drops_hyphen else line) + (" " if end.blank else "") + below


def test_a_word_that_the_document_has_whole_is_joined() -> None:
    known = ends("the telecommunication networks of tele-", "communication")
    assert joined(known, "of tele-", "communication") == "of telecommunication"


def test_a_word_that_the_document_has_with_a_hyphen_keeps_it() -> None:
    assert joined(ends("by co-operation and co-", "operation"), "and co-", "operation") == "and co-operation"


def test_numbers_names_and_capitals_keep_their_hyphen() -> None:
    known = ends("nothing")
    assert joined(known, "ITU-", "T decides") == "ITU-T decides"
    assert joined(known, "2020-", "2023") == "2020-2023"
    assert known.join("ITU-", "T decides").word == ""


def test_a_word_that_occurs_nowhere_else_is_doubtful() -> None:
    end = ends("nothing").join("a syn-", "chronizing clock")
    assert (end.word, end.other) == ("syn-chronizing", "synchronizing")


def test_chinese_lines_are_joined_without_a_space() -> None:
    assert joined(ends("无"), "国际电", "信联盟") == "国际电信联盟"
