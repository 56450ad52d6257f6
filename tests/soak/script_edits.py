"""The random edit that is a file of edits, as `clausewright apply` carries it out; see `edit_kinds.py`."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

from msgspec.structs import replace

from model.edits.fields import restore
from model.edits.script.apply import apply_edits
from model.edits.text import FORMATS
from model.numbering import Labelling
from model.numbering.label_redline import note_marks
from model.submission.clause_paths import paths
from model.submission.transaction_kinds import TransactionKind
from model.submission.transactions import Transaction
from tests.soak.edit_choices import EditChooser
from tests.soak.structure_edits import KINDS, SCHEMES

Entry = dict[str, Any]
LABELS = ("b)bis", "7", "", None)
PLACES = ("after", "before")


def script(chooser: EditChooser) -> Transaction:
    """A file of a few edits of different clauses, read from JSON; accepting in it changes the base, as in the window."""
    named = paths(chooser.redline, Labelling.of(chooser.redline))
    wanted = chooser.random.sample(sorted(named), min(len(named), chooser.choose((1, 1, 2, 3))))
    proposal = chooser.number
    edits = [_entry(chooser, id, named) | ({} if proposal == 1 else {"proposal": proposal}) for id in wanted]
    file = {"author": chooser.stamp.author, "date": chooser.stamp.date, "edits": edits}
    chooser.calls.append(["apply_edits", file])
    after = apply_edits(chooser.document, json.loads(json.dumps(file)))
    made = restore(chooser.document, after, "", chooser.stamp)
    return replace(made, kind=TransactionKind.OTHER, rebases=any(edit["do"] == "accept" for edit in edits))


def _entry(chooser: EditChooser, id: str, named: dict[str, str]) -> Entry:
    return {"do": (do := chooser.choose(sorted(ENTRIES))), **ENTRIES[do](chooser, id, named)}


def _words(chooser: EditChooser, id: str) -> tuple[str, int]:
    """Words of a clause, and how many times they stand there up to the one that is meant."""
    words = re.findall(r"\w+", chooser.redline[id].text)
    word = chooser.choose(words)
    return word, chooser.random.randint(1, min(chooser.redline[id].text.count(word), 2))


def _at_words(chooser: EditChooser, id: str, named: dict[str, str]) -> Entry:
    word, nth = _words(chooser, id)
    return {"at": named[id], "find": word, "nth": nth}


def _beside_words(chooser: EditChooser, id: str, named: dict[str, str]) -> Entry:
    word, nth = _words(chooser, id)
    return {"at": named[id], chooser.choose(PLACES): word, "nth": nth}


def _beside(chooser: EditChooser, id: str, named: dict[str, str]) -> Entry:
    return {chooser.choose(PLACES): named[id]}


def _at(chooser: EditChooser, id: str, named: dict[str, str]) -> Entry:
    return {"at": named[id], **({"only": True} if chooser.chance(0.4) else {})}


def _insertion(chooser: EditChooser, id: str, named: dict[str, str]) -> Entry:
    new = [
        {"text": "that a clause is new;", "scheme": chooser.choose(SCHEMES[1:])},
        {"text": "noting", "kind": "call"},
        {"text": ""},
    ]
    return _beside(chooser, id, named) | {"clauses": chooser.random.sample(new, chooser.choose((1, 2)))}


def _move(chooser: EditChooser, id: str, named: dict[str, str]) -> Entry:
    return _at(chooser, id, named) | {chooser.choose(PLACES): chooser.choose(sorted(named.values()))}


def _footnote(chooser: EditChooser, id: str, named: dict[str, str]) -> Entry:
    marks = [mark for mark, _ in note_marks(chooser.redline).values() if mark]
    if marks and chooser.chance(0.4):
        return {"remove": chooser.choose(sorted(marks))}
    return _beside_words(chooser, id, named) | {"text": "A note."}


def _table(chooser: EditChooser, id: str, named: dict[str, str]) -> Entry:
    return _beside(chooser, id, named) | {"rows": 2, "columns": 2, "cells": [["a", "b"], [{"text": "c", "columns": 2}]]}


def _in_table(chooser: EditChooser, named: dict[str, str]) -> str:
    """A clause in a table."""
    return chooser.choose([clause.id for clause in chooser.redline.clauses if clause.cell is not None and clause.id in named])


def _in_band(chooser: EditChooser, _id: str, named: dict[str, str]) -> Entry:
    return {"at": named[_in_table(chooser, named)]}


def _line(chooser: EditChooser, _id: str, named: dict[str, str]) -> Entry:
    """A row or column beside that of a clause in a table, or without it."""
    id = _in_table(chooser, named)
    return {"remove": named[id]} if chooser.chance(0.5) else _beside(chooser, id, named) | {"cells": ["x"]}


def _kind(chooser: EditChooser, id: str, named: dict[str, str]) -> Entry:
    scheme = chooser.choose(SCHEMES)
    return {"at": named[id], "to": chooser.choose(KINDS), **({"scheme": scheme} if scheme else {})}


def _address(path: str) -> str:
    """The address of a proposal on a provision with a path."""
    return path.replace("+", "")


ENTRIES: dict[str, Callable[[EditChooser, str, dict[str, str]], Entry]] = {
    "replace": lambda *given: _at_words(*given) | {"with": given[0].choose(("other words", "", "x"))},
    "insert_text": lambda *given: _beside_words(*given) | {"text": " and more"},
    "delete_text": _at_words,
    "format": lambda *given: _at_words(*given) | {"style": given[0].choose(sorted(FORMATS))},
    "split": _beside_words,
    "footnote": _footnote,
    "insert": _insertion,
    "delete": _at,
    "restore": _at,
    "accept": _at,
    "reject": _at,
    "move": _move,
    "merge": lambda chooser, id, named: {"at": named[id]},
    "level": lambda chooser, id, named: _at(chooser, id, named) | {"by": chooser.choose((1, -1))},
    "kind": _kind,
    "label": lambda chooser, id, named: {
        "at": named[id],
        "to": chooser.choose(("b)bis", "7", "", None)),
        "lock": chooser.chance(0.3),
    },
    "table": _table,
    "row": _line,
    "column": _line,
    "split_band": lambda *given: _in_band(*given) | {"frequency": given[0].choose(("2 600", "5 000", "5 300"))},
    "merge_bands": lambda *given: _in_band(*given) | {"everywhere": given[0].chance(0.5)},
    "service": lambda *given: _in_band(*given) | {"name": "FIXED", "category": given[0].choose(("primary", "secondary"))},
    "category": lambda *given: _in_band(*given) | {"service": "FIXED", "to": given[0].choose(("primary", "secondary"))},
    "table_notes": lambda *given: _in_band(*given) | {"notes": [given[0].choose(("5.340", "5.441"))]},
    "join": lambda chooser, id, named: {"at": _address(named[id]), "remove": chooser.chance(0.3)},
    "order": lambda chooser, id, named: {"at": _address(named[id]), "to": chooser.choose((1, 2, 5))},
    "noc": lambda chooser, id, named: {
        "at": named[id],
        "underlined": chooser.chance(0.5),
        "remove": chooser.chance(0.3),
    },
    "set": lambda chooser, _id, _named: {"field": f"proposals/{chooser.number}/reasons", "value": "Because."},
}
"""By the `do` of an edit: a function that gives its other fields."""
