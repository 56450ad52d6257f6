"""Pictures inside a file of Akoma Ntoso, as `data:` addresses: one file is one file, and no address is ever fetched."""

from __future__ import annotations

from base64 import b64encode

from model.formats.word.package.picture_files import picture_file
from model.formats.word.package.private_fields import last_name
from model.formats.word.writing.pictures.metadata import bare_picture
from model.formats.xml_escape import quoteattr
from model.redline import OBJECT, Redline
from model.redline.objects import extent_of, named_object
from model.text.lazy_regex import late

_TYPES = ((b"\x89PNG", "png"), (b"\xff\xd8", "jpeg"), (b"GIF8", "gif"), (b"BM", "bmp"), (b"II*\0", "tiff"), (b"MM\0*", "tiff"))
_PATH = late(r"\\|^[/.~]|^\w+:")
_LARGEST = 7_000_000
"""Bytes of a picture, of which an attribute that can be read back takes a third more."""


def written_pictures(redline: Redline, package: bytes) -> dict[str, str]:
    """The elements of the pictures of a text by the content of their runs; '' for one that is none, or cannot be cleaned.

    redline: the text
    package: the Word file that it was read from, or nothing
    """
    stories = [redline.clauses, *(note.clauses for note in redline.notes.values())]
    runs = (run for story in stories for clause in story for run in clause.runs)
    contents = dict.fromkeys(run.content for run in runs if run.content and run.text == OBJECT)
    return {content: _img_element(content, package) for content in contents}


def _img_element(content: str, package: bytes) -> str:
    extent = extent_of(content)
    data = picture_file(package, extent.reference) if extent is not None and extent.reference and package else b""
    bare = bare_picture(data) if data and len(data) <= _LARGEST else None
    kind = next((name for beginning, name in _TYPES if bare is not None and bare.startswith(beginning)), "")
    if bare is None or not kind or extent is None:
        return ""
    size = f'width="{max(1, round(extent.width))}" height="{max(1, round(extent.height))}"'
    coded = b64encode(bare).decode("ascii")
    named = named_object(content)
    # What shows it to those who do not see it may be the path of its file.
    shown_name = (last_name(named.name) if _PATH.search(named.name) else named.name) or named.kind
    return f'<img src="data:image/{kind};base64,{coded}" {size} alt={quoteattr(shown_name)}/>'
