"""Two Word files compared and written as one: what each of them has stands on its side, proved by reading back."""

from __future__ import annotations

import io
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from msgspec.structs import replace

from model.diff.compare import move_origins
from model.edits.structure import move_clauses
from model.edits.text import type_text
from model.files.comparison import compare_submissions
from model.formats.word.export import export_word
from model.formats.word.package.wordml import W
from model.formats.word.reader import read_word
from model.formats.word.writing.export_options import ExportOptions
from model.formats.word.writing.writer import write_word
from model.redline import SIDES, Stamp, Status
from model.redline.edit_text import Place
from model.submission.resolved import in_view
from model.submission.story import StoryId
from model.submission.transactions import apply
from model.submission.values import Header, Proposal, Submission
from tests.builders.comparison_checks import shown
from tests.builders.notation import redline
from tests.builders.submissions import MIXED, Action, actions, carried_out
from tests.builders.submissions import submission as small_submission
from tests.builders.word import BY, docx, p

ME = Stamp("me", "2024-09-06T09:00:00Z")


def row(*cells: str) -> str:
    return f"<w:tr>{''.join(f'<w:tc>{cell}</w:tc>' for cell in cells)}</w:tr>"


def table(*rows: str) -> str:
    return f"<w:tbl>{''.join(rows)}</w:tbl>"


def body_of(first: str, second: str) -> etree._Element:
    """The body of the redline of two files; writing it proves that its sides are theirs."""
    read = [read_word(docx(file_paragraphs), "a.docx").submission for file_paragraphs in (first, second)]
    found = compare_submissions(*read, ME)
    data, _ = export_word(found.submission, ExportOptions(date=ME.date, keeps_formats=found.keeps_formats))
    with ZipFile(io.BytesIO(data)) as package:
        body = etree.fromstring(package.read("word/document.xml")).find(W + "body")
    assert body is not None
    return body


def test_a_table_within_a_table_comes_in_where_it_stands() -> None:
    inner = p("above") + table(row(p("x") + table(row(p("deep"))) + p("y"), p("z"))) + p("below")
    first, whole = p("one that stays"), p("one that stays") + table(row(p("a")), row(inner, p("b"))) + p("two")
    tables = list(body_of(first + p("two"), whole).iter(W + "tbl"))
    assert [len(list(element.iterancestors(W + "tbl"))) for element in tables] == [0, 1, 2]
    assert ["".join(element.itertext()) for element in tables] == ["aabovexdeepyzbelowb", "xdeepyz", "deep"]


def test_a_table_comes_into_a_cell_that_stays() -> None:
    first, new = p("before") + p("behind"), p("before") + table(row(p("new"))) + p("behind")
    tables = list(body_of(table(row(first, p("two"))), table(row(new, p("two")))).iter(W + "tbl"))
    assert ["".join(element.itertext()) for element in tables] == ["beforenewbehindtwo", "new"]


def test_what_comes_into_the_first_cell_of_a_file_stands_in_it() -> None:
    body = body_of(table(row(p("one"), p("two"))), table(row(p("new") + p("one"), p("two"))))
    assert [element.tag for element in body if element.tag == W + "p"] == []


def test_a_style_comes_along_whatever_it_is_called() -> None:
    name = "1.0 &quot; (no space &amp; &lt;after&gt;)"
    styles = f'<w:style w:type="paragraph" w:styleId="a"><w:name w:val="{name}"/></w:style>'
    styled = '<w:p><w:pPr><w:pStyle w:val="a"/></w:pPr><w:r><w:t>two</w:t></w:r></w:p>'
    plain = '<w:style w:type="paragraph" w:default="1" w:styleId="n"><w:name w:val="Normal"/></w:style>'
    first = read_word(docx(p("one"), styles=plain), "a.docx").submission
    second = read_word(docx(p("one") + styled, styles=plain + styles), "b.docx").submission
    data, _ = export_word(compare_submissions(first, second, ME).submission, ExportOptions(date=ME.date))
    with ZipFile(io.BytesIO(data)) as package:
        names = [style.get(W + "val") for style in etree.fromstring(package.read("word/styles.xml")).iter(W + "name")]
    assert '1.0 " (no space & <after>)' in names


def test_a_cell_that_was_put_in_before_is_one_of_the_base_now() -> None:
    new = f"<w:tcPr><w:cellIns {BY}/></w:tcPr>" + p(f"<w:ins {BY}><w:r><w:t>two</w:t></w:r></w:ins>")
    body = body_of(p("one") + table(row(p("a"), new)) + p("end"), p("one") + p("end"))
    assert next(body.iter(W + "cellIns"), None) is None


def submitted(symbol: str, reasons: str) -> bytes:
    text = redline("RESOLUTION 7\n*noting*\na)\tthat one is here;\nb)\tthat two are there,\n")
    proposal = Proposal(symbol, "ATU/1/1", text, reasons, text)
    return write_word(Submission(Header(sources=("ATU",), title="T"), (proposal,), "en"), ExportOptions(date=ME.date)).data


@pytest.mark.parametrize(
    ("first", "second", "sentence"),
    [
        (("MOD", "So."), ("MOD", "So."), []),
        (("ADD", "So."), ("ADD", "So."), ["proposal 1 is ADD in both files; it is written as MOD, so that changes are tracked"]),
        (("MOD", "So."), ("ADD", "So."), ["proposal 1 is ADD here, MOD in the first file; it is written as MOD"]),
        (("MOD", "So."), ("MOD", "Else."), ["the reasons of proposal 1 differ, which is not tracked; those of the first file are "
                                            "written"]),
    ],
)  # fmt: skip
def test_what_differs_around_the_text_is_told(first, second, sentence):
    read = [read_word(submitted(*parts), "a.docx").submission for parts in (first, second)]
    found = compare_submissions(*read, ME)
    assert list(map(str, found.warnings)) == sentence
    assert found.submission.proposals[0].symbol == "MOD"


NUMBERING = (
    '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
    '<w:lvlText w:val="%1."/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
)


def item(words: str, mark: str = "") -> str:
    number = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    run = f"<w:r><w:t>{words}</w:t></w:r>"
    return f"<w:p><w:pPr>{number}<w:rPr>{mark}</w:rPr></w:pPr>{f'<w:ins {BY}>{run}</w:ins>' if mark else run}</w:p>"


def test_an_item_that_was_put_in_before_has_one_number_as_one_of_the_base() -> None:
    before = docx(
        item("one is here") + item("two is new", f"<w:ins {BY}/>") + item("three is here") + p("end"), numbering=NUMBERING
    )
    read = [read_word(data, "a.docx").submission for data in (before, docx(p("end")))]
    found = compare_submissions(*read, ME)
    data, _ = export_word(found.submission, ExportOptions(date=ME.date, keeps_formats=found.keeps_formats))
    with ZipFile(io.BytesIO(data)) as package:
        body = etree.fromstring(package.read("word/document.xml"))
    texts = ["".join(node.text or "" for node in paragraph.iter(W + "delText")) for paragraph in body.iter(W + "p")]
    numbers = [node.get(W + "val") for node in body.iter(W + "numId")]
    assert texts[:3] == ["one is here", "2.two is new", "3.three is here"]
    assert numbers == ["1", "0", "0"]


@given(st.lists(actions(), max_size=8))
def test_law_the_sides_of_two_states_of_a_document_are_theirs(todo: list[Action]) -> None:
    before = small_submission(MIXED)
    after = carried_out(before, todo)
    text = after.proposals[0].redline
    states = [in_view(text, side) for side in SIDES]
    old, new = (replace(after, proposals=(Proposal(redline=state),)) for state in states)
    for first, second, wanted in ((old, new, states), (new, old, states[::-1])):
        found = compare_submissions(first, second, ME, by_id=True, origins=move_origins(text.clauses))
        made = found.submission.proposals[0].redline
        for side, state in zip(SIDES, wanted, strict=True):
            assert shown(made, side) == shown(state, "base")


def test_what_a_later_state_of_a_document_moves_is_moved_whatever_became_of_its_words() -> None:
    before = small_submission(MIXED)
    clauses = before.proposals[0].redline.clauses
    id = next(clause.id for clause in clauses if clause.text == "that texts are short;")
    after = apply(before, move_clauses(before, StoryId(1), id, len(clauses) - 1, ME))
    index = next(
        place for place, candidate in enumerate(after.proposals[0].redline.clauses) if candidate.end.status is Status.INSERTED
    )
    after = apply(after, type_text(after, StoryId(1), Place(index, 0), Place(index, 15), "quite other words", ME))
    assert compare_submissions(before, after, ME, by_id=True).summary.moved == 1
    assert compare_submissions(before, after, ME).summary.moved == 0
