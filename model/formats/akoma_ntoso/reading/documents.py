"""The documents that a file of Akoma Ntoso holds."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from model.formats.akoma_ntoso.reading.inline import local, words_of
from model.formats.akoma_ntoso.schema.vocabulary import ALPHA_3, OWN

_COLLECTIONS = frozenset({"documentCollection", "amendmentList", "officialGazette"})
_DOCUMENTS = frozenset("statement act bill doc judgment amendment debate debateReport portion publication".split())
_FORM = OWN + "form"
_NAMES = {long: short for short, long in ALPHA_3.items()}
_LONGEST_WORK = 500
"""Characters of an IRI; no real one has more than some 100."""
_OTHERS = {"fre": "fr", "chi": "zh"}


def texts_in(root: etree._Element) -> list[etree._Element]:
    """The document elements of a file that hold a text each, in their order; what a collection only refers to is none."""
    return list(_texts(root))


def _texts(element: etree._Element) -> Iterator[etree._Element]:
    for child in element:
        name = local(child)
        if name in _COLLECTIONS or name in ("collectionBody", "components", "component"):
            yield from _texts(child)
        elif name in _DOCUMENTS:
            yield child
            for inside in child.iterchildren("{*}components"):
                yield from _texts(inside)


def is_ours(element: etree._Element) -> bool:
    """Whether a document element is as we write it."""
    body = element.find("{*}mainBody")
    return body is not None and body.get(_FORM) is not None


def language_of(element: etree._Element) -> str:
    """The language that a document says of itself, `en fr es ru zh ar`; '' where it says none of them."""
    said = element.find("{*}meta/{*}identification/{*}FRBRExpression/{*}FRBRlanguage")
    code = said.get("language", "").lower() if said is not None else ""
    return _NAMES.get(code) or _OTHERS.get(code) or (code[:2] if code[:2] in ALPHA_3 and len(code) in (2, 5) else "")


def work_of(element: etree._Element) -> str:
    """The name of the work whose text a document is, an IRI; '' where it gives none."""
    said = element.find("{*}meta/{*}identification/{*}FRBRWork/{*}FRBRuri")
    return said.get("value", "")[:_LONGEST_WORK] if said is not None else ""


def collection_title(root: etree._Element) -> str:
    """The title that the texts of a collection have in common; '' where it gives none."""
    title = root.find("{*}documentCollection/{*}preface//{*}docTitle")
    return " ".join(words_of(title).split())[:_LONGEST_WORK] if title is not None else ""


def title_of(element: etree._Element) -> str:
    """The words by which a text is chosen among others: its number and its title."""
    preface = element.find("{*}preface")
    words = " ".join(words_of(preface).split()) if preface is not None else ""
    if not words:
        number = element.find("{*}meta/{*}identification/{*}FRBRWork/{*}FRBRnumber")
        words = (number.get("showAs") or number.get("value") or "") if number is not None else element.get("name", "")
    return words[:60] + "…" if len(words) > 60 else words
