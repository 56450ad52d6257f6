"""The judges of Akoma Ntoso: the schema of OASIS, and the resolver of base and draft."""

from __future__ import annotations

import importlib.util
from functools import cache
from pathlib import Path
from types import ModuleType

import pytest
from lxml import etree

SHARED = Path(__file__).resolve().parents[3] / "shared"
JUDGE = SHARED / "judge" / "akn"
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)


@cache
def _schema() -> etree.XMLSchema:
    if not JUDGE.is_dir():
        pytest.skip("../shared is absent")
    return etree.XMLSchema(etree.parse(str(JUDGE / "akomantoso30.xsd"), _PARSER))


def validity(data: bytes) -> list[str]:
    """What the schema finds wrong; nothing where the file is valid."""
    schema = _schema()
    schema.validate(etree.fromstring(data, _PARSER))
    return [f"{error.line}: {error.message}" for error in schema.error_log]


@cache
def _resolver() -> ModuleType:
    spec = importlib.util.spec_from_file_location("akn_resolve", JUDGE / "resolve.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def resolved(data: bytes, side: str) -> list[tuple[str, str]]:
    """Label and text of each paragraph of a side, as the judge reads them."""
    if not JUDGE.is_dir():
        pytest.skip("../shared is absent")
    found: list[tuple[str, str]] = _resolver().clauses(etree.fromstring(data, _PARSER), side)
    return found
