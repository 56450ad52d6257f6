"""Files that are no document of ours: what they are and what is to be done with them, whatever they are called."""

from __future__ import annotations

from pathlib import Path

import pytest

from model.errors import FileError
from model.files.opening import open_document

RUSSIAN = "РЕЗОЛЮЦИЯ 7\nпризнавая,\nа)\tчто тексты коротки и что некоторые из них состоят из пунктов;\n"
ARABIC = "القرار 7\nإذ تدرك\nأ )\tأن النصوص قصيرة وأن بعضها يتألف من بنود؛\n"
FRENCH = "RÉSOLUTION 7\nreconnaissant\na)\tque les textes sont brefs et que certains d'entre eux ont été complétés;\n"
SPANISH = "RESOLUCIÓN 7\nreconociendo\na)\tque los textos son breves y que la Unión está también en condición de añadir más;\n"
CHINESE = "第7号决议\n认识到\na)\t案文是简短的，而且有些案文包括若干项，国际电信联盟的成员国在此方面有不同的意见；\n"
TRADITIONAL = "第7號決議\n認識到\na)\t案文是簡短的，而且有些案文包括若干項，國際電信聯盟的成員國在此方面有不同的意見；\n"
ENGLISH = "RESOLUTION 7\nrecognizing\na)\tthat texts are short;\n"
ENCODED = {
    "Windows-1252": (FRENCH, "cp1252"),
    "Windows-1252 (Western": (SPANISH, "cp1252"),
    "Windows-1251": (RUSSIAN, "cp1251"),
    "KOI8-R": (RUSSIAN, "koi8-r"),
    "Windows-1256": (ARABIC, "cp1256"),
    "GB 18030": (CHINESE, "gb18030"),
    "Big5": (TRADITIONAL, "big5"),
    "UTF-16 without": (ENGLISH, "utf-16-le"),
    "UTF-16 without its": (RUSSIAN, "utf-16-be"),
    "UTF-16 without its mark": (CHINESE, "utf-16-le"),
    "UTF-32 without": (ARABIC, "utf-32-le"),
    "UTF-32 without its": (ENGLISH, "utf-32-be"),
}
KINDS = {
    "an XML file": [
        '<?xml version="1.0"?><records/>',
        '<a:b xmlns:a="x">that</a:b>',
        '<?xml version="1.0"?><?mso-application progid="Word.Document"?><pkg:package xmlns:pkg="x"/>',
    ],
}


def refusal(path: Path, data: bytes) -> str:
    path.write_bytes(data)
    with pytest.raises(FileError) as caught:
        open_document(path)
    return str(caught.value)


@pytest.mark.parametrize("named", ENCODED)
def test_an_encoding_that_is_not_read_is_named(named: str, tmp_path: Path) -> None:
    text, encoding = ENCODED[named]
    message = refusal(tmp_path / "a.txt", text.encode(encoding))
    assert f"probably in {named}" in message
    assert message.endswith("save it as UTF-8")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_text_that_says_its_encoding_is_read_line_by_line(encoding: str, end: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(RUSSIAN.replace("\n", end).encode(encoding))
    opened = open_document(tmp_path / "a.txt")
    assert [clause.text for clause in opened.submission.proposals[0].redline.clauses] == [
        "РЕЗОЛЮЦИЯ 7",
        "признавая,",
        "что тексты коротки и что некоторые из них состоят из пунктов;",
    ]
    assert opened.warnings == ()


@pytest.mark.parametrize("data", [b"\x89PNG\r\n\x1a\n\0\0\0\xff", bytes(range(256)), b"\xff\xfe\x00\xd8a", b"a\0b"])
def test_what_is_no_text_at_all_is_said_so(data: bytes, tmp_path: Path) -> None:
    assert "nor a text; give a .docx, .amend or .txt file" in refusal(tmp_path / "a.txt", data)


@pytest.mark.parametrize("suffix", [".txt", ".docx", ".doc", ".html", ".xml", ""])
@pytest.mark.parametrize(("kind", "text"), [(kind, text) for kind, texts in KINDS.items() for text in texts])
def test_a_file_of_another_kind_is_known_by_its_content(kind: str, text: str, suffix: str, tmp_path: Path) -> None:
    for encoding in ("utf-8", "utf-16"):
        message = refusal(tmp_path / f"a{suffix}", text.encode(encoding))
        assert f"a{suffix}: it is {kind}" in message
        assert "; " in message
        assert "\n" not in message


@pytest.mark.parametrize("text", ["<b> that texts are short", "< 5 MHz", "<not> yet decided", "{rtf} is a format", "%PDF"])
def test_a_text_that_only_begins_alike_is_read(text: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(text if text != "%PDF" else "per cent (%PDF)", encoding="utf-8", newline="\n")
    assert open_document(tmp_path / "a.txt").submission.proposals
