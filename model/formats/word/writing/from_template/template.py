"""The empty package of our own that new Word files begin with (`packaging/make_word_template.py` makes it).

python-docx parses this file and nothing else: it opens packages without judging them."""

from __future__ import annotations

import zipfile
from io import BytesIO
from typing import TYPE_CHECKING

from lxml import etree

from model.formats.word.package.wordml import elements, fragment
from resources import read_bytes

if TYPE_CHECKING:
    from docx.document import Document

_TEMPLATE = "word/template.docx"


def open_template() -> Document:
    """A new document for each caller, who may change it."""
    from docx import Document  # 30 ms, which only who writes a new file pays

    return Document(BytesIO(read_bytes(_TEMPLATE)))


def plain_xml(element: etree._Element) -> str:
    """An element of python-docx as a fragment; its classes give `text` a meaning of their own."""
    return fragment(elements(etree.tostring(element, encoding="unicode", with_tail=False)))


def template_part(name: str) -> bytes:
    """A part of the template as it is."""
    with zipfile.ZipFile(BytesIO(read_bytes(_TEMPLATE))) as archive:
        return archive.read(name)
