"""The judges of Akoma Ntoso: the schema of OASIS, and the resolver of base and draft."""

from __future__ import annotations

import importlib.util
from functools import cache
from pathlib import Path
from types import ModuleType

import pytest
from lxml import etree
from msgspec.structs import replace

from model.formats.akoma_ntoso.export import export_akoma_ntoso
from model.numbering import Labelling
from model.redline import SIDES, Redline, Side, paragraphs
from model.submission.values import Submission
from tests.skips import Reason

SHARED = Path(__file__).resolve().parents[3] / "shared"
JUDGE = SHARED / "judge" / "akn"
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)


@cache
def _schema() -> etree.XMLSchema:
    if not JUDGE.is_dir():
        pytest.skip(Reason.NO_SHARED_TEXTS)
    return etree.XMLSchema(etree.parse(str(JUDGE / "akomantoso30.xsd"), _PARSER))


def validity(data: bytes) -> list[str]:
    """What the schema finds wrong; nothing if the file is valid."""
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
        pytest.skip(Reason.NO_SHARED_TEXTS)
    found: list[tuple[str, str]] = _resolver().clauses(etree.fromstring(data, _PARSER), side)
    return found


def printed(redline: Redline, side: Side) -> list[tuple[str, str]]:
    """Label and text of each paragraph, as the judge should read them; labels of headings stand where it does not look."""
    labelling = Labelling.of(redline)
    label_of = labelling.base if side == "base" else labelling.draft
    found = []
    for paragraph in paragraphs(redline.clauses, side):
        label = label_of(paragraph.bearer.id) or ""
        text = "".join(run.text for run in paragraph.runs if not run.content)
        if label or text:
            found.append((label, text))
    return found


def assert_judged(submission: Submission) -> None:
    """The independent resolver reads base and draft of the only text as they are."""
    plain = replace(submission, proposals=(replace(submission.proposals[0], symbol="", number="", reasons=""),))
    data, _ = export_akoma_ntoso(plain, day="2026-01-02")
    assert validity(data) == []
    redline = plain.proposals[0].redline
    for side in SIDES:
        headings = {
            text
            for paragraph in paragraphs(redline.clauses, side)
            if paragraph.props.kind == "heading"
            for text in [paragraph.text]
        }
        judged = [("" if text in headings else label.strip(), text) for label, text in resolved(data, side)]
        wanted = [("" if text in headings else label.strip(), text) for label, text in printed(redline, side)]
        assert judged == wanted
