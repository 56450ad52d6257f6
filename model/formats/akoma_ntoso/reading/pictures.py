"""Pictures of a file of Akoma Ntoso, put into a package from which the editor shows them and an export takes them. Only data in
the file itself is used; no address is fetched."""

from __future__ import annotations

import binascii
import re
from base64 import b64decode
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from lxml import etree

from model.formats.akoma_ntoso.reading.inline import Look
from model.formats.akoma_ntoso.reading.own_values import number_of
from model.formats.word.package.wordml import DECLARATIONS
from model.formats.xml_escape import quoteattr
from model.redline import OBJECT, Run
from model.redline.objects import EMU

PACKAGE = "pictures.docx"
_ADDRESS = re.compile(r"data:image/(png|jpeg|gif|bmp|tiff);base64,")
_BEGINNINGS = {
    "png": (b"\x89PNG\r\n\x1a\n",), "jpeg": (b"\xff\xd8",), "gif": (b"GIF87a", b"GIF89a"), "bmp": (b"BM",),
    "tiff": (b"II*\0", b"MM\0*"),
}  # fmt: skip
_MOST = 2_000
"""Pictures in a file."""
_USUAL, _WIDEST = 100, 2_000
"""Points of a picture without a size, and the greatest size allowed."""
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


class ReadPictures:
    """Takes the pictures of a file, each once."""

    def __init__(self) -> None:
        self._ids: dict[bytes, str] = {}
        self._kinds: dict[str, str] = {}

    def run(self, element: etree._Element, look: Look) -> Run | None:
        """The run of an `img`; None if its picture is not in the file."""
        address = element.get("src", "")
        found = _ADDRESS.match(address)
        if found is None:
            return None
        try:
            data = b64decode(address[found.end() :], validate=True)
        except (binascii.Error, ValueError):
            return None
        if not data.startswith(_BEGINNINGS[found[1]]) or (data not in self._ids and len(self._ids) >= _MOST):
            return None
        id = self._ids.setdefault(data, f"rId{len(self._ids) + 1}")
        self._kinds[id] = found[1]
        return look.run(OBJECT, _drawing(id, element))

    def package(self) -> bytes:
        """The package of the pictures; nothing if there are none."""
        if not self._ids:
            return b""
        files = {id: f"media/image{number}.{self._kinds[id]}" for number, id in enumerate(self._kinds, 1)}
        kinds = sorted({*self._kinds.values()})
        defaults = "".join(f'<Default Extension="{kind}" ContentType="image/{kind}"/>' for kind in kinds)
        relations = "".join(f'<Relationship Id="{id}" Type="{_OFFICE}/image" Target="{target}"/>' for id, target in files.items())
        parts: dict[str, bytes | str] = {
            "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">{defaults}'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/word/document.xml" ContentType="{_WORD}"/></Types>',
            "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" '
            f'Type="{_OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>',
            "word/document.xml": f"<w:document {DECLARATIONS}><w:body><w:p/></w:body></w:document>",
            "word/_rels/document.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">{relations}</Relationships>',
        }
        for data, id in self._ids.items():
            parts[f"word/{files[id]}"] = data
        buffer = BytesIO()
        with ZipFile(buffer, "w", ZIP_DEFLATED) as archive:
            for name, content in parts.items():
                archive.writestr(ZipInfo(name), content, ZIP_DEFLATED)
        return buffer.getvalue()


def _drawing(id: str, element: etree._Element) -> str:
    """A picture as a fragment of WordprocessingML."""
    points = [number_of(element.get(name, "")) or _USUAL for name in ("width", "height")]
    width, height = (min(max(size, 1), _WIDEST) * EMU for size in points)
    number, description = id.removeprefix("rId"), quoteattr(element.get("alt", ""))
    extent = f'cx="{width}" cy="{height}"'
    return (
        f'<w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent {extent}/>'
        f'<wp:docPr descr={description} id="{number}" name="Picture {number}"/><a:graphic>'
        '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:nvPicPr>'
        f'<pic:cNvPr id="{number}" name="Picture {number}"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="{id}"/>'
        '<a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/>'
        f'<a:ext {extent}/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData>'
        "</a:graphic></wp:inline></w:drawing>"
    )
