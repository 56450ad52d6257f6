"""The proof that a file has the page headers and the styles of the conference template in which it was written."""

from __future__ import annotations

from lxml import etree

from model.errors import ProofError
from model.formats.word.package.opc_package import Package
from model.formats.word.package.wordml import R, W
from model.message import Message

_PICTURES = (W + "drawing", W + "pict")


def prove_template(data: bytes, template: Package) -> None:
    """Reads a written file back. ProofError if it lacks a page header, a picture in one, or a style of the template."""
    written = Package.open(data, "the written file", as_written=True)
    headers = page_headers(written)
    if any(headers.get(name) != wanted for name, wanted in page_headers(template).items()):
        raise ProofError(Message.of("The page headers of the conference template are not in the file; it was not kept."))
    if not _styles(template) <= _styles(written):
        raise ProofError(Message.of("The styles of the conference template are not in the file; it was not kept."))


def _styles(package: Package) -> set[str]:
    """The ids of the styles of a package."""
    name = next(iter(package.related_parts(package.main, "styles")), "")
    return {style.get(W + "styleId", "") for style in package.xml(name).iterchildren(W + "style")} if name else set()


def page_headers(package: Package) -> dict[tuple[str, str], tuple[str, int]]:
    """The words of each page header and footer of the last section of a package, and the number of its pictures, by its kind
    (`headerReference`, `footerReference`) and the pages that have it (first, default, even)."""
    body = package.xml(package.main).find(W + "body")
    section = body.find(W + "sectPr") if body is not None else None
    relations, found = package.relationships(package.main), dict[tuple[str, str], tuple[str, int]]()
    for reference in section.iterchildren(W + "headerReference", W + "footerReference") if section is not None else ():
        link = relations.get(reference.get(R + "id", ""))
        if link is not None:
            root = package.xml(link.target)
            words = "".join(text.text or "" for text in root.iter(W + "t"))
            name = etree.QName(reference).localname, reference.get(W + "type", "default")
            found[name] = words, sum(1 for _ in root.iter(*_PICTURES))
    return found
