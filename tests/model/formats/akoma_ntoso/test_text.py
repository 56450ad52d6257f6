"""A text written as Akoma Ntoso is read back equal, whatever its content."""

from __future__ import annotations

from itertools import count

from hypothesis import given
from lxml import etree
from msgspec.structs import replace

from model.formats.akoma_ntoso.reading.own_text import OwnTextReader
from model.formats.akoma_ntoso.schema.representable_text import representable_redline
from model.formats.akoma_ntoso.schema.vocabulary import CW_PREFIX
from model.formats.akoma_ntoso.writing.documents import CLOSING, OPENING, ProposedIn, Statement, statement
from model.formats.akoma_ntoso.writing.identity import identity_of
from model.numbering import Labelling
from model.redline import Redline
from tests.builders.akoma_ntoso import validity
from tests.builders.strategies import redlines

PICTURES = {"<w:drawing/>": '<img src=""/>'}


def written(redline: Redline) -> bytes:
    text = Statement(
        redline=redline,
        labelling=Labelling.of(redline),
        identity=identity_of(redline, "base", None, "2026-01-02"),
        view="markup",
        proposed=ProposedIn("ARC/1/1", "2026-01-02", "ARC"),
        day="2026-01-02",
        picture=lambda run: '<img src=""/>',
    )
    return (OPENING + statement(text) + CLOSING).encode()


def read(data: bytes, language: str) -> Redline:
    root = etree.fromstring(data)
    (text,) = root
    reader = OwnTextReader(language, lambda element, look: look.run("\ufffc", "<w:drawing/>"), map(str, count()))
    body = text.find("{*}mainBody")
    assert body is not None
    return reader.redline(text, body.get(CW_PREFIX + "policy", ""))


@given(redlines())
def test_what_is_written_is_read_back_and_valid(redline: Redline) -> None:
    held = representable_redline(redline, pictures=PICTURES)
    data = written(held)
    found = read(data, redline.language)
    assert found == held, data.decode()
    assert validity(data) == []


@given(redlines())
def test_a_text_with_any_ids_is_read_back(redline: Redline) -> None:
    clauses = tuple(replace(clause, id=f"<{clause.id} &\"'") for clause in redline.clauses)
    held = representable_redline(replace(redline, clauses=clauses), pictures=PICTURES)
    assert read(written(held), redline.language) == held
