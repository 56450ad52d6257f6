"""Files, folders and zips taken into a library: one file after another, and a report of what became of each.

A file that cannot be used is named and the next one is taken. What cannot be written, on a full disk, ends the work: the texts
that are in stay in.
"""

from __future__ import annotations

import os
import zlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from msgspec import Struct, msgpack

from model.errors import FileError, abridged_text
from model.formats.safe_zip import Archive, open_archive, read_file
from model.library.folder.descriptions import Original
from model.library.folder.errors import DamagedLibrary
from model.library.imports.file_reader import Reading, read_texts
from model.library.imports.import_preview import FoundText, found_texts
from model.library.store.changes import AS_READ, FileChoice
from model.library.store.library import Library
from model.library.store.library_records import Addition
from model.library.texts.values import LibraryText
from model.message import Message
from model.references.editions import EditionRow
from model.storage.atomic_write import fingerprint

_ZIP = b"PK\x03\x04"
_DOCUMENT_PARTS = ("[content_types].xml", "mimetype")
"""Parts of which one stands in every zip that is itself a document."""
_LONGEST_NAME = 200
"""Characters of the name of a file in a zip; the name of a file has at most 255 bytes."""
_PASSED = (".", "~$", "thumbs.db", "desktop.ini", "__macosx")
"""How the names begin of what systems and Word put beside the files that are meant."""


class Progress(Struct, frozen=True):
    """How far the work is."""

    file: str
    """The name of the file that is read now."""
    done: int
    total: int
    """Files, those in zips counted where their zip was opened."""


class FileMessage(Struct, frozen=True):
    """What a user must know about a file."""

    file: str
    message: Message
    reason: Message | None = None
    """Why a file could not be used, as a part of a sentence; None of a file that was used."""


class ImportReport(Struct, frozen=True):
    """What became of the files."""

    files: int = 0
    """How many were read."""
    additions: tuple[Addition, ...] = ()
    """What became of each text, in order."""
    rows: int = 0
    """How many editions saved lists of contents name."""
    warnings: tuple[FileMessage, ...] = ()
    """What was left out or not understood in files that were used."""
    refused: tuple[FileMessage, ...] = ()
    """The files that could not be used, with the reason."""
    stopped: Message | None = None
    """Why the work ended before its time; None where it did not."""

    def number(self, outcome: str) -> int:
        """How many texts came to an outcome."""
        return sum(addition.outcome == outcome for addition in self.additions)


class GivenFile(Struct, frozen=True):
    """A file that is to be taken in."""

    name: str
    """As it is shown: of a file in a zip with that of the zip before it."""
    read: Callable[[], bytes]


class Work(Struct, frozen=True):
    """The functions by which a work on many files reads, says how far it is and is cancelled."""

    read: Callable[[bytes, str], Reading] = read_texts
    tell: Callable[[Progress], None] = lambda progress: None
    """Is called before each file."""
    is_cancelled: Callable[[], bool] = lambda: False
    """Is asked before each file."""


class FileRead(Struct, frozen=True):
    """A file that was read and may go into a library."""

    name: str
    data: bytes
    reading: Reading


class WaitingFile(Struct, frozen=True):
    """A file that was read and waits to be put into a library, its contents packed: thousands of texts would be millions of
    objects."""

    name: str
    data: bytes
    packed: bytes

    @classmethod
    def of(cls, file: FileRead) -> WaitingFile:
        """A file that was read, without its warnings."""
        return cls(file.name, file.data, zlib.compress(_encoder.encode((file.reading.texts, file.reading.rows)), 1))

    @property
    def file(self) -> FileRead:
        """The file as it was read."""
        return FileRead(self.name, self.data, Reading(*_decoder.decode(zlib.decompress(self.packed))))


_encoder = msgpack.Encoder()
_decoder = msgpack.Decoder(tuple[tuple[LibraryText, ...], tuple[EditionRow, ...]])


class Survey(Struct, frozen=True):
    """Files that were read and are not in a library yet."""

    files: tuple[WaitingFile, ...] = ()
    texts: tuple[FoundText, ...] = ()
    """The texts of all files, then each list of contents, in the order of the files."""
    report: ImportReport = ImportReport()
    """What was read, left out and refused."""


_CANCELLED = Message.of("the work was cancelled; what is in the library stays there")
_NUMBERS_DAMAGED = Message.of("the numbers of its texts in the library’s description were damaged; they have new ones")
_UNCHANGED = Message.of("the work was cancelled; the library is as it was")


class Cancelled(Exception):
    """The user cancelled the work."""


class FileImport:
    """Files on their way into a library, and the report of them."""

    def __init__(self, work: Work) -> None:
        """Takes the functions of the work."""
        self._work = work
        self._files = 0
        self._rows = 0
        self._additions: list[Addition] = []
        self._warnings: list[FileMessage] = []
        self._refused: list[FileMessage] = []
        self.stopped: Message | None = None
        """Why the work ended before its time."""

    def files(self, paths: Iterable[Path]) -> Iterator[FileRead]:
        """The files of paths, folders and zips that can be used, each read; the others are named in the report. Cancelled where
        the user says so."""
        waiting = [*files_in(paths)]
        done = 0
        while waiting:
            given = waiting.pop(0)
            self._begin(given.name, done, done + len(waiting) + 1)
            done += 1
            try:
                data = given.read()
                parts = _parts(data, given.name)
                if parts == []:
                    raise FileError(given.name, Message.of("it is a zip without files; give one with files in it"))
            except FileError as error:
                self._refused.append(FileMessage(given.name, error.message, error.reason))
                continue
            if parts is not None:
                waiting[:0] = parts
            elif (found := self._read(data, given.name)) is not None:
                yield found

    def add(self, library: Library, file: FileRead, choice: FileChoice = AS_READ) -> None:
        """Adds the texts of a file. FileError where the library cannot be written."""
        self._additions += library.changes.add(file.data, Path(file.name).name, file.reading.texts, file.reading.rows, choice)

    def add_read(self, library: Library, survey: Survey, chosen: Mapping[int, FoundText]) -> None:
        """Adds what was chosen of files that were read. Cancelled where the user says so, FileError where the library cannot be
        written.

        library: the library
        survey: the files
        chosen: the texts that go in, by their places in the survey, as they were corrected
        """
        of_file: defaultdict[int, list[tuple[FoundText, FoundText | None]]] = defaultdict(list)
        for place, found in enumerate(survey.texts):
            of_file[found.file].append((found, chosen.get(place)))
        wanted = {number: pairs for number, pairs in of_file.items() if any(taken for _, taken in pairs)}
        for done, (number, pairs) in enumerate(wanted.items()):
            file = survey.files[number].file
            self._begin(file.name, done, len(wanted))
            left_out = frozenset(found.place for found, taken in pairs if taken is None)
            corrected = {taken.place: taken.identity for found, taken in pairs if taken and taken.identity != found.identity}
            self._rows += len(file.reading.rows)
            self.add(library, file, FileChoice(left_out, corrected))

    def add_again(self, library: Library, originals: Sequence[Original]) -> None:
        """Adds what is not in of files that the library holds. Cancelled where the user says so, FileError where it cannot be
        written."""
        for done, original in enumerate(originals):
            self._begin(original.name, done, len(originals))
            try:
                data = library.originals.read(original)
            except FileError as error:
                self._refused.append(FileMessage(original.name, error.message))
                continue
            found = self._read(data, original.name)
            if found is not None:
                if original.texts == len(found.reading.texts) and not library.has_room_for(original):
                    self._warnings.append(FileMessage(original.name, _NUMBERS_DAMAGED))
                self._additions += library.changes.refill(original, found.reading.texts, found.reading.rows)

    def add_without_description(self, library: Library) -> None:
        """Adds the files of the library that lost their description, and reports those that cannot be used for it. Errors as
        `add_again`."""
        for file in self.files(library.originals.files_without_description()):
            self.add(library, file)
        for error in library.originals.problems():
            self._refused.append(FileMessage(str(error.path), error.message, error.reason))

    @contextmanager
    def until_stopped(self, cancelled: Message = _CANCELLED) -> Iterator[None]:
        """Ends the work in the context if the user cancels it or the library cannot be written; the report has the reason:
        `cancelled`, or the error. Raises DamagedLibrary if the database must be rebuilt first."""
        try:
            yield
        except Cancelled:
            self.stopped = cancelled
        except DamagedLibrary:
            raise
        except FileError as error:
            self.stopped = error.message

    def report(self) -> ImportReport:
        """What became of the files so far."""
        messages = tuple(self._warnings), tuple(self._refused)
        return ImportReport(self._files, tuple(self._additions), self._rows, *messages, self.stopped)

    def _begin(self, name: str, done: int, total: int) -> None:
        if self._work.is_cancelled():
            raise Cancelled
        self._work.tell(Progress(name, done, total))

    def _read(self, data: bytes, name: str) -> FileRead | None:
        try:
            reading = self._work.read(data, name)
        except FileError as error:
            self._refused.append(FileMessage(name, error.message, error.reason))
            return None
        self._files += 1
        self._rows += len(reading.rows)
        self._warnings += (FileMessage(name, message) for message in reading.warnings)
        return FileRead(name, data, reading)


def import_files(library: Library, paths: Iterable[Path], work: Work | None = None) -> ImportReport:
    """Takes files, folders and zips into a library, in their order; of a folder all files in it and below it."""
    given = tuple(paths)

    def add_all(filling: FileImport) -> None:
        for file in filling.files(given):
            filling.add(library, file)

    return _run(library, work or Work(), add_all)


def _run(
    library: Library,
    work: Work,
    act: Callable[[FileImport], None],
    *,
    cancelled: Message = _CANCELLED,
    reads_all: bool = False,
) -> ImportReport:
    """Does a work on a library and returns its report. If the database turns out to be damaged, it is rebuilt and the work
    repeated.

    library: the library
    work: the functions of the work
    act: does it
    reads_all: whether the work itself reads all files of the library again
    reads_all: whether the work itself reads again what the library holds
    """
    for may_renew in (True, False):
        filling = FileImport(work)
        try:
            with filling.until_stopped(cancelled):
                act(filling)
        except DamagedLibrary as error:
            filling.stopped = error.message
            if may_renew:
                library.renew()
                if not reads_all:
                    complete(library, work)
                continue
        break
    return filling.report()


def survey(paths: Iterable[Path], library: Library | None, work: Work | None = None) -> Survey | None:
    """Reads files, folders and zips, of which nothing goes into a library yet; None where the user cancelled that. `library` is
    asked which of them it holds; None where there is none."""
    filling = FileImport(work or Work())
    files: list[WaitingFile] = []
    texts: list[FoundText] = []
    try:
        for file in filling.files(paths):
            texts += found_texts(file.reading, len(files), Path(file.name).name, fingerprint(file.data), library)
            files.append(WaitingFile.of(file))
    except Cancelled:
        return None
    return Survey(tuple(files), tuple(texts), filling.report())


def add_chosen(library: Library, found: Survey, chosen: Mapping[int, FoundText], work: Work | None = None) -> ImportReport:
    """Takes texts of files that were read into a library, one after another; what became of them.

    library: the library
    found: the files
    chosen: the texts that go in, by their places in what was found, as they were corrected
    work: says how far it is, and is cancelled
    """
    return _run(library, work or Work(), lambda filling: filling.add_read(library, found, chosen))


def complete(library: Library, work: Work | None = None) -> ImportReport:
    """Takes in what is not in yet of the files that a library holds: after an import that was ended, or with a new database."""

    def add_rest(filling: FileImport) -> None:
        filling.add_again(library, library.waiting_files())
        filling.add_without_description(library)
        library.settle()

    return _run(library, work or Work(), add_rest, reads_all=True)


def rebuild(library: Library, work: Work | None = None) -> ImportReport:
    """Reads all files of a library anew, in place of what was read from them before; cancelled or stopped, nothing is changed."""

    def add_all(filling: FileImport) -> None:
        with library.changes.rebuilding():
            filling.add_again(library, library.originals.all())
        filling.add_without_description(library)
        library.settle()

    return _run(library, work or Work(), add_all, cancelled=_UNCHANGED, reads_all=True)


def files_in(paths: Iterable[Path]) -> Iterator[GivenFile]:
    """The files of paths, of folders all that lie in them and below them, but for those that systems put there."""
    for path in paths:
        if not path.is_dir():
            yield GivenFile(str(path), _reader(path, str(path)))
            continue
        for folder, folders, names in os.walk(path):
            folders[:] = sorted(name for name in folders if not _is_passed(name))
            for name in sorted(names):
                if not _is_passed(name):
                    file = Path(folder) / name
                    yield GivenFile(str(file), _reader(file, str(file)))


def _reader(path: Path, name: str) -> Callable[[], bytes]:
    return lambda: read_file(path, name)


def _parts(data: bytes, name: str) -> list[GivenFile] | None:
    """The files of a zip; None where the bytes are no zip or a document that is one."""
    if not data.startswith(_ZIP):
        return None
    archive = open_archive(data, name)
    if any(archive.find(part) for part in _DOCUMENT_PARTS):
        return None
    wanted = (part for part in archive.names if not any(_is_passed(step) for step in part.split("/")))
    return [GivenFile(f"{name}/{abridged_text(part, _LONGEST_NAME)}", _part_reader(archive, part)) for part in sorted(wanted)]


def _part_reader(archive: Archive, part: str) -> Callable[[], bytes]:
    return lambda: archive.read(part)


def _is_passed(name: str) -> bool:
    return name.lower().startswith(_PASSED)
