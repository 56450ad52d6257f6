"""Styles of the Word package that a text was read from, as far as a printed page asks for them."""

from __future__ import annotations

from collections.abc import Mapping, Set

from msgspec import Struct


class PackageStyles(Struct, frozen=True):
    """The paragraph and character styles of one package, by id."""

    names: Mapping[str, str] = {}
    """In lower case."""
    capitals: Set[str] = frozenset()
    """The styles whose paragraphs are in capitals."""


NO_STYLES = PackageStyles()
