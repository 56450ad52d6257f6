"""Files of any kind, recognised by their content."""

from __future__ import annotations

import io
import tracemalloc
import zipfile
from pathlib import Path

import pytest
from msgspec.structs import replace

from model.errors import FileError
from model.files.kinds import NOTATION, PROJECT, WORD, kind_of
from model.files.opening import open_document
from model.files.project_file import save_project
from model.formats.amend import Project, Version, project_bytes
from model.formats.notation import print_redline
from model.formats.safe_zip import LARGEST_FILE, read_file
from model.redline import Note, Run
from model.storage.atomic_write import fingerprint
from tests.app.builders import build_project, build_submission
from tests.builders.word import docx, p, r


def test_a_project_file_is_told_by_its_content(tmp_path: Path) -> None:
    path = tmp_path / "renamed.zip"
    print_ = save_project(build_project(), path)
    opened = open_document(path)
    assert (opened.kind, opened.submission, opened.fingerprint) == ("project", build_submission(), print_)
    assert opened.project.id == "d" * 32


def test_a_project_file_packed_anew_by_another_program_is_read(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(project_bytes(build_project()))) as old, zipfile.ZipFile(buffer, "w") as new:
        for name in sorted(old.namelist()):
            new.writestr(name, old.read(name))
    (tmp_path / "a.amend").write_bytes(buffer.getvalue())
    assert open_document(tmp_path / "a.amend").submission == build_submission()


def test_a_text_is_read_as_notation(tmp_path: Path) -> None:
    text = print_redline(build_submission("that x", "that y").proposals[0].redline)
    files = {"a.txt": text.encode(), "b": text.encode("utf-16"), "c.md": b"\xef\xbb\xbf" + text.encode()}
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
        opened = open_document(tmp_path / name)
        redline = opened.submission.proposals[0].redline
        assert [clause.text for clause in redline.clauses] == ["Access to networks", "that x", "that y"]
        assert opened.submission.proposals[0].original is redline
        assert (opened.kind, opened.fingerprint, len(opened.project.id)) == ("notation", fingerprint(data), 32)


def test_word_files_go_to_the_word_reader(shared: Path) -> None:
    opened = open_document(shared / "res75" / "base.docx")
    assert opened.kind == "word"
    assert [proposal.source for proposal in opened.submission.proposals] == ["base.docx"]
    assert opened.submission.sources == {"base.docx": (shared / "res75" / "base.docx").read_bytes()}


def test_what_no_reader_knows_is_refused_in_one_sentence(tmp_path: Path) -> None:
    bad = {
        "empty.txt": b"",
        "blank.txt": b" \n\n",
        "empty.docx": b"",
        "picture.png": b"\x89PNG\r\n\x1a\n\0\0\0\xff",
        "nul.txt": b"a\0b",
        "text.docx": b"hello",
        "letter.pdf": b"%PDF-1.7",
        "old.doc": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
        "zip.zip": b"PK\x05\x06" + b"\0" * 18,
        "zip.amend": b"PK\x05\x06" + b"\0" * 18,
        "empty.amend": b"",
        "half.amend": project_bytes(build_project())[:500],
        "half.docx": b"PK\x03\x04 and no more",
    }
    (tmp_path / "folder").mkdir()
    for name, data in bad.items():
        (tmp_path / name).write_bytes(data)
    for name in (*bad, "folder", "none", "nul\0name"):
        with pytest.raises(FileError) as caught:
            open_document(tmp_path / name)
        assert str(caught.value).startswith(f"{tmp_path / name}: "), name
        assert "\n" not in str(caught.value)


@pytest.mark.parametrize("content", [b"garbage", b"%PDF-1.7", b"*noting*\na)\tthat one is here;\n"])
def test_a_project_file_that_is_none_is_refused_as_damaged(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.amend").write_bytes(content)
    with pytest.raises(FileError, match="damaged: it does not begin as a Clausewright file does"):
        open_document(tmp_path / "a.amend")


def test_a_text_that_is_no_notation_is_told_by_its_line(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"Access\nthat {++x\n")
    with pytest.raises(FileError, match=r"a\.txt: .*line 2|a\.txt: line 2"):
        open_document(tmp_path / "a.txt")


def test_control_characters_of_a_text_are_left_out_and_told(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"*noting*\na)\tthat one\x01 is here;\n")
    (tmp_path / "b.txt").write_bytes(b"*noting*\na)\tthat one is here;\n")
    opened, plain = open_document(tmp_path / "a.txt"), open_document(tmp_path / "b.txt")
    assert print_redline(opened.submission.proposals[0].redline) == print_redline(plain.submission.proposals[0].redline)
    assert [str(warning)[:18] for warning in opened.warnings] == ["control characters"]
    assert plain.warnings == ()
    proposal = plain.submission.proposals[0]
    first, last = proposal.redline.clauses
    redline = replace(proposal.redline, clauses=(first, replace(last, runs=(Run("that\x01 one is here;"),))))
    changed = replace(plain.submission, proposals=(replace(proposal, redline=redline),))
    (tmp_path / "c.amend").write_bytes(project_bytes(replace(plain.project, submission=changed)))
    stray = open_document(tmp_path / "c.amend")
    assert stray.submission == plain.submission
    assert tuple(map(str, stray.warnings)) == ("control characters, which a Word file cannot contain, were omitted: 1",)


def test_kinds() -> None:
    assert kind_of(project_bytes(build_project()), "x") is PROJECT
    assert kind_of(b"PK\x03\x04", "x.docx") is WORD
    assert kind_of(b"Resolution", "x") is NOTATION
    assert kind_of(b"Resolution", "x.AMEND") is PROJECT


def _with_orphan() -> Project:
    """A project, and a version of it, with a note that nothing refers to, as older programs left one."""
    project = build_project()
    (proposal,) = project.submission.proposals
    redline = replace(proposal.redline, notes={"fn2": Note()})
    value = replace(project.submission, proposals=(replace(proposal, redline=redline),))
    return replace(project, submission=value, versions=(Version("one", "", "", value),))


def test_a_note_that_nothing_refers_to_is_left_out_and_told(tmp_path: Path) -> None:
    save_project(_with_orphan(), tmp_path / "a.amend")
    opened = open_document(tmp_path / "a.amend")
    assert opened.submission == opened.project.versions[0].submission == build_submission()
    assert tuple(map(str, opened.warnings)) == ("footnotes without a reference in the text were omitted: 1",)
    (tmp_path / "a.docx").write_bytes(docx(p(r("that x")), footnotes=f'<w:footnote w:id="2">{p(r("Lost."))}</w:footnote>'))
    opened = open_document(tmp_path / "a.docx")
    assert opened.submission.proposals[0].redline.notes == opened.submission.proposals[0].original.notes == {}
    assert tuple(map(str, opened.warnings)) == ("footnotes without a reference in the text were omitted: 1",)


def test_a_file_costs_the_memory_of_what_is_in_it(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(b"PK" * 1_500_000)
    tracemalloc.start()
    try:
        assert read_file(path, "a.docx") == b"PK" * 1_500_000
        assert tracemalloc.get_traced_memory()[1] < 10_000_000
    finally:
        tracemalloc.stop()


def test_a_file_that_is_too_large_is_refused(tmp_path: Path) -> None:
    with (tmp_path / "a.docx").open("wb") as file:
        file.truncate(LARGEST_FILE + 1)
    with pytest.raises(FileError, match="it is larger than 300 MB; give a smaller file"):
        read_file(tmp_path / "a.docx", "a.docx")


@pytest.mark.parametrize("name", ["a.xml", "A.XML", "a.akn"])
@pytest.mark.parametrize(
    "text",
    [
        "<foo>bar</foo>", "<foo/>", "  <foo>bar</foo>", "<<x>", "<x", "<akomaNtosoo/>", "<a:akoma/>", "RESOLUTION 5", "{}", "a,b",
        "<?xml version='1.0'?><foo/>", "<?pi?><foo/>", "<!-- akomaNtoso --><foo/>", "&lt;akomaNtoso/>", "\ufeff<foo/>",
    ],
)  # fmt: skip
def test_xml_of_another_kind_is_no_text(tmp_path: Path, name: str, text: str) -> None:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8", newline="")
    with pytest.raises(FileError, match="; ") as refused:
        open_document(path)
    assert len(str(refused.value)) < 400
