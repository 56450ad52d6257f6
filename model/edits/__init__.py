"""All user actions, each a pure function `(submission, …, stamp) -> Transaction`. One that finds nothing to do returns no steps;
one that cannot do what is asked raises EditError.

`from model import edits` loads each module of edits at its first use, `edits.text`: no edit is part of the first window."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from model.edits import (
        calls,
        change_case,
        clause_properties,
        comments,
        common,
        dependants,
        enter_and_tab,
        multiple,
        notes,
        paste,
        punctuation,
        review,
        structure,
        text,
        transform,
        undo_texts,
    )
else:

    def __getattr__(name):
        """A module of edits, imported now."""
        from importlib import import_module

        if name.startswith("_"):
            raise AttributeError(name)
        return import_module(f"{__name__}.{name}")
