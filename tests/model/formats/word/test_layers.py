"""Word files with two parties' changes: accepting all gives ours, rejecting ours theirs, rejecting all the text in force."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from typing import NamedTuple

import pytest
from msgspec.structs import replace

from model.edits.comments import add_comment
from model.edits.notes import insert_note
from model.edits.provisions import set_mark
from model.edits.structure import NewClause, insert_clauses
from model.edits.sub_amendments.layers import amend_proposal, decide_layers
from model.edits.tables.rows import delete_row, insert_row
from model.edits.text import delete_range, type_text
from model.formats.word.export import export_word
from model.formats.word.layered_reader import read_layers
from model.formats.word.reader import read_word
from model.formats.word.writing.body.layers import layered_word_order
from model.formats.word.writing.export_options import ExportOptions
from model.layers.authors import UNNAMED, names_in
from model.layers.combined import base_upon, combined_layers, fit_together
from model.redline import ANCHOR, NOTE, Redline, Run, Stamp, Status
from model.redline.edit_text import Place
from model.submission.comments import CommentAnchor
from model.submission.resolved import in_view
from model.submission.story import StoryId
from model.submission.transactions import apply
from model.submission.values import Header, Proposal, Submission
from tests.builders.layers import THEIRS, UPPER, layered, random_layers
from tests.builders.notation import redline
from tests.builders.one_author import resolved_paragraphs
from tests.builders.submissions import SMALL
from tests.builders.treaty import marked_treaty
from tests.builders.treaty import submission_of as submission_of_text

DATE = ExportOptions(date="2026-03-04T09:00:00Z")


def printed(text: Redline) -> list[str]:
    """The paragraphs of a text with everything kept, as a file prints them."""
    out = []
    for clause in text.clauses:
        label = f"{clause.label.text}{clause.label.after}" if clause.label else ""
        words = "".join(_words(text, run.text, run.content) for run in clause.runs)
        out.append(label + words)
    return out


def _words(text: Redline, characters: str, content: str) -> str:
    if characters != NOTE or not content:
        return characters
    return "[[" + "¶".join(clause.text for clause in text.notes[content].clauses) + "]]"


def without_blanks(paragraphs: list[str]) -> list[str]:
    """The paragraphs with words; a note's own mark and blanks are no part of its words."""
    return [text.replace(ANCHOR, "").replace("[[\t", "[[").replace("\t ", "\t").strip() for text in paragraphs if text.strip()]


def submission_of(theirs: Redline, upper: Redline, symbol: str) -> Submission:
    value = layered(theirs, upper)
    if not symbol:
        return value
    header = Header("WTSA-24", title="On texts", sources=("ATU",))
    return replace(value, header=header, proposals=(replace(value.proposals[0], symbol=symbol, number="ATU/1/1"),))


class Written(NamedTuple):
    """Two layers and the file that contains them; no symbol: the text alone."""

    name: str
    theirs: Redline
    upper: Redline
    symbol: str
    data: bytes


def written(seed: int, *, new: bool = False) -> Written:
    theirs, upper = random_layers(seed, new=new)
    symbol = "ADD" if new else "MOD" if seed % 2 else ""
    data, _ = export_word(submission_of(theirs, upper, symbol), DATE)
    return Written(f"the pair {seed}", theirs, upper, symbol, data)


def check(file: Written) -> None:
    name_of_pair, theirs, upper, symbol, data = file
    names = combined_layers(theirs, upper).authors | {UNNAMED}
    texts = {
        "in force": (in_view(theirs, "base"), lambda author: False),
        "theirs": (base_upon(theirs), lambda author: author in names),
        "ours": (in_view(upper, "draft"), lambda author: True),
    }
    for name, (text, accepts) in texts.items():
        found = without_blanks(resolved_paragraphs(data, accepts))
        wanted = without_blanks(printed(text))
        if symbol:
            start = next(place for place, line in enumerate(found) if line.startswith(symbol)) + 1
            found = [line for line in found[start:] if not line.startswith(("Reasons", "___"))]
        assert found == wanted, f"{name} of {name_of_pair}"


@pytest.mark.parametrize("seed", range(40))
def test_each_party_resolves_to_its_text(seed: int) -> None:
    check(written(seed))


@pytest.mark.parametrize("seed", range(20))
def test_each_party_resolves_to_its_text_where_theirs_is_new(seed: int) -> None:
    check(written(seed, new=True))


def check_reading(file: Written) -> None:
    name_of_pair, theirs, upper, _, data = file
    if names_in(theirs) in (set(), {""}) or "ATU" not in names_in(upper):
        return
    read = read_layers(data, "two.docx", {"ATU"}).submission.proposals[0]
    assert read.theirs is not None
    assert fit_together(read.theirs, read.redline)
    for wanted, found, side in ((theirs, read.theirs, "base"), (theirs, read.theirs, "draft"), (upper, read.redline, "draft")):
        first, second = (without_blanks(printed(in_view(text, side))) for text in (wanted, found))
        assert first == second, f"{side} of {name_of_pair}"
    again, _ = export_word(submission_of(read.theirs, read.redline, "MOD"), DATE)
    assert again


@pytest.mark.parametrize("seed", range(40))
def test_a_written_file_is_read_as_two_layers(seed: int) -> None:
    check_reading(written(seed))


@pytest.mark.parametrize("seed", range(20))
def test_a_written_file_of_a_new_text_is_read_as_two_layers(seed: int) -> None:
    check_reading(written(seed, new=True))


def test_what_we_write_into_a_note_of_theirs_goes_with_the_note() -> None:
    value = Submission(proposals=(Proposal(redline=redline(SMALL)),), language="en")
    first = value.proposals[0].redline.clauses[4].id
    value = apply(value, insert_note(value, StoryId(1), first, 4, "Note.", THEIRS))
    value = apply(value, amend_proposal(value, UPPER))
    (key,) = value.proposals[0].redline.notes
    value = apply(value, type_text(value, StoryId(1, key), Place(0, 0), Place(0, 0), "our ", UPPER))
    value = apply(value, delete_range(value, StoryId(1), Place(4, 4), Place(4, 5), UPPER))
    data, _ = export_word(value, DATE)
    theirs = resolved_paragraphs(data, lambda author: author == "EUR")
    assert any("[[Note.]]" in line.replace("\t", "") for line in theirs)


def test_a_row_of_theirs_that_ours_deletes_is_in_theirs() -> None:
    value = Submission(proposals=(Proposal(redline=redline("|1.1.1| one\n|1.1.2| two\nlast\n")),), language="en")
    value = apply(value, insert_row(value, StoryId(1), value.proposals[0].redline.clauses[0].id, THEIRS))
    first = next(clause.id for clause in value.proposals[0].redline.clauses if clause.row is Status.INSERTED)
    value = apply(value, amend_proposal(value, UPPER))
    value = apply(value, delete_row(value, StoryId(1), first, UPPER))
    data, _ = export_word(value, DATE)
    read = read_layers(data, "two.docx", {UPPER.author}).submission.proposals[0]
    assert read.theirs is not None
    rows = {clause.cell[:2]: clause.row for clause in read.theirs.clauses if clause.cell is not None}
    assert sorted(rows.values()) == [Status.INSERTED, Status.KEPT]


def test_a_change_of_theirs_that_their_file_does_not_have_is_written_with_ours() -> None:
    """Their proposal was opened from a file, amended further in their name, and then amended by ours."""
    text = Submission(Header("WTSA-24"), (Proposal("MOD", redline=redline(SMALL)),), "en")
    data, _ = export_word(text, DATE)
    value = read_word(data, "theirs.docx").submission
    at = next(index for index, clause in enumerate(value.proposals[0].redline.clauses) if "short" in clause.text)
    value = apply(value, type_text(value, StoryId(1), Place(at, 0), Place(at, 0), "theirs ", THEIRS))
    value = apply(value, amend_proposal(value, UPPER))
    value = apply(value, type_text(value, StoryId(1), Place(at + 1, 0), Place(at + 1, 0), "ours ", UPPER))
    both, _ = export_word(replace(value, proposals=(replace(value.proposals[0], symbol=""),)), DATE)
    lines = resolved_paragraphs(both, lambda author: True)
    assert any("theirs that texts are short" in line for line in lines)
    accepted = apply(value, decide_layers(value, 1, "accept theirs", UPPER))
    written, _ = export_word(replace(accepted, proposals=(replace(accepted.proposals[0], symbol=""),)), DATE)
    assert any("theirs that texts are short" in line for line in resolved_paragraphs(written, lambda author: False))


def three_proposals() -> Submission:
    """Ours upon a proposal of EUR, ours upon one of APT, and one of ours alone; in each, ours has the name APT."""
    texts = [redline(f"a)\tone {number};\n") for number in range(3)]
    value = Submission(Header("WTSA-24"), tuple(Proposal("MOD", f"ATU/1/{at}", text) for at, text in enumerate(texts, 1)), "en")
    apt = Stamp("APT", THEIRS.date)
    for number, stamp in ((1, THEIRS), (2, apt)):
        value = apply(value, type_text(value, StoryId(number), Place(0, 0), Place(0, 0), "theirs ", stamp))
    value = apply(value, amend_proposal(value, UPPER))
    for number in (1, 2, 3):
        value = apply(value, type_text(value, StoryId(number), Place(0, 0), Place(0, 0), "ours ", apt))
    first = value.proposals[0].redline.clauses[0].id
    return apply(value, add_comment(value, 1, [CommentAnchor(first, "ours")], "A secret.", Stamp("Secret Name", UPPER.date)))


def names_in_file(data: bytes) -> set[str]:
    with zipfile.ZipFile(BytesIO(data)) as package:
        parts = [package.read(name).decode() for name in package.namelist() if name in ("word/document.xml", "word/comments.xml")]
    return set(re.findall('w:author="([^"]*)"', "".join(parts)))


def test_ours_has_the_name_of_another_party_in_no_proposal_of_a_file() -> None:
    data, _ = export_word(three_proposals(), DATE)
    theirs = resolved_paragraphs(data, lambda author: author in ("EUR", "APT"))
    assert [line for line in theirs if "one" in line] == ["a)\ttheirs one 0;", "a)\ttheirs one 1;", "a)\tone 2;"]
    accepted = resolved_paragraphs(data, lambda author: True)
    assert [line for line in accepted if "one" in line] == ["a)\tours theirs one 0;", "a)\tours theirs one 1;", "a)\tours one 2;"]


def test_one_author_is_set_for_all_that_is_ours() -> None:
    data, _ = export_word(three_proposals(), replace(DATE, author="ATU"))
    assert names_in_file(data) == {"ATU", "EUR", "APT"}


@pytest.mark.parametrize(("typed", "ends"), [(";", [Status.KEPT, Status.INSERTED]), (", too,", [Status.INSERTED, Status.KEPT])])
def test_an_end_is_put_behind_a_new_clause_only_if_an_insertion_would_precede_it(typed: str, ends: list[Status]) -> None:
    """Words that replace others are written before these, so the end may stay. Behind the new clause it would stand before the
    label that ours gives the call, between two insertions, where LibreOffice loses it."""
    value = Submission(proposals=(Proposal(redline=redline(SMALL)),), language="en")
    value = apply(value, type_text(value, StoryId(1), Place(0, 0), Place(0, 0), "theirs ", THEIRS))
    value = apply(value, amend_proposal(value, UPPER))
    at = next(index for index, clause in enumerate(value.proposals[0].redline.clauses) if "have none" in clause.text)
    last = len(value.proposals[0].redline.clauses[at].text)
    first = last - 1 if typed == ";" else last
    value = apply(value, type_text(value, StoryId(1), Place(at, first), Place(at, last), typed, UPPER))
    value = apply(value, insert_clauses(value, StoryId(1), at + 1, [NewClause(runs=(Run("a new clause,"),))], UPPER))
    theirs = value.proposals[0].theirs
    assert theirs is not None
    both = combined_layers(theirs, value.proposals[0].redline)
    written = layered_word_order(both.redline.clauses, both, whole=True)
    assert [clause.end.status for clause in written[at : at + 2]] == ends


@pytest.mark.slow
def test_five_hundred_pairs_obey_the_three_sentences() -> None:
    for seed in range(40, 540):
        pair = written(seed)
        check(pair)
        check_reading(pair)
        check(written(seed, new=True))


def marked(lower: str | None, upper: str | None) -> Submission:
    """A heading with an edition mark, whose words another party amends, with marks that each layer sets by hand."""
    value = submission_of_text(marked_treaty("= Article 9", "= On words (WRC-07)"))
    value = apply(value, type_text(value, StoryId(1), Place(1, 0), Place(1, 0), "New ", THEIRS))
    value = apply(value, set_mark(value, StoryId(1), "c1", lower, THEIRS)) if lower is not None else value
    value = apply(value, amend_proposal(value, UPPER))
    value = apply(value, type_text(value, StoryId(1), Place(0, 0), Place(0, 0), "Our ", UPPER))
    return apply(value, set_mark(value, StoryId(1), "c1", upper, UPPER)) if upper is not None else value


@pytest.mark.parametrize("lower", [None, "(WRC-23)", ""])
@pytest.mark.parametrize("upper", [None, "(WRC-23)", "(WRC-31)", "(WRC-07)", ""])
def test_an_edition_mark_that_a_layer_sets_by_hand_is_tracked_as_its_change(lower: str | None, upper: str | None) -> None:
    value = marked(lower, upper)
    theirs = "(WRC-07)" if lower is None else lower
    data, _ = export_word(value, DATE)
    for accepts, words, mark in (
        (lambda author: False, "On words", "(WRC-07)"),
        (lambda author: author == THEIRS.author, "New On words", theirs),
        (lambda author: True, "New On words", theirs if upper is None else upper),
    ):
        assert f"{words} {mark}".strip() in without_blanks(resolved_paragraphs(data, accepts))
