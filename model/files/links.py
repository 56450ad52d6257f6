"""The links of the source in a text: the model keeps their edges as anchors, the package their addresses."""

from __future__ import annotations

import re

from model.errors import FileError
from model.formats.word.package.field_codes import SAFE_LINKS
from model.formats.word.package.opc_package import Package
from model.redline import ANCHOR, Clause
from model.submission.story import StoryId, story_clauses
from model.submission.values import Submission

_EDGE = re.compile(r'<cw:(?P<edge>open|close) id="(?P<id>[^"]*)"/?>(?:<w:hyperlink\b(?P<says>[^>]*)>)?')
_RELATION = re.compile(r'\br:id="([^"]*)"')


class Links:
    """Finds addresses; each package is opened once."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, str], tuple[bytes, dict[str, str]]] = {}
        """By the source and its part: the package, and the addresses of the relationships of the part."""

    def address_at(self, submission: Submission, story: StoryId, index: int, offset: int) -> str:
        """The address of the link of the character after a place; '' if it has no link to the web or a mailbox."""
        relation = _relation_at(story_clauses(submission, story)[index], offset)
        if not relation:
            return ""
        proposal = submission.proposals[story.proposal - 1]
        source = submission.sources.get(proposal.source, b"")
        kind = f"{proposal.redline.notes[story.note].kind}s" if story.note else ""
        known = self._known.get((proposal.source, kind))
        if known is None or known[0] is not source:
            known = self._known[proposal.source, kind] = source, _addresses(source, kind)
        return known[1].get(relation, "")


def _relation_at(clause: Clause, offset: int) -> str:
    """The id of the relationship of the innermost link around a place; '' if there is none."""
    open_edges: dict[str, str] = {}
    for run in clause.runs:
        if run.text == ANCHOR and run.content.startswith("<cw:") and (found := _EDGE.match(run.content)):
            relation = _RELATION.search(found["says"] or "")
            if found["edge"] == "open":
                open_edges[found["id"]] = relation[1] if relation else ""
            else:
                open_edges.pop(found["id"], None)
        offset -= len(run.text)
        if offset < 0:
            break
    return next((relation for relation in reversed(open_edges.values()) if relation), "")


def _addresses(source: bytes, kind: str) -> dict[str, str]:
    """The safe addresses of a part's links by relationship; `kind` is `footnotes`, `endnotes` or, for the text, ''."""
    if not source:
        return {}
    try:
        package = Package.open(source)
        parts = package.related_parts(package.main, kind) if kind else [package.main]
        found = [(key, relation) for part in parts for key, relation in package.relationships(part).items()]
    except FileError:
        return {}
    return {
        key: relation.target for key, relation in found if relation.external and relation.target.lower().startswith(SAFE_LINKS)
    }
