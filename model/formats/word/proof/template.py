"""The proof that a file has the page headers and the styles of the conference template in which it was written."""

from __future__ import annotations

from model.errors import ProofError
from model.formats.word.package.opc_package import Package
from model.formats.word.package.wordml import W
from model.formats.word.writing.conference_template import page_headers
from model.message import Message


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
