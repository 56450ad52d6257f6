"""PDF files read by the process of PDFs."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest

from model.errors import FileError
from model.formats.pdf import page_reading
from model.formats.pdf.page_reading import ReadingLimits, read_page_picture, read_pages
from model.formats.pdf.process_frames import FONTS, PdfRequest, read_frame, write_request
from model.message import Message
from model.storage.own_command import READ_PDF, own_command
from tests.builders.pdf import PdfFile, line, pdf_of
from tests.skips import needs_signals


def texts(data: bytes) -> list[list[str]]:
    return [[span.text for span in page.spans] for page in read_pages(data, "a.pdf").pages]


def test_the_lines_of_each_page_are_read() -> None:
    assert texts(pdf_of("RESOLUTION 1\nconsidering", "a) that")) == [["RESOLUTION 1", "considering"], ["a) that"]]


def test_places_fonts_and_sizes_are_those_of_the_file() -> None:
    file = PdfFile()
    file.add_page(line("Title", 100, 742, font="F2", size=14) + line("text", 72, 700))
    (page,) = read_pages(file.bytes(), "a.pdf").pages
    title, text = page.spans
    assert (title.font, title.size, title.is_bold, title.is_italic) == ("Helvetica-Bold", 14.0, True, False)
    assert (text.font, text.is_bold) == ("Times-Roman", False)
    assert (page.width, page.height) == (595.0, 842.0)
    assert (title.left, title.baseline) == (100.0, 100.0)
    assert list(title.lefts)[1:] == list(title.rights)[:-1], "each character begins where the one before it ends"
    assert title.top < title.baseline < title.bottom


def test_progress_is_reported_and_stops_the_work() -> None:
    seen: list[tuple[int, int]] = []

    def report(done: int, count: int, what: Message) -> None:
        seen.append((done, count))

    read_pages(pdf_of("a", "b", "c"), "a.pdf", report)
    assert [pair for pair in seen if pair[1]] == [(1, 3), (2, 3), (3, 3)]

    def stop(done: int, count: int, what: Message) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        read_pages(pdf_of("a", "b", "c"), "a.pdf", stop)


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7\n", b"PK\x03\x04", b"%PDF-1.7\n%%EOF", pdf_of()])
def test_what_is_no_pdf_gets_one_sentence(data: bytes) -> None:
    with pytest.raises(FileError, match=r"^a\.pdf: it is damaged or no PDF; get it again"):
        read_pages(data, "a.pdf")


def test_the_memory_of_the_program_does_not_count() -> None:
    """Linux gives a new process the peak of the one that started it."""
    held = bytearray(b"x") * 400_000_000
    assert len(read_pages(pdf_of("a"), "a.pdf", limits=ReadingLimits(memory=200_000_000)).pages) == 1
    del held


def test_a_process_that_needs_too_much_memory_ends_itself() -> None:
    file = PdfFile()
    file.add_page(line("a") + "0 0 m 9 9 l S " * 100_000)
    with pytest.raises(FileError, match="reading it needs too much memory"):
        read_pages(file.bytes(), "a.pdf", limits=ReadingLimits(memory=10_000_000))


def test_the_process_ends_with_the_program_that_started_it() -> None:
    file = PdfFile()
    file.add_page(line("a") + "0 0 m 9 9 l S 0 0 100 100 re f " * 400_000)
    data = file.bytes()
    command, folder = own_command(READ_PDF)
    with subprocess.Popen(command, cwd=folder, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdin is not None
        write_request(process.stdin, PdfRequest(len(data), 10**9, 60), data)
        process.stdin.close()
        begun = time.monotonic()
        assert process.wait(30) == 1
        assert time.monotonic() - begun < 3


def test_a_silent_process_is_ended() -> None:
    with pytest.raises(FileError, match="it takes too long to read"):
        read_pages(pdf_of("a"), "a.pdf", limits=ReadingLimits(silence=0.0))


@needs_signals
def test_a_process_that_the_system_kills_needs_too_much_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    killed = [sys.executable, "-c", "import os, signal; os.kill(os.getpid(), signal.SIGKILL)"]
    monkeypatch.setattr(page_reading, "own_command", lambda verb: (killed, None))
    with pytest.raises(FileError, match="too much memory"):
        read_pages(pdf_of("RESOLUTION 1"), "a.pdf")


def test_a_page_becomes_a_picture() -> None:
    pixels = read_page_picture(pdf_of("a", "MMMMMMMMMM"), "a.pdf", 2, 1.0)
    assert (pixels.width, pixels.height, pixels.scale) == (595, 842, 1.0)
    rows = [pixels.data[row * 595 * 4 : (row + 1) * 595 * 4] for row in range(842)]
    dark = [number for number, row in enumerate(rows) if min(row[::4]) < 100]
    assert dark
    assert 70 < dark[0] <= dark[-1] < 85, "the line on the baseline 82"
    turned = read_page_picture(pdf_of("a"), "a.pdf", 1, 2.0, 90)
    assert (turned.width, turned.height) == (1684, 1190)


def test_the_process_loads_neither_qt_nor_lxml_nor_the_verbs(tmp_path: Path) -> None:
    command, folder = own_command(READ_PDF)
    traced, data, pipe = [command[0], "-X", "importtime", *command[1:]], pdf_of("that"), subprocess.PIPE
    with (
        (tmp_path / "imports").open("wb") as errors,
        subprocess.Popen(traced, cwd=folder, stdin=pipe, stdout=pipe, stderr=errors) as process,
    ):
        assert process.stdin is not None
        assert process.stdout is not None
        write_request(process.stdin, PdfRequest(len(data), 700_000_000, 60), data)
        while read_frame(process.stdout)[0] != FONTS:
            pass
    loaded = {line.rpartition("|")[2].strip() for line in (tmp_path / "imports").read_text(encoding="utf-8").splitlines()}
    assert "model.formats.pdf.extraction" in loaded
    assert {name for name in loaded if name.partition(".")[0] in ("PySide6", "lxml", "babel", "argparse")} == set()
    assert not {"app.cli.main", "model.redline", "inspect"} & loaded


def test_other_work_is_done_while_the_process_reads() -> None:
    done: list[str] = []
    contents = read_pages(pdf_of("that"), "a.pdf", meanwhile=lambda: done.append("work"))
    assert done == ["work"]
    assert len(contents.pages) == 1

    def fail() -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        read_pages(pdf_of("that"), "a.pdf", meanwhile=fail)
