"""The reading of a body: characters, tracked changes, anchors, tables."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from model.errors import FileError
from model.formats.recognition.line import shows_italic
from model.formats.recognition.raw_body import RawParagraph
from model.formats.word.package.anchor_fragments import read_anchor
from model.formats.word.package.wordml import elements
from model.redline import ANCHOR, LINE_BREAK, OBJECT, PLAIN, Run, Stamp, Status, Style
from tests.builders.word import BY, BY_BEN, dele, ins, mark, p, r, raw

ANA = Stamp("Ana", "2024-09-06T09:00:00Z")
BEN = Stamp("Ben", "2024-09-07T10:00:00Z")


def first_paragraph(content: str, properties: str = "") -> RawParagraph:
    return raw(p(content, properties) + p("end")).paragraphs[0]


def runs(content: str) -> tuple[Run, ...]:
    return first_paragraph(content).runs


def text(content: str) -> str:
    return "".join(run.text for run in runs(content))


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("<w:t>a</w:t><w:tab/><w:t>b</w:t>", "a\tb"),
        ("<w:t>a</w:t><w:ptab/><w:t>b</w:t>", "a\tb"),
        ("<w:t>a</w:t><w:br/><w:cr/><w:t>b</w:t>", f"a{LINE_BREAK}{LINE_BREAK}b"),
        ("<w:t>ITU</w:t><w:noBreakHyphen/><w:t>T</w:t><w:softHyphen/>", "ITU\u2011T\u00ad"),
        ("<w:t>Rev.\u00a0\u00a0Dubai</w:t>", "Rev.\u00a0\u00a0Dubai"),
        ('<w:sym w:font="Symbol" w:char="F02D"/><w:tab/>', "–\t"),
        ("<w:t>a\nb</w:t>", "a b"),
        ("<w:t>a</w:t><w:lastRenderedPageBreak/><w:t>b</w:t>", "ab"),
        ("<w:delText>a</w:delText>", "a"),
    ],
)
def test_characters(content: str, expected: str) -> None:
    assert text(r(content)) == expected


def test_a_symbol_can_be_written_back() -> None:
    (run,) = runs(r('<w:sym w:font="Wingdings" w:char="F0A7"/>', "<w:i/>"))
    assert (run.text, run.style.italic, run.style.other) == ("▪", True, '<cw:sym w:char="F0A7" w:font="Wingdings"/>')


@pytest.mark.parametrize(
    ("properties", "style"),
    [
        ("", PLAIN),
        ("<w:i/><w:iCs/><w:b/>", Style(italic=True, bold=True)),
        ("<w:i w:val='0'/>", Style(other='<w:i w:val="0"/>')),
        ("<w:i/><w:iCs w:val='0'/>", Style(italic=True, other='<w:iCs w:val="0"/>')),
        ("<w:iCs/>", Style(other="<w:iCs/>")),
        ("<w:iCs/><w:rtl/>", Style(italic=True, other="<w:rtl/>")),
        ("<w:u w:val='single'/>", Style(underline=True)),
        ("<w:u w:val='double'/>", Style(underline=True, other='<w:u w:val="double"/>')),
        ("<w:u w:val='none'/>", Style(other='<w:u w:val="none"/>')),
        ("<w:vertAlign w:val='superscript'/>", Style(vertical="superscript")),
        ("<w:vertAlign w:val='baseline'/>", Style(other='<w:vertAlign w:val="baseline"/>')),
        ("<w:rStyle w:val='href'/><w:caps w:val='0'/>", Style(name="href", other='<w:caps w:val="0"/>')),
    ],
)
def test_formats(properties: str, style: Style) -> None:
    assert runs(r("x", properties)) == (Run("x", style=style),)


def test_what_is_seen_in_italics() -> None:
    upright = Style(other='<w:caps/><w:i w:val="0"/>')
    assert not shows_italic(upright, True)
    assert shows_italic(Style(italic=True), False)
    assert shows_italic(PLAIN, True)


def test_equal_neighbours_are_one_run_and_share_their_style() -> None:
    found = runs(r("a", "<w:i/>") + r("b", "<w:i/>") + r("c"))
    assert found == (Run("ab", style=Style(italic=True)), Run("c"))
    assert runs(r("z", "<w:i/>"))[0].style is found[0].style


def test_insertions_and_deletions_have_their_authors() -> None:
    assert runs(ins(r("a")) + dele(r("b"), BY_BEN) + r("c")) == (
        Run("a", Status.INSERTED, stamp=ANA),
        Run("b", Status.DELETED, stamp=BEN),
        Run("c"),
    )


@pytest.mark.parametrize("inner", [ins(dele(r("a"), BY_BEN)), dele(ins(r("a")), BY_BEN)])
def test_what_one_inserted_and_another_deleted_is_retracted(inner: str) -> None:
    assert runs(inner + r("b"))[0] == Run("a", Status.RETRACTED, stamp=ANA, retracted=BEN)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("2024-01-02T03:04:05.678Z", "2024-01-02T03:04:05Z"),
        ("2024-01-02T03:04:05", "2024-01-02T03:04:05Z"),
        ("2024-01-02T03:04:05+02:00", "2024-01-02T03:04:05+02:00"),
        ("yesterday", ""),
    ],
)
def test_dates_are_to_the_second(written: str, expected: str) -> None:
    assert runs(ins(r("a"), f'w:author="A" w:date="{written}"'))[0].stamp == Stamp("A", expected)


def test_paragraph_ends() -> None:
    found = raw(p("a", mark("ins")) + p("b", mark("del")) + p("c", f"<w:rPr><w:ins {BY}/><w:del {BY_BEN}/></w:rPr>") + p("d"))
    assert [paragraph.end.status for paragraph in found.paragraphs] == ["inserted", "deleted", "retracted", "kept"]
    assert (found.paragraphs[0].end.stamp, found.paragraphs[2].end.retracted) == (ANA, BEN)


MOVED = (
    '<w:moveFromRangeStart w:id="8" w:name="m1"/>'
    + p(f"<w:moveFrom {BY}>{r('a')}</w:moveFrom>", mark("moveFrom"))
    + '<w:moveFromRangeEnd w:id="8"/>'
    + p("b")
    + p(
        f'<w:moveToRangeStart w:id="9" w:name="m1"/><w:moveTo {BY}>{r("a")}</w:moveTo><w:moveToRangeEnd w:id="9"/>',
        mark("moveTo"),
    )
)


def test_the_halves_of_a_move_share_its_name() -> None:
    gone, _, come, _ = raw(MOVED + p("c")).paragraphs
    assert gone.runs == (Run("a", Status.DELETED, stamp=ANA, move="m1"),)
    assert come.runs == (Run("a", Status.INSERTED, stamp=ANA, move="m1"),)
    assert (gone.end.move, come.end.move) == ("m1", "m1")


def test_tracked_formats_belong_to_the_side_that_has_them() -> None:
    change = f"<w:i/><w:rPrChange {BY}><w:rPr><w:b/></w:rPr></w:rPrChange>"
    now, before = Style(italic=True), Style(bold=True)
    assert runs(r("x", change)) == (Run("x", style=now, base_style=before, style_stamp=ANA),)
    assert runs(ins(r("x", change))) == (Run("x", Status.INSERTED, style=now, stamp=ANA),)
    assert runs(dele(r("x", change))) == (Run("x", Status.DELETED, style=before, stamp=ANA),)
    same = f"<w:i/><w:rPrChange {BY}><w:rPr><w:i/></w:rPr></w:rPrChange>"
    assert runs(r("x", same)) == (Run("x", style=now),)


def test_tracked_paragraph_properties() -> None:
    properties = f"<w:pStyle w:val='Call'/><w:pPrChange {BY}><w:pPr><w:pStyle w:val='Normal'/></w:pPr></w:pPrChange>"
    found = first_paragraph("x", properties)
    assert found.face.style == "Call"
    assert found.base_face is not None
    assert (found.base_face.style, found.face_stamp) == ("Normal", ANA)


def anchors(content: str) -> list[str]:
    return [run.content for run in runs(content) if run.text == ANCHOR]


def edge(kind: str) -> str:
    return r(f'<w:fldChar w:fldCharType="{kind}"/>')


FIELD = edge("begin") + r("<w:instrText>PAGE</w:instrText>") + edge("separate") + r("7") + edge("end")


def test_of_a_field_the_result_is_text() -> None:
    assert text(FIELD).replace(ANCHOR, "") == "7"
    assert anchors(FIELD)[1] == "<w:instrText>PAGE</w:instrText>"
    nested = FIELD.replace("<w:instrText>PAGE</w:instrText>", "<w:instrText>IF</w:instrText></w:r>" + FIELD + "<w:r>")
    assert text(nested).replace(ANCHOR, "") == "7"


def test_a_field_may_end_in_another_paragraph_and_one_that_never_ends_hides_nothing() -> None:
    begin, rest = FIELD.split(r("7"))
    found = raw(p(begin + r("a")) + p(r("b") + rest) + p(r('<w:fldChar w:fldCharType="begin"/>') + r("c"))).paragraphs
    assert ["".join(run.text for run in paragraph.runs if not run.content) for paragraph in found] == ["a", "b", "c"]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('<w:hyperlink r:id="rId4">', "</w:hyperlink>"),
        ('<w:fldSimple w:instr="PAGE">', "</w:fldSimple>"),
        ('<w:smartTag w:element="x"><w:smartTagPr><w:attr w:name="n" w:val="v"/></w:smartTagPr>', "</w:smartTag>"),
        ('<w:sdt><w:sdtPr><w:tag w:val="t"/></w:sdtPr><w:sdtContent>', "</w:sdtContent></w:sdt>"),
        ('<w:dir w:val="rtl">', "</w:dir>"),
    ],
)
def test_containers_are_text_between_two_edges(before: str, after: str) -> None:
    opened, inner, closed = runs(before + r("a") + after)
    found = read_anchor(opened.content)
    assert (found.sort, found.before, found.after, found.id) == ("open", before, after, read_anchor(closed.content).id)
    assert inner == Run("a")
    tracked = runs(ins(before + r("a") + after))
    assert {run.status for run in tracked} == {Status.INSERTED}


def test_ruby_is_its_base_text() -> None:
    ruby = "<w:ruby><w:rubyPr/><w:rt>" + r("kan") + "</w:rt><w:rubyBase>" + r("漢") + "</w:rubyBase></w:ruby>"
    opened, inner, _ = runs(r(ruby))
    assert inner == Run("漢")
    found = read_anchor(opened.content)
    assert found.before + r("漢") + found.after == r(ruby)


@pytest.mark.parametrize(
    "mark",
    ['<w:bookmarkStart w:id="1" w:name="_Toc1"/>', '<w:commentRangeEnd w:id="3"/>', '<w:permEnd w:id="1"/>'],
)
def test_marks_beside_runs(mark: str) -> None:
    (content,) = anchors(r("a") + mark + r("b"))
    found = read_anchor(content)
    assert (found.sort, found.before) == ("beside", mark)


def test_marks_beside_text_share_the_fate_of_a_paragraph_that_goes_whole() -> None:
    bookmark = '<w:bookmarkStart w:id="1" w:name="a"/>'
    whole = first_paragraph(bookmark + dele(r("a")), mark("del"))
    assert {run.status for run in whole.runs} == {Status.DELETED}
    assert {run.stamp for run in whole.runs} == {ANA}
    part = first_paragraph(bookmark + dele(r("a")) + r("b"), mark("del"))
    assert part.runs[0].status == Status.KEPT
    retracted = ins(dele(r("b"), BY_BEN))
    beside_retracted = first_paragraph(bookmark + dele(r("a")) + retracted, mark("del"))
    assert [run.status for run in beside_retracted.runs] == [Status.DELETED, Status.DELETED, Status.RETRACTED]


def test_marks_in_runs() -> None:
    assert anchors(r('<w:commentReference w:id="3"/>')) == ['<w:commentReference w:id="3"/>']
    assert anchors(r('<w:br w:type="column"/>')) == ['<w:br w:type="column"/>']


BOX = f"<w:drawing><a:graphic><w:txbxContent>{p('boxed')}</w:txbxContent></a:graphic></w:drawing>"
ALTERNATE = "<mc:AlternateContent><mc:Choice Requires='wps'>{}</mc:Choice><mc:Fallback>{}</mc:Fallback></mc:AlternateContent>"


@pytest.mark.parametrize("drawing", [BOX, ALTERNATE.format(BOX, BOX.replace("drawing", "pict")), "<w:object/>"])
def test_pictures_and_boxes_are_one_character(drawing: str) -> None:
    before, picture, after = runs(r("a") + r(drawing, "<w:b/>") + r("b"))
    assert (before.text, picture.text, after.text) == ("a", OBJECT, "b")
    assert picture.style.bold
    assert len(elements(picture.content)) == 1
    assert ("boxed" in picture.content) == ("boxed" in drawing)


def test_equations_are_one_character_beside_the_runs() -> None:
    (run,) = runs("<m:oMath><m:r><m:t>x</m:t></m:r></m:oMath>")
    assert (run.text, run.content) == (OBJECT, "<cw:beside><m:oMath><m:r><m:t>x</m:t></m:r></m:oMath></cw:beside>")


def test_of_alternate_text_the_first_choice_is_read() -> None:
    assert text(r(ALTERNATE.format("<w:t>a</w:t>", "<w:t>b</w:t>"))) == "a"
    assert text(ALTERNATE.format(r("a"), r("b"))) == "a"


def test_page_breaks() -> None:
    page = r('<w:br w:type="page"/>')
    found = raw(
        p("a") + p(page + r("b")) + p(r("c") + page) + p("d") + p("e", "<w:pageBreakBefore/>") + p(r("f") + page + r("g"))
    )
    assert [paragraph.page_break_before for paragraph in found.paragraphs] == [False, True, False, True, True, False]


def test_what_was_left_out_is_said() -> None:
    assert "altChunk" in raw(p("a") + '<w:altChunk r:id="rId9"/>').warnings[0].id


@pytest.mark.parametrize("body", ["", p(), p(r(" ")), p('<w:bookmarkStart w:id="1" w:name="a"/>')])
def test_a_file_without_text_is_refused(body: str) -> None:
    with pytest.raises(FileError, match="contains no text"):
        raw(body)


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(lambda: '<w:bookmarkStart w:id="1"/>' * 140_000, id="marks"),
        pytest.param(lambda: r('<w:fldChar w:fldCharType="begin"/>') * 210_000, id="fields", marks=pytest.mark.slow),
    ],
)
def test_more_pieces_than_a_text_can_have_are_refused(content: Callable[[], str]) -> None:
    with pytest.raises(FileError, match="more pieces of text"):
        raw(p(content()))


ROW = "<w:tr>" + "<w:tc><w:p/></w:tc>" * 10 + "</w:tr>"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (lambda: "<w:p/>" * 50_001, "50,000 paragraphs"),
        (lambda: p("x") + f"<w:tbl>{'<w:tr><w:tc/><w:tc/></w:tr>' * 25_001}</w:tbl>", "50,000 cells"),
        (lambda: p(r("a") * 400_001), "400,000 pieces of text"),
        (lambda: p("word " * 1_000_001), "5,000,000 characters"),
        (lambda: p("word " * 20_000 + "b" * 100_001), "“word word .*” has more than 200,000 characters"),
        (lambda: p(ins(r("word " * 20_000)) + dele(r("c" * 100_001))), "“word word .*” has more than 200,000 characters"),
    ],
    ids=["paragraphs", "cells", "runs", "text", "paragraph", "tracked"],
)
def test_more_than_a_text_can_have_is_refused_at_once(content: Callable[[], str], message: str) -> None:
    body, start = content(), time.process_time()
    with pytest.raises(FileError, match=message) as refused:
        raw(body)
    assert time.process_time() - start < 5
    assert len(str(refused.value)) < 200


def test_notes_are_counted_with_the_text() -> None:
    note = '<w:footnote w:id="2">' + "<w:p/>" * 50_000 + "</w:footnote>"
    with pytest.raises(FileError, match="50,000 paragraphs"):
        raw(p("x"), footnotes=note)


def test_as_much_as_a_text_can_have_is_read_in_seconds() -> None:
    start = time.process_time()
    assert len(raw(p("a text of words;") * 39_999 + f"<w:tbl>{ROW * 1_000}</w:tbl>" + p("x")).paragraphs) == 50_000
    assert len(raw(p("word " * 40_000) * 20 + p("x")).paragraphs) == 21
    assert time.process_time() - start < 10
