#!/usr/bin/env python3
"""Makes `resources/word/template.docx`, the empty package from which new Word files are made.

    python3 packaging/make_word_template.py

It holds no more than a page, a page header, settings and properties: no style, no thumbnail, no theme, nobody's name. The
entries are stored and have one fixed date, so that the same parts give the same bytes everywhere. Only the standard library is
used.
"""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path

TEMPLATE = Path(__file__).resolve().parent.parent / "resources" / "word" / "template.docx"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
PACKAGE = "http://schemas.openxmlformats.org/package/2006/"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W = f'xmlns:w="{WORD}"'
WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml."

TYPES = {
    "docProps/app.xml": "application/vnd.openxmlformats-officedocument.extended-properties+xml",
    "docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
    "word/document.xml": WORD_TYPE + "document.main+xml",
    "word/header1.xml": WORD_TYPE + "header+xml",
    "word/settings.xml": WORD_TYPE + "settings+xml",
    "word/styles.xml": WORD_TYPE + "styles+xml",
}


def relations(*pairs: tuple[str, str]) -> str:
    rows = "".join(f'<Relationship Id="rId{n}" Type="{type}" Target="{target}"/>' for n, (type, target) in enumerate(pairs, 1))
    return f'<Relationships xmlns="{PACKAGE}relationships">{rows}</Relationships>'


PARTS = {
    "[Content_Types].xml": f'<Types xmlns="{PACKAGE}content-types"><Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    + "".join(f'<Override PartName="/{name}" ContentType="{type}"/>' for name, type in TYPES.items())
    + "</Types>",
    "_rels/.rels": relations(
        (OFFICE + "relationships/officeDocument", "word/document.xml"),
        (PACKAGE + "relationships/metadata/core-properties", "docProps/core.xml"),
        (OFFICE + "relationships/extended-properties", "docProps/app.xml"),
    ),
    "docProps/app.xml": f'<Properties xmlns="{OFFICE}extended-properties"><Application>Clausewright</Application></Properties>',
    "docProps/core.xml": f'<cp:coreProperties xmlns:cp="{PACKAGE}metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"/>',
    "word/_rels/document.xml.rels": relations(
        *(
            (OFFICE + f"relationships/{kind}", f"{name}.xml")
            for kind, name in (
                ("header", "header1"),
                ("styles", "styles"),
                ("settings", "settings"),
            )
        )
    ),
    "word/document.xml": f'<w:document {W} xmlns:r="{OFFICE}relationships"><w:body><w:sectPr>'
    '<w:headerReference w:type="default" r:id="rId1"/><w:pgSz w:w="11907" w:h="16840" w:code="9"/><w:pgMar w:top="1134" '
    'w:right="1134" w:bottom="1134" w:left="1134" w:header="567" w:footer="567" w:gutter="0"/><w:cols w:space="720"/>'
    "</w:sectPr></w:body></w:document>",
    "word/header1.xml": f"<w:hdr {W}><w:p/></w:hdr>",
    "word/settings.xml": f'<w:settings {W}><w:defaultTabStop w:val="567"/><w:characterSpacingControl w:val="doNotCompress"/>'
    '<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>'
    "</w:compat></w:settings>",
    "word/styles.xml": f"<w:styles {W}><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts/>"
    '<w:lang w:val="en-GB" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults></w:styles>',
}


def template() -> bytes:
    """The bytes of the package."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name, xml in PARTS.items():
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.create_system = 0
            archive.writestr(entry, HEAD + xml)
    return out.getvalue()


if __name__ == "__main__":
    TEMPLATE.write_bytes(template())
