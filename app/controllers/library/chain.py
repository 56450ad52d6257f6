"""The editions of a text as the window shows them."""

from __future__ import annotations

from app.controllers.library.names import place_of
from model.library.queries.version_chain import ClauseChange, VersionChain
from model.library.texts.editions import edition_name
from widgets.common.lines import line_of
from widgets.library.chain_page import ShownEdition, ShownOrigin


def chain_rows(chain: VersionChain) -> tuple[list[ShownEdition], list[ShownOrigin]]:
    """The editions, and the clauses of the last one with where they are from."""
    names = [edition_name(step.identity, step.identity.language) or str(place + 1) for place, step in enumerate(chain.steps)]
    editions = [ShownEdition(name, step.redline) for name, step in zip(names, chain.steps, strict=True)]
    origins = [
        ShownOrigin(
            place_of(clause.path),
            clause.text,
            names[clause.since],
            tuple((names[change.step], _change_line(change)) for change in clause.changes),
        )
        for clause in chain.clauses
        if clause.text.strip()
    ]
    return editions, origins


def _change_line(change: ClauseChange) -> str:
    """What an edition put in and took out, with the signs of the list of amendments."""
    return line_of([*(f"− {words.strip()}" for words in change.removed), *(f"+ {words.strip()}" for words in change.added)])
