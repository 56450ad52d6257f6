"""The structure of a tagged PDF: of files written by hand, and of pages as the process of PDFs gives them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec import Struct
from msgspec.structs import replace

from model.formats.pdf.pages import PdfPage, PdfSpan, PdfTag
from tests.builders.pdf import PdfFile


class Mark(Struct, frozen=True):
    """Marked content: the page from 0, and its number there."""

    page: int
    id: int


class Element(Struct):
    """An element with what it contains, and more entries of its dictionary."""

    type: str
    kids: tuple[Element | Mark, ...] = ()
    entries: str = ""


def marked(content: str, id: int) -> str:
    """Operators as marked content."""
    return f"/Span << /MCID {id} >> BDC\n{content}EMC\n"


def artifact(content: str) -> str:
    """Operators that are no part of the text."""
    return f"/Artifact BMC\n{content}EMC\n"


def add_structure(file: PdfFile, root: Element, roles: Mapping[str, str] | None = None) -> None:
    """Adds the structure of a file, whose pages have the entry `/StructParents` with their number from 0. `roles`: the standard
    types of other names."""
    parents: dict[int, dict[int, int]] = {}

    def add(element: Element) -> int:
        number = file.add("")
        kids = []
        for kid in element.kids:
            if isinstance(kid, Element):
                kids.append(f"{add(kid)} 0 R")
            else:
                parents.setdefault(kid.page, {})[kid.id] = number
                kids.append(f"<< /Type /MCR /Pg {file.pages[kid.page]} 0 R /MCID {kid.id} >>")
        file.objects[number] = f"<< /Type /StructElem /S /{element.type} /K [{' '.join(kids)}] {element.entries} >>".encode()
        below.setdefault(number, [int(kid.split()[0]) for kid in kids if kid.endswith("R")])
        return number

    below: dict[int, list[int]] = {}
    top = add(root)
    tree = file.add("")
    for number, kids in below.items():
        for kid in kids:
            file.objects[kid] = file.objects[kid].replace(b"/Type /StructElem", b"/Type /StructElem /P %d 0 R" % number)
    file.objects[top] = file.objects[top].replace(b"/Type /StructElem", b"/Type /StructElem /P %d 0 R" % tree)
    listed = " ".join(
        f"{page} [{' '.join(f'{marks[id]} 0 R' if id in marks else 'null' for id in range(max(marks) + 1))}]"
        for page, marks in sorted(parents.items())
    )
    mapped = f"/RoleMap << {' '.join(f'/{name} /{standard}' for name, standard in roles.items())} >>" if roles else ""
    file.objects[tree] = f"<< /Type /StructTreeRoot /K [{top} 0 R] /ParentTree << /Nums [{listed}] >> {mapped} >>".encode()
    file.catalogue += f" /MarkInfo << /Marked true >> /StructTreeRoot {tree} 0 R"


class TaggedSpans(Struct):
    """Spans of a page that are of one element."""

    path: tuple[int, ...]
    types: str
    """From the root, with slashes between them: `Document/P`."""
    spans: Iterable[PdfSpan]
    columns: int = 1
    style: str = ""


def with_tags(page: PdfPage, *groups: TaggedSpans) -> PdfPage:
    """A page with the spans of elements."""
    tags = tuple(PdfTag(group.path, tuple(group.types.split("/")), group.columns, group.style) for group in groups)
    spans = [replace(span, tag=at) for at, group in enumerate(groups) for span in group.spans]
    return replace(page, spans=(*page.spans, *spans), tags=tags)
