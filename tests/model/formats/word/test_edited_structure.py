"""Texts that were edited beside fields, sections or content controls of Word are proved in every form."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pytest
from msgspec.structs import replace

from model.edits import clause_properties, comments, multiple, notes, review, structure, text
from model.files.opening import open_document
from model.formats.word.export import export_word
from model.formats.word.reader import read_word
from model.formats.word.writing.export_options import ExportOptions
from model.redline import Props, Run, paragraphs
from model.redline.edit_text import Place
from model.submission.amendments import amendments
from model.submission.resolved import VIEWS
from model.submission.story import StoryId
from model.submission.transactions import apply
from model.submission.values import Submission
from tests.builders.submissions import ME
from tests.builders.word import BY, docx, ins, mark, p, r
from tests.skips import Reason

SECTION = '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/></w:sectPr>'


def read(body: str, **parts: str) -> Submission:
    return read_word(docx(body, **parts), "text.docx", language="en").submission


def broken(value: Submission, *places: int) -> Submission:
    """The text after Enter over a range: clause and offset of either end."""
    index, offset, last, stop = places
    return apply(value, text.break_paragraph(value, StoryId(1), Place(index, offset), Place(last, stop), ME))


def typed(value: Submission, index: int, offset: int, words: str = "x") -> Submission:
    return apply(value, text.type_text(value, StoryId(1), Place(index, offset), Place(index, offset), words, ME))


def accepted(value: Submission) -> Submission:
    return apply(value, review.accept(value, 1, amendments(value.proposals[0].redline), ME))


def proved(value: Submission) -> str:
    """The main part of the file with tracked changes; each other form is proved too."""
    for keep in (None, False):
        for view in VIEWS:
            export_word(value, ExportOptions(view=view, keep_styles=keep))
    export_word(replace(value, proposals=(replace(value.proposals[0], symbol="MOD", number="ATU/35A18/1"),)))
    return zipfile.ZipFile(io.BytesIO(export_word(value)[0])).read("word/document.xml").decode()


def field(edge: str) -> str:
    return f'<w:fldChar w:fldCharType="{edge}"/>'


CONTENTS = p(
    r("One")
    + r("<w:tab/>")
    + r(field("begin"))
    + r("<w:instrText> PAGEREF _Toc1 </w:instrText>")
    + r(field("separate"))
    + r("2")
    + r(field("end"))
)
HIDDEN = p(r("One") + r(field("begin")) + r("<w:instrText> XE one </w:instrText>") + r(field("end")) + r(" word"))


@pytest.mark.parametrize("body", [CONTENTS, HIDDEN])
@pytest.mark.parametrize("offset", range(10))
def test_what_is_written_inside_the_code_of_a_field_is_text(body: str, offset: int) -> None:
    value = read(p("Before") + body + p("behind"))
    letter = typed(value, 1, min(offset, len(value.proposals[0].redline.clauses[1].text)))
    noted = apply(
        value, notes.insert_note(value, StoryId(1), value.proposals[0].redline.clauses[1].id, min(offset, 8), "A note.", ME)
    )
    parted = typed(broken(value, 1, min(offset, 8), 1, min(offset, 8)), 2, 0)
    for edited in (letter, noted, parted):
        for variant in (edited, accepted(edited)):
            xml = proved(variant)
            codes = re.findall(r'fldCharType="begin"/>(.*?)<w:fldChar w:fldCharType="(?:separate|end)"', xml)
            assert len(codes) == 1
            assert not re.search("<w:t|Reference", codes[0])


SECTIONED = p("One") + p("", SECTION) + p("Two words") + p("Three", SECTION) + p("Four")
"""A section that ends in an empty paragraph, one that ends in a paragraph with words, and the last."""


def closing_sections(xml: str, *, without: str = "") -> list[str]:
    """The texts of the paragraphs that end a section; `without`: the kind of tracked end that none of them has."""
    ended = [paragraph for paragraph in re.findall(r"<w:p>.*?</w:p>|<w:p [^>]*>.*?</w:p>", xml) if "<w:sectPr" in paragraph]
    assert not any(f"<w:rPr><w:{without} " in paragraph for paragraph in ended if without)
    return ["".join(re.findall(r"<w:(?:t|delText)\b[^>]*>([^<]*)", paragraph)) for paragraph in ended]


@pytest.mark.parametrize(
    ("places", "before", "after"),
    [
        ((0, 2, 1, 0), ["", "Three"], ["", "Three"]),  # from a paragraph into the empty one that ends a section
        ((1, 0, 2, 3), ["", "Three"], ["Three"]),  # from that one into the next: Word takes the break with the end
        ((1, 0, 1, 0), ["", "Three"], ["", "Three"]),
        ((3, 2, 3, 2), ["", "ree"], ["", "Th"]),  # decided, nothing says any more which half had the end
        ((2, 4, 3, 2), ["", "Three"], ["", "ree"]),
        ((3, 5, 4, 0), ["", "Three"], ["", "Three"]),
        ((3, 2, 4, 2), ["", "Three"], ["", "Th"]),
    ],
)
def test_a_section_ends_where_its_paragraph_ends_in_force(places: tuple[int, ...], before: list[str], after: list[str]) -> None:
    value = broken(read(SECTIONED), *places)
    assert closing_sections(proved(value), without="ins") == before
    assert closing_sections(proved(accepted(value))) == after


BODY_STYLE = '<w:style w:type="paragraph" w:styleId="Body"><w:name w:val="Body"/></w:style>'


@pytest.mark.parametrize("offset", [0, 2, 5])
@pytest.mark.parametrize("own_format", ['<w:bidi w:val="0"/>', '<w:jc w:val="right"/>', ""])
def test_a_paragraph_that_a_new_one_closes_has_its_format_in_force(own_format: str, offset: int) -> None:
    """A new paragraph takes the commonest format of the file: the one that it closes in the base keeps its own."""
    body = "".join(p(words, '<w:pStyle w:val="Body"/>') for words in ("one", "two"))
    cell = f'<w:tbl><w:tblGrid><w:gridCol w:w="99"/></w:tblGrid><w:tr><w:tc>{p("three", own_format)}</w:tc></w:tr></w:tbl>'
    value = read(body + cell + p("seven", own_format), styles=BODY_STYLE)
    for index in (3, 2):
        value = broken(value, index, offset, index, offset)
    proved(value)
    back = read_word(export_word(value)[0], "text.docx").submission
    formats = [
        [paragraph.closing.props_on("base") for paragraph in paragraphs(variant.proposals[0].redline.clauses, "base")]
        for variant in (value, back)
    ]
    assert formats[1] == formats[0]
    changed = [clause for clause in back.proposals[0].redline.clauses if clause.base_props is not None]
    assert bool(changed) is (offset == 2)
    assert all(clause.props_stamp == ME for clause in changed)


@pytest.mark.parametrize("offset", [0, 2, 6])
@pytest.mark.parametrize("own_format", ["<w:bidi/>", '<w:jc w:val="right"/>', ""])
def test_a_paragraph_of_a_note_that_a_new_one_closes_has_its_format_in_force(own_format: str, offset: int) -> None:
    style = '<w:style w:type="paragraph" w:styleId="FootnoteText"><w:name w:val="footnote text"/></w:style>'
    note = f'<w:footnote w:id="1">{p(r("<w:footnoteRef/>") + r("three"), own_format)}</w:footnote>'
    value = read(p(r("one") + r('<w:footnoteReference w:id="1"/>')), footnotes=note, styles=style)
    (key,) = value.proposals[0].redline.notes
    place = Place(0, offset)
    value = apply(value, text.break_paragraph(value, StoryId(1, key), place, place, ME))
    proved(value)
    back = read_word(export_word(value)[0], "text.docx").submission
    notes = [variant.proposals[0].redline.notes.values() for variant in (value, back)]
    formats = [
        [paragraph.closing.props_on("base") for note in found for paragraph in paragraphs(note.clauses, "base")]
        for found in notes
    ]
    assert formats[1] == formats[0]
    changed = [clause for note in notes[1] for clause in note.clauses if clause.base_props is not None]
    assert bool(changed) is (offset == 2)
    assert all(clause.props_stamp == ME for clause in changed)


def test_a_section_goes_with_the_paragraph_that_ended_it() -> None:
    value = read(SECTIONED)
    ids = [clause.id for clause in value.proposals[0].redline.clauses]
    deleted = apply(value, structure.delete_clauses(value, StoryId(1), ids[1], ME))
    assert closing_sections(proved(deleted)) == ["", "Three"]
    assert closing_sections(proved(accepted(deleted))) == ["Three"]
    joined = apply(value, text.merge_next(value, StoryId(1), ids[2], ME))
    assert closing_sections(proved(joined)) == ["", "Three"]
    assert closing_sections(proved(accepted(joined))) == ["", "Two wordsThree"]


def test_a_section_ends_once_where_the_deleted_start_of_its_paragraph_is_accepted() -> None:
    value = broken(read(p("One") + p("Two words", SECTION) + p("Three", SECTION) + p("Four")), 0, 0, 1, 3)
    clauses = value.proposals[0].redline.clauses
    start = [amendment for amendment in amendments(value.proposals[0].redline) if amendment.old == "Two"]
    assert [amendment.clause for amendment in start] == [clauses[1].id]
    proved(apply(value, review.accept(value, 1, start, ME)))


def test_what_is_written_behind_a_paragraph_without_properties_leaves_it_so() -> None:
    bidi = "".join(p(words, '<w:bidi w:val="0"/>') for words in ("One", "Two"))
    value = read(bidi + p("Three"))
    new = structure.NewClause(Props("annex"), (Run("ANNEX"),))
    proved(apply(value, structure.insert_clauses(value, StoryId(1), 3, [new], ME)))


NOTE_HEADS = {
    "printed": (r('<w:footnoteReference w:id="1"/>'), p(r("<w:footnoteRef/>") + r("<w:tab/>") + r("The note.")) + p("Its end.")),
    "typed": (
        r('<w:footnoteReference w:customMarkFollows="1" w:id="1"/><w:t>*</w:t>'),
        p(r("<w:t>*</w:t>") + r("<w:tab/>") + r("The note.")) + p("Its end."),
    ),
}


def broken_note(value: Submission, offset: int) -> Submission:
    """The text after Enter in the first paragraph of its note and a letter in the second."""
    place = Place(0, offset)
    value = apply(value, text.break_paragraph(value, StoryId(1, "f1"), place, place, ME))
    return apply(value, text.type_text(value, StoryId(1, "f1"), Place(1, 0), Place(1, 0), "x", ME))


@pytest.mark.parametrize("kind", NOTE_HEADS)
def test_a_note_has_its_mark_at_its_head_whatever_is_put_before_it(kind: str) -> None:
    reference, note = NOTE_HEADS[kind]
    value = read(p(r("One") + reference) + p("Two"), footnotes=f'<w:footnote w:id="1">{note}</w:footnote>')
    start = Place(0, 0)
    entered = apply(value, text.break_paragraph(value, StoryId(1, "f1"), start, start, ME))
    new = [structure.NewClause(Props(), (Run(words),)) for words in (" and more", "1")]
    put = apply(value, structure.insert_clauses(value, StoryId(1, "f1"), 0, new, ME))
    struck = apply(put, text.delete_range(put, StoryId(1, "f1"), Place(2, 0), Place(3, 3), ME))
    letters = [
        apply(value, text.type_text(value, StoryId(1, "f1"), Place(0, at), Place(0, at), "x", ME)) for at in range(3)
    ]  # before the mark, between it and the blank behind it, behind both
    halves = [broken_note(value, at) for at in range(3)]
    for edited in (entered, put, struck, *letters, *halves):
        proved(edited)
        proved(accepted(edited))


def commented(value: Submission, *places: tuple[StoryId, int, int, int, int]) -> Submission:
    """The text with a comment over each range: story, then clause and offset of either end. All have the same words."""
    for story, index, offset, last, stop in places:
        anchors = comments.anchors_between(value, story, Place(index, offset), Place(last, stop))
        value = apply(value, comments.add_comment(value, 1, anchors, "Why?", ME))
    return value


def test_a_comment_over_paragraphs_stands_at_its_words_wherever_they_come() -> None:
    body = p("One line of words.") + p("Another line of words.") + p("A third line here.") + p("The last one.")
    value = commented(read(body), (StoryId(1), 1, 8, 2, 7))
    ids = [clause.id for clause in value.proposals[0].redline.clauses]
    joined = apply(value, text.merge_next(value, StoryId(1), ids[1], ME))
    moved = apply(joined, structure.move_clauses(joined, StoryId(1), ids[1], 4, ME))
    crossed = apply(value, structure.move_clauses(value, StoryId(1), ids[1], 4, ME))
    for edited in (joined, moved, crossed):
        for variant in (edited, accepted(edited)):
            assert "commentReference" in proved(variant)


def test_equal_comments_in_a_note_and_in_the_text_are_two() -> None:
    reference, note = NOTE_HEADS["printed"]
    value = read(p(r("One") + reference) + p("Two"), footnotes=f'<w:footnote w:id="1">{note}</w:footnote>')
    proved(commented(value, (StoryId(1, "f1"), 0, 4, 0, 7), (StoryId(1), 1, 0, 1, 3)))


@pytest.mark.parametrize("start", [0, 2, 7, 9])
@pytest.mark.parametrize("stop", [13, 15, 19])
def test_a_comment_over_a_deletion_and_what_replaces_it_covers_both_before_a_new_paragraph(start: int, stop: int) -> None:
    value = read(p("What is said.") + p("And more."))
    value = apply(value, text.type_text(value, StoryId(1), Place(0, 5), Place(0, 13), "was sa", ME))
    value = apply(value, structure.insert_clauses(value, StoryId(1), 1, [structure.NewClause(Props(), (Run("New."),))], ME))
    proved(commented(value, (StoryId(1), 0, start, 0, stop), (StoryId(1), 0, 7, 0, 19)))


@pytest.mark.parametrize("resolved", ["c1", "c2"])
def test_of_two_equal_comments_in_notes_one_is_resolved(resolved: str) -> None:
    value = read(p("Some words."))
    first = value.proposals[0].redline.clauses[0].id
    for offset, words in ((4, "One note."), (10, "Another note.")):
        value = apply(value, notes.insert_note(value, StoryId(1), first, offset, words, ME))
    keys = [*value.proposals[0].redline.notes]
    value = commented(value, *((StoryId(1, key), 0, 0, 0, 4) for key in reversed(keys)))
    proved(apply(value, comments.resolve_comment(value, 1, resolved, ME)))


def test_a_comment_on_new_words_of_a_deleted_note_stands_in_that_note() -> None:
    reference, note = NOTE_HEADS["printed"]
    value = read(p(r("One") + reference) + p("Two"), footnotes=f'<w:footnote w:id="1">{note}</w:footnote>')
    story = StoryId(1, "f1")
    value = apply(value, text.type_text(value, story, Place(0, 4), Place(0, 4), "new", ME))
    value = commented(value, (story, 0, 4, 0, 7))
    assert "commentReference" not in proved(apply(value, notes.remove_note(value, 1, "f1", ME)))


def line_of_contents(words: str, *, first: str = "", last: str = "") -> str:
    inside = r(field("begin")) + r("<w:instrText> PAGEREF _Toc1 </w:instrText>") + r(field("separate")) + r("2") + r(field("end"))
    return p(first + r(words) + r("<w:tab/>") + inside + last)


def test_a_page_number_of_which_a_part_was_deleted_leaves_the_contents_around_it_whole() -> None:
    opened = r(field("begin")) + r("<w:instrText> TOC </w:instrText>") + r(field("separate"))
    body = line_of_contents("One", first=opened) + line_of_contents("Two") + line_of_contents("Three") + p(r(field("end")))
    value = read(p("Before") + body + p("behind"))
    for start in range(4, 9):
        for stop in range(start + 1, 10):
            after = apply(value, text.delete_range(value, StoryId(1), Place(2, start), Place(2, stop), ME))
            for variant in (after, accepted(after)):
                assert proved(variant).count('"begin"/>') >= 3


def test_contents_of_which_a_part_of_the_code_was_deleted_keep_their_lines() -> None:
    opened = r(field("begin")) + r("<w:instrText> TOC </w:instrText>") + r(field("separate"))
    body = line_of_contents("One", first=opened) + line_of_contents("Two") + p("Three") + p(r(field("end")))
    value = read(p("Before") + body + p("behind"))
    for start in range(4):
        for stop in range(start + 1, 5):
            after = apply(value, text.delete_range(value, StoryId(1), Place(1, start), Place(1, stop), ME))
            replaced = typed(after, 1, stop)
            for variant in (after, accepted(after), replaced, accepted(replaced)):
                proved(variant)


def test_a_comment_on_a_text_of_which_nothing_is_left_stands_in_its_empty_paragraph() -> None:
    value = read(p("Here is some text.") + p("And more."))
    value = commented(value, (StoryId(1), 0, 8, 0, 12))
    value = accepted(broken(value, 0, 0, 1, 9))
    proposal = replace(value.proposals[0], symbol="MOD", number="ATU/35A18/1")
    assert not any(clause.text for clause in proposal.redline.clauses)
    export_word(replace(value, proposals=(proposal,)))


def test_blanks_at_the_ends_of_a_proposal_are_no_text() -> None:
    value = read(p(r("<w:tab/>")) + p("One") + p(r("\u00a0")))
    proved(value)
    proved(apply(value, text.delete_range(value, StoryId(1), Place(1, 0), Place(1, 3), ME)))


def test_blanks_that_are_joined_to_the_last_words_of_a_proposal_are_text() -> None:
    value = read(p("Head") + p("Goal one") + p(r("\u00a0")))
    proved(apply(value, text.delete_range(value, StoryId(1), Place(1, 8), Place(2, 0), ME)))


def test_a_line_that_was_joined_to_a_moved_one_keeps_its_words_when_all_is_accepted() -> None:
    value = read(p("First") + p("Second") + p("Third") + p("Fourth"))
    ids = [clause.id for clause in value.proposals[0].redline.clauses]
    value = apply(value, structure.move_clauses(value, StoryId(1), ids[1], 4, ME))
    value = apply(value, text.type_text(value, StoryId(1), Place(0, 5), Place(2, 5), "(c)", ME))
    redline = value.proposals[0].redline
    ends = tuple(replace(clause, end=replace(clause.end, move="")) for clause in redline.clauses)  # only the words were moved
    value = replace(value, proposals=(replace(value.proposals[0], redline=replace(redline, clauses=ends)),))
    for kind in ("merge", "move"):
        chosen = next(amendment for amendment in amendments(value.proposals[0].redline) if amendment.kind == kind)
        value = apply(value, review.accept(value, 1, [chosen], ME))
        proved(value)


def test_a_new_cell_whose_earlier_properties_say_so_too_stays_when_it_is_accepted() -> None:
    change = f"<w:cellIns {BY}/><w:tcPrChange {BY}><w:tcPr><w:cellIns {BY}/></w:tcPr></w:tcPrChange>"
    inserted = f"<w:tc><w:tcPr>{change}</w:tcPr>{p(ins(r('new')), mark('ins'))}</w:tc>"
    row = f"<w:tr><w:tc>{p('one')}</w:tc>{inserted}</w:tr><w:tr><w:tc>{p('two')}</w:tc><w:tc>{p('three')}</w:tc></w:tr>"
    value = read(p("Before") + f"<w:tbl>{row}</w:tbl>" + p("behind"))
    proved(value)
    proved(accepted(value))


def test_a_comment_over_words_and_a_picture_may_have_a_label_between_them() -> None:
    value = read(p("resolves") + p("a)\tone;") + p(r("<w:drawing/>")) + p("b)\ttwo."))
    value = commented(value, (StoryId(1), 1, 0, 2, 1))
    ids = [clause.id for clause in value.proposals[0].redline.clauses]
    proved(apply(value, multiple.join_paragraphs(value, StoryId(1), ids[2:], ME)))
    labelled = clause_properties.set_label(value, StoryId(1), ids[2], "–", ME)
    proved(apply(value, labelled))


def test_documents_that_were_refused_once_are_written(shared: Path) -> None:
    found = sorted((shared / "findings/faults-2").glob("laws-word_*.amend"))
    if not found:
        pytest.skip(Reason.NO_SHARED_TEXTS)
    for path in found:
        value = open_document(path).submission
        for view in VIEWS:
            export_word(value, ExportOptions(view=view))
