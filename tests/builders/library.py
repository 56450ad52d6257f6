"""Texts for a library, in one line each."""

from __future__ import annotations

from collections.abc import Sequence

from model.library.imports.file_import import FileMessage, FileRead, ImportReport, Survey, WaitingFile
from model.library.imports.file_reader import Reading
from model.library.imports.import_preview import found_texts
from model.library.texts.values import LibraryText, TextIdentity
from model.message import Message
from tests.builders.notation import redline


def library_text(number: str, words: str, *, year: int = 2018, language: str = "en", body: str = "PP") -> LibraryText:
    """A resolution with a title, a call of the preamble with one clause, and a call of the operative part with another.

    number: its number
    words: title, preamble and operative clause, with `|` between them
    year: that of its edition, of which the place is Dubai
    language: the language of the text
    body: as in the table of editions
    """
    title, preamble, operative = words.split("|")
    identity = TextIdentity("resolution", body, number, "place", "Dubai", year, language=language, revised=True)
    text = (
        f"RESOLUTION {number} (Rev. Dubai, {year})\n{title}\nThe Conference (Dubai, {year}),\n*considering*\na)\t{preamble},\n"
        f"*instructs the Secretary-General*\n1\t{operative}.\n"
    )
    return LibraryText(identity, title, redline(text, language=language))


def surveyed(*files: Reading, refused: Sequence[str] = ()) -> Survey:
    """Files that were read, `0.txt` and so on, and the names of some that cannot be used."""
    names = [f"{place}.txt" for place in range(len(files))]
    read = tuple(WaitingFile.of(FileRead(name, name.encode(), file)) for name, file in zip(names, files, strict=True))
    texts = [found for place, file in enumerate(files) for found in found_texts(file, place, names[place], str(place), None)]
    warnings = tuple(FileMessage(name, message) for name, file in zip(names, files, strict=True) for message in file.warnings)
    empty = Message.of("it is empty")
    messages = tuple(FileMessage(name, Message.of("{path}: {reason}", path=name, reason=empty), empty) for name in refused)
    return Survey(read, tuple(texts), ImportReport(len(read), warnings=warnings, refused=messages))
