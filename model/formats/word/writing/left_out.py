"""The pictures that an export leaves out because they cannot be cleaned, for a message to the user."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from model.formats.word.writing.into_source.source_package import SourcePackage
from model.numbering import Labelling
from model.submission.clause_paths import paths
from model.submission.values import Proposal

_STORIES = {"header": "a page header", "footer": "a page footer", "footnotes": "a footnote", "endnotes": "an endnote"}
_STORIES |= {"comments": "a comment", "numbering": "a list sign"}
_MOST = 5


def pictures_left_out(sources: Iterable[tuple[str, SourcePackage]], texts: Iterable[tuple[Proposal, Labelling]]) -> str:
    """The sentence that tells of the pictures that were left out, with their kinds and places; '' where there are none.
    `sources` are the packages by the names that the proposals give them."""
    pairs = list(texts)
    told = [
        f"{name.rpartition('.')[2].upper()} {place}"
        for package, source in sources
        for (part, id), name in source.left_out.items()
        for place in _places(part, id, source, [pair for pair in pairs if pair[0].source == package])
    ]
    if not told:
        return ""
    more = f" and {len(told) - _MOST} more" if len(told) > _MOST else ""
    head, it = ("1 picture was", "it") if len(told) == 1 else (f"{len(told)} pictures were", "them")
    shown = ", ".join(told[:_MOST]) + more
    return f"{head} left out, since names or places may be hidden in {it}: {shown}; put {it} into the Word file as PNG or JPEG"


def _places(part: str, id: str, source: SourcePackage, pairs: Iterable[tuple[Proposal, Labelling]]) -> Iterator[str]:
    """Where in the document a picture stands that a part refers to by an id."""
    if part != source.main:
        stem = re.sub(r"\d*\.xml$", "", part.rpartition("/")[2])
        yield f"in {_STORIES.get(stem, 'a drawing')}"
        return
    reference = re.compile(rf'\br:[a-z]+="{re.escape(id)}"')
    found = False
    for proposal, labelling in pairs:
        known = paths(proposal.redline, labelling)
        for clause in proposal.redline.clauses:
            if any(reference.search(run.content) for run in clause.runs if run.content):
                found = True
                yield f"at {known.get(clause.id, 'the text')}"
    if not found:
        yield "in the text"
