"""A PDF of many texts on its way into a library: divided, compared with its list of contents, stopped, damaged, in a zip."""

from __future__ import annotations

import io
import time
import zipfile
from functools import cache
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from model.library.imports.file_import import Progress, Work, import_files, rebuild, survey
from model.library.imports.file_reader import Reading, read_texts
from model.library.store.library import Library
from tests.builders.pdf import pdf_of
from tests.builders.pdf_collection import OPENING, collection_pdf, title_of

PARTS = ((1, 2), (11, 12), (21, 22), (31, 32), (41, 42), (51, 52))
NUMBERS = [str(number) for part in PARTS for number in part]


@cache
def acts() -> bytes:
    """Six parts of two texts."""
    return collection_pdf(PARTS, clauses=8)


@pytest.fixture(autouse=True)
def fonts(qapp: QApplication) -> None:
    """Qt draws the files."""


def proof_of(found: Reading) -> list[str]:
    return [str(warning) for warning in found.warnings if "list of contents" in str(warning)]


def test_it_is_divided_into_its_texts_with_their_parts() -> None:
    found = read_texts(acts(), "acts.pdf")
    assert [text.identity.number for text in found.texts] == NUMBERS
    assert {text.identity.year for text in found.texts} == {2018}
    assert [text.title for text in found.texts] == [title_of(int(number)) for number in NUMBERS]
    assert [text.place for text in found.texts] == list(range(1, 13))
    assert [text.group[-1] for text in found.texts] == [str(part) for part in range(1, 7) for _ in range(2)]
    for text in found.texts:
        clauses = text.redline.clauses
        assert len(clauses) == 16
        assert clauses[-1].text == f"to report on subject {text.identity.number} to the Council."
        assert not any(clause.source for clause in clauses)
        assert not any("Final Acts" in clause.text for clause in clauses)
    assert proof_of(found) == ["All 12 texts that the list of contents names were found."]


def test_missing_texts_are_named() -> None:
    found = read_texts(collection_pdf([(1, 2), (3,)], clauses=2, listed=(1, 2, 4, 5)), "acts.pdf")
    assert proof_of(found) == [
        "2 texts that the list of contents names were not found: Resolution 4 (Rev. Dubai, 2018), "
        "Resolution 5 (Rev. Dubai, 2018).",
        "1 text was found that the list of contents does not name: Resolution 3 (Rev. Dubai, 2018).",
    ]


def test_texts_of_a_page_each_are_not_taken_for_page_headers() -> None:
    """Their numbers count like the pages."""
    found = read_texts(collection_pdf([range(1, 31)], clauses=1, listed=()), "acts.pdf")
    assert [text.identity.number for text in found.texts] == [str(number) for number in range(1, 31)]


def one_page(number: int) -> str:
    """A text that fills a page, and whose last lines are those of the others."""
    return "\n".join(
        [
            f"RESOLUTION {number} (REV. DUBAI, 2018)",
            title_of(number),
            OPENING[:86],
            OPENING[87:],
            "considering",
            *(
                f"{'a) ' * (not line)}that islands of the kind {chr(96 + number)} need a place {chr(97 + line % 26)},"
                for line in range(38)
            ),
            "resolves",
            "1 to go on with this work;",
            "2 to take part in it,",
            "instructs the Secretary-General",
            "to report to the Council.",
        ]
    )


@pytest.mark.parametrize("count", [3, 8, 20])
def test_equal_last_lines_of_texts_of_a_page_each_are_kept(count: int) -> None:
    found = read_texts(pdf_of(*map(one_page, range(1, count + 1))), "acts.pdf")
    assert [text.identity.number for text in found.texts] == [str(number) for number in range(1, count + 1)]
    for text in found.texts:
        words = [clause.text for clause in text.redline.clauses]
        assert words[-3:] == ["to take part in it,", "instructs the Secretary-General", "to report to the Council."]


def test_it_is_added_from_a_zip_and_read_again(tmp_path: Path) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("final/acts.pdf", acts())
        archive.writestr("final/damaged.pdf", acts()[:3000])
        archive.writestr("final/empty.pdf", b"")
    (tmp_path / "acts.zip").write_bytes(packed.getvalue())
    library = Library.open(tmp_path / "library")
    report = import_files(library, [tmp_path / "acts.zip"])
    assert [Path(refused.file).name for refused in report.refused] == ["damaged.pdf", "empty.pdf"]
    assert [text.identity.number for text in library.texts()] == NUMBERS
    assert {text.file for text in library.texts()} == {"acts.pdf"}
    before = [(text.id, text.digest, text.group) for text in library.texts()]
    assert rebuild(library).stopped is None
    assert [(text.id, text.digest, text.group) for text in library.texts()] == before


@pytest.mark.parametrize("stage", ["Reading the pages", "Finding the paragraphs", "Dividing the file into its texts"])
def test_it_is_stopped_at_once_in_each_stage(tmp_path: Path, stage: str) -> None:
    library = Library.open(tmp_path / "library")
    (tmp_path / "acts.pdf").write_bytes(acts())
    stopped: list[float] = []

    def tell(progress: Progress) -> None:
        if progress.within is not None and str(progress.within[2]) == stage:
            stopped.append(time.monotonic())

    found = survey([tmp_path / "acts.pdf"], library, Work(tell=tell, is_cancelled=lambda: bool(stopped)))
    assert found is None
    assert len(stopped) == 1
    assert library.texts() == ()


def test_its_progress_never_goes_back_within_a_stage(tmp_path: Path) -> None:
    steps: list[Progress] = []
    (tmp_path / "acts.pdf").write_bytes(acts())
    assert survey([tmp_path / "acts.pdf"], None, Work(tell=steps.append)) is not None
    stages: dict[str, list[int]] = {}
    for step in steps:
        if step.within is not None:
            stages.setdefault(str(step.within[2]), []).append(step.within[0])
    assert list(stages) == ["Reading the pages", "Finding the paragraphs", "Dividing the file into its texts"]
    assert all(done == sorted(done) for done in stages.values())
