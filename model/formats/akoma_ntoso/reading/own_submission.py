"""A submission of ours, `amendmentList`, with its header and its proposals."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from lxml import etree

from model.formats.akoma_ntoso.reading.documents import language_of
from model.formats.akoma_ntoso.reading.inline import Special, local, words_of
from model.formats.akoma_ntoso.reading.own_text import OwnTextReader
from model.formats.akoma_ntoso.schema.vocabulary import CW_PREFIX
from model.redline import Redline
from model.submission.values import SYMBOLS, Contact, Header, Proposal, Submission, Symbol

_FIELD, _VALUE, _FORM, _POLICY = CW_PREFIX + "field", CW_PREFIX + "value", CW_PREFIX + "form", CW_PREFIX + "policy"
_CONTACT = Contact.__struct_fields__


def own_list(root: etree._Element) -> etree._Element | None:
    """The `amendmentList` of a file that is as we write it."""
    found = root.find("{*}amendmentList")
    cover = found.find("{*}coverPage") if found is not None else None
    return found if cover is not None and cover.get(_FORM) is not None else None


def read_list(element: etree._Element, picture: Special, ids: Iterator[str]) -> Submission:
    """The submission of an `amendmentList`; `ids` are those of clauses that have none."""
    proposals = tuple(
        _proposal(amendment, picture, ids) for amendment in element.iterfind("{*}collectionBody/{*}component/{*}amendment")
    )
    return Submission(_header(element), proposals, language_of(element))


def _header(element: etree._Element) -> Header:
    values: dict[str, str] = {}
    sources: list[str] = []
    contacts: list[Contact] = []
    parts = [part for name in ("coverPage", "preface") if (part := element.find(f"{{*}}{name}")) is not None]
    for field in (descendant for part in parts for descendant in part.iter("{*}*")):
        name = field.get(_FIELD)
        if name == "sources":
            sources.append(words_of(field))
        elif name == "contacts":
            contacts.append(_contact(field))
        elif name in Header.__struct_fields__:
            if local(field) == "container":
                values[name] = "\n".join(words_of(line) for line in field.iterchildren("{*}p"))
            else:
                values[name] = field.get(_VALUE, words_of(field))
    return Header(**values, sources=tuple(sources), contacts=tuple(contacts))


def _contact(element: etree._Element) -> Contact:
    fields = {field.get(_FIELD, ""): words_of(field) for field in element.iter("{*}inline")}
    return Contact(**{name: text for name, text in fields.items() if name in _CONTACT})


def _proposal(amendment: etree._Element, picture: Special, ids: Iterator[str]) -> Proposal:
    body = amendment.find("{*}amendmentBody")
    if body is None:
        return Proposal()
    language = language_of(amendment)
    symbol = body.find("{*}amendmentHeading/{*}block/{*}docType")
    number = body.find("{*}amendmentHeading/{*}block/{*}docNumber")
    reasons = "\n".join(words_of(block) for block in body.iterfind("{*}amendmentJustification/{*}block"))
    redline = _redline(body, language, picture, ids)
    words = words_of(symbol) if symbol is not None else ""
    known: Symbol | Literal[""] = next((known_symbol for known_symbol in SYMBOLS if known_symbol == words), "")
    return Proposal(known, words_of(number) if number is not None else "", redline, reasons, redline)


def _redline(body: etree._Element, language: str, picture: Special, ids: Iterator[str]) -> Redline:
    reader = OwnTextReader(language, picture, ids)
    for content in body.iterfind("{*}amendmentContent"):
        for holder in content.iter("{*}quotedStructure", "{*}embeddedStructure"):
            whole = holder.find("{*}statement")
            if whole is None:
                return reader.redline(holder, holder.get(_POLICY, ""))
            inside = whole.find("{*}mainBody")
            return reader.redline(whole, inside.get(_POLICY, "") if inside is not None else "")
        return reader.redline(content)
    return Redline(language=language)
