"""The Word writer: laws on random redlines, the rules of tracked changes, one golden file, the schemas."""

from __future__ import annotations

import re
import time
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from model.errors import ProofError
from model.formats.word.export import export_word
from model.formats.word.proof.proof import prove
from model.formats.word.reader import read_word
from model.formats.word.writing.body.revision_marks import StoryMoves
from model.formats.word.writing.export_options import ExportOptions
from model.formats.word.writing.writer import write_word
from model.redline import ANCHOR, NOTE, OBJECT, Clause, End, Label, Note, Props, Redline, Run, Stamp, Status, Style
from model.submission.values import Contact, Header, Proposal, Submission
from tests.builders.notation import redline

DATE = "2024-09-06T09:00:00Z"
DATED = ExportOptions(date=DATE)
ATU = Stamp("ATU", DATE)
TEXT = """\
    # RESOLUTION 75 (Rev. {--Oxdorf, 2018--}{++Newtown, 2022++})
    ## On the work of examples
    > The Assembly of Examples (Oxdorf, 2018),
    *considering*
    a)\tthat texts are {--short--}{++clear++};
    {++b)\tthat this is new;++}{++¶++}
    {--b--}{++c++})\tthat some have items:
      i)\tone of them,
      ii)\tanother,
    *resolves*
    1\tto go on;
    2\tto stop.
"""
WORDS = st.text(st.sampled_from("abc d\u00a0é\u2011\u2028<&\"'\t"), min_size=1, max_size=12).map(lambda text: f"x{text}x")
STATUS = st.sampled_from([Status.KEPT, Status.KEPT, Status.INSERTED, Status.DELETED])
STYLES = st.sampled_from([Style(), Style(italic=True), Style(bold=True, underline=True), Style(vertical="superscript")])


@st.composite
def texts(draw: st.DrawFn) -> Redline:
    """A resolution whose items are changed in every way that a delegate may."""
    clauses = [
        Clause("n", Props("number", 0), (Run("RESOLUTION 7 (Oxdorf, 2018)"),)),
        Clause("t", Props("title", 0), (Run("On examples"),)),
        Clause("k", Props("call", 0), (Run("considering"),)),
    ]
    last = 0
    for number in range(draw(st.integers(1, 5))):
        whole = draw(STATUS)
        statuses = draw(st.lists(STATUS, min_size=1, max_size=4))
        runs = tuple(
            Run(draw(WORDS), whole if whole is not Status.KEPT else status, draw(STYLES), stamp=ATU)
            for status in (Status.KEPT, *statuses)
        )
        end = End(whole, ATU) if whole is not Status.KEPT else End()
        label = None
        if whole is not Status.INSERTED:
            label, last = Label(f"{chr(97 + last)})"), last + 1
        clauses.append(Clause(f"c{number}", Props("paragraph", 1, "letter"), runs, end, label))
    return Redline(tuple(clauses), {}, "en")


def submission(text: Redline, symbol: str = "MOD", number: str = "ATU/35A18/1", header: Header | None = None) -> Submission:
    proposal = Proposal(symbol, number, text, original=text)  # type: ignore[arg-type]
    return Submission(header or Header(), (proposal,), text.language or "en")


def part(data: bytes, name: str = "word/document.xml") -> str:
    return zipfile.ZipFile(BytesIO(data)).read(name).decode()


@given(texts(), st.sampled_from(["MOD", "ADD", "NOC", "SUP", ""]), st.sampled_from(["markup", "draft", "base"]))
def test_what_is_written_is_read(text: Redline, symbol: str, view: str) -> None:
    export_word(submission(text, symbol, "ATU/1/1" if symbol else ""), ExportOptions(view=view, date=DATE))  # type: ignore[arg-type]


@given(texts())
def test_the_same_gives_the_same_bytes(text: Redline) -> None:
    value = submission(text)
    assert write_word(value, DATED).data == write_word(value, DATED).data


@given(texts())
def test_ids_are_unique_and_nothing_tracks_nothing(text: Redline) -> None:
    xml = part(write_word(submission(text), DATED).data)
    ids = re.findall(r'<w:(?:ins|del|moveFrom|moveTo|rPrChange|pPrChange)\b[^>]*w:id="(\d+)"', xml)
    assert len(ids) == len(set(ids))
    assert not re.search(r"<w:(?:ins|del)\b[^/>]*></w:(?:ins|del)>", xml)
    assert "<w:t " not in "".join(re.findall(r"<w:del .*?</w:del>", xml))


@pytest.mark.parametrize(("symbol", "tracked"), [("MOD", True), ("(MOD)", True), ("ADD", False), ("SUP", False), ("NOC", False)])
def test_which_symbols_are_tracked(symbol: str, tracked: bool) -> None:
    xml = part(write_word(submission(redline(TEXT), symbol), DATED).data)
    assert ("<w:ins " in xml) is tracked
    assert ("considering" in xml) is (symbol != "SUP")


def test_a_letter_is_tracked_alone_and_the_number_line_is_set() -> None:
    xml = part(write_word(submission(redline(TEXT)), DATED).data)
    assert re.search(r"<w:delText[^>]*>b</w:delText>.*?<w:t [^>]*>c</w:t>.*?<w:t [^>]*>\)</w:t>", xml)
    assert '<w:rStyle w:val="href"/></w:rPr><w:t xml:space="preserve">75</w:t>' in xml
    assert '<w:caps w:val="0"/></w:rPr><w:delText xml:space="preserve">Oxdorf, 2018' in xml


def test_ours_bear_the_source_and_one_author_can_be_set() -> None:
    mine = submission(redline(TEXT))
    assert set(re.findall('w:author="(.*?)"', part(write_word(mine, DATED).data))) == {"ATU"}
    assert set(re.findall('w:author="(.*?)"', part(write_word(mine, ExportOptions(date=DATE, author="A & B")).data))) == {
        "A &amp; B"
    }


def test_the_last_end_of_a_text_is_not_tracked() -> None:
    clauses = (
        Clause("a", runs=(Run("One."),)),
        Clause("b", runs=(Run("Two.", Status.INSERTED, stamp=ATU),), end=End(Status.INSERTED, ATU)),
    )
    data = write_word(submission(Redline(clauses, {}, "en"), "", ""), DATED).data
    marks = re.findall(r"<w:p>(<w:pPr>.*?</w:pPr>)?", part(data))
    assert ["<w:ins " in mark for mark in marks] == [True, False]
    prove(data, submission(Redline(clauses, {}, "en"), "", ""))


def test_a_closing_deletion_stands_behind_where_a_new_paragraph_follows() -> None:
    runs = (Run("One"), Run(",", Status.DELETED, stamp=ATU), Run(";", Status.INSERTED, stamp=ATU))
    new = Clause("b", runs=(Run("Two.", Status.INSERTED, stamp=ATU),), end=End(Status.INSERTED, ATU))
    xml = part(write_word(submission(Redline((Clause("a", runs=runs), new), {}, "en")), DATED).data)
    assert xml.index(">;</w:t>") < xml.index(">,</w:delText>")


def test_many_moves_cost_no_more_than_their_number() -> None:
    def half(status: Status, number: int) -> Clause:
        move = f"m{number}"
        runs = (Run(f"Moved {number}.", status, stamp=ATU, move=move),)
        return Clause(f"{status}{move}", runs=runs, end=End(status, ATU, move=move))

    many = 10_000
    clauses = tuple(half(status, number) for status in (Status.DELETED, Status.INSERTED) for number in range(many))
    start = time.process_time()
    names = StoryMoves.of([(clause.runs, clause.end) for clause in clauses], {"m1", "m1-2"}).starts
    assert time.process_time() - start < 2
    assert len({name.name for found in names.values() for name in found}) == many
    assert "m1-3" in {name.name for found in names.values() for name in found}


def test_a_move_is_a_move_and_half_a_move_is_none() -> None:
    gone = Clause("a", runs=(Run("Moved.", Status.DELETED, stamp=ATU, move="m"),), end=End(Status.DELETED, ATU, move="m"))
    come = Clause("c", runs=(Run("Moved.", Status.INSERTED, stamp=ATU, move="m"),), end=End(Status.INSERTED, ATU, move="m"))
    stays = Clause("b", runs=(Run("Stays."),))
    whole = submission(Redline((gone, stays, come), {}, "en"))
    data, _ = export_word(whole, DATED)
    for name in ("moveFromRangeStart", "moveFromRangeEnd", "moveToRangeStart", "moveToRangeEnd"):
        assert part(data).count(f"<w:{name} ") == 1
    read = read_word(data).submission.proposals[0].redline
    assert len({run.move for clause in read.clauses for run in clause.runs if run.move}) == 1
    assert "move" not in part(write_word(submission(Redline((gone, stays), {}, "en")), DATED).data)


def test_the_end_of_a_moved_paragraph_is_not_moved_behind_new_words() -> None:
    """LibreOffice keeps such an end when all changes are accepted."""
    new = Run("New", Status.INSERTED, stamp=ATU)
    gone = Clause("a", runs=(Run("Moved.", Status.DELETED, stamp=ATU, move="m"), new), end=End(Status.DELETED, ATU, move="m"))
    come = Clause("c", runs=(Run("Moved.", Status.INSERTED, stamp=ATU, move="m"),), end=End(Status.INSERTED, ATU, move="m"))
    xml = part(export_word(submission(Redline((gone, Clause("b", runs=(Run(" stays."),)), come), {}, "en")), DATED)[0])
    assert re.findall(r"<w:rPr><w:(\w+) ", xml) == ["del", "moveTo"]
    assert xml.count("<w:moveFrom ") == 1


def test_what_two_authors_did_keeps_both_names() -> None:
    run = Run("contested", Status.RETRACTED, stamp=Stamp("A", DATE), retracted=Stamp("B", DATE))
    xml = part(write_word(submission(Redline((Clause("a", runs=(Run("x"), run)),), {}, "en")), DATED).data)
    assert re.search(r'<w:ins [^>]*w:author="A"[^>]*><w:del [^>]*w:author="B"', xml)


def test_notes_are_tracked_with_their_references() -> None:
    notes = {
        "f1": Note(clauses=(Clause("n1", runs=(Run("Old note."),)),)),
        "f2": Note(clauses=(Clause("n2", runs=(Run("New note."),)),)),
    }
    runs = (Run("Text"), Run(NOTE, Status.DELETED, stamp=ATU, content="f1"), Run(NOTE, Status.INSERTED, stamp=ATU, content="f2"))
    data, proof = export_word(submission(Redline((Clause("a", runs=runs),), notes, "en")), DATED)
    body = part(data, "word/footnotes.xml")
    assert proof.notes == 2
    assert '<w:delText xml:space="preserve">Old note.' in body
    assert re.search(r"<w:ins [^>]*>(?:(?!</w:ins>).)*New note\.", body)


def test_the_proof_names_the_place() -> None:
    value = submission(redline(TEXT))
    data = write_word(value, DATED).data
    wrong = replace(value.proposals[0].redline.clauses[6], runs=(Run("that some have parts:"),))
    clauses = value.proposals[0].redline.clauses
    other = submission(replace(value.proposals[0].redline, clauses=(*clauses[:6], wrong, *clauses[7:])))
    with pytest.raises(ProofError, match=r"considering/b.*items.*parts"):
        prove(data, other)


def test_the_first_page_is_read_as_it_was_written() -> None:
    header = Header(
        "WTSA-24", "35", "18", "2024-09-13", "en", ("African Telecommunication Union Administrations",), "PROPOSED MODIFICATION",
        "", "We propose.", (Contact("A. Person", "ATU", "Kenya", "a@example.org", "+254 20 1"),), "First.\nSecond.", "To agree.",
    )  # fmt: skip
    for language in ("en", "fr", "es", "ru"):
        value = replace(submission(redline(TEXT), header=header), language=language)
        assert read_word(write_word(value, DATED).data, language=language).submission.header == header, language


def test_only_what_is_on_the_white_list_is_written() -> None:
    names = zipfile.ZipFile(BytesIO(write_word(submission(redline(TEXT)), DATED).data)).namelist()
    assert names == [
        "[Content_Types].xml", "_rels/.rels", "docProps/app.xml", "docProps/core.xml", "word/_rels/document.xml.rels",
        "word/document.xml", "word/header1.xml", "word/settings.xml", "word/styles.xml",
    ]  # fmt: skip


def test_the_written_parts(golden: Callable[[str, str], None]) -> None:
    data = write_word(submission(redline(TEXT), header=Header("WTSA-24", "35", "18", "2024-09-13", "en")), DATED).data
    golden(part(data).replace("<w:p>", "\n<w:p>"), "document.xml")
    golden(part(data, "word/styles.xml").replace("<w:style ", "\n<w:style "), "styles.xml")


def test_a_text_goes_back_into_its_own_package(shared: Path) -> None:
    path = shared / "res75" / "base.docx"
    value = read_word(path).submission
    again = part(write_word(value, DATED).data)
    source = zipfile.ZipFile(path).read("word/document.xml").decode()
    paragraphs = re.compile(r"<w:p>.*?</w:p>")
    assert paragraphs.findall(again) == paragraphs.findall(source)


@pytest.mark.parametrize("name", ["res75/proposal-tracked.docx", "res75/base.docx", "corpus/pairs/hard.base.docx"])
@pytest.mark.parametrize("keep", [None, False])
def test_the_schemas_find_nothing(shared: Path, name: str, keep: bool | None) -> None:
    from tests.journeys.judges import judge

    data, _ = export_word(read_word(shared / name).submission, ExportOptions(date=DATE, keep_styles=keep))
    assert [found for found in judge("validate_docx").validate(BytesIO(data)) if found["level"] != "info"] == []


@pytest.mark.parametrize("keep", [None, False])
def test_a_resolver_of_its_own_gives_base_and_draft(shared: Path, keep: bool | None) -> None:
    from tests.journeys.judges import judge

    folder = shared / "res75"
    data = write_word(read_word(folder / "proposal-tracked.docx").submission, ExportOptions(date=DATE, keep_styles=keep)).data
    verdict = judge("redline").judge(BytesIO(data), folder / "base.docx", folder / "proposed.docx", only=True)
    assert [verdict[side + what] for side in ("accept", "reject") for what in ("", "_style", "_fmt")] == [True] * 6
    assert (verdict["cost"]["delw"], verdict["cost"]["insw"]) == (63, 1365)


def test_objects_and_anchors_stand_where_they_stood() -> None:
    picture = '<w:pict><v:shape id="s"/></w:pict>'
    link = '<cw:open id="1"><w:hyperlink w:anchor="here"><cw:hole/></w:hyperlink></cw:open>'
    bookmark = '<cw:beside><w:bookmarkStart w:id="9" w:name="here"/></cw:beside>'
    end = '<cw:beside><w:bookmarkEnd w:id="9"/></cw:beside>'
    marks = (bookmark, "", end, link, "", '<cw:close id="1"/>')
    runs = [Run(ANCHOR, content=mark) if mark else Run("linked") for mark in marks]
    text = Redline((Clause("a", runs=(Run("See "), *runs, Run(OBJECT, content=picture))),), {}, "en")
    data, _ = export_word(submission(text), DATED)
    assert re.search(r"bookmarkStart.*linked.*bookmarkEnd.*<w:hyperlink.*linked.*</w:hyperlink>.*<w:pict>", part(data))


def test_a_text_without_paragraphs_on_a_side_is_written() -> None:
    text = redline("{--all of it--}{--¶--}\n")
    for view in ("markup", "draft", "base"):
        export_word(Submission(proposals=(Proposal("MOD", "A/1/1", text, "", text),), language="en"), ExportOptions(view=view))


def test_names_and_dates_that_no_file_can_hold_are_not_written() -> None:
    text = redline(TEXT)
    odd = Stamp("A\x01\ud800", "yesterday")
    clauses = tuple(
        replace(clause, runs=tuple(replace(run, stamp=odd) if run.stamp != Stamp() else run for run in clause.runs))
        for clause in text.clauses
    )
    text = replace(text, clauses=clauses)
    data, _ = export_word(Submission(proposals=(Proposal("MOD", "A/1/1", text, "", text),)), DATED)
    document = zipfile.ZipFile(BytesIO(data)).read("word/document.xml").decode()
    assert 'w:author="A"' in document
    assert set(re.findall('w:date="([^"]*)"', document)) == {DATE}
