"""Files, folders and zips on their way into a library: each that cannot be used is named, and the work goes on."""

from __future__ import annotations

import errno
import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from model.errors import FileError
from model.formats.progress import Report, no_report
from model.library.imports.file_import import ImportReport, Progress, Work, complete, import_files, rebuild
from model.library.imports.file_reader import Reading
from model.library.store.library import Library
from model.library.texts.values import LibraryText
from model.message import Message
from tests.builders.library import library_text


def read(data: bytes, name: str, report: Report = no_report) -> Reading:
    """Texts named by their numbers, in a file of which each byte says one; `?` is what nobody understands."""
    if not data:
        raise FileError(name, Message.of("it is empty"))
    if data.startswith(b"%PDF"):
        raise FileError(name, Message.of("it is a PDF"))
    texts = tuple(text_of(number) for number in data.decode() if number != "?")
    return Reading(texts, (), (Message.of("The number of the text was not recognised."),) if b"?" in data else ())


def text_of(number: str) -> LibraryText:
    return library_text(number, f"Title {number}|that {number} is a number|to count to {number}")


def zipped(**files: bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, data in files.items():
            archive.writestr(name.replace("__", "/"), data)
    return packed.getvalue()


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return Library.open(tmp_path / "library")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "texts"
    (folder / "below").mkdir(parents=True)
    (folder / "below" / "b.txt").write_bytes(b"2?")
    for name, data in {
        "a.txt": b"1",
        "again.txt": b"1?",
        "empty.txt": b"",
        "paper.pdf": b"%PDF-1.7",
        "some.zip": zipped(one=b"34", deep__two=b"5", empty=b"", nested=zipped(six=b"6")),
        "broken.zip": b"PK\x03\x04broken",
        "hollow.zip": zipped(__MACOSX__x=b"7"),
        ".hidden": b"8",
        "~$a.docx": b"9",
        "Thumbs.db": b"0",
    }.items():
        (folder / name).write_bytes(data)
    return folder


def numbers(library: Library) -> str:
    return "".join(text.identity.number for text in library.texts())


def short(report: ImportReport) -> list[str]:
    return sorted(Path(refused.file).name for refused in report.refused)


def test_a_folder_is_taken_with_all_that_is_in_it(library: Library, folder: Path) -> None:
    steps: list[Progress] = []
    report = import_files(library, [folder], Work(read, steps.append))
    assert numbers(library) == "156342"  # by name: the files of a folder or archive, then those in folders below
    assert short(report) == ["broken.zip", "empty", "empty.txt", "hollow.zip", "paper.pdf"]
    assert sorted(Path(warning.file).name for warning in report.warnings) == ["again.txt", "b.txt"]
    assert (report.number("added"), report.number("there"), report.stopped) == (6, 1, None)
    assert [step.done for step in steps] == list(range(len(steps)))
    assert steps[-1].total == len(steps)
    assert {Path(step.file).name for step in steps} >= {"some.zip", "two", "six"}
    assert not {".hidden", "~$a.docx", "Thumbs.db"} & {Path(step.file).name for step in steps}


def test_cancelled_it_keeps_what_is_in(library: Library, folder: Path) -> None:
    answers = iter([False, False, True])
    report = import_files(library, [folder], Work(read, is_cancelled=lambda: next(answers)))
    assert "cancelled" in str(report.stopped)
    assert numbers(library) == "1"


def test_a_long_file_reports_its_progress_and_is_stopped_within(library: Library, folder: Path) -> None:
    steps: list[Progress] = []

    def read_slowly(data: bytes, name: str, report: Report) -> Reading:
        for page in range(600):
            report(page, 600, Message.of("Reading the pages"))
        return read(data, name)

    work = Work(read_slowly, steps.append, lambda: len(steps) > 10)
    report = import_files(library, [folder / "a.txt"], work)
    assert "cancelled" in str(report.stopped)
    assert library.texts() == ()
    assert [step.within and step.within[:2] for step in steps] == [None, *((page, 600) for page in range(10))]
    assert {(step.done, step.total, Path(step.file).name) for step in steps} == {(0, 1, "a.txt")}


def test_a_zip_that_contains_itself_and_a_bomb_of_zips_end(library: Library, tmp_path: Path) -> None:
    """A zip in a zip is read, one in that is refused, and so are zips in a zip that unpack to too much together."""
    (tmp_path / "deep.zip").write_bytes(zipped(a=zipped(b=zipped(c=b"1"))))
    report = import_files(library, [tmp_path / "deep.zip"], Work(read))
    assert ["zip in a zip" in str(message.message) for message in report.refused] == [True]
    large = io.BytesIO()
    with zipfile.ZipFile(large, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(2):
            archive.writestr(str(number), b"0" * 80_000_000)
    (tmp_path / "bomb.zip").write_bytes(zipped(a=large.getvalue(), b=large.getvalue(), c=b"2"))
    read_names: list[str] = []

    def read_names_only(data: bytes, name: str, report: Report) -> Reading:
        read_names.append(Path(name).name)
        return read(b"3", name)

    report = import_files(library, [tmp_path / "bomb.zip"], Work(read_names_only))
    assert [(Path(message.file).name, "300 MB" in str(message.message)) for message in report.refused] == [("b", True)]
    assert read_names == ["0", "1", "c"]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda entry: setattr(entry, "flag_bits", 1), "is encrypted"),
        (lambda entry: setattr(entry, "filename", "../acts.pdf"), "forbidden name"),
        (lambda entry: setattr(entry, "filename", "/acts.pdf"), "forbidden name"),
    ],
)
def test_a_zip_with_a_dangerous_entry_is_refused(
    library: Library, tmp_path: Path, change: Callable[[zipfile.ZipInfo], None], words: str
) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("acts.pdf", b"%PDF-1.7")
        change(archive.filelist[0])
    (tmp_path / "acts.zip").write_bytes(packed.getvalue())
    report = import_files(library, [tmp_path / "acts.zip"], Work(read))
    assert [words in str(message.message) for message in report.refused] == [True]
    assert not (tmp_path.parent / "acts.pdf").exists()


def test_what_is_not_there_is_named(library: Library, tmp_path: Path) -> None:
    report = import_files(library, [tmp_path / "nowhere.docx"], Work(read))
    assert ["there is no such file" in str(message.message) for message in report.refused] == [True]


def test_a_full_disk_in_the_middle_leaves_what_was_in(library: Library, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written = library.originals.put

    def full(*given: object) -> object:
        if library.texts():
            raise FileError(library.folder, Message.of("the disk is full; free some space or save elsewhere"))
        return written(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(library.originals, "put", full)
    report = import_files(library, [folder], Work(read))
    assert "the disk is full" in str(report.stopped)
    assert numbers(library) == "1"


def test_a_database_that_cannot_grow_ends_the_work(library: Library, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import_files(library, [folder / "a.txt"], Work(read))

    def full(*given: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(library.database, "put_text", full)
    report = import_files(library, [folder], Work(read))
    assert "the disk is full" in str(report.stopped)
    monkeypatch.undo()
    assert numbers(library) == "1"
    assert list((library.folder / "incoming").iterdir()) == []
    assert import_files(library, [folder], Work(read)).number("added") == 5


def test_what_was_ended_is_completed(library: Library, folder: Path) -> None:
    import_files(library, [folder], Work(read))
    before = library.texts()
    library.close()
    for path in library.folder.glob("library.db*"):
        path.unlink()
    library = Library.open(library.folder)
    assert len(library.waiting_files()) == 5
    assert complete(library, Work(read)).number("added") == 6
    assert library.texts() == before
    assert library.waiting_files() == ()


def test_a_file_whose_description_is_gone_is_read_again(library: Library, folder: Path) -> None:
    import_files(library, [folder / "a.txt"], Work(read))
    library.close()
    for path in library.folder.glob("library.db*"):
        path.unlink()
    (about,) = library.folder.glob("originals/*/library.json")
    about.write_bytes(b"{")
    library = Library.open(library.folder)
    complete(library, Work(read))
    assert numbers(library) == "1"
    assert [original.name for original in library.originals.all()] == ["a.txt"]


def test_rebuilt_by_another_reader_it_says_what_that_reads(library: Library, folder: Path) -> None:
    import_files(library, [folder], Work(read))
    answers = iter([False, True])
    report = rebuild(library, Work(read, is_cancelled=lambda: next(answers)))
    assert "unchanged" in str(report.stopped)
    assert sorted(numbers(library)) == list("123456")
    rebuild(library, Work(lambda data, name, report: Reading(tuple(text_of(number) for number in "ab"))))
    assert numbers(library) == "ab"
