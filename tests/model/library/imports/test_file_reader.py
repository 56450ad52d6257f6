"""Any file that a library is filled from: what it holds, and one sentence for each that cannot be used."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from model.errors import FileError
from model.formats.akoma_ntoso.export import export_akoma_ntoso
from model.formats.amend import Project, project_bytes
from model.formats.notation import parse_submission
from model.library.imports.file_reader import edition_rows, read_texts
from tests.builders.itu_word import inserted, paragraph, run, word_file
from tests.model.library.imports.test_collection_splitting import small

TWO = """\
# RESOLUTION 1 (REV. BUCHAREST, 2022)
## On one
> The Plenipotentiary Conference of the International Telecommunication Union (Bucharest, 2022),
*considering*
a)\tone[^1],

# RESOLUTION 2 (REV. BUCHAREST, 2022)
## On two
> The Plenipotentiary Conference of the International Telecommunication Union (Bucharest, 2022),
*considering*
a)\ttwo[^2],

[^1]: Of one.

[^2]: Of two.
"""
PROPOSALS = """\
MOD\tARC/1/1

# RESOLUTION 112 (Rev. {--Geneva, 2022--}{++New Delhi, 2024++})
## Continuity of services
> The World Telecommunication Standardization Assembly,
*considering*
a)\tthat people turn to {--networks--}{++services++} first,

ADD\tARC/1/2

{++# DRAFT NEW RESOLUTION [ARC-1]++}{++¶++}
{++*resolves*++}{++¶++}
{++to begin.++}{++¶++}
"""


def zipped(**files: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in files.items():
            archive.writestr(name.replace("_", "."), data)
    return out.getvalue()


def test_notation_with_several_texts_holds_each_with_its_notes() -> None:
    first, two = read_texts(TWO.encode(), "two.txt").texts
    assert [(text.identity.number, text.title, text.place) for text in (first, two)] == [("1", "On one", 1), ("2", "On two", 2)]
    assert [len(text.redline.notes) for text in (first, two)] == [1, 1]
    assert [row.number for row in edition_rows(TWO.encode(), "two.txt")] == ["1", "2"]


def test_of_proposals_the_text_is_taken_that_each_starts_from() -> None:
    project = project_bytes(Project(parse_submission(PROPOSALS), id="1" * 32))
    notation = PROPOSALS.encode()
    marked = export_akoma_ntoso(parse_submission(PROPOSALS), "markup", day="2026-01-02")[0]
    for data, name in ((project, "p.amend"), (notation, "p.txt"), (marked, "p.xml")):
        (text,) = read_texts(data, name).texts
        assert text.from_proposal
        assert (text.identity.number, text.identity.place) == ("112", "Geneva")
        assert text.redline.clauses[-1].text == "that people turn to networks first,"
    assert [str(warning) for warning in read_texts(project, "p.amend").warnings] == [
        "It contains proposals; the text on which each is based was read, not the draft."
    ]


def test_a_submission_in_word_gives_what_its_proposals_start_from(shared: Path) -> None:
    data = (shared / "res75/proposal-tracked.docx").read_bytes()
    (text,) = read_texts(data, "p.docx").texts
    (base,) = read_texts((shared / "res75/base.docx").read_bytes(), "base.docx").texts
    assert text.from_proposal
    assert text.identity == base.identity
    assert [clause.text for clause in text.redline.clauses] == [clause.text for clause in base.redline.clauses]


def test_proposals_in_word_in_which_nothing_is_tracked_show_no_text_in_force() -> None:
    line = paragraph(run("MOD\tARC/1/1"), style="Proposal")
    with pytest.raises(FileError, match=r"p\.docx: it contains proposals that do not show a text in force"):
        read_texts(word_file(line + small(1)), "p.docx")
    tracked = small(2, paragraph(run("that it is "), inserted(run("now")), run(" so,")))
    reading = read_texts(word_file(line + small(1) + line + tracked), "p.docx")
    assert [text.identity.number for text in reading.texts] == ["2"]
    assert str(reading.warnings[-1]).startswith("Proposals without tracked changes were omitted")


def test_a_suppressed_text_of_which_number_and_title_alone_are_reproduced_is_no_text() -> None:
    line, heads = paragraph(run("SUP\tARC/1/1"), style="Proposal"), paragraph(run("RESOLUTION 9 (Geneva, 2022)"))
    with pytest.raises(FileError, match="it contains proposals that do not show a text in force"):
        read_texts(word_file(line + heads + paragraph(run("An old matter")) + paragraph(run("Reasons: done."))), "p.docx")


def test_reasons_make_a_submission_of_a_text_only_behind_a_symbol() -> None:
    reasons = paragraph(run("Reasons: none that are known."))
    (text,) = read_texts(word_file(small(1, reasons)), "text.docx").texts
    assert len(text.redline.clauses) == 6
    with pytest.raises(FileError, match="it contains proposals"):
        read_texts(word_file(paragraph(run("MOD")) + small(1, reasons)), "p.docx")


def test_a_collection_in_akoma_ntoso_holds_each_text() -> None:
    first, two = (export_akoma_ntoso(parse_submission(half), "draft", day="2026-01-02")[0].decode() for half in
                ("# RESOLUTION 1 (Geneva, 2022)\n## One\n", "# RESOLUTION 2 (Geneva, 2022)\n## Two\n"))  # fmt: skip
    inner = [half[half.index("<statement") : half.index("</akomaNtoso>")] for half in (first, two)]
    head = first[: first.index("<statement")]
    components = "".join(f"<component>{component}</component>" for component in inner)
    data = f"{head}<documentCollection name='x'><collectionBody>{components}"
    data += "</collectionBody></documentCollection></akomaNtoso>"
    texts = read_texts(data.encode(), "c.xml").texts
    assert [(text.identity.number, text.title, text.place) for text in texts] == [("1", "One", 1), ("2", "Two", 2)]
    assert all(text.work.startswith("/akn/un/statement/") for text in texts)


def test_a_zip_gives_what_its_files_hold_and_tells_of_each_that_cannot_be_used() -> None:
    inner = zipped(a_txt=TWO.encode())
    data = zipped(
        two_txt=TWO.encode(), acts_docx=word_file(small(3) + small(4)), inner_zip=inner, bad_docx=b"PK\x03\x04 x",
        notes_pdf=b"%PDF-1.7", empty_txt=b"",
        page_html=b"<html><p>RESOLUTION 925 (C-1985, last amended C19) Financial conditions</p></html>",
    )  # fmt: skip
    with zipfile.ZipFile(io.BytesIO(data), "a") as archive:
        archive.writestr("__MACOSX/._two.txt", b"\0")
    reading = read_texts(data, "all.zip")
    assert [(text.file, text.identity.number) for text in reading.texts] == [
        ("two.txt", "1"), ("two.txt", "2"), ("acts.docx", "3"), ("acts.docx", "4"),
    ]  # fmt: skip
    assert [row.number for row in reading.rows] == ["925"]
    assert [str(warning).partition(":")[0] for warning in reading.warnings] == ["inner.zip", "bad.docx", "notes.pdf", "empty.txt"]
    assert str(reading.warnings[0]) == "inner.zip: it is a zip in a zip; unpack it and add it by itself"


def test_a_word_file_that_is_stored_in_a_zip_is_no_word_file_itself() -> None:
    stored = zipped(a_docx=word_file(small(3)))
    assert b"[Content_Types].xml" in stored
    assert [text.file for text in read_texts(stored, "all.zip").texts] == ["a.docx"]


@pytest.mark.parametrize(
    ("data", "name", "message"),
    [
        (b"", "a.docx", "a.docx: it is empty; "),
        (b"", "a.txt", "a.txt: it is empty; "),
        (b"%PDF-1.7 x", "a.pdf", "a.pdf: it is damaged or no PDF; "),
        (b"\x00\x01\x02\xff\xfe" * 40, "a.bin", "a.bin: it is neither"),
        (b"<html><body><p>A page of another kind.</p></body></html>", "a.html", "a.html: it is a web page that lists no texts"),
        (b"PK\x03\x04" + b"\0" * 60, "a.zip", "a.zip: it is damaged; get the file again from its source"),
        (zipped(), "a.zip", "a.zip: it is"),
        (
            zipped(a_pdf=b"%PDF-1.7"),
            "a.zip",
            "a.zip: it is a zip in which no file can be used; the first: a.pdf: it is damaged or no PDF; ",
        ),
        (zipped(__MACOSX_x=b"x"), "a.zip", "a.zip: it is a zip"),
    ],
)
def test_what_cannot_be_used_is_refused_in_one_sentence(data: bytes, name: str, message: str) -> None:
    with pytest.raises(FileError) as refused:
        read_texts(data, name)
    assert str(refused.value).startswith(message)


def test_encrypted_files_are_refused(shared: Path) -> None:
    for path in sorted((shared / "corpus/word/broken").glob("*Encrypted*")):
        with pytest.raises(FileError):
            read_texts(path.read_bytes(), path.name)


def test_a_text_without_a_number_comes_in_and_is_told_of() -> None:
    reading = read_texts(b"*considering*\na)\tthat there is none,\n", "a.txt")
    assert reading.texts[0].identity.number == ""
    assert [str(warning) for warning in reading.warnings] == ["The number of the text was not recognised."]


def test_the_same_text_is_the_same_value_from_whichever_file() -> None:
    alone = read_texts(word_file(small(5)), "a.docx").texts[0]
    beside = read_texts(word_file(small(4) + small(5)), "b.docx").texts[1]
    assert alone.redline == beside.redline
    assert alone.identity.same == beside.identity.same
    marked = small(5).replace("that there", '</w:t></w:r><w:bookmarkStart w:id="7" w:name="x"/><w:bookmarkEnd w:id="7"/><w:r>'
                              '<w:t xml:space="preserve">that there')  # fmt: skip
    assert read_texts(word_file(marked), "c.docx").texts[0] == alone


PAGE = (
    b"<html><nav>Resolution 8 (Rev. Dubai, 2018)</nav><h1>RESOLUTION 7 (Rev. Dubai, 2018)</h1><p>On short texts</p>"
    b"<p><i>considering</i></p><p>a) Resolution 9 (Rev. Dubai, 2018),</p><p><i>resolves</i></p><p>1 to keep it.</p></html>"
)


@pytest.mark.parametrize("name", ["a.html", "a.mhtml", "a.doc"])
def test_a_saved_page_of_a_text_is_a_text(name: str) -> None:
    data = PAGE
    if name == "a.mhtml":
        data = (
            b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x\nContent-Type: text/html\n\n%b\n--x--\n"
            % PAGE
        )
    reading = read_texts(data, name)
    (text,) = reading.texts
    assert (text.identity.number, text.identity.year, text.title) == ("7", 2018, "On short texts")
    assert reading.rows == ()
    assert [str(warning) for warning in reading.warnings] == ["Menus and other parts of the site around the text were omitted."]


def test_a_saved_page_without_introductory_phrases_is_a_list_of_contents() -> None:
    reading = read_texts(PAGE.replace(b"<i>considering</i>", b"Texts").replace(b"<i>resolves</i>", b"More"), "a.html")
    assert reading.texts == ()
    assert "7" in {row.number for row in reading.rows}
