"""A resolver of the tracked changes of one author in a Word file, for tests alone, from ISO 29500-1 §17.13.5."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from io import BytesIO

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_INSIDE = {"ins", "moveTo"}, {"del", "moveFrom"}
_REFERENCE = re.compile("\x02(.*?)\x02")


def resolved_paragraphs(data: bytes, accepts: Callable[[str], bool]) -> list[str]:
    """The paragraphs of the body, with the text of footnotes in brackets: changes of the authors that `accepts` names are
    accepted, all others rejected."""
    archive = zipfile.ZipFile(BytesIO(data))
    names = archive.namelist()
    body = _resolved(archive.read("word/document.xml"), accepts)
    notes: dict[str, str] = {}
    if "word/footnotes.xml" in names:
        for note in _resolved(archive.read("word/footnotes.xml"), accepts).iter(W + "footnote"):
            notes[note.get(W + "id", "")] = "¶".join(_text(paragraph) for paragraph in note.iter(W + "p")).strip()
    texts = [_text(paragraph) for paragraph in body.iter(W + "p")]
    return [_REFERENCE.sub(lambda found: f"[[{notes.get(found[1], '?')}]]", text) for text in texts]


def _resolved(part: bytes, accepts: Callable[[str], bool]) -> etree._Element:
    root = etree.fromstring(part)
    for name in ("rPrChange", "pPrChange"):
        for change in list(root.iter(W + name)):
            parent = change.getparent()
            assert parent is not None
            parent.remove(change)
    changes = [element for names in _INSIDE for name in names for element in root.iter(W + name)]
    gone: set[etree._Element] = set()
    rows: list[etree._Element] = []
    for change in changes:
        accepted = accepts(change.get(W + "author", ""))
        inserts = etree.QName(change).localname in _INSIDE[0]
        parent = change.getparent()
        assert parent is not None
        if parent.tag == W + "rPr":
            if inserts is not accepted:
                gone.add(next(change.iterancestors(W + "p")))
        elif parent.tag == W + "trPr":
            if inserts is not accepted:
                rows.append(next(change.iterancestors(W + "tr")))
        elif inserts is accepted:
            place = parent.index(change)
            for offset, child in enumerate(list(change)):
                parent.insert(place + offset, child)
            parent.remove(change)
        else:
            parent.remove(change)
    for row in rows:
        table = row.getparent()
        if table is not None:
            table.remove(row)
    _join_paragraphs(root, gone)
    return root


def _join_paragraphs(root: etree._Element, gone: set[etree._Element]) -> None:
    """A paragraph whose mark is gone continues in the next one beside it; Word keeps the last one of a part."""
    for paragraph in list(root.iter(W + "p")):
        if paragraph not in gone:
            continue
        content = [child for child in paragraph if child.tag != W + "pPr"]
        following = next(iter(paragraph.itersiblings(W + "p", W + "tbl", W + "sectPr")), None)
        if following is not None and following.tag == W + "p":
            first = 1 if len(following) and following[0].tag == W + "pPr" else 0
            for place, child in enumerate(content):
                following.insert(first + place, child)
        elif content and any(_run_text(run) for child in content for run in child.iter(W + "r")):
            continue
        parent = paragraph.getparent()
        assert parent is not None
        parent.remove(paragraph)


def _text(paragraph: etree._Element) -> str:
    return "".join(_run_text(run) for run in paragraph.iter(W + "r"))


def _run_text(run: etree._Element) -> str:
    out = []
    for child in run:
        if child.tag in (W + "t", W + "delText"):
            out.append(child.text or "")
        elif child.tag == W + "tab":
            out.append("\t")
        elif child.tag == W + "footnoteReference":
            out.append(f"\x02{child.get(W + 'id')}\x02")
    return "".join(out)
