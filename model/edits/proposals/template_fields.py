"""The fields of a new text: the places in square brackets that its template leaves to be filled in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from model.redline import Clause
from model.redline.edit_text import Place
from model.submission.story import StoryId
from model.submission.transactions import Selection
from model.submission.values import Proposal
from resources import list_names, read_text

TEMPLATE = "templates/new-resolution.{}.txt"
_BRACKETS = re.compile(r"\[[^\[\]]*\]")
_GONE = "\0"
"""Stands for a character that the draft no longer has."""


def template_language(language: str) -> str:
    """A language with a template of a new text: the given one, or English."""
    return language if TEMPLATE.format(language) in list_names("templates", ".txt") else "en"


def next_field(clauses: Sequence[Clause], selection: tuple[Place, Place], by: int, language: str) -> tuple[Place, Place] | None:
    """The beginning and the end of the next field after a selection (1), or of the one before it (−1); after the last comes the
    first. None if all fields have been filled in."""
    fields = list(_fields(clauses, language))
    start, stop = selection
    if by > 0:
        return next((field for field in fields if field[0] >= stop), fields[0] if fields else None)
    return next((field for field in reversed(fields) if field[1] <= start), fields[-1] if fields else None)


def first_field(proposal: Proposal, story: StoryId) -> Selection | None:
    """The first field of a proposal's text, selected; None if it has none."""
    clauses = proposal.redline.clauses
    found = next(_fields(clauses, proposal.redline.language), None)
    if found is None:
        return None
    (start, stop), id = found, clauses[found[0].index].id
    return Selection(story, (id, start.offset), (id, stop.offset))


def _fields(clauses: Sequence[Clause], language: str) -> Iterator[tuple[Place, Place]]:
    known = _fields_of(template_language(language))
    for index, clause in enumerate(clauses):
        if "[" not in clause.text:
            continue
        draft = "".join(run.text if run.status.in_draft else _GONE * len(run.text) for run in clause.runs)
        for found in _BRACKETS.finditer(draft):
            if found[0] in known:
                yield Place(index, found.start()), Place(index, found.end())


@cache
def _fields_of(language: str) -> frozenset[str]:
    return frozenset(_BRACKETS.findall(read_text(TEMPLATE.format(language))))
