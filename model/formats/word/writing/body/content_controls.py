"""Content controls around paragraphs, removed if an edit joins or splits a paragraph across their edge: the paragraphs on both
sides of a tracked paragraph end must have one parent, or readers cannot join them."""

from __future__ import annotations

from collections.abc import Set

from lxml import etree

from model.formats.word.package.wordml import W

_SDT, _CONTENT = W + "sdt", W + "sdtContent"


def free_crossed(body: etree._Element, tracked: Set[etree._Element]) -> None:
    """Takes the controls away whose last paragraph, or the one before them, was given a tracked end; their content stays.
    `tracked` are the placeholders of such paragraphs."""
    for control in list(body.iter(_SDT)):
        content, parent = control.find(_CONTENT), control.getparent()
        if content is None or parent is None or parent.tag == W + "p" or not len(content):
            continue
        before = control.getprevious()
        if _has_tracked_end(content[-1], tracked) or (before is not None and _has_tracked_end(before, tracked)):
            for child in list(content):
                control.addprevious(child)
            parent.remove(control)


def _has_tracked_end(block: etree._Element, tracked: Set[etree._Element]) -> bool:
    """Whether a block is, or ends in, a newly written paragraph with a tracked end."""
    while block.tag == _SDT:
        content = block.find(_CONTENT)
        if content is None or not len(content):
            return False
        block = content[-1]
    return block in tracked
