"""The conference's own Word template: a new file is written into it in place of our empty package, in its styles and with its
page headers and their pictures.

It is used for a submission that begins a new file, not for a text that goes back into the file that it was read from. Of its own
text nothing stays, and what goes along is the white list of `source_package`: no name, no property, no macro of the template.
"""

from __future__ import annotations

from pathlib import Path

from lxml import etree

from model.errors import FileError
from model.formats.word.package.opc_package import Package
from model.formats.word.package.package_parts import HEAD, MAIN_TYPE, OFFICE
from model.formats.word.package.wordml import W
from model.formats.word.writing.body.bidi import right_to_left
from model.formats.word.writing.into_source.source_package import SourcePackage, root_with_prefixes
from model.message import Message

ENDINGS = (".docx", ".dotx")
_KEPT = tuple(OFFICE + kind for kind in ("styles", "settings", "numbering", "theme", "fontTable", "header", "footer"))
"""The types of the parts that the text of a new file can need."""


def read_template(path: Path | str) -> Package:
    """The template at a path, without its text. FileError if there is no file, or it is not a Word template."""
    try:
        template = SourcePackage(Package.open(path, str(path)))
        parts = template.copied_parts()
        root = root_with_prefixes(template.package.xml(template.main))
        template.clean(root, template.main, parts)
        body = root.find(W + "body")
        if body is None:
            raise FileError(path, Message.of("it has no page; save it again as .docx in Word"))
        for block in list(body):
            if block.tag != W + "sectPr":
                body.remove(block)
        parts.keep_relations(template.main, [link.id for link in parts.relations.get(template.main, ()) if link.type in _KEPT])
        parts.add(template.main, HEAD + etree.tostring(root, encoding="unicode"), MAIN_TYPE)
        return Package.open(parts.to_bytes(), str(path))
    except FileError as error:
        raise FileError(path, Message.of("it cannot be the conference template: {reason}", reason=error.reason)) from error


def check_direction(template: Package, language: str) -> None:
    """FileError if a text in this language runs from right to left and the styles of the template do not."""
    root = SourcePackage(template).style_root
    if language == "ar" and not right_to_left(root):
        raise FileError(
            template.name,
            Message.of("its styles do not run from right to left; choose the Arabic template of the conference, or none"),
        )


def put_default_header(section: etree._Element, header: etree._Element) -> None:
    """Gives the section of a template that has headers for some pages only our own for the others."""
    section.insert(0, header)
    if section.find(W + "titlePg") is None:
        following = [W + name for name in ("textDirection", "bidi", "rtlGutter", "docGrid", "printerSettings", "sectPrChange")]
        place = next((at for at, child in enumerate(section) if child.tag in following), len(section))
        section.insert(place, etree.Element(W + "titlePg"))
