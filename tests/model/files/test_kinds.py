"""The table of file kinds: a row is enough for a kind to be opened, exported and offered."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.cli.main import main
from model.errors import FileError
from model.files import kinds
from model.files.export import write
from model.files.kinds import FileKind, kind_of, kind_of_name
from model.files.opening import open_document
from model.files.readers import ReadContents, ReadOptions, read_notation_file
from model.files.writers import FileBytes, notation_bytes
from model.formats.word.writing.export_options import ExportOptions
from model.message import Message
from model.submission.values import Submission

TEXT = "# RESOLUTION 5 (Dubai, 2018)\n\n*resolves*\n1\tto {--go--}{++stay++};\n"
MARK = b"TOY\n"


def read_toy(data: bytes, options: ReadOptions) -> ReadContents:
    return read_notation_file(data.removeprefix(MARK), options)


def write_toy(submission: Submission, options: ExportOptions) -> FileBytes:
    return FileBytes(MARK + notation_bytes(submission, options).data, (Message.of("it is a toy"),))


TOY = FileKind(
    id="toy",  # type: ignore[arg-type]
    title=Message.verbatim("Toys"),
    endings=(".toy",),
    is_content=lambda data: data.startswith(MARK),
    read=read_toy,
    write=write_toy,
    has_first_page=True,
)


@pytest.fixture
def toy(monkeypatch: pytest.MonkeyPatch) -> FileKind:
    monkeypatch.setattr(kinds, "KINDS", [*kinds.KINDS, TOY])
    return TOY


def test_a_row_is_enough_to_export_a_kind_and_to_open_it(
    toy: FileKind, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text, out = tmp_path / "a.txt", tmp_path / "out.toy"
    text.write_text(TEXT, encoding="utf-8", newline="\n")
    assert main(["export", str(text), "-o", str(out)]) == 0
    assert capsys.readouterr().err.endswith("out.toy: it is a toy\n")
    assert out.read_bytes().startswith(MARK)
    renamed = out.rename(tmp_path / "without ending")
    opened = open_document(renamed)
    assert opened.kind == "toy"
    assert opened.submission.proposals[0].redline == open_document(text).submission.proposals[0].redline
    assert write(opened.submission, out).kind is toy
    assert main(["import", str(out), "-o", str(tmp_path / "a.amend")]) == 0


def test_a_row_is_enough_for_the_boxes_that_ask_for_a_file(toy: FileKind) -> None:
    from widgets.dialogs.file_kinds import kinds_of_outputs, kinds_of_texts

    assert "*.toy" in kinds_of_texts()
    assert kinds_of_outputs(*kinds.export_kinds()).endswith(";;Toys (*.toy)")


def test_every_kind_that_is_exported_is_written_and_known_by_its_ending(tmp_path: Path) -> None:
    text = tmp_path / "a.txt"
    text.write_text(TEXT, encoding="utf-8", newline="\n")
    submission = open_document(text).submission
    for kind in kinds.KINDS:
        for ending in kind.endings if kind.write is not None else ():
            exported = write(submission, tmp_path / f"out{ending.upper()}")
            assert exported.kind is kind is kind_of_name(exported.path)
            assert exported.size == exported.path.stat().st_size > 0
            if kind.read is not None:
                assert kind_of(exported.path.read_bytes(), "x") is kind
                assert open_document(exported.path).kind == kind.id


def test_a_name_without_a_known_ending_is_refused(tmp_path: Path) -> None:
    text = tmp_path / "a.txt"
    text.write_text(TEXT, encoding="utf-8", newline="\n")
    with pytest.raises(
        FileError, match=r"out\.pages: its name does not end in a format that can be written; use one of .*\.docx"
    ):
        write(open_document(text).submission, tmp_path / "out.pages")
    assert not (tmp_path / "out.pages").exists()
