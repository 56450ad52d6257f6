"""Real files of ITU and of strangers are recognised without an exception and without a lost letter."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import pytest

from model.errors import FileError
from model.formats.recognition.raw_body import RawDocument
from model.formats.recognition.submission import recognise
from model.formats.word.package.opc_package import Package
from model.formats.word.reading.body import read_body
from model.numbering import Labelling
from model.redline import Redline, Run

ITU_FILES = 4
READABLE = 370
"""The least number of the strangers' files that can be read; the rest are broken or encrypted."""


def letters(runs: Iterable[Run]) -> Counter[str]:
    return Counter(char for run in runs if not run.content for char in run.text if char.isalnum())


def lost(raw: RawDocument, redline: Redline) -> Counter[str]:
    """The letters of the body that neither the runs nor the labels have."""
    wanted = letters(run for paragraph in raw.paragraphs for run in paragraph.runs)
    found = letters(run for clause in redline.clauses for run in clause.runs)
    labelling = Labelling.of(redline)
    for clause in redline.clauses:
        for label in (labelling.base(clause.id), labelling.draft(clause.id)):
            found.update(char for char in label or "" if char.isalnum())
    return wanted - found


def lost_in(path: Path) -> Counter[str] | None:
    """None if the file is refused or is a submission, whose front is no redline."""
    try:
        raw = read_body(Package.open(path, path.name))
    except FileError:
        return None
    proposals = recognise(raw).proposals
    assert proposals
    return lost(raw, proposals[0].redline) if not proposals[0].symbol else Counter()


def test_no_letter_of_itu_files_is_lost(shared: Path) -> None:
    files = sorted((shared / "corpus/itu").glob("*.docx"))
    assert len(files) == ITU_FILES
    assert [path.name for path in files if lost_in(path) != Counter()] == []


@pytest.mark.slow
def test_no_letter_of_strangers_files_is_lost(shared: Path) -> None:
    results = {path.name: lost_in(path) for path in sorted((shared / "corpus/word").glob("*/*.do[ct]?"))}
    read = {name: missing for name, missing in results.items() if missing is not None}
    assert len(read) >= READABLE
    assert {name: missing for name, missing in read.items() if missing} == {}
