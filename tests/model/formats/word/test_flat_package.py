"""A Word document as XML in one file is read like the same document as a zip; bad ones end in a sentence."""

from __future__ import annotations

import base64
import io
import zipfile
from pathlib import Path

import pytest
from lxml import etree

from app.cli.main import main
from model.errors import FileError
from model.files.kinds import WORD, kind_of
from model.files.opening import open_document
from model.files.project_file import save_project
from model.formats.word.package.opc_package import Package
from model.library.imports.file_reader import read_texts
from tests.builders.word import BY, docx, p, r

SPACE = "http://schemas.microsoft.com/office/2006/xmlPackage"
BODY = p(r("RESOLUTION 7")) + p(r("that texts are ") + f"<w:ins {BY}>{r('very ')}</w:ins>" + r("short"))


def flat(package: bytes, prefix: str = "pkg") -> bytes:
    """A package as XML in one file, as Word writes it."""
    parts = []
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        types = etree.fromstring(archive.read("[Content_Types].xml"))
        known = {row.get("PartName"): row.get("ContentType") for row in types if row.get("PartName")}
        for name in archive.namelist():
            if name == "[Content_Types].xml":
                continue
            data = archive.read(name)
            if name.endswith((".xml", ".rels")):
                inner = data.decode().partition("?>")[2] if data.startswith(b"<?xml") else data.decode()
                content = f"<{prefix}:xmlData>{inner}</{prefix}:xmlData>"
            else:
                content = f"<{prefix}:binaryData>{base64.encodebytes(data).decode()}</{prefix}:binaryData>"
            kind = known.get(f"/{name}", "application/vnd.openxmlformats-package.relationships+xml")
            parts.append(f'<{prefix}:part {prefix}:name="/{name}" {prefix}:contentType="{kind}">{content}</{prefix}:part>')
    return envelope("".join(parts), prefix)


def envelope(parts: str, prefix: str = "pkg") -> bytes:
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n<?mso-application progid="Word.Document"?>\r\n'
    return f'{head}<{prefix}:package xmlns:{prefix}="{SPACE}">{parts}</{prefix}:package>'.encode()


def part(name: str, content: str = "<pkg:xmlData><x/></pkg:xmlData>") -> str:
    return f'<pkg:part pkg:name="{name}" pkg:contentType="main+xml">{content}</pkg:part>'


@pytest.mark.parametrize("prefix", ["pkg", "a"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_it_is_read_as_the_same_document_as_a_zip_is(prefix: str, encoding: str, tmp_path: Path) -> None:
    package = docx(BODY, footnotes="")
    data = flat(package, prefix)
    if encoding == "utf-16":
        data = data.decode().replace('encoding="UTF-8"', 'encoding="UTF-16"').encode("utf-16")
    (tmp_path / "a.xml").write_bytes(data)
    (tmp_path / "a.docx").write_bytes(package)
    assert kind_of(data, "a.xml") is WORD
    opened, same = open_document(tmp_path / "a.xml"), open_document(tmp_path / "a.docx")
    assert opened.submission.proposals[0].redline == same.submission.proposals[0].redline
    assert opened.submission.sources["a.xml"].startswith(b"PK"), "writers and older programs read the source as a zip"


def test_it_is_exported_as_a_zip_and_added_to_the_library(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_bytes(flat(docx(BODY)))
    save_project(open_document(tmp_path / "a.xml").project, tmp_path / "a.amend")
    assert main(["export", str(tmp_path / "a.amend"), "-o", str(tmp_path / "a.docx")]) == 0
    assert "very" in open_document(tmp_path / "a.docx").submission.proposals[0].redline.clauses[-1].text
    found = read_texts((tmp_path / "a.xml").read_bytes(), "a.xml")
    assert len(found.texts) + len(found.rows) > 0


def test_pictures_are_unpacked() -> None:
    picture = bytes(range(256)) * 50
    with io.BytesIO(docx(BODY)) as out:
        with zipfile.ZipFile(out, "a") as archive:
            archive.writestr("word/media/image1.png", picture)
        package = Package.open(flat(out.getvalue()), "a.xml")
    assert package.part("word/media/image1.png") == picture


BAD = {
    "nothing": (lambda: envelope(""), "it contains no text"),
    "no name": (lambda: envelope("<pkg:part/>"), "it contains no text"),
    "twice": (lambda: envelope(part("/a.xml") * 2), "contains the part a.xml twice"),
    "twice in another case": (lambda: envelope(part("/A.xml") + part("/a.xml")), "twice"),
    "up": (lambda: envelope(part("/../a.xml")), "forbidden name"),
    "drive": (lambda: envelope(part("/C:a.xml")), "forbidden name"),
    "root": (lambda: envelope(part("//a.xml")), "forbidden name"),
    "backslash": (lambda: envelope(part("/a\\b.xml")), "forbidden name"),
    "short binary": (lambda: envelope(part("/a.png", "<pkg:binaryData>A</pkg:binaryData>")), "its part a.png is damaged"),
    "foreign binary": (lambda: envelope(part("/a.png", "<pkg:binaryData>é</pkg:binaryData>")), "its part a.png is damaged"),
    "many": (lambda: envelope("".join(part(f"/{at}.xml") for at in range(5_001))), "more than 5,000 parts"),
    "cut": (lambda: envelope(part("/a.xml"))[:-9], "its XML is damaged"),
    "deep": (lambda: envelope("<a>" * 100_000 + "</a>" * 100_000), "nested too deeply"),
    "entity": (lambda: envelope("").replace(b"<pkg", b'<!DOCTYPE a [<!ENTITY b "c">]><pkg', 1), "DOCTYPE"),
    "long name": (lambda: envelope(part("/" + "a" * 70_000)), "is damaged"),
    "large": (lambda: envelope(part("/a", f"<pkg:binaryData>{'QUFB' * 4_000_000}</pkg:binaryData>")), "without a Word document"),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_ones_end_in_a_sentence(name: str, tmp_path: Path) -> None:
    make, reason = BAD[name]
    (tmp_path / "a.xml").write_bytes(make())
    with pytest.raises(FileError, match=reason):
        open_document(tmp_path / "a.xml")
