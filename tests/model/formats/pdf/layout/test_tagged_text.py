"""The structure of a tagged PDF says what is one paragraph, a list item, a heading, a note; if it is plausible."""

from __future__ import annotations

from msgspec.structs import replace

from model.formats.pdf.layout.body import body_of
from model.formats.pdf.pages import ARTIFACT, Bookmark, PdfPage, PdfRule
from model.formats.recognition.raw_body import AutoNumber, RawDocument
from model.redline import NOTE
from tests.builders.pdf_pages import LEFT, RIGHT, contents, full_line, lines, page, span
from tests.builders.pdf_tags import TaggedSpans, with_tags

FULL = full_line("words of a line")


def raw(*pages: PdfPage, outline: tuple[Bookmark, ...] = ()) -> RawDocument:
    return body_of(contents(*pages, outline=outline)).raw


def texts(document: RawDocument) -> list[str]:
    return ["".join(run.text for run in paragraph.runs) for paragraph in document.paragraphs]


def paragraph(number: int, *words: str, top: float, types: str = "Document/P", style: str = "") -> TaggedSpans:
    return TaggedSpans((0, number), types, lines(*words, top=top), style=style)


def test_lines_are_one_paragraph_if_the_structure_has_them_as_one() -> None:
    two = [paragraph(0, FULL, top=100.0), paragraph(1, FULL, "End.", top=112.0), paragraph(2, "Next", "to it.", top=136.0)]
    assert texts(raw(with_tags(page([]), *two))) == [FULL, f"{FULL} End.", "Next\u2028to it."]


def test_a_paragraph_goes_on_on_the_next_page_whatever_begins_it() -> None:
    first = with_tags(page([], 1), paragraph(0, FULL, FULL, top=700.0))
    second = with_tags(page([], 2), paragraph(0, "Upper case.", top=100.0), paragraph(1, "Next.", top=112.0))
    assert texts(raw(first, second)) == [f"{FULL} {FULL} Upper case.", "Next."]


def test_the_order_is_that_of_the_structure() -> None:
    groups = paragraph(1, "second", top=100.0), paragraph(0, "first", top=130.0), paragraph(2, "third", top=160.0)
    assert texts(raw(with_tags(page([]), *groups))) == ["first", "second", "third"]


def test_headings_have_the_level_of_their_type() -> None:
    groups = (
        paragraph(0, "Scope of it", top=100.0, types="Document/H1"),
        paragraph(1, "Deep title", top=130.0, types="Document/H3"),
        TaggedSpans((0, 2), "Document/P", lines("Not a heading", top=160.0, is_bold=True)),
    )
    assert [found.face.outline for found in raw(with_tags(page([]), *groups)).paragraphs] == [0, 2, None]


def test_the_outline_tells_the_deepest_headings_apart() -> None:
    groups = [paragraph(at, f"Title {'abc'[at]}", top=100.0 + 30 * at, types="Document/H6") for at in range(3)]
    outline = tuple(Bookmark(f"Title {letter}", level, 1) for letter, level in (("a", 2), ("b", 3), ("c", 2)))
    assert [found.face.outline for found in raw(with_tags(page([]), *groups), outline=outline).paragraphs] == [5, 6, 5]


def test_labels_of_list_items_are_apart_from_their_text() -> None:
    outer, inner = "Document/L/LI", "Document/L/LI/LBody/L/LI"
    groups = (
        TaggedSpans((0, 0, 0, 0), f"{outer}/Lbl", [span("h)", LEFT, 100.0)]),
        TaggedSpans((0, 0, 0, 1, 0), f"{outer}/LBody/P", [span("that", LEFT + 20, 100.0)]),
        TaggedSpans((0, 0, 0, 1, 1, 0, 0), f"{inner}/Lbl", [span("–", LEFT + 20, 112.0)]),
        TaggedSpans((0, 0, 0, 1, 1, 0, 1), f"{inner}/LBody", [span("this", LEFT + 40, 112.0)]),
        TaggedSpans((0, 0, 1, 0), f"{outer}/Lbl", [span("i)", LEFT, 124.0)]),
        TaggedSpans((0, 0, 1, 1, 0), f"{outer}/LBody/P", [span("there", LEFT + 20, 124.0)]),
    )
    document = raw(with_tags(page([]), *groups))
    assert texts(document) == ["that", "this", "there"]
    assert [found.face.number for found in document.paragraphs] == [
        AutoNumber("h)", "lowerLetter", 0), AutoNumber("–", "bullet", 1), AutoNumber("i)", "lowerLetter", 0),
    ]  # fmt: skip


def test_a_label_without_text_is_text() -> None:
    groups = TaggedSpans((0, 0, 0, 0), "Document/L/LI/Lbl", [span("1.", LEFT, 400.0)]), paragraph(1, "Text.", top=412.0)
    assert texts(raw(with_tags(page([]), *groups))) == ["1.", "Text."]


def test_names_of_styles_say_what_a_paragraph_is() -> None:
    groups = paragraph(0, "RESOLUTION 75", top=100.0, style="Res_No"), paragraph(1, "that", top=130.0, style="Standard")
    assert [found.face.name for found in raw(with_tags(page([]), *groups)).paragraphs] == ["Res_No", ""]


def test_notes_are_those_of_the_structure() -> None:
    mark = span("1", LEFT + 45, 98.0, size=6.0)
    note = [span("1", LEFT, 716.0, size=5.0), *lines("These include all of them.", left=LEFT + 10, top=720.0)]
    groups = (
        TaggedSpans((0, 0), "Document/P", [*lines("countries"), mark]),
        TaggedSpans((0, 1, 0), "Document/Note/P", note),
    )
    document = raw(with_tags(page([]), *groups))
    assert texts(document) == [f"countries{NOTE}"]
    assert [note.paragraphs[0].runs[0].text for note in document.notes.values()] == ["These include all of them."]


def test_notes_in_paragraphs_of_their_own_are_found_by_their_places() -> None:
    mark = span("1", LEFT + 45, 98.0, size=6.0)
    note = [span("1", LEFT, 716.0, size=5.0), *lines("These include all of them.", left=LEFT + 10, top=720.0)]
    groups = (
        TaggedSpans((0, 0), "Document/P", [*lines("countries"), mark]),
        TaggedSpans((0, 0, 1), "Document/P/P", note),
    )
    found = page([], rules=[PdfRule(LEFT, 700.0, LEFT + 144, 700.5)])
    document = raw(with_tags(found, *groups))
    assert texts(document) == [f"countries{NOTE}"]
    assert len(document.notes) == 1


def test_artifacts_are_omitted_but_for_words_in_the_text() -> None:
    head, lost = span("WTSA-24", LEFT, 40.0), span("one lost line", LEFT, 400.0)
    artifacts = page([replace(found, tag=ARTIFACT) for found in (head, lost)])
    document = raw(with_tags(artifacts, paragraph(0, "Before it.", top=100.0), paragraph(1, "After it.", top=600.0)))
    assert texts(document) == ["Before it.", "one lost line", "After it."]
    assert any("WTSA-…" in str(warning) for warning in document.warnings)


def test_a_structure_with_a_paragraph_for_each_line_is_ignored() -> None:
    single = [paragraph(at, FULL, top=100.0 + 12 * at) for at in range(30)]
    assert texts(raw(with_tags(page([]), *single))) == [" ".join([FULL] * 30)]


def test_a_structure_that_joins_what_is_apart_is_ignored() -> None:
    places = [100.0, 112.0, 124.0, 180.0, 192.0, 250.0, 262.0, 320.0, 332.0]
    whole = TaggedSpans((0, 0), "Document/P", [span("Words of it.", LEFT, top) for top in places])
    assert len(texts(raw(with_tags(page([]), whole)))) > 3


def test_text_without_structure_is_read_by_its_places() -> None:
    few = with_tags(page(lines(FULL, "end.", top=300.0)), paragraph(0, "Tagged.", top=100.0))
    assert texts(raw(few)) == ["Tagged.", f"{FULL} end."]


def test_columns_of_a_paragraph_are_read_one_after_the_other() -> None:
    words = full_line("words", 200.0)
    left = lines(*[words] * 8, top=100.0)
    right = lines(*[words] * 7, "end.", left=RIGHT - 200, top=100.0)
    (found,) = texts(raw(with_tags(page([]), TaggedSpans((0, 0), "Document/P", [*left, *right]))))
    assert found == " ".join([words] * 15 + ["end."])


def test_text_beside_a_picture_is_read_line_by_line() -> None:
    words = full_line("words", 200.0)
    pairs = zip(lines(*[words] * 8, top=100.0), lines(*["there"] * 8, left=RIGHT - 200, top=100.0), strict=True)
    found = [part for pair in pairs for part in pair]
    assert texts(raw(with_tags(page([]), TaggedSpans((0, 0), "Document/P", found)))) == [" ".join([f"{words}\tthere"] * 8)]


def test_a_heading_in_the_first_line_of_its_text_is_read_before_it() -> None:
    groups = (
        TaggedSpans((0, 0), "Document/P", [span(". The Company", LEFT + 80, 100.0), *lines(FULL, top=112.0)]),
        TaggedSpans((0, 0, 0), "Document/P/H2", [span("Subsidiaries", LEFT, 100.0)]),
        TaggedSpans((0, 0, 1), "Document/P/P", [span("in a frame", LEFT, 300.0)]),
    )
    assert texts(raw(with_tags(page([]), *groups))) == ["Subsidiaries", f". The Company\u2028{FULL}", "in a frame"]


def test_the_number_of_a_heading_may_touch_its_text() -> None:
    number = span("B.8.100", LEFT, 100.0)
    heading = TaggedSpans((0, 0), "Document/H2", [number, span("Clarification", number.right, 100.0, is_bold=True)])
    assert texts(raw(with_tags(page([]), heading, paragraph(1, "Text.", top=130.0)))) == ["B.8.100\tClarification", "Text."]


def test_a_note_may_be_printed_after_the_page_of_its_mark() -> None:
    first = with_tags(page([], 1), TaggedSpans((0, 0), "Document/P", [*lines("countries"), span("1", LEFT + 45, 98.0, size=6.0)]))
    note = [span("1", LEFT, 716.0, size=5.0), *lines("These include all of them.", left=LEFT + 10, top=720.0)]
    second = with_tags(page([], 2), paragraph(1, "Next.", top=100.0), TaggedSpans((0, 2, 0), "Document/Note/P", note))
    assert texts(raw(first, second)) == [f"countries{NOTE}", "Next."]


def test_a_few_dots_are_text_unless_a_number_follows() -> None:
    groups = [
        paragraph(0, "Yourself......", top=100.0),
        paragraph(1, "before ..... after that", top=130.0),
        paragraph(2, "Scope ........ 17", top=160.0),
        paragraph(3, "Name: .................... (place)", top=190.0),
    ]
    assert texts(raw(with_tags(page([]), *groups))) == [
        "Yourself......", "before ..... after that", "Scope\t17", "Name:\t(place)",
    ]  # fmt: skip
