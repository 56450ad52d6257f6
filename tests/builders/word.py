"""Word files for tests, made in memory from the few lines of XML that a test is about."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

from model.formats.recognition.raw_body import RawDocument
from model.formats.word.package.opc_package import Package
from model.formats.word.package.wordml import DECLARATIONS, PREFIXES
from model.formats.word.reading.body import read_body

_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPE = PREFIXES["r"] + "/"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml."
MAIN = _WORD + "document.main+xml"
MACROS = "application/vnd.ms-word.document.macroEnabled.main+xml"
TEMPLATE = _WORD + "template.main+xml"
BY = 'w:id="1" w:author="Ana" w:date="2024-09-06T09:00:00Z"'
"""The attributes of a tracked change."""
BY_BEN = 'w:id="2" w:author="Ben" w:date="2024-09-07T10:00:00Z"'


def part(name: str, content: str) -> str:
    """The XML of a part with the root `w:name`."""
    return f'<?xml version="1.0" encoding="UTF-8"?><w:{name} {DECLARATIONS}>{content}</w:{name}>'


def relationships(entries: Mapping[str, str]) -> str:
    """A `.rels` part: target to type, which is the end of the usual one."""
    lines = (
        f'<Relationship Id="rId{at}" Type="{_TYPE}{kind}" Target="{target}"/>'
        for at, (target, kind) in enumerate(entries.items(), 1)
    )
    return f'<Relationships xmlns="{_RELATIONSHIPS}">{"".join(lines)}</Relationships>'


def parts_of(
    body: str,
    *,
    styles: str = "",
    numbering: str = "",
    footnotes: str = "",
    endnotes: str = "",
    main: str = "word/document.xml",
    main_type: str = MAIN,
) -> dict[str, str | bytes]:
    """The parts of a file with that body, by name, for tests that change one of them."""
    folder, _, leaf = main.rpartition("/")
    contents = {"styles": styles, "numbering": numbering, "footnotes": footnotes, "endnotes": endnotes}
    given = {name: part(name, content) for name, content in contents.items() if content}
    types = "".join(f'<Override PartName="/{folder}/{name}.xml" ContentType="{_WORD}{name}+xml"/>' for name in given)
    return {
        "[Content_Types].xml": (
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Default Extension="xml" ContentType="application/xml"/>'
            f'<Override PartName="/{main}" ContentType="{main_type}"/>{types}</Types>'
        ),
        "_rels/.rels": relationships({main: "officeDocument"}),
        main: part("document", f"<w:body>{body}</w:body>"),
        f"{folder}/_rels/{leaf}.rels": relationships({f"{name}.xml": name for name in given}),
        **{f"{folder}/{name}.xml": content for name, content in given.items()},
    }


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    """The parts as a zip, the same bytes at any time."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        for name, content in parts.items():
            file.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def docx(body: str, **parts: str) -> bytes:
    """A Word file with that body and those parts: `styles`, `numbering`, `footnotes`, `endnotes`."""
    return zipped(parts_of(body, **parts))


def raw(body: str, **parts: str) -> RawDocument:
    """What the reader makes of such a file."""
    return read_body(Package.open(docx(body, **parts), "test.docx"))


def p(content: str = "", properties: str = "") -> str:
    """A paragraph; content without a tag is one run of text."""
    if content and not content.startswith("<"):
        content = r(content)
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{content}</w:p>"


def r(text: str, properties: str = "") -> str:
    """A run of text or, where it starts with a tag, of other content."""
    inner = text if text.startswith("<") else f'<w:t xml:space="preserve">{text}</w:t>'
    return f"<w:r>{f'<w:rPr>{properties}</w:rPr>' if properties else ''}{inner}</w:r>"


def ins(content: str, by: str = BY) -> str:
    return f"<w:ins {by}>{content}</w:ins>"


def dele(content: str, by: str = BY) -> str:
    """A deletion; the text of its runs becomes `w:delText`."""
    return f"<w:del {by}>{content.replace('<w:t ', '<w:delText ').replace('</w:t>', '</w:delText>')}</w:del>"


def mark(change: str, by: str = BY) -> str:
    """Paragraph properties that track the paragraph end: `mark('ins')`."""
    return f"<w:rPr><w:{change} {by}/></w:rPr>"
