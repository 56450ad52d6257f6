"""Provisions as Word editions of treaty texts print them: tabs before inner labels and within compound ones, marks with a hyphen
that does not break."""

from __future__ import annotations

import pytest

from model.edits import structure, text
from model.edits.structure import NewClause
from model.formats.show import show_tree
from model.formats.word.export import export_word
from model.formats.word.reader import read_word
from model.formats.word.writing.export_options import ExportOptions
from model.numbering import Labelling
from model.redline import Props, Redline, Run, Stamp
from model.redline.edit_text import Place
from model.submission.clause_paths import clause_at_path
from model.submission.story import StoryId
from model.submission.transactions import apply
from model.submission.values import Submission
from tests.builders.word import docx, ins, p, r

ME = Stamp("ATU", "2026-11-30T12:00:00Z")
STORY = StoryId(1)
STYLES = '<w:style w:type="character" w:styleId="Artdef"><w:name w:val="Art_def"/><w:rPr><w:b/></w:rPr></w:style>'
ARTDEF = '<w:rStyle w:val="Artdef"/>'
BOLD = "<w:b/>"
TAB = "<w:tab/>"
LINES = (
    "25.1\t§ 1\tThe first.", "25.2\t§ 2\t1)\tThe second.", "25.2A\t\t1A)\tBetween.", "25.3\t\t2)\tThe third.",
    "25.4\t\t(SUP - WRC-03)", "25.5\t§ 3\t1)\tThe fifth.", "25.6\t\t2)\tThe sixth.", "25.7\t§ 4\tThe seventh.",
    "25.8\t§ 5\tThe eighth.", "25.9\tThe ninth.", "25.9A\t§ 5A\tThe last.",
)  # fmt: skip
LABELS = ["§ 1", "§ 2\t1)", "1A)", "2)", None, "§ 3\t1)", "2)", "§ 4", "§ 5", None, "§ 5A"]


def paragraph(line: str, properties: str) -> str:
    """A paragraph of a line: its number in a run with the properties, each tab in a run of its own."""
    number, *rest = line.split("\t")
    return p(r(number, properties) + "".join(r(TAB) + r(part) for part in rest))


def article(properties: str) -> Submission:
    body = p("ARTICLE 25") + p("Amateur services") + "".join(paragraph(line, properties) for line in LINES)
    return read_word(docx(body, styles=STYLES), "a.docx").submission


def shown(redline: Redline) -> list[tuple[str, str | None, str]]:
    """The number, the label and the words of each provision in the draft."""
    labelling = Labelling.of(redline)
    return [
        (number, labelling.draft(clause.id), clause.text)
        for clause in redline.clauses
        if (number := labelling.number("draft", clause.id))
    ]


@pytest.mark.parametrize("properties", [ARTDEF, BOLD])
def test_labels_after_several_tabs_are_labels_in_one_article_alone(properties: str) -> None:
    found = shown(article(properties).proposals[0].redline)
    assert [label for _, label, _ in found] == LABELS
    assert [number for number, _, _ in found] == [line.split("\t")[0] for line in LINES]
    assert [words for _, _, words in found] == [line.split("\t")[-1] for line in LINES]


def test_such_labels_are_counted_exported_and_read_back() -> None:
    submission = article(ARTDEF)
    for path, words, level in (("25.9A", "New section.", 1), ("25.6", "New third.", 2)):
        new = [NewClause(Props("paragraph", level, "decimal", provision=True), (Run(words),))]
        index = submission.proposals[0].redline.places[clause_at_path(submission.proposals[0].redline, path)]
        submission = apply(submission, structure.insert_clauses(submission, STORY, index + 1, new, ME))
    found = shown(submission.proposals[0].redline)
    assert [(label, words) for _, label, words in found if words.startswith("New")] == [
        ("3)", "New third."), ("§ 6", "New section."),
    ]  # fmt: skip
    read = read_word(export_word(submission, ExportOptions(form="whole"))[0], "a.docx").submission
    assert shown(read.proposals[0].redline) == found


def test_a_tracked_tab_after_a_number_stays_tracked() -> None:
    body = p("ARTICLE 25") + p(r("25.3", ARTDEF) + r(TAB) + ins(r(TAB)) + r("The third."))
    read = read_word(docx(body, styles=STYLES), "a.docx").submission.proposals[0].redline
    assert [(run.status.in_base, run.text) for run in read.clauses[-1].runs] == [(False, "\t"), (True, "The third.")]


def test_the_label_of_a_new_provision_in_an_extract_is_read_after_tabs_too() -> None:
    body = p("MOD\tEUR/1/1") + paragraph("25.2A\t\t1A)\tBetween our.", ARTDEF) + p("ADD\tEUR/1/2")
    body += paragraph("25.2B\t\t1B)\tNew.", ARTDEF)
    redline = read_word(docx(body, styles=STYLES), "a.docx").submission.proposals[0].redline
    assert shown(redline)[-1] == ("25.2B", "1B)", "New.")


@pytest.mark.parametrize("mark", ["(WRC\u201103)", "(Rev.WRC\u201103)", "(Rev.\u00a0WRC-03)"])
def test_a_mark_with_a_hyphen_that_does_not_break_is_a_mark(mark: str) -> None:
    first, hyphen, last = mark.partition("\u2011")
    runs = r(first) + (r("<w:noBreakHyphen/>") + r(last) if hyphen else "")
    body = p("ARTICLE 25") + p(r("25.1", ARTDEF) + r(TAB) + r("The first. ") + runs)
    submission = read_word(docx(body, styles=STYLES), "a.docx").submission
    redline = apply(submission, text.type_text(submission, STORY, Place(1, 0), Place(1, 3), "Our", ME)).proposals[0].redline
    (pair,) = Labelling.of(redline).marks.printed.values()
    assert pair.base is not None
    assert pair.draft is not None
    assert (pair.base.text, pair.draft.text) == (mark, mark.replace("03", "27"))


def test_lists_show_such_a_label_on_one_line() -> None:
    assert "25.2 § 2 1) The second." in show_tree(article(ARTDEF))
