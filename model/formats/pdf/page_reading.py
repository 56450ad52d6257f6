"""The pages of a PDF, and pictures of them, from a process that is started for each request.

PDFium reads files of strangers in C++. In a process of its own a damaged file can neither end the program nor fill the memory.
"""

from __future__ import annotations

import queue
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress

import msgspec
from msgspec import Struct

from model.errors import FileError
from model.formats.pdf.pages import FontReadability, PdfContents, PdfFacts, PdfPage
from model.formats.pdf.process_frames import (
    FACTS,
    FAILURE,
    FONTS,
    MAPPED,
    MEMORY_STATUS,
    PAGE,
    PIXELS,
    EndOfFrames,
    PagePixels,
    PdfRequest,
    Reason,
    read_frame,
    write_request,
)
from model.formats.progress import Report, no_report
from model.message import Message
from model.storage.own_command import READ_PDF, own_command

_WAITING = 64
"""Frames that wait to be used."""
_TICK = 0.1
"""Seconds between two reports while nothing comes."""


class ReadingLimits(Struct, frozen=True):
    """What the process may use."""

    memory: int = 700_000_000
    """Bytes, beside the file itself."""
    seconds: int = 300
    """For the whole file."""
    silence: float = 30.0
    """Seconds without a page."""


LIMITS = ReadingLimits()
_READING = Message.of("Reading the pages")
_SLOW = Message.of("it takes too long to read; open it in another program and print the pages that you need as a new PDF")
_REASONS: dict[Reason, Message] = {
    "encrypted": Message.of("it is protected by a password; open it in another program, remove the password and save it again"),
    "damaged": Message.of("it is damaged or no PDF; get it again from its source, or print it as a new PDF in another program"),
    "missing": Message.of("PDF files need the library PDFium, which is not installed; install pypdfium2"),
    "memory": Message.of("reading it needs too much memory; print the pages that you need as a new PDF in another program"),
    "pages": Message.of("it has too many pages; print the pages that you need as a new PDF in another program"),
    "characters": Message.of("its text is too long; print the pages that you need as a new PDF in another program"),
}


def read_pages(
    data: bytes,
    name: str,
    report: Report = no_report,
    limits: ReadingLimits = LIMITS,
    meanwhile: Callable[[], object] = lambda: None,
) -> PdfContents:
    """All pages of a PDF. Raises FileError.

    data: the bytes of the file
    name: that of the file, for messages
    report: gets the number of pages read, and stops the work by an exception
    limits: what the process may use
    meanwhile: is called once while the process starts and reads the first pages
    """
    facts = PdfFacts(0)
    pages: list[PdfPage] = []

    def tell() -> None:
        report(len(pages), facts.page_count, _READING)

    request = PdfRequest(len(data), limits.memory + len(data), limits.seconds)
    for kind, body in _answer(data, name, request, limits, tell, meanwhile):
        if kind == PAGE:
            pages.append(msgspec.msgpack.decode(body, type=PdfPage))
            tell()
        elif kind == FACTS:
            facts = msgspec.msgpack.decode(body, type=PdfFacts)
        elif kind == FONTS:
            return PdfContents(facts, tuple(pages), msgspec.msgpack.decode(body, type=tuple[FontReadability, ...]))
    raise FileError(name, _REASONS["damaged"])


def read_page_picture(
    data: bytes, name: str, page: int, scale: float, turn: int = 0, *, report: Report = no_report, limits: ReadingLimits = LIMITS
) -> PagePixels:
    """The picture of a page. Raises FileError.

    data: the bytes of the file
    name: that of the file, for messages
    page: its number, from 1
    scale: pixels per point
    turn: degrees clockwise beyond what a viewer shows, as `PdfPage.turn`
    report: stops the work by an exception
    limits: what the process may use
    """
    request = PdfRequest(len(data), limits.memory + len(data), limits.seconds, page, scale, turn)
    for kind, body in _answer(data, name, request, limits, lambda: report(0, 0, _READING)):
        if kind == PIXELS:
            return msgspec.msgpack.decode(body, type=PagePixels)
    raise FileError(name, _REASONS["damaged"])


def _answer(
    data: bytes,
    name: str,
    request: PdfRequest,
    limits: ReadingLimits,
    tell: Callable[[], None],
    meanwhile: Callable[[], object] = lambda: None,
) -> Iterator[tuple[bytes, bytes]]:
    """The frames that a new process answers. The process ends with this, in any case.

    data, name, limits, meanwhile: as of `read_pages`
    request: what is asked for
    tell: is called while the process is silent
    """
    command, folder = own_command(READ_PDF)
    flags = getattr(subprocess, "CREATE_NO_WINDOW", 0)
    pipe, nowhere = subprocess.PIPE, subprocess.DEVNULL
    try:
        process = subprocess.Popen(command, cwd=folder, stdin=pipe, stdout=pipe, stderr=nowhere, creationflags=flags)
    except OSError as error:
        message = Message.of(
            "the process that reads PDF files does not start ({reason}); close other programs and try again", reason=str(error)
        )
        raise FileError(name, message) from error
    limited = ExitStack()
    if sys.platform == "win32":  # elsewhere it limits itself, and ends when this program does since its input is closed
        from model.storage.windows_job import job_of

        with suppress(OSError):
            limited.enter_context(job_of(process, request.memory + MAPPED, request.seconds))
    exchange = _Exchange(process, request, data)
    begun = heard = time.monotonic()
    try:
        meanwhile()
        while True:
            if (frame := exchange.next_frame()) is not None:
                heard = time.monotonic()
                if frame[0] == FAILURE:
                    raise FileError(name, _REASONS[msgspec.msgpack.decode(frame[1], type=Reason)])
                yield frame
            else:
                tell()
            if time.monotonic() - heard > limits.silence or time.monotonic() - begun > limits.seconds:
                raise FileError(name, _SLOW)
    except EndOfFrames:
        raise FileError(name, _end_of(process)) from None
    finally:
        exchange.end()
        limited.close()


def _end_of(process: subprocess.Popen[bytes]) -> Message:
    """Why a process ended before its answer did."""
    with suppress(subprocess.TimeoutExpired):
        process.wait(5)
    if process.returncode == MEMORY_STATUS:
        return _REASONS["memory"]
    if sys.platform == "win32":
        from model.storage.windows_job import NO_TIME_LEFT

        return _SLOW if process.returncode == NO_TIME_LEFT else _REASONS["damaged"]
    if process.returncode == -signal.SIGKILL:  # by the system, when no memory is left
        return _REASONS["memory"]
    return _SLOW if process.returncode == -signal.SIGXCPU else _REASONS["damaged"]


class _Exchange:
    """A thread that sends the request and collects the frames, since a pipe blocks."""

    def __init__(self, process: subprocess.Popen[bytes], request: PdfRequest, data: bytes) -> None:
        self._process = process
        self._frames: queue.Queue[tuple[bytes, bytes] | None] = queue.Queue(_WAITING)
        self._is_wanted = True
        self._thread = threading.Thread(target=self._run, args=(request, data), daemon=True)
        self._thread.start()

    def next_frame(self) -> tuple[bytes, bytes] | None:
        """The next frame; None if none came for a while. Raises EndOfFrames."""
        try:
            frame = self._frames.get(timeout=_TICK)
        except queue.Empty:
            return None
        if frame is None:
            raise EndOfFrames
        return frame

    def end(self) -> None:
        """Ends the process and the thread."""
        self._is_wanted = False
        self._process.kill()
        self._process.wait()
        with suppress(queue.Empty):  # The thread may wait for a free place.
            while True:
                self._frames.get_nowait()
        self._thread.join()
        for stream in (self._process.stdin, self._process.stdout):
            if stream is not None:
                with suppress(OSError):
                    stream.close()

    def _run(self, request: PdfRequest, data: bytes) -> None:
        stdin, stdout = self._process.stdin, self._process.stdout
        assert stdin is not None
        assert stdout is not None
        try:
            write_request(stdin, request, data)
            while self._is_wanted:
                self._frames.put(read_frame(stdout))
        except (EndOfFrames, OSError, ValueError):
            pass
        if self._is_wanted:
            self._frames.put(None)
