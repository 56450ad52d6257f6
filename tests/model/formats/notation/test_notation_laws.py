"""What is printed is read back as the same."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from model.formats.notation import parse, print_redline
from model.formats.notation.printing import bare_runs, bare_style, note_names, without_anchors
from model.redline import Clause, Label, Props, Redline
from tests.builders.strategies import redlines, texts


def bare_label(label: Label | None) -> Label | None:
    return replace(label, style=bare_style(label.style)) if label is not None else None


def bare_props(props: Props) -> Props:
    return replace(props, other="")


def bare(clauses: Sequence[Clause], keys: Mapping[str, str]) -> list[Any]:
    """What the notation holds of clauses: everything but ids, authors, dates, moves and XML."""
    return [
        (
            bare_runs(clause.runs, keys),
            clause.end.status,
            bare_props(clause.props),
            bare_props(clause.props_on("base")),
            bare_label(clause.label),
            bare_label(clause.own_label),
            clause.cell,
            clause.shape,
            clause.row,
        )
        for clause in clauses
    ]


def said(redline: Redline) -> Any:
    redline = without_anchors(redline)
    keys = note_names(redline)
    notes = {
        keys[key]: (note.kind, note.mark, bare(note.clauses, keys)) for key, note in redline.notes.items()
    }
    return bare(redline.clauses, keys), notes, redline.language, redline.policy


@given(redlines())
def test_what_is_printed_is_read_back_as_the_same(value: Redline) -> None:
    printed = print_redline(value)
    assert said(parse(printed, language=value.language, policy=value.policy)) == said(value)


@given(st.lists(texts, max_size=6))
def test_whatever_is_typed_is_read_or_refused_and_stays(lines: list[str]) -> None:
    from model.errors import EditError

    try:
        value = parse("\n".join(lines))
    except EditError as error:
        assert str(error).startswith("line ")
        return
    assert said(parse(print_redline(value))) == said(value)
