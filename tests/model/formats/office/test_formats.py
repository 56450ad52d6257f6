"""The formats that LibreOffice converts, known by their bytes, whatever the file is called."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from model.errors import FileError
from model.files.kinds import OFFICE, WORD, kind_of
from model.files.opening import open_document
from model.formats.office.formats import has_macros, office_ending
from tests.builders.word import docx, p, r

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def ole(*streams: str) -> bytes:
    return OLE + b"\0" * 500 + b"".join(stream.encode("utf-16-le") + b"\0" * 40 for stream in streams)


def open_document_text(*more: str, kind: str = "text") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", f"application/vnd.oasis.opendocument.{kind}")
        for name in more:
            archive.writestr(name, "x")
    return out.getvalue()


WORD_2003 = '<?xml version="1.0"?>\n<?mso-application progid="Word.Document"?>\n<w:wordDocument xmlns:w="x"/>'


@pytest.mark.parametrize(
    ("data", "ending"),
    [
        (ole("WordDocument"), ".doc"),
        (b"\xdb\xa5-\0\0\0", ".doc"),
        (b"{\\rtf1 x}", ".rtf"),
        (b" \n{\\rtf1 x}", ".rtf"),
        (open_document_text(), ".odt"),
        (open_document_text(kind="text-template"), ".odt"),
        (WORD_2003.encode(), ".xml"),
        (WORD_2003.encode("utf-16"), ".xml"),
        (ole("Workbook"), None),
        (ole("EncryptedPackage"), None),
        (open_document_text(kind="spreadsheet"), None),
        (docx(p(r("x"))), None),
        (b"<pkg:package/>", None),
        (b"that texts are short", None),
        (b"", None),
    ],
)
def test_a_format_is_known_by_its_bytes(data: bytes, ending: str | None) -> None:
    assert office_ending(data) == ending


@pytest.mark.parametrize("name", ["a.doc", "a.docx", "a.txt", "a.odt", "a"])
def test_the_name_of_a_file_does_not_decide(name: str) -> None:
    assert kind_of(ole("WordDocument"), name) is OFFICE
    assert kind_of(b"{\\rtf1 x}", name) is OFFICE
    assert kind_of(docx(p(r("x"))), name) is WORD


def test_macros_are_found() -> None:
    assert has_macros(ole("WordDocument", "_VBA_PROJECT"))
    assert not has_macros(ole("WordDocument"))
    assert has_macros(open_document_text("Basic/Standard/Module1.xml"))
    assert not has_macros(open_document_text("content.xml"))
    assert not has_macros(open_document_text()[:60])


@pytest.mark.parametrize("ending", [".doc", ".odt", ".rtf"])
@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "it is empty"),
        (b"that texts are short", "it is not a Word file"),
        (ole("Workbook"), "it is an Office file of the old kind"),
        (ole("EncryptedPackage", "EncryptionInfo"), "it is protected by a password"),
        (b"PK\x03\x04", "it is damaged"),
        (b"<pkg:package/>", "it is not a Word file"),
    ],
)
def test_other_files_with_such_an_ending_are_refused(data: bytes, reason: str, ending: str, tmp_path: Path) -> None:
    (tmp_path / f"a{ending}").write_bytes(data)
    with pytest.raises(FileError) as caught:
        open_document(tmp_path / f"a{ending}")
    assert f"a{ending}: {reason}" in str(caught.value)


def test_a_word_file_of_today_with_an_old_ending_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.doc").write_bytes(docx(p(r("Resolution 7"))))
    assert open_document(tmp_path / "a.doc").kind == "word"
