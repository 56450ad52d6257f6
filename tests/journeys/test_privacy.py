"""Nothing that programs and people leave in a file besides its text leaves the machine: a mark in each such place, and each
kind of file that can be written is searched for each of them."""

from __future__ import annotations

import base64
import io
import json
import re
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.builders.private import HIDDEN, MARKS, private_file
from tests.journeys.program import clausewright

_TAG = re.compile(rb"<[^>]*>")
_BASE64 = re.compile(rb"[A-Za-z0-9+/]{12,}={0,2}")


def contents(data: bytes) -> Iterator[bytes]:
    """What can be read in a file: itself, its parts, what is packed or coded in them."""
    yield data
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            for name in package.namelist():
                yield name.encode()
                yield from contents(package.read(name))
        return
    yield data.replace(b"\0", b"")
    yield _TAG.sub(b"", data)
    for found in _BASE64.finditer(data):
        coded = found[0][: len(found[0]) // 4 * 4]
        inside = base64.b64decode(coded)
        yield inside
        try:
            yield zlib.decompress(inside)
        except zlib.error:
            continue


def marks_in(data: bytes, marks: list[str] = MARKS) -> set[str]:
    everything = b"\n".join(contents(data))
    return {mark for mark in marks if mark.encode() in everything}


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The file, and everything that can be made of it and leaves the machine."""
    folder = tmp_path_factory.mktemp("private")
    given = folder / "given.docx"
    given.write_bytes(private_file())
    edits = [{"do": "replace", "at": "¶2", "find": "plain", "with": "changed"}]
    fields = {"symbol": "MOD", "number": "ATU/1A2/3"}
    proposal = [{"do": "set", "field": f"proposals/1/{name}", "value": value} for name, value in fields.items()]
    (folder / "edits.json").write_text(json.dumps({"author": "x", "edits": edits}), encoding="utf-8", newline="\n")
    script = json.dumps({"author": "x", "edits": [*edits, *proposal]})
    (folder / "proposal.json").write_text(script, encoding="utf-8", newline="\n")
    out = {"given": given}

    def make(name: str, *arguments: object) -> None:
        call = clausewright(*arguments)
        assert call.returncode in (0, 1), call.stderr
        assert "Traceback" not in call.stderr
        out[name] = folder / name

    make("base.amend", "import", given, "-o", folder / "base.amend")
    make("text.amend", "apply", folder / "base.amend", folder / "edits.json", "-o", folder / "text.amend")
    make("proposal.amend", "apply", folder / "base.amend", folder / "proposal.json", "-o", folder / "proposal.amend")
    for name in ("text", "proposal"):
        make(f"{name}.docx", "export", folder / f"{name}.amend", "-o", folder / f"{name}.docx")
    for suffix in ("html", "txt", "json"):
        make(f"text.{suffix}", "export", folder / "text.amend", "-o", folder / f"text.{suffix}")
    for name in ("text", "proposal"):
        make(f"{name}.xml", "export", folder / f"{name}.amend", "-o", folder / f"{name}.xml")
    for view in ("clean", "base"):
        make(f"{view}.xml", "export", f"--{view}", folder / "text.amend", "-o", folder / f"{view}.xml")
        make(f"{view}.docx", "export", f"--{view}", folder / "text.amend", "-o", folder / f"{view}.docx")
        make(f"{view}2.docx", "export", f"--{view}", folder / "proposal.amend", "-o", folder / f"{view}2.docx")
    for suffix in ("docx", "html", "txt"):
        make(f"compared.{suffix}", "compare", given, folder / "text.amend", "-o", folder / f"compared.{suffix}")
    merged = ("consolidate", given, folder / "proposal.docx", folder / "text.docx", "--party", f"B={folder / 'text.docx'}")
    make("merged.docx", *merged, "-o", folder / "merged.docx", "--table", folder / "table.html")
    make("merged.html", *merged, "-o", folder / "merged.html")
    out["table.html"] = folder / "table.html"
    return out


WRITTEN = (
    *("text.docx", "proposal.docx", "clean.docx", "base.docx", "clean2.docx", "base2.docx", "compared.docx", "merged.docx"),
    *("text.xml", "proposal.xml", "clean.xml", "base.xml"),
    *("text.html", "text.txt", "text.json", "compared.html", "compared.txt", "merged.html", "table.html"),
)


def test_the_marks_can_be_found(files: dict[str, Path]) -> None:
    """What is searched for is there, and the user's own working file keeps it."""
    assert len(MARKS) > 90
    assert len(HIDDEN) == 6
    assert marks_in(files["given"].read_bytes(), HIDDEN) == set(HIDDEN)
    assert marks_in(files["given"].read_bytes()) == set(MARKS)
    assert marks_in(files["text.amend"].read_bytes()) == set(MARKS)


@pytest.mark.parametrize("name", WRITTEN)
def test_no_mark_leaves_the_machine(files: dict[str, Path], name: str) -> None:
    assert marks_in(files[name].read_bytes()) == set()


@pytest.mark.parametrize("name", WRITTEN)
def test_hidden_text_stays_hidden_in_word_and_is_in_no_other_file(files: dict[str, Path], name: str) -> None:
    data = files[name].read_bytes()
    if not name.endswith(".docx"):
        assert marks_in(data, HIDDEN) == set()
        return
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = [package.read(part).decode() for part in package.namelist() if part.endswith(".xml")]
    runs = re.findall(r"<w:r[ >].*?</w:r>", "".join(parts))
    seen = [word for run in runs for word in HIDDEN if word in run and "<w:vanish/>" not in run]
    assert seen in ([], ["ZhCharacter", "ZhParagraph"])  # as in the source, where a style hides them
    assert marks_in(data, HIDDEN)


def test_hidden_text_is_in_no_report(files: dict[str, Path]) -> None:
    for form in ("text", "json", "html"):
        call = clausewright("check", files["text.amend"], "--format", form)
        assert marks_in(call.stdout.encode(), HIDDEN) == set()


@pytest.mark.parametrize("name", ["text.docx", "clean.docx"])
def test_what_a_reader_sees_stays(files: dict[str, Path], name: str) -> None:
    with zipfile.ZipFile(files[name]) as package:
        xml = {part: package.read(part).decode() for part in package.namelist() if part.endswith(".xml")}
        pictures = [part for part in package.namelist() if "/media/" in part]
    text = re.sub("<[^>]*>", "", xml["word/document.xml"])
    seen = ("draft.docx", "Document 7", "cited", "a picture", "in a control", "in a tag", "inside", "a link", "picture 9")
    for words in (*seen, "Jane Doe", "J. Doe", "typed", "a login", "answered", "remarked"):
        assert words in text
    assert re.sub("<[^>]*>", "", xml["word/header1.xml"]).rstrip().endswith("draft.docx")
    assert "Page a.docx" in re.sub("<[^>]*>", "", xml["word/footer1.xml"])
    assert len(pictures) == 8


def test_a_picture_that_cannot_be_judged_is_told(files: dict[str, Path]) -> None:
    call = clausewright("export", files["text.amend"], "-o", files["text.docx"])
    assert "1 picture was omitted" in call.stderr
    assert "PCX at" in call.stderr
