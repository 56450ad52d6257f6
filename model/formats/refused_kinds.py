"""Files of other programs that are not read, recognised by their first bytes, not their names, and the remedy for each."""

from __future__ import annotations

from model.message import Message
from model.text.lazy_regex import late

_HEAD = 4_000
"""The number of first bytes in which the kind of a file shows."""
_MARKUP = late(r"<(?:!doctype|!--|\?xml|[a-z][\w.-]*(?::[\w.-]+)?[\s/>])")
_ROOT = late(r"<([^\W\d][\w.-]*(?::[\w.-]+)?)[\s/>]")
_WORD = late(r"<pkg:package|progid=.word\.document")


def is_word_in_xml(head: str) -> bool:
    """Whether a file that begins so, in small letters, is a Word document as XML in one file."""
    return _WORD.search(head) is not None


def foreign_kind(data: bytes) -> Message | None:
    """The kind of a file and the remedy, as the end of a sentence; None if it may be a text, a project or a Word file."""
    head = head_of(data)
    if not _MARKUP.match(head):
        return None
    if head.startswith("<?xml") or "xmlns" in head:
        root = _ROOT.search(head)
        if root is None:
            return Message.of("it contains no text; check that it is the file that you meant")
        return Message.of(
            "it is an XML file with the root “{root}”, which is not a text; give a .docx, .amend or .txt file, or Akoma Ntoso",
            root=root[1][:60],
        )
    return None


def head_of(data: bytes) -> str:
    """The beginning in small letters, without characters that have no meaning there."""
    wide = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    text = data[:_HEAD].decode("utf-16" if wide else "utf-8", "ignore")
    return text.lstrip("\ufeff \t\r\n\0").lower()
