"""No revision id, path or metadata of a picture leaves the machine; pictures are the same to the last pixel."""

from __future__ import annotations

import re
import struct
import zipfile
import zlib
from io import BytesIO

import pytest
from lxml import etree

from model.formats.word.export import export_word
from model.formats.word.package.wordml import PREFIXES
from model.formats.word.reader import read_word
from model.formats.word.writing.export_options import ExportOptions
from model.formats.word.writing.pictures.metadata import bare_picture
from tests.builders import word
from tests.builders.word import dele, p, r

SECRET = b"Jane Doe, 46.2N 6.1E"


def chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


HEAD = chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
PIXELS = chunk(b"IDAT", zlib.compress(b"\0\x7f"))
SIGNATURE = b"\x89PNG\r\n\x1a\n"
PLAIN_PNG = SIGNATURE + HEAD + chunk(b"gAMA", b"\0\0\xb1\x8f") + PIXELS + chunk(b"IEND", b"")


def told_png(*chunks: bytes, behind: bytes = b"") -> bytes:
    return SIGNATURE + HEAD + b"".join(chunks) + chunk(b"gAMA", b"\0\0\xb1\x8f") + PIXELS + chunk(b"IEND", b"") + behind


def segment(marker: int, body: bytes) -> bytes:
    return bytes([0xFF, marker]) + struct.pack(">H", len(body) + 2) + body


def exif(turned: int, order: str = "<") -> bytes:
    mark = {"<": b"II*\0", ">": b"MM\0*"}[order]
    entries = [(0x010F, 2, len(SECRET), 38), (0x0112, 3, 1, turned)]
    fields = b"".join(
        struct.pack(order + ("HHIHH" if kind == 3 else "HHII"), tag, kind, count, value, *([0] if kind == 3 else []))
        for tag, kind, count, value in entries
    )
    return segment(0xE1, b"Exif\0\0" + mark + struct.pack(order + "IH", 8, 2) + fields + b"\0" * 4 + SECRET)


JFIF = segment(0xE0, b"JFIF\0\1\1\0\0\1\0\1\0\0")
TABLES = segment(0xDB, b"\0" + b"\1" * 64)
SCAN = segment(0xDA, b"\1\1\0\0\x3f\0") + b"\x12\xff\x00\x34\xff\xd0\x56"
PROFILE = segment(0xE2, b"ICC_PROFILE\0\1\1abc")
PLAIN_JPEG = b"\xff\xd8" + JFIF + PROFILE + TABLES + SCAN + SCAN + b"\xff\xd9"


def told_jpeg(*segments: bytes, behind: bytes = b"") -> bytes:
    return b"\xff\xd8" + JFIF + b"".join(segments) + PROFILE + TABLES + SCAN + SCAN + b"\xff\xd9" + behind


TRACES = [
    (told_png(chunk(b"tEXt", b"Author\0" + SECRET), chunk(b"iTXt", b"XML\0" + SECRET), chunk(b"tIME", b"\0" * 7)), PLAIN_PNG),
    (told_png(chunk(b"eXIf", b"II*\0" + SECRET), chunk(b"vpAg", SECRET), behind=SECRET), PLAIN_PNG),
    (told_jpeg(segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0" + SECRET), segment(0xFE, SECRET)), PLAIN_JPEG),
    (told_jpeg(segment(0xED, b"Photoshop 3.0\0" + SECRET), segment(0xE2, b"MPF\0" + SECRET), behind=SECRET), PLAIN_JPEG),
    (told_jpeg(exif(1), segment(0xE0, b"JFXX\0\x10" + SECRET)), PLAIN_JPEG),
    (PLAIN_PNG, PLAIN_PNG),
    (PLAIN_JPEG, PLAIN_JPEG),
]


@pytest.mark.parametrize(("picture", "bare"), TRACES)
def test_metadata_goes_and_the_picture_stays(picture: bytes, bare: bytes) -> None:
    assert bare_picture(picture) == bare


@pytest.mark.parametrize("order", "<>")
@pytest.mark.parametrize("turned", [3, 6, 8])
def test_which_way_up_a_picture_is_stays(turned: int, order: str) -> None:
    bare = bare_picture(told_jpeg(exif(turned, order)))
    assert SECRET not in bare
    assert bare.count(b"Exif") == 1
    tiff = bare[bare.index(b"MM\0*") :]
    assert struct.unpack_from(">HHHIH", tiff, 8) == (1, 0x0112, 3, 1, turned)
    assert bare_picture(bare) == bare


@pytest.mark.parametrize("whole", [told_png(chunk(b"tEXt", SECRET)), told_jpeg(exif(6)), b"GIF89a", SIGNATURE, b"\xff\xd8\xff"])
def test_a_damaged_picture_is_not_written(whole: bytes) -> None:
    for stop in range(len(whole)):
        assert bare_picture(whole[:stop]) in (None, bare_picture(whole))


DRAWN = (
    '<w:drawing><wp:inline wp14:anchorId="1A2B3C4D" wp14:editId="50D07946"><wp:extent cx="1" cy="1"/>'
    '<wp:docPr id="1" name="D:\\Photos\\jane\\My pictures\\logo.png" descr="The logo, /home/jane/logo.png">'
    '<a:extLst><a:ext uri="{FF2B5EF4}"><a16:creationId xmlns:a16="http://schemas.microsoft.com/office/drawing/2014/main" '
    'id="{5D07}"/></a:ext></a:extLst></wp:docPr><a:graphic><a:graphicData uri="u"><pic:pic><pic:nvPicPr>'
    '<pic:cNvPr id="1" name="\\\\server\\jane\\logo.png"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="rId1"/>'
    "</pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing>"
)
FIELD = (
    r('<w:fldChar w:fldCharType="begin"/>')
    + r('<w:instrText xml:space="preserve"> INCLUDEPICTURE "D:\\\\Photos\\\\jane\\\\a b.png" \\* MERGEFORMAT \\d </w:instrText>')
    + r('<w:fldChar w:fldCharType="end"/>')
)
HIDDEN_NAMES = rb"paraId|textId|rsid|Unid|anchorId|editId|creationId|jane\\\\|/home/jane/l|server|Doe"
UNID = 'xmlns:pt14="http://powertools.codeplex.com/2011" pt14:Unid="0a1b2c"'


def test_no_id_and_no_path_goes_along() -> None:
    ids = f'w14:paraId="3A5B6C7D" w14:textId="77777777" w:rsidR="00157D20" {UNID}'
    body = (
        p("first").replace("<w:p>", f"<w:p {ids}>")
        + p(r(DRAWN) + r("drawn") + dele(r("gone"))).replace("<w:p>", f"<w:p {ids}>")
        + p(FIELD + r("https://example.org/home/jane is no path"))
    )
    note = f'<w:footnote w:id="1" {UNID}>{p("note")}</w:footnote>'
    parts = word.parts_of(body, footnotes=note)
    parts["word/media/image1.png"] = told_png(chunk(b"tEXt", SECRET))
    parts["word/_rels/document.xml.rels"] = word.relationships({"media/image1.png": "image", "footnotes.xml": "footnotes"})
    types = str(parts["[Content_Types].xml"])
    parts["[Content_Types].xml"] = types.replace("<Override", '<Default Extension="png" ContentType="image/png"/><Override', 1)
    submission = read_word(word.zipped(parts), "test.docx").submission
    ways: list[dict[str, object]] = [{}, {"keep_styles": False}, {"view": "draft"}, {"author": "ATU"}]
    for how in ways:
        exported, _ = export_word(submission, ExportOptions(**how))  # type: ignore[arg-type]
        with zipfile.ZipFile(BytesIO(exported)) as package:
            for name in package.namelist():
                data = package.read(name)
                assert not re.search(HIDDEN_NAMES, data), (how, name)
            xml = package.read("word/document.xml").decode()
            assert PLAIN_PNG in [package.read(name) for name in package.namelist()]
        assert 'name="logo.png"' in xml
        assert 'descr="The logo, logo.png"' in xml
        assert "INCLUDEPICTURE" not in xml
        assert "https://example.org/home/jane is no path" in xml
        assert etree.fromstring(xml.encode()).nsmap["w"] == PREFIXES["w"]
