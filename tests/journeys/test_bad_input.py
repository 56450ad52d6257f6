"""Whatever is wrong with a file, the user reads one sentence, and nothing is written."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.journeys.program import clausewright, done
from tests.skips import needs_posix_files

TEXT = "RESOLUTION 112 (Geneva, 2022)\nOn nothing\nconsidering\na)\tthat one is one;\nb)\tthat one is not two,\n"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{WORD}"/></Types>'
)
RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    'Target="word/document.xml"/></Relationships>'
)
BODY = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{}</w:body></w:document>'
PARAGRAPH = "<w:p><w:r><w:t>one</w:t></w:r></w:p>"


def package(document: str, **parts: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        file.writestr("[Content_Types].xml", TYPES)
        file.writestr("_rels/.rels", RELATIONS)
        file.writestr("word/document.xml", document)
        for name, text in parts.items():
            file.writestr(name, text)
    return out.getvalue()


def zipped(**parts: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        for name, text in parts.items():
            file.writestr(name, text)
    return out.getvalue()


def bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("[Content_Types].xml", TYPES)
        file.writestr("_rels/.rels", RELATIONS)
        with file.open("word/document.xml", "w") as part:
            for _ in range(350):
                part.write(b" " * 1_000_000)
    return out.getvalue()


def encrypted() -> bytes:
    """The head of a compound file, in which Word keeps encrypted and legacy documents."""
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000)


BAD_FILES: dict[str, Callable[[], bytes]] = {
    "empty": lambda: b"",
    "no-zip": lambda: b"just some text",
    "other-zip": lambda: zipped(a="one", b="two"),
    "truncated-xml": lambda: package(BODY.format(PARAGRAPH)[:-30]),
    "truncated-zip": lambda: package(BODY.format(PARAGRAPH))[:-40],
    "no-text": lambda: package(BODY.format("<w:p/>")),
    "entities": lambda: package('<!DOCTYPE d [<!ENTITY e "x">]>' + BODY.format(PARAGRAPH)),
    "deep": lambda: package(BODY.format("<w:p>" * 3000 + "</w:p>" * 3000)),
    "many-elements": lambda: package(BODY.format("<w:p/>" * 3_100_000)),
    "bomb": bomb,
    "compound": encrypted,
}


def assert_refused(out: Path, *arguments: object, named: str = "") -> str:
    """The call ends with status 2, one line on stderr, and no output file."""
    call = clausewright(*arguments, timeout=20)
    assert call.returncode == 2, (call.returncode, call.stdout, call.stderr)
    assert call.stderr.count("\n") == 1, call.stderr
    assert "Traceback" not in call.stderr
    assert named in call.stderr
    assert not out.exists()
    assert list(out.parent.glob(".*")) == [], "a temporary file was left"
    return call.stderr


@pytest.fixture
def out(tmp_path: Path) -> Path:
    folder = tmp_path / "out"
    folder.mkdir()
    return folder / "out.amend"


@pytest.mark.parametrize("name", BAD_FILES)
def test_a_bad_word_file(name: str, tmp_path: Path, out: Path) -> None:
    path = tmp_path / f"{name}.docx"
    path.write_bytes(BAD_FILES[name]())
    assert_refused(out, "import", path, "-o", out, named=path.name)


def test_a_path_that_does_not_exist(tmp_path: Path, out: Path) -> None:
    assert_refused(out, "import", tmp_path / "gone.docx", "-o", out, named="gone.docx")


def test_a_folder(tmp_path: Path, out: Path) -> None:
    folder = tmp_path / "folder.docx"
    folder.mkdir()
    assert_refused(out, "import", folder, "-o", out, named="folder.docx")


def test_a_folder_that_cannot_be_written_to(tmp_path: Path) -> None:
    (tmp_path / "t.txt").write_text(TEXT, encoding="utf-8", newline="\n")
    out = tmp_path / "gone" / "out.amend"
    call = clausewright("import", tmp_path / "t.txt", "-o", out)
    assert (call.returncode, call.stderr.count("\n")) == (2, 1)


def test_duplicate_parts(tmp_path: Path, out: Path) -> None:
    path = tmp_path / "twice.docx"
    data = package(BODY.format(PARAGRAPH), **{"word/documenT.xml": BODY.format(PARAGRAPH)})
    path.write_bytes(data)
    assert_refused(out, "import", path, "-o", out, named="twice.docx")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "t.txt").write_text(TEXT, encoding="utf-8", newline="\n")
    done("import", tmp_path / "t.txt", "-o", tmp_path / "t.amend")
    return tmp_path / "t.amend"


BAD_EDITS = {
    "unknown-path": ([{"do": "delete", "at": "considering/z"}], "considering/z"),
    "ambiguous": ([{"do": "replace", "at": "considering/a", "find": "one", "with": "two"}], "considering/a"),
    "absent-text": ([{"do": "replace", "at": "considering/a", "find": "three", "with": "two"}], "three"),
    "unknown-verb": ([{"do": "shout", "at": "considering/a"}], "shout"),
    "missing-field": ([{"do": "replace", "at": "considering/a", "find": "that"}], "with"),
    "wrong-type": ([{"do": "replace", "at": 7, "find": "that", "with": "which"}], "7"),
    "second-fails": (
        [{"do": "replace", "at": "considering/b", "find": "two", "with": "three"}, {"do": "delete", "at": "nowhere"}],
        "nowhere",
    ),
}


@pytest.mark.parametrize("name", BAD_EDITS)
def test_edits_that_cannot_be_carried_out(name: str, project: Path, tmp_path: Path, out: Path) -> None:
    edits, named = BAD_EDITS[name]
    path = tmp_path / "edits.json"
    path.write_text(json.dumps({"author": "X", "edits": edits}), encoding="utf-8", newline="\n")
    before = project.read_bytes()
    assert_refused(out, "apply", project, path, "-o", out, named=named)
    assert project.read_bytes() == before


@pytest.mark.parametrize("text", ["", "{", "[]", '{"edits": 7}', '{"edits": [7]}'])
def test_a_file_that_holds_no_edits(text: str, project: Path, tmp_path: Path, out: Path) -> None:
    path = tmp_path / "edits.json"
    path.write_text(text, encoding="utf-8", newline="\n")
    assert_refused(out, "apply", project, path, "-o", out, named="edits.json")


def test_a_project_of_a_newer_version(project: Path, tmp_path: Path, out: Path) -> None:
    newer = tmp_path / "newer.amend"
    with zipfile.ZipFile(project) as old, zipfile.ZipFile(newer, "w") as new:
        for entry in old.infolist():
            data = old.read(entry)
            if entry.filename == "manifest.json":
                manifest = json.loads(data)
                numbers = {key: 999 for key, value in manifest.items() if isinstance(value, int)}
                data = json.dumps(manifest | numbers).encode()
            new.writestr(entry, data)
    assert_refused(out, "export", newer, "-o", out.with_suffix(".docx"), named="newer.amend")


def test_an_output_that_stood_there_stays(tmp_path: Path) -> None:
    (tmp_path / "bad.docx").write_bytes(b"no Word file")
    out = tmp_path / "out.amend"
    out.write_bytes(b"what stood there")
    assert clausewright("import", tmp_path / "bad.docx", "-o", out).returncode == 2
    assert out.read_bytes() == b"what stood there"


@pytest.mark.parametrize("arguments", [["shout"], ["import"], ["export", "a.amend"], ["show", "--format", "xyz", "a"]])
def test_wrong_arguments(arguments: list[str]) -> None:
    call = clausewright(*arguments)
    assert call.returncode == 2
    assert "Traceback" not in call.stderr
    assert call.stderr.strip()


@pytest.mark.parametrize("name", ["a.txt", "gone/../a.txt", pytest.param("link.txt", marks=needs_posix_files), "b.txt"])
def test_an_output_that_is_read_too_is_left_as_it_is(name: str, tmp_path: Path) -> None:
    for file, text in (("a.txt", TEXT), ("b.txt", TEXT.replace("not two", "three"))):
        (tmp_path / file).write_text(text, encoding="utf-8", newline="\n")
    if name == "link.txt":
        (tmp_path / name).symlink_to("a.txt")
    first, second, out = tmp_path / "a.txt", tmp_path / "b.txt", tmp_path / name
    before = first.read_bytes(), second.read_bytes()
    for call in (("compare", first, second), ("export", second if name == "b.txt" else first)):
        message = clausewright(*call, "-o", out).stderr
        assert "would be overwritten; give the output another name" in message
        assert message.count("\n") == 1
    assert (first.read_bytes(), second.read_bytes()) == before


def test_proposals_and_base_are_no_place_for_their_consolidation(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8", newline="\n")
    base, proposal = tmp_path / "base.docx", tmp_path / "p.docx"
    done("export", tmp_path / "a.txt", "-o", base)
    proposal.write_bytes(base.read_bytes())
    for outputs in (("-o", base), ("-o", proposal), ("-o", tmp_path / "out.html", "--table", proposal)):
        assert "would be overwritten" in clausewright("consolidate", base, proposal, *outputs).stderr
    assert proposal.read_bytes() == base.read_bytes()
    assert not (tmp_path / "out.html").exists()


def test_edits_are_carried_out_in_the_file_itself_where_that_is_wished(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8", newline="\n")
    done("import", tmp_path / "a.txt", "-o", tmp_path / "a.amend")
    (tmp_path / "edits.json").write_text(json.dumps({"author": "me", "edits": []}), encoding="utf-8", newline="\n")
    done("apply", tmp_path / "a.amend", tmp_path / "edits.json", "-o", tmp_path / "a.amend")
