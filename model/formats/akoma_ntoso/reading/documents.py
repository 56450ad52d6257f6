"""The documents that a file of Akoma Ntoso holds."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from model.formats.akoma_ntoso.reading.inline import local, words_of
from model.formats.akoma_ntoso.schema.vocabulary import ALPHA_3, CW_PREFIX
from model.text.shortening import shorten_text

_COLLECTIONS = frozenset({"documentCollection", "amendmentList", "officialGazette"})
_DOCUMENTS = frozenset("statement act bill doc judgment amendment debate debateReport portion publication".split())
_FORM = CW_PREFIX + "form"
_NAMES = {long: short for short, long in ALPHA_3.items()}
_LONGEST_WORK = 500
"""Characters of an IRI; no real one has more than some 100."""
_OTHERS = {"fre": "fr", "chi": "zh"}


def texts_in(root: etree._Element) -> list[etree._Element]:
    """The document elements of a file that contain a text, in order; those that are only referred to are omitted."""
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
    """The language that a document gives, `en fr es ru zh ar`; '' if it is none of them."""
    named = element.find("{*}meta/{*}identification/{*}FRBRExpression/{*}FRBRlanguage")
    code = named.get("language", "").lower() if named is not None else ""
    return _NAMES.get(code) or _OTHERS.get(code) or (code[:2] if code[:2] in ALPHA_3 and len(code) in (2, 5) else "")


def work_of(element: etree._Element) -> str:
    """The name of the work of a document, an IRI; '' if it gives none."""
    uri = element.find("{*}meta/{*}identification/{*}FRBRWork/{*}FRBRuri")
    return uri.get("value", "")[:_LONGEST_WORK] if uri is not None else ""


def collection_title(root: etree._Element) -> str:
    """The common title of the texts of a collection; '' if it gives none."""
    title = root.find("{*}documentCollection/{*}preface//{*}docTitle")
    return " ".join(words_of(title).split())[:_LONGEST_WORK] if title is not None else ""


def title_of(element: etree._Element) -> str:
    """The words by which a text is chosen among others: its number and its title."""
    preface = element.find("{*}preface")
    words = " ".join(words_of(preface).split()) if preface is not None else ""
    if not words:
        number = element.find("{*}meta/{*}identification/{*}FRBRWork/{*}FRBRnumber")
        words = (number.get("showAs") or number.get("value") or "") if number is not None else element.get("name", "")
    return shorten_text(words, 60)
