"""Texts whose labels Word makes, or whose labels are tracked already, are proved in every form whatever is done to them."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from model.edits import clause_properties, enter_and_tab, review, structure, text
from model.edits.sub_amendments.layers import amend_proposal
from model.edits.tables import columns
from model.formats.word.export import export_word
from model.formats.word.layered_reader import read_layers
from model.formats.word.reader import read_word
from model.formats.word.writing.export_options import ExportOptions
from model.numbering import Labelling
from model.redline import Props, Redline, Run, Side, Status, paragraphs
from model.redline.edit_text import Place
from model.submission.amendments import amendments
from model.submission.story import StoryId
from model.submission.transactions import apply
from model.submission.values import Proposal, Submission
from tests.builders.layers import THEIRS, UPPER, lists_of_actions
from tests.builders.submissions import ME, Action, actions, carried_out
from tests.builders.word import BY, dele, docx, ins, mark, p, r


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
TODO = p("they should:") + counted("be short;", 2) + counted("be clear.", 2) + p("No more.")
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
    """The texts read back after writing as it is and as a proposal; the one in our own styles is proved as well."""
    proposal = replace(value.proposals[0], symbol="MOD", number="ATU/35A18/1")
    export_word(value, ExportOptions(keep_styles=False))
    export_word(replace(value, proposals=(proposal,)))
    return read_word(export_word(value)[0], "back.docx", language="en").submission


def named(value: Submission, words: str) -> str:
    return next(clause.id for clause in value.proposals[0].redline.clauses if clause.text.startswith(words))


def printed(value: Submission, side: Side) -> list[str]:
    redline = value.proposals[0].redline
    labelling = Labelling.of(redline)
    label = labelling.base if side == "base" else labelling.draft
    return [f"{label(paragraph.bearer.id) or ''}|{paragraph.text}" for paragraph in paragraphs(redline.clauses, side)]


@given(st.lists(actions(), max_size=6))
def test_what_was_edited_is_proved_in_each_form(todo: list[Action]) -> None:
    value = READ
    value = carried_out(value, todo)
    proved(value)


@given(lists_of_actions(THEIRS), lists_of_actions(UPPER))
def test_layers_upon_numbers_of_word_are_proved(first: list[Action], second: list[Action]) -> None:
    value = carried_out(READ, first)
    value = carried_out(apply(value, amend_proposal(value, UPPER, THEIRS.author)), second)
    export_word(value)
    export_word(value, ExportOptions(keep_styles=False))


def test_a_label_that_is_typed_for_theirs_is_theirs() -> None:
    """They break an item in two; a change of the paragraph, with their name, says that Word no longer makes the label."""
    at = next(index for index, clause in enumerate(READ.proposals[0].redline.clauses) if clause.text == "be short;")
    value = apply(READ, text.break_paragraph(READ, StoryId(1), Place(at, 4), Place(at, 4), THEIRS))
    value = apply(value, amend_proposal(value, UPPER, THEIRS.author))
    with zipfile.ZipFile(BytesIO(export_word(value)[0])) as package:
        document = package.read("word/document.xml").decode()
    assert re.findall('<w:pPrChange w:id="[0-9]+" w:author="([^"]*)"', document) == ["EUR"]


def test_a_label_that_nobody_changed_is_theirs() -> None:
    """Theirs joins two items of different levels; the label after them stays the same, but Word would count another."""
    at = next(index for index, clause in enumerate(READ.proposals[0].redline.clauses) if clause.text == "to go on:")
    value = apply(READ, text.delete_range(READ, StoryId(1), Place(at, 9), Place(at + 1, 0), THEIRS))
    value = apply(value, amend_proposal(value, UPPER, THEIRS.author))
    with zipfile.ZipFile(BytesIO(export_word(value)[0])) as package:
        document = package.read("word/document.xml").decode()
    assert set(re.findall('w:author="([^"]*)"', document)) <= {"EUR", "Ana"}


def amended(value: Submission) -> Submission:
    """The changes so far as the lower layer."""
    return apply(value, amend_proposal(value, UPPER, THEIRS.author))


def test_a_number_of_theirs_alone_is_printed_once() -> None:
    """Theirs adds an empty item behind the last one; ours deletes what is before it and writes into it."""
    last = len(READ.proposals[0].redline.clauses) - 1
    value = amended(apply(READ, enter_and_tab.enter(READ, StoryId(1), Place(last, 8), Place(last, 8), THEIRS)))
    value = apply(value, text.type_text(value, StoryId(1), Place(last - 1, 0), Place(last + 1, 0), "instead", UPPER))
    proved(value)


def test_a_cell_of_which_ours_deletes_all_but_the_first_paragraph_keeps_its_ends_in_force() -> None:
    at = READ.proposals[0].redline.places[named(READ, "be clear")]
    value = amended(apply(READ, text.merge_next(READ, StoryId(1), named(READ, "be clear"), THEIRS)))
    value = apply(value, text.type_text(value, StoryId(1), Place(at - 2, 12), Place(at + 1, 0), "instead", UPPER))
    back = read_layers(export_word(value)[0], "two.docx", {UPPER.author}, language="en").submission.proposals[0].theirs
    assert back is not None
    assert printed(with_text(back), "base")[5:9] == ["|they should:", "✓|be short;", "✓|be clear.", "|No more."]
    proved(value)


def test_word_counts_the_paragraphs_of_each_layer() -> None:
    """Theirs begins the list one item later than ours, so Word would print three numbers at one place."""
    value = apply(READ, structure.delete_clauses(READ, StoryId(1), named(READ, "what is new"), THEIRS))
    value = apply(value, structure.delete_clauses(value, StoryId(1), named(value, "to go on"), THEIRS))
    value = apply(value, amend_proposal(value, UPPER))
    value = apply(value, structure.delete_clauses(value, StoryId(1), named(value, "to rest"), UPPER))
    data, _ = export_word(value)
    read = read_layers(data, "back.docx", {UPPER.author}, language="en").submission
    theirs, back = value.proposals[0].theirs, read.proposals[0].theirs
    assert theirs is not None
    assert back is not None
    assert printed(with_text(back), "draft") == printed(with_text(theirs), "draft")
    assert printed(read, "draft") == printed(value, "draft")


def test_a_label_that_theirs_changes_and_ours_changes_back_is_theirs_without_ours() -> None:
    """The text in force and ours have "2" there, so nothing else of the paragraph would say that theirs has "1"."""
    items = "".join(p(r(f"{number}") + r("<w:tab/>") + r(words)) for number, words in enumerate(("one;", "two;", "three."), 1))
    read = read_word(docx(p(r("resolves", "<w:i/>")) + items), "text.docx", language="en").submission
    value = amended(apply(read, structure.delete_clauses(read, StoryId(1), named(read, "one"), THEIRS)))
    new = structure.NewClause(Props(level=1, scheme="decimal"), (Run("new;"),))
    value = apply(value, structure.insert_clauses(value, StoryId(1), 1, [new], UPPER))
    back = read_layers(export_word(value)[0], "two.docx", {UPPER.author}, language="en").submission.proposals[0].theirs
    assert back is not None
    assert printed(with_text(back), "draft") == ["|resolves", "1|two;", "2|three."]
    assert printed(value, "draft") == ["|resolves", "1|new;", "2|two;", "3|three."]


def with_text(redline: Redline) -> Submission:
    return Submission(proposals=(Proposal(redline=redline),))


def test_labels_that_move_back_are_written_as_they_are_now() -> None:
    value = apply(READ, structure.delete_clauses(READ, StoryId(1), named(READ, "what is new"), ME))
    back = proved(value)
    assert printed(value, "draft")[2:4] == ["a)|that texts are short; indeed", "b)|that others are long, indeed"]
    assert printed(back, "draft") == printed(value, "draft")
    assert printed(back, "base") == printed(READ, "base")


@pytest.mark.parametrize("words", ["be short", "be clear", "to go on", "fast", "slowly", "to rest", "and then"])
def test_paragraphs_that_word_numbers_may_be_joined(words: str) -> None:
    value = apply(READ, text.merge_next(READ, StoryId(1), named(READ, words), ME))
    back = proved(value)
    for side in ("base", "draft"):
        assert printed(back, side) == printed(value, side)


def written(body: str) -> Submission:
    return read_word(docx(body, numbering=NUMBERING + AGAIN), "text.docx", language="en").submission


ANEW = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>'
AGAIN = f'<w:num w:numId="3"><w:abstractNumId w:val="1"/>{ANEW}</w:num>'


@pytest.mark.parametrize("words", ["one;", "five;", "six;"])
def test_lists_that_go_on_from_each_other_are_one_list(words: str) -> None:
    body = counted("one;") + counted("five;", 3) + counted("six;", 3) + counted("seven.")
    value = written(CALL[2] + body)
    assert printed(value, "draft")[1:] == ["1|one;", "5|five;", "6|six;", "7|seven."]
    back = proved(apply(value, clause_properties.set_label(value, StoryId(1), named(value, words), "b)bis", ME)))
    assert len(printed(back, "draft")) == 5
    joined = apply(value, text.merge_next(value, StoryId(1), named(value, words), ME))
    assert printed(proved(joined), "draft") == printed(joined, "draft")


@pytest.mark.parametrize("words", ["one;", "two;"])
def test_a_section_that_ends_in_a_joined_or_struck_paragraph_leaves_no_empty_one(words: str) -> None:
    body = CALL[2] + p("1\tone;") + p("2\ttwo;", "<w:sectPr/>") + p("3\tthree.")
    value = written(body)
    for made in (
        text.merge_next(value, StoryId(1), named(value, words), ME),
        structure.delete_clauses(value, StoryId(1), named(value, words), ME),
    ):
        after = apply(value, made)
        export_word(after, ExportOptions(view="draft"))
        export_word(after, ExportOptions(view="base"))
        proved(after)


def test_a_new_clause_beside_a_nested_table_stands_in_the_cell_around_it() -> None:
    inner = f"<w:tbl><w:tr><w:tc>{p('inner')}</w:tc></w:tr></w:tbl>"
    body = CALL[2] + p("1\tone;") + f"<w:tbl><w:tr><w:tc>{p('before')}{inner}{p('behind')}</w:tc></w:tr></w:tbl>" + p("2\ttwo.")
    value = written(body)
    cells = {clause.text: clause.cell for clause in value.proposals[0].redline.clauses}
    for index in range(2, 7):
        after = apply(value, structure.insert_clauses(value, StoryId(1), index, [structure.NewClause(runs=(Run("new"),))], ME))
        new = next(clause for clause in after.proposals[0].redline.clauses if clause.text == "new")
        assert new.cell == (cells["before"] if 2 < index < 5 else None)
        proved(after)


def test_a_new_clause_after_a_table_that_begins_a_cell_stands_in_that_cell() -> None:
    inner = [f"<w:tbl><w:tr><w:tc>{p(words)}</w:tc></w:tr></w:tbl>" for words in ("inner", "second")]
    outer = f"<w:tbl><w:tr><w:tc>{''.join(inner)}{p('own')}</w:tc><w:tc>{''.join(inner)}{p('next')}</w:tc></w:tr></w:tbl>"
    value = written(CALL[2] + p("1\tone;") + outer + p("2\ttwo."))
    clauses = value.proposals[0].redline.clauses
    assert [clause.text for clause in clauses[2:8]] == ["inner", "second", "own", "inner", "second", "next"]
    expected = [None, clauses[4].cell, clauses[4].cell, clauses[4].cell, clauses[7].cell, clauses[7].cell, None]
    new = structure.NewClause(Props(scheme="letter"), (Run("new"),))
    for index, cell in enumerate(expected, 2):
        after = apply(value, structure.insert_clauses(value, StoryId(1), index, [new], ME))
        assert after.proposals[0].redline.clauses[index].cell == cell
        proved(after)


def row(*words: str, change: str = "") -> str:
    runs = [ins(r(word)) if change == "ins" else dele(r(word)) if change == "del" else r(word) for word in words]
    marks = f'<w:trPr><w:{change} w:id="9" w:author="Ana"/></w:trPr>' if change else ""
    return f"<w:tr>{marks}{''.join(f'<w:tc>{p(word)}</w:tc>' for word in runs)}</w:tr>"


def rows(value: Submission) -> list[tuple[str, Status]]:
    return [(clause.text, clause.row) for clause in value.proposals[0].redline.clauses if clause.cell is not None]


def test_a_tracked_row_is_decided_and_restored_as_a_whole() -> None:
    table = f"<w:tbl>{row('k', 'l')}{row('new', 'too', change='ins')}{row('old', 'gone', change='del')}</w:tbl>"
    value = written(CALL[2] + p("1\tone;") + table + p("2\ttwo."))
    found = {amendment.clause: amendment for amendment in amendments(value.proposals[0].redline)}
    kept, gone = (("k", Status.KEPT), ("l", Status.KEPT)), (("old", Status.DELETED), ("gone", Status.DELETED))
    taken = apply(value, review.accept(value, 1, [found[named(value, "new")]], ME))
    assert rows(taken) == [*kept, ("new", Status.KEPT), ("too", Status.KEPT), *gone]
    assert named(value, "too") not in found  # the row is one amendment, that of its first cell
    refused = apply(value, review.reject(value, 1, [found[named(value, "new")]], ME))
    assert rows(refused) == [*kept, *gone]
    restored = apply(refused, structure.restore_clauses(refused, StoryId(1), named(refused, "gone"), ME))
    assert rows(restored) == [*kept, ("old", Status.KEPT), ("gone", Status.KEPT)]
    for amendment in (taken, refused, restored):
        proved(amendment)


def controlled(*paragraphs_: str) -> str:
    return f'<w:sdt><w:sdtPr><w:tag w:val="box"/></w:sdtPr><w:sdtContent>{"".join(paragraphs_)}</w:sdtContent></w:sdt>'


@pytest.mark.parametrize(("words", "stays"), [("one;", False), ("two;", True), ("three;", False), ("four;", True)])
def test_a_content_control_goes_where_a_paragraph_is_joined_across_its_edge(words: str, stays: bool) -> None:
    value = written(CALL[2] + p("1\tone;") + controlled(p("2\ttwo;"), p("3\tthree;")) + p("4\tfour;") + p("5\tfive."))
    joined = apply(value, text.merge_next(value, StoryId(1), named(value, words), ME))
    assert printed(proved(joined), "draft") == printed(joined, "draft")
    with zipfile.ZipFile(BytesIO(export_word(joined)[0])) as package:
        assert (b"w:sdtContent" in package.read("word/document.xml")) is stays


@pytest.mark.parametrize("words", ["box 1", "one", "box 2", "two"])
@pytest.mark.parametrize("before", [True, False])
def test_a_column_comes_beside_cells_in_content_controls(words: str, before: bool) -> None:
    cells = [(f"<w:tc>{p(f'box {at}')}</w:tc>", f"<w:tc>{p(words)}</w:tc>") for at, words in ((1, "one"), (2, "two"))]
    table = "".join(f"<w:tr>{controlled(box)}{beside}</w:tr>" for box, beside in cells)
    value = written(p("before") + f"<w:tbl>{table}</w:tbl>" + p("the end"))
    value = apply(value, columns.insert_column(value, StoryId(1), named(value, words), ME, before=before, words=("x", "y")))
    proved(value)
    with zipfile.ZipFile(BytesIO(export_word(value)[0])) as package:
        for control in package.read("word/document.xml").split(b"<w:sdtContent>")[1:]:
            assert control.partition(b"</w:sdtContent>")[0].count(b"<w:tc>") == 1


def test_paragraphs_that_reading_joined_are_exported_as_what_they_say() -> None:
    body = CALL[2] + p(r("Art. 5"), mark("ins")) + p(ins(r("new ")), mark("del")) + p("the end")
    value = written(body)
    assert printed(value, "draft")[1:] == ["|Art. 5", "|new the end"]
    for view in ("base", "draft"):
        export_word(value, ExportOptions(view=view))
    assert printed(proved(value), "draft") == printed(value, "draft")


def test_what_was_joined_to_an_item_and_accepted_has_one_label() -> None:
    value = written(CALL[2] + p("–\tplain words,") + counted("a bullet;", 2) + counted("another.", 2))
    for _ in range(2):
        value = apply(value, text.merge_next(value, StoryId(1), named(value, "plain"), ME))
        back = proved(value)
        assert [printed(back, side) for side in ("base", "draft")] == [printed(value, side) for side in ("base", "draft")]
        value = apply(value, review.accept(value, 1, amendments(value.proposals[0].redline), ME))
        assert printed(proved(value), "base") == printed(value, "base")


@pytest.mark.parametrize(("format", "shown", "label"), [("decimal", "%1.%2", "1.2"), ("upperRoman", "A.%2.", "A.II.")])
def test_an_item_that_becomes_a_dash_takes_its_number_along(format: str, shown: str, label: str) -> None:
    levels = f'<w:abstractNum w:abstractNumId="1">{level(0, "decimal", "%1")}{level(1, format, shown)}</w:abstractNum>'
    numbering = f'{levels}<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
    items = counted("one:") + counted("first,", at=1) + p("prose") + counted("second;", at=1) + counted("two.")
    value = read_word(docx(p("A heading") + items, numbering=numbering), "text.docx", language="en").submission
    value = apply(value, clause_properties.change_level(value, StoryId(1), named(value, "first"), 1, ME))
    assert printed(value, "draft")[2:5] == ["–|first,", "|prose", f"{label}|second;"]
    assert printed(proved(value), "draft")[4] == f"{label}|second;"


NUMBERED = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'


def test_a_paragraph_that_becomes_a_heading_takes_no_number_of_its_style() -> None:
    style = f'<w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/><w:pPr>{NUMBERED}</w:pPr></w:style>'
    headings = "".join(p(words, '<w:pStyle w:val="H1"/>') for words in ("First", "Second"))
    data = docx(headings + p("plain words") + p("more"), numbering=NUMBERING, styles=style)
    value = read_word(data, "text.docx", language="en").submission
    assert printed(value, "base")[:3] == ["1|First", "2|Second", "|plain words"]
    made = clause_properties.change_kind(value, StoryId(1), named(value, "plain"), "heading", ME, scheme="bullet")
    assert printed(proved(apply(value, made)), "base") == printed(value, "base")


@pytest.mark.parametrize("decided", [False, True])
def test_a_paragraph_that_is_joined_to_a_heading_has_the_number_of_the_heading_once(decided: bool) -> None:
    style = f'<w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/><w:pPr>{NUMBERED}</w:pPr></w:style>'
    headings = "".join(p(words, '<w:pStyle w:val="H1"/>') for words in ("First", "Second"))
    data = docx(p("plain words") + headings + p("more"), numbering=NUMBERING, styles=style)
    value = read_word(data, "text.docx", language="en").submission
    value = apply(value, enter_and_tab.enter(value, StoryId(1), Place(0, 5), Place(1, 2), ME))
    if decided:
        value = apply(value, review.accept(value, 1, amendments(value.proposals[0].redline), ME))
    for side in ("base", "draft"):
        assert printed(proved(value), side) == printed(value, side)


def test_a_split_heading_has_one_number_in_the_text_in_force() -> None:
    style = f'<w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/><w:pPr>{NUMBERED}</w:pPr></w:style>'
    headings = "".join(p(words, '<w:pStyle w:val="H1"/>') for words in ("First", "Second"))
    value = read_word(docx(headings + p("more"), numbering=NUMBERING, styles=style), "text.docx", language="en").submission
    value = apply(value, text.type_text(value, StoryId(1), Place(1, 6), Place(1, 6), " one", ME))
    value = apply(value, review.accept(value, 1, amendments(value.proposals[0].redline), ME))
    for offset in (0, 2, 6):
        place = Place(1, offset)
        split = apply(value, text.break_paragraph(value, StoryId(1), place, place, ME))
        for view in ("base", "draft"):
            export_word(split, ExportOptions(view=view))
        proved(split)


def test_an_item_that_was_of_another_list_stays_in_it_in_the_base_when_its_kind_is_corrected() -> None:
    change = f'<w:pPrChange {BY}><w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:pPrChange>'
    body = CALL[2] + p("one;", NUMBERED + change) + p("two.", NUMBERED + change)
    data = docx(body, numbering=NUMBERING.replace('"%1"', '"%1."'))
    value = read_word(data, "text.docx", language="en").submission
    assert [printed(value, side)[1] for side in ("base", "draft")] == ["✓|one;", "1.|one;"]
    made = clause_properties.correct_kind(value, StoryId(1), named(value, "one"), "paragraph", ME, scheme="decimal")
    corrected = apply(value, made)
    back = proved(corrected)
    assert [printed(back, side) for side in ("base", "draft")] == [printed(corrected, side) for side in ("base", "draft")]


ARTICLES = (
    f'<w:abstractNum w:abstractNumId="1">{level(0, "upperRoman", "A.%1.")}</w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
)
"""A list whose labels are of no scheme: they stay as printed."""


def split_article(value: Submission, words: str, offset: int) -> Submission:
    index = next(index for index, clause in enumerate(value.proposals[0].redline.clauses) if clause.text == words)
    return apply(value, text.break_paragraph(value, StoryId(1), Place(index, offset), Place(index, offset), ME))


def check_base(value: Submission, *wanted: str) -> None:
    assert printed(value, "base")[1:] == [*wanted]
    for view in ("base", "draft"):
        export_word(value, ExportOptions(view=view))
    assert printed(proved(value), "base")[1:] == [*wanted]


@pytest.mark.parametrize("offset", [0, 2, 5])
def test_a_split_item_keeps_its_number_in_the_text_in_force_after_a_joined_one(offset: int) -> None:
    body = CALL[2] + counted("one;") + counted("two;") + counted("three;") + counted("four.")
    value = read_word(docx(body, numbering=ARTICLES), "text.docx", language="en").submission
    value = apply(value, text.merge_next(value, StoryId(1), named(value, "one"), ME))
    value = apply(value, review.accept(value, 1, amendments(value.proposals[0].redline), ME))
    check_base(split_article(value, "four.", offset), "A.I.|one;two;", "A.III.|three;", "A.IV.|four.")


@pytest.mark.parametrize("offset", [0, 2, 5])
def test_a_split_item_keeps_its_number_in_the_text_in_force_after_one_that_was_split_in_the_file(offset: int) -> None:
    body = CALL[2] + p(r("one "), NUMBERED + mark("ins")) + counted("more;") + counted("two;") + counted("three.")
    value = read_word(docx(body, numbering=ARTICLES), "text.docx", language="en").submission
    value = split_article(value, "more;", 2)
    check_base(split_article(value, "two;", offset), "A.I.|one more;", "A.II.|two;", "A.III.|three.")
