"""The gate: what is opened, and the sentence for each file that is not."""

from __future__ import annotations

import io
import struct
import zipfile
from pathlib import Path

import pytest

from model.errors import FileError
from model.formats.word.export import export_word
from model.formats.word.package.opc_package import Package
from model.formats.word.package.wordml import W
from model.formats.word.reader import read_word
from model.message import Message
from tests.builders.word import MACROS, TEMPLATE, docx, p, parts_of, relationships, zipped

GOOD = parts_of(p("text"))


def refusal(data: bytes) -> str:
    with pytest.raises(FileError) as error:
        Package.open(data, "in.docx")
    message = str(error.value)
    assert message.startswith("in.docx: ")
    assert "\n" not in message
    return message


def with_part(name: str, content: str | bytes) -> bytes:
    return zipped({**GOOD, name: content})


def ole(stream: str) -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512) + stream.encode("utf-16-le")


def flagged(data: bytes, offset: int, value: int) -> bytes:
    """The zip with a 16-bit field of its first central directory entry set."""
    at = data.index(b"PK\x01\x02") + offset
    return data[:at] + struct.pack("<H", value) + data[at + 2 :]


def doubled(name: str) -> bytes:
    out = io.BytesIO(zipped(GOOD))
    with (
        pytest.warns(UserWarning, match="Duplicate") if name in GOOD else _nothing(),
        zipfile.ZipFile(out, "a") as file,
    ):
        file.writestr(name, "x")
    return out.getvalue()


class _nothing:
    def __enter__(self) -> None:
        pass

    def __exit__(self, *_: object) -> None:
        pass


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"", "empty"),
        (b"hello", "not a Word file"),
        (b"{\\rtf1 x}", "not a Word file"),
        (b"%PDF-1.7", "not a Word file"),
        (ole("WordDocument"), "of the old kind (.doc)"),
        (ole("EncryptedPackage"), "password"),
        (ole("Workbook"), "of the old kind"),
        (b"\x0bNick Bernal".ljust(162, b"\0"), "lock file"),
        (b"PK\x03\x04 and no more", "is damaged"),
        (zipped(GOOD)[:-40], "is damaged"),
        (zipped({"a.txt": "x"}), "without a Word document"),
        (zipped({"mimetype": "application/vnd.oasis.opendocument.text"}), "OpenDocument"),
        (with_part("word/document.xml", "<w:document"), "word/document.xml is damaged at line 1"),
        (with_part("word/document.xml", "<a>\n\n<b></a>"), "word/document.xml is damaged at line 3"),
        (with_part("word/document.xml", ""), "word/document.xml is damaged"),
        (with_part("word/document.xml", "<html/>"), "not a Word document"),
        (with_part("word/document.xml", '<!DOCTYPE x [<!ENTITY e "z">]><x>&e;</x>'), "DOCTYPE"),
        (with_part("word/document.xml", '<!DOCTYPE x><x/>'.encode("utf-16")), "DOCTYPE"),
        (with_part("word/document.xml", '<?xml version="1.0" encoding="UTF-7"?><x/>'), "encoding UTF-7"),
        (with_part("word/document.xml", "<x>" * 300 + "</x>" * 300), "nested too deeply"),
        (with_part("../x.xml", "x"), "forbidden name '../x.xml'"),
        (with_part("/x.xml", "x"), "forbidden name"),
        (with_part("word|x.xml", "x").replace(b"word|x.xml", b"word\\x.xml"), "forbidden name"),
        (with_part("word/x.xml|", "x").replace(b"word/x.xml|", b"word/x.xml\0"), "forbidden name"),
        (with_part("C:x.xml", "x"), "forbidden name"),
        (doubled("word/document.xml"), "twice"),
        (doubled("WORD/Document.xml"), "twice"),
        (flagged(zipped(GOOD), 8, 1), "encrypted"),
        (flagged(zipped(GOOD), 10, 12), "compressed in a way"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)  # fmt: skip
def test_each_file_that_is_no_word_file_has_its_sentence(data: bytes, expected: str) -> None:
    assert expected in refusal(data)


@pytest.mark.parametrize(
    ("content", "count", "expected"),
    [
        ("<y/>", 3_000_001, "3,000,000 elements"),
        ('<y a="1" b="2" c="3"/>', 600_000, "tags and attributes"),
        ("<y>z</y>", 2_000_001, "tags and attributes"),
    ],
)
def test_more_xml_than_a_part_can_have_is_refused(content: str, count: int, expected: str) -> None:
    assert expected in refusal(with_part("word/document.xml", f"<x>{content * count}</x>"))


def test_more_parts_than_a_package_can_have_are_refused() -> None:
    assert "more than 5,000" in refusal(zipped({**GOOD, **{f"x/{number}.xml": "" for number in range(5_001)}}))


def test_a_part_that_is_too_large_is_refused() -> None:
    assert "more than 100 MB" in refusal(zipped({**GOOD, "word/media/a.bin": bytes(100_000_001)}))


@pytest.mark.parametrize(("kind", "expected"), [("spreadsheetml.sheet", "Excel"), ("presentationml.slideshow", "PowerPoint")])
def test_other_office_files_are_named(kind: str, expected: str) -> None:
    kind = f"application/vnd.openxmlformats-officedocument.{kind}.main+xml"
    assert expected in refusal(zipped(parts_of("", main_type=kind)))


def test_a_part_larger_than_it_says_is_refused() -> None:
    data = with_part("word/media/a.bin", bytes(5_000_000))
    at = data.rindex(b"word/media/a.bin") - 46 + 24
    lying = data[:at] + struct.pack("<I", 10) + data[at + 4 :]
    with pytest.raises(FileError, match=r"a\.bin is damaged"):
        Package.open(lying, "in.docx").part("word/media/a.bin")


def test_many_parts_that_are_large_together_are_refused() -> None:
    parts = {**GOOD, **{f"m/{n}": bytes(80_000_000) for n in range(4)}}
    assert "more than 300 MB" in refusal(zipped(parts))


def test_paths(tmp_path: Path) -> None:
    with pytest.raises(FileError, match="no such file"):
        Package.open(tmp_path / "none.docx")
    with pytest.raises(FileError, match="is a folder"):
        Package.open(tmp_path)
    with pytest.raises(FileError, match="no file name can have"):
        Package.open("a\0b")
    path = tmp_path / "a.docx"
    path.write_bytes(docx(p("text")))
    assert Package.open(path).data == path.read_bytes()


def test_the_main_part_is_found_by_relationship_and_type_not_by_name() -> None:
    assert Package.open(docx(p("x"), main="office/text.xml")).main == "office/text.xml"
    by_type = parts_of(p("x"), main="a/b.xml")
    del by_type["_rels/.rels"]
    assert Package.open(zipped(by_type)).main == "a/b.xml"
    bare = {name: GOOD[name] for name in ("[Content_Types].xml", "word/document.xml")}
    del bare["[Content_Types].xml"]
    assert Package.open(zipped(bare)).main == "word/document.xml"


def test_names_are_found_whatever_their_case() -> None:
    package = Package.open(zipped({name.replace("word/document", "Word/Document"): data for name, data in GOOD.items()}))
    assert package.xml(package.main).tag == W + "document"


def test_macros_are_said_and_templates_read() -> None:
    assert Package.open(docx(p("x"), main_type=MACROS)).warnings == (Message.of("The macros of the file were omitted."),)
    assert Package.open(docx(p("x"), main_type=TEMPLATE)).warnings == ()


def test_parts_that_are_missing_are_no_hindrance() -> None:
    parts = {**GOOD, "word/_rels/document.xml.rels": relationships({"styles.xml": "styles", "../docProps/t.jpeg": "x"})}
    package = Package.open(zipped(parts))
    assert package.related_parts(package.main, "styles") == []
    with pytest.raises(FileError, match=r"word/styles\.xml is missing"):
        package.part("word/styles.xml")


def test_strict_files_are_handed_out_as_transitional() -> None:
    old = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    data = zipped({
        name: (content.encode() if isinstance(content, str) else content)
        .replace(old, b"http://purl.oclc.org/ooxml/wordprocessingml/main")
        .replace(b"schemas.openxmlformats.org/officeDocument/2006/", b"purl.oclc.org/ooxml/officeDocument/")
        for name, content in parts_of(p("x"), styles='<w:style w:styleId="A"/>').items()
    })  # fmt: skip
    package = Package.open(data)
    assert package.strict
    assert old in package.part(package.main)
    assert package.related_parts(package.main, "styles") == ["word/styles.xml"]
    assert package.data == data


def test_each_call_gives_a_tree_of_its_own() -> None:
    package = Package.open(docx(p("x")))
    package.xml(package.main).clear()
    assert len(package.xml(package.main)) == 1


def test_utf_16_is_read() -> None:
    text = str(GOOD["word/document.xml"]).replace("UTF-8", "UTF-16").encode("utf-16")
    assert Package.open(with_part("word/document.xml", text)).xml("word/document.xml").tag == W + "document"


@pytest.mark.parametrize(("part", "what"), [("settings", "settings"), ("theme", "theme"), ("fontTable", "table of fonts")])
@pytest.mark.parametrize("packed", [True, False])
def test_damaged_parts_that_a_text_can_do_without_are_left_out_and_told(part: str, what: str, packed: bool) -> None:
    parts = parts_of(p("a text"))
    parts["word/_rels/document.xml.rels"] = relationships({f"{part}.xml": part})
    data = zipped({**parts, f"word/{part}.xml": "<x" if packed else "0123456789" * 100})
    if not packed:
        with zipfile.ZipFile(io.BytesIO(data)) as file:
            start = file.getinfo(f"word/{part}.xml").header_offset + 30 + len(f"word/{part}.xml")
        data = data[:start] + b"\xff" * 10 + data[start + 10 :]
    read = read_word(data, "t.docx")
    assert [
        warning.startswith(f"The {what} of the file w") and f"word/{part}.xml" in warning for warning in map(str, read.warnings)
    ] == [True]
    written, _ = export_word(read.submission)
    assert not read_word(written, "t.docx").warnings
