"""The footnotes of a page: links with the role of a reference to a note (DPUB-ARIA 1.1), as the HTML export of this program and
publishers of books write them."""

from __future__ import annotations

from typing import NamedTuple

from lxml import etree

_REFERENCE, _BACK = "doc-noteref", "doc-backlink"
_NOTE = ("doc-footnote", "doc-endnote")
_NOTES = "doc-endnotes"


class PageNotes(NamedTuple):
    """The notes of a page, taken out of it."""

    keys: dict[etree._Element, str]
    """The key of a note by the first link to it."""
    notes: dict[str, etree._Element]
    """The element of a note by its key, without its mark."""


def take_notes(root: etree._Element) -> PageNotes:
    """Takes the notes that links with that role lead to out of a page."""
    named = {name: element for element in root.iter("*") if (name := element.get("id"))}
    found: dict[etree._Element, tuple[etree._Element, str]] = {}
    fit: dict[etree._Element, bool] = {}
    for link in root.iter("a"):
        note = named.get((link.get("href") or "").removeprefix("#")) if link.get("role") == _REFERENCE else None
        if note is None or note in found:
            continue
        if note not in fit:
            fit[note] = _is_note(note) and not _is_in_note(note)
        if fit[note] and not _is_in_note(link):
            found[note] = link, str(len(found) + 1)
    keys = dict(found.values())
    for note, (link, _) in found.items():
        _take_mark(note, link)
        _remove(note)
    return PageNotes(keys, {key: note for note, (_, key) in found.items()})


def _is_note(element: etree._Element) -> bool:
    parent = element.getparent()
    return element.get("role") in _NOTE or (parent is not None and parent.get("role") == _NOTES)


def _is_in_note(element: etree._Element) -> bool:
    return any(map(_is_note, element.iterancestors()))


def _take_mark(note: etree._Element, link: etree._Element) -> None:
    """Removes from a note its links back to the text, with the label that contains them."""
    back = f"#{link.get('id')}" if link.get("id") else None
    for element in list(note.iter("a")):
        if element.get("role") == _BACK or (back is not None and element.get("href") == back):
            labels = (outer for outer in element.iterancestors() if outer.get("class") == "label")
            _remove(next((label for label in labels if note in label.iterancestors()), element))


def _remove(element: etree._Element) -> None:
    """Removes an element from its page; the text after it stays."""
    parent, before = element.getparent(), element.getprevious()
    if parent is None:
        return
    if before is not None:
        before.tail = (before.tail or "") + (element.tail or "")
    else:
        parent.text = (parent.text or "") + (element.tail or "")
    element.tail = None
    parent.remove(element)
