"""PDF files that are damaged, hostile or no texts."""

from __future__ import annotations

import time

import pytest

from model.errors import FileError
from model.formats.pdf.page_reading import ReadingLimits, read_pages
from model.formats.pdf.page_texts import read_contents
from model.formats.pdf.pages import PdfContents
from model.formats.pdf.readability import check_readable, omission_messages
from tests.builders.pdf import PdfFile, Stream, line, lines, pdf_of
from tests.builders.pdf_encryption import encrypted

LIMITS = ReadingLimits(memory=300_000_000, seconds=60, silence=20.0)


def readable(data: bytes) -> PdfContents:
    """The contents of a file that is not refused."""
    contents = read_pages(data, "a.pdf", limits=LIMITS)
    check_readable(contents, "a.pdf")
    return contents


def words(contents: PdfContents) -> str:
    return " ".join(span.text for page in contents.pages for span in page.spans if not span.is_hidden)


def refusal(data: bytes) -> str:
    with pytest.raises(FileError) as caught:
        readable(data)
    return str(caught.value)


def test_attachments_forms_and_scripts_are_reported() -> None:
    file = PdfFile()
    file.add_page(lines("RESOLUTION 1"))
    script = file.add("<< /S /JavaScript /JS (app.alert\\(1\\)) >>")
    attached = file.add(Stream(b"MZ", "/Type /EmbeddedFile"))
    specification = file.add(f"<< /Type /Filespec /F (a.exe) /EF << /F {attached} 0 R >> >>")
    field = file.add("<< /Type /Annot /Subtype /Widget /FT /Tx /T (name) /V (filled in) /Rect [0 0 10 10] >>")
    file.catalogue = (
        f"/OpenAction {script} 0 R /AcroForm << /Fields [{field} 0 R] >> /Names << "
        f"/JavaScript << /Names [(a) {script} 0 R] >> /EmbeddedFiles << /Names [(a.exe) {specification} 0 R] >> >>"
    )
    contents = readable(file.bytes())
    assert words(contents) == "RESOLUTION 1"
    assert [str(message) for message in omission_messages(contents)] == [
        "1 attached file is not read: open it in another program",
        "The file is a form: what is filled in is not read",
        "1 script in the file is ignored",
    ]


def test_broken_cross_references_are_repaired() -> None:
    data = pdf_of("RESOLUTION 1\nconsidering")
    start, trailer = data.index(b"xref\n"), data.index(b"trailer")
    for broken in (data[:start] + b"xref\n0 3\ngarbage\n" + data[trailer:], data[:9] + b"% more bytes\n" + data[9:]):
        assert words(readable(broken)) == "RESOLUTION 1 considering"


def test_a_file_that_ends_early_keeps_what_it_has_or_gets_one_sentence() -> None:
    data = pdf_of("RESOLUTION 1", "considering")
    for size in range(0, len(data), len(data) // 12):
        try:
            readable(data[:size])
        except FileError as error:
            assert str(error).startswith("a.pdf: it "), error


@pytest.mark.parametrize("method", ["rc4-40", "rc4-128", "aes-128"])
def test_a_file_with_a_password_gets_one_sentence(method: str) -> None:
    assert refusal(encrypted(pdf_file(), method, user=b"secret")) == (
        "a.pdf: it is protected by a password; open it in another program, remove the password and save it again"
    )


def test_a_file_with_a_password_of_today_gets_one_sentence() -> None:
    """AES with 256 bits, as Acrobat and Word have it since 2012; the keys are made up, so that no password fits."""
    file = pdf_file()
    keys = f"/O <{'5a' * 48}> /U <{'a5' * 48}> /OE <{'11' * 32}> /UE <{'22' * 32}> /Perms <{'33' * 16}> /P -44"
    method = "/CF << /StdCF << /CFM /AESV3 /Length 32 /AuthEvent /DocOpen >> >> /StmF /StdCF /StrF /StdCF"
    file.trailer = f"/Encrypt << /Filter /Standard /V 5 /R 6 /Length 256 {method} {keys} >> /ID [<00> <00>]"
    assert "it is protected by a password" in refusal(file.bytes())


@pytest.mark.parametrize("method", ["rc4-40", "rc4-128", "aes-128"])
def test_a_file_that_opens_without_a_password_is_read(method: str) -> None:
    assert words(readable(encrypted(pdf_file(), method, user=b""))) == "RESOLUTION 1"


def pdf_file() -> PdfFile:
    file = PdfFile()
    file.add_page(lines("RESOLUTION 1"))
    return file


def test_a_scan_without_text_gets_one_sentence() -> None:
    file = PdfFile()
    picture = file.picture(100, 140)
    for number in (1, 2):
        file.add_page(f"q 595 0 0 842 0 0 cm /P Do Q {line(str(number))}", resources=f"/XObject << /P {picture} 0 R >>")
    assert refusal(file.bytes()) == (
        "a.pdf: it has pictures of pages and no text; recognise its text with a program for scanned pages, or get the file from "
        "which it was made"
    )


def test_a_scanned_page_among_others_is_reported() -> None:
    file = PdfFile()
    picture = file.picture(100, 140)
    file.add_page(lines("RESOLUTION 1"))
    file.add_page("q 595 0 0 842 0 0 cm /P Do Q", resources=f"/XObject << /P {picture} 0 R >>")
    (message,) = omission_messages(readable(file.bytes()))
    assert str(message) == "1 page is a picture without text (page 2): it is omitted"


def test_the_recognised_text_of_a_scan_is_read_and_reported() -> None:
    file = PdfFile()
    picture = file.picture(100, 140)
    content = f"q 595 0 0 842 0 0 cm /P Do Q {line('RESOLUTION 1 of the Assembly', mode=3)}"
    file.add_page(content, resources=f"/XObject << /P {picture} 0 R >>")
    contents = readable(file.bytes())
    assert words(contents) == "RESOLUTION 1 of the Assembly"
    (message,) = omission_messages(contents)
    assert str(message) == "1 page is scanned (page 1): a program recognised its text; compare it with the picture"


def test_invisible_text_and_text_behind_a_picture_are_hidden() -> None:
    file = PdfFile()
    picture = file.picture()
    painted = line("behind", y=500) + "q 300 0 0 60 50 480 cm /P Do Q " + line("before", y=510)
    content = painted + line("seen") + line("unseen", y=400, mode=3) + line("outside", x=700, y=300)
    file.add_page(content, resources=f"/XObject << /P {picture} 0 R >>")
    contents = readable(file.bytes())
    assert words(contents) == "before seen"
    assert len(contents.pages[0].pictures) == 1


@pytest.mark.parametrize(("angle", "turn"), [(0, 0), (90, 0), (180, 0), (270, 0), (0, 90), (90, 90), (270, 270)])
def test_rotated_pages_and_texts_are_made_upright(angle: int, turn: int) -> None:
    """`angle` is the page's own, `turn` that of its text."""
    matrix = {0: "1 0 0 1 72 720", 90: "0 1 -1 0 100 72", 270: "0 -1 1 0 100 720"}[turn]
    file = PdfFile()
    file.add_page(f"BT /F1 11 Tf {matrix} Tm (RESOLUTION 1) Tj 0 -20 Td (considering) Tj ET", entries=f"/Rotate {angle}")
    (page,) = readable(file.bytes()).pages
    first, second = page.spans
    assert (first.text, first.angle, second.angle) == ("RESOLUTION 1", 0, 0)
    assert second.baseline - first.baseline == pytest.approx(20, abs=0.1)
    assert list(first.lefts) == sorted(first.lefts)
    assert 0 < first.left < first.right < page.width
    assert 0 < first.top < first.bottom < page.height
    assert (page.width > page.height) == (turn % 180 == 90)


def test_fonts_without_a_map_are_reported_and_refused_above_five_percent() -> None:
    few = readable(file_with_unmapped("x" * 4, "y" * 96))
    (message,) = omission_messages(few)
    assert str(message) == (
        "4 characters (4.0%) cannot be read, since their fonts (?) do not say which letters they draw: they are shown as \ufffd"
    )
    assert words(few) == "y" * 96 + " \ufffd\ufffd\ufffd\ufffd"
    assert refusal(file_with_unmapped("x" * 6, "y" * 94)) == (
        "a.pdf: 6.0% of its characters cannot be read, since its fonts (?) do not say which letters they draw; get the file from "
        "which it was made, or another edition"
    )


def file_with_unmapped(unmapped: str, mapped: str) -> bytes:
    file = PdfFile()
    fonts = {"F1": file.font("Times-Roman"), "F3": file.unmapped_font()}
    file.add_page(line(mapped, size=4) + line(unmapped, y=600, font="F3"), fonts=fonts)
    return file.bytes()


def test_letters_without_a_height_are_read() -> None:
    file = PdfFile()
    file.add_page("BT /F1 12 Tf 1 0 0 0 72 700 Tm (RESOLUTION 1) Tj ( 2) Tj ET " + lines("considering", "a) that"))
    contents = readable(file.bytes())
    assert all(span.size > 0 for span in contents.pages[0].spans)
    assert read_contents(contents, "a.pdf").submission.proposals


def test_a_hundred_thousand_pages_end_soon() -> None:
    begun = time.monotonic()
    file = PdfFile()
    page = file.add_page(line("a"))
    file.pages = [page] * 100_000
    with pytest.raises(FileError, match="it has too many pages"):
        readable(file.bytes())
    file.pages = [page]
    assert words(readable(file.bytes().replace(b"/Count 1 ", b"/Count 99999999 "))) == "a"
    assert time.monotonic() - begun < 30
