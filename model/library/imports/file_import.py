"""The import of files, folders and zips into a library, one file after another, with a report on each.

A file that cannot be used is reported, and the import continues with the next one. An error in writing, such as a full disk,
ends the import; texts that were added before it stay in the library.
"""

from __future__ import annotations

import zlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from msgspec import Struct, msgpack
from msgspec.structs import replace

from model.errors import FileError
from model.formats.pdf.places import PdfPlaces
from model.formats.progress import Report
from model.library.folder.descriptions import Original
from model.library.folder.errors import DamagedLibrary
from model.library.imports.file_reader import Reading, read_texts
from model.library.imports.given_files import FilesInZips, GivenFile, files_in
from model.library.imports.import_preview import FoundText, found_texts
from model.library.store.changes import AS_READ, FileChoice
from model.library.store.library import Library
from model.library.store.library_records import Addition
from model.library.texts.identity import with_text_corrections
from model.library.texts.values import LibraryText
from model.message import Message
from model.references.editions import EditionRow
from model.storage.atomic_write import fingerprint


class Progress(Struct, frozen=True):
    """The progress of an import."""

    file: str
    """The name of the file that is read now."""
    done: int
    total: int
    """Number of files; those in a zip are included after the zip has been opened."""
    within: tuple[int, int, Message] | None = None
    """The progress in the file itself, if it takes long: the steps done, their number, and what is being done."""


class FileMessage(Struct, frozen=True):
    """A message to the user about a file."""

    file: str
    message: Message
    reason: Message | None = None
    """Why a file could not be used, as a part of a sentence; None of a file that was used."""


class ImportReport(Struct, frozen=True):
    """The results of an import."""

    files: int = 0
    """How many were read."""
    additions: tuple[Addition, ...] = ()
    """The result for each text, in order."""
    rows: int = 0
    """How many editions saved lists of contents name."""
    warnings: tuple[FileMessage, ...] = ()
    """Warnings about omitted or unrecognised parts of files that were used."""
    refused: tuple[FileMessage, ...] = ()
    """The files that could not be used, with the reason."""
    stopped: Message | None = None
    """Why the import stopped early; None if it did not."""

    def number(self, outcome: str) -> int:
        """The number of texts with an outcome."""
        return sum(addition.outcome == outcome for addition in self.additions)


class Work(Struct, frozen=True):
    """The functions by which work on many files reads, reports its progress and is cancelled."""

    read: Callable[[bytes, str, Report], Reading] = read_texts
    tell: Callable[[Progress], None] = lambda progress: None
    """Is called before each file, and several times a second while a long one is read."""
    is_cancelled: Callable[[], bool] = lambda: False
    """Is asked as often."""


class FileRead(Struct, frozen=True):
    """A file that was read and may be added to a library."""

    name: str
    data: bytes
    reading: Reading


class WaitingFile(Struct, frozen=True):
    """A file that was read and waits to be added; it is packed, since thousands of texts would be millions of objects."""

    name: str
    data: bytes
    packed: bytes
    places: tuple[PdfPlaces | None, ...] = ()
    """As in its reading."""

    @classmethod
    def of(cls, file: FileRead) -> WaitingFile:
        """A file that was read, without its warnings."""
        reading = file.reading
        return cls(file.name, file.data, zlib.compress(_encoder.encode((reading.texts, reading.rows)), 1), reading.places)

    @property
    def file(self) -> FileRead:
        """The file as it was read."""
        return FileRead(self.name, self.data, Reading(*_decoder.decode(zlib.decompress(self.packed)), places=self.places))


_encoder = msgpack.Encoder()
_decoder = msgpack.Decoder(tuple[tuple[LibraryText, ...], tuple[EditionRow, ...]])


class Survey(Struct, frozen=True):
    """Files that were read and are not in a library yet."""

    files: tuple[WaitingFile, ...] = ()
    texts: tuple[FoundText, ...] = ()
    """The texts of all files, then each list of contents, in the order of the files."""
    report: ImportReport = ImportReport()
    """The files that were read, omitted and refused."""


_CANCELLED = Message.of("the work was cancelled; texts that are in the library stay there")
_NUMBERS_DAMAGED = Message.of("the numbers of its texts in the library’s description were damaged; they have new ones")
_UNCHANGED = Message.of("the work was cancelled; the library is unchanged")


class Cancelled(Exception):
    """The user cancelled the work."""


class FileImport:
    """The import of files into a library, and its report."""

    def __init__(self, work: Work) -> None:
        """Takes the functions of the work."""
        self._work = work
        self._step = Progress("", 0, 0)
        self._zips = FilesInZips()
        self._files = 0
        self._rows = 0
        self._additions: list[Addition] = []
        self._warnings: list[FileMessage] = []
        self._refused: list[FileMessage] = []
        self.stopped: Message | None = None
        """Why the work ended before its time."""

    def files(self, paths: Iterable[Path | GivenFile]) -> Iterator[FileRead]:
        """Reads the usable files of paths, folders and zips one by one; the report names the others. May raise Cancelled."""
        waiting = [*files_in(paths)]
        done = 0
        while waiting:
            given = waiting.pop(0)
            self._begin(given.name, done, done + len(waiting) + 1)
            done += 1
            try:
                data = given.read()
                parts = self._zips.parts(data, given)
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
        """Adds the texts of a file. FileError if the library cannot be written."""
        self._additions += library.changes.add(file.data, Path(file.name).name, file.reading.texts, file.reading.rows, choice)

    def add_read(self, library: Library, survey: Survey, chosen: Mapping[int, FoundText]) -> None:
        """Adds the chosen texts of a survey, with the user's corrections. Cancelled, or FileError if it cannot be written."""
        of_file: defaultdict[int, list[tuple[FoundText, FoundText | None]]] = defaultdict(list)
        for place, found in enumerate(survey.texts):
            of_file[found.file].append((found, chosen.get(place)))
        wanted = {number: pairs for number, pairs in of_file.items() if any(taken for _, taken in pairs)}
        for done, (number, pairs) in enumerate(wanted.items()):
            file = survey.files[number].file
            self._begin(file.name, done, len(wanted))
            left_out = frozenset(found.place for found, taken in pairs if taken is None)
            corrected = {taken.place: taken.identity for found, taken in pairs if taken and taken.identity != found.identity}
            changed = {taken.place: taken.text_corrections for _, taken in pairs if taken and taken.text_corrections}
            self._rows += len(file.reading.rows)
            self.add(library, file, FileChoice(left_out, corrected, changed))

    def add_again(self, library: Library, originals: Sequence[Original]) -> None:
        """Adds the missing texts of files that are in the library. Raises Cancelled, and FileError if it cannot be written."""
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
                self._warn_of_unfit_corrections(original, found.reading.texts)
                self._additions += library.changes.refill(original, found.reading.texts, found.reading.rows)

    def _warn_of_unfit_corrections(self, original: Original, texts: Sequence[LibraryText]) -> None:
        """Reports corrections of clauses that do not fit what is read from the file now."""
        unfit = sum(
            with_text_corrections(texts[place], made)[1] if place < len(texts) else len(made)
            for place, made in original.text_corrections.items()
        )
        if unfit:
            lost = Message.counted(
                "{n} correction of its clauses no longer fits what is read; compare the text with the pages.",
                "{n} corrections of its clauses no longer fit what is read; compare the text with the pages.",
                unfit,
            )
            self._warnings.append(FileMessage(original.name, lost))

    def add_without_description(self, library: Library) -> None:
        """Adds again the files that lost their description, and reports the unusable ones. Errors as in `add_again`."""
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
        """The results so far."""
        messages = tuple(self._warnings), tuple(self._refused)
        return ImportReport(self._files, tuple(self._additions), self._rows, *messages, self.stopped)

    def _begin(self, name: str, done: int, total: int) -> None:
        self._tell(Progress(name, done, total))

    def _tell(self, step: Progress) -> None:
        if self._work.is_cancelled():
            raise Cancelled
        self._step = step
        self._work.tell(step)

    def _report(self, done: int, count: int, what: Message) -> None:
        """Reports the progress within the present file. May raise Cancelled."""
        self._tell(replace(self._step, within=(done, count, what)))
        if self._work.is_cancelled():
            raise Cancelled

    def _read(self, data: bytes, name: str) -> FileRead | None:
        try:
            reading = self._work.read(data, name, self._report)
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
    library: Library, work: Work, act: Callable[[FileImport], None], *, cancelled: Message = _CANCELLED, reads_all: bool = False
) -> ImportReport:
    """Changes a library and returns the report. If the database turns out to be damaged, it is rebuilt and the change repeated.
    `cancelled` is the message if the user cancels; `reads_all`: `act` itself reads all files of the library again."""
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


def survey(paths: Iterable[Path | GivenFile], library: Library | None, work: Work | None = None) -> Survey | None:
    """Reads files, folders and zips without adding anything; None if the user cancels. `library` knows its own files."""
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
    """Adds chosen texts to a library, by their places in the survey, with the user's corrections, and returns the report."""
    return _run(library, work or Work(), lambda filling: filling.add_read(library, found, chosen))


def complete(library: Library, work: Work | None = None) -> ImportReport:
    """Adds the texts that a library still lacks from its files, after an import that stopped early or for a new database."""

    def add_rest(filling: FileImport) -> None:
        filling.add_again(library, library.waiting_files())
        filling.add_without_description(library)
        library.settle()

    return _run(library, work or Work(), add_rest, reads_all=True)


def rebuild(library: Library, work: Work | None = None) -> ImportReport:
    """Reads all files of a library again and replaces their texts; nothing changes if it is cancelled or fails."""

    def add_all(filling: FileImport) -> None:
        with library.changes.rebuilding():
            filling.add_again(library, library.originals.all())
        filling.add_without_description(library)
        library.settle()

    return _run(library, work or Work(), add_all, cancelled=_UNCHANGED, reads_all=True)
