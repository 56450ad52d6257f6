"""Calls: the lines that open a block, recognised by pattern.

A call is a verb (`considering`, `instructs`) with `further` or `also` before or after it, an addressee and qualifiers, without
a closing mark. The combinations are open (some sixty in the Final Acts of PP-18), so only the verbs are in the table
`tables/call-words.tsv`; its last column marks the forms that were seen in published texts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Literal

from msgspec import Struct

from model.lexicon.lines import is_note_line
from model.lexicon.words import LANGUAGES, comparable_text
from model.text.lazy_regex import late
from resources import read_table

CallKind = Literal["preamble", "operative"]
_LIMIT = {"preamble": 110, "operative": 330}
"""The longest call: the longest real ones, with room; in Chinese a third."""
_CLOSED = late(r"[.;!?。；！？؟…:：]$|[.;:。；：]\s+\S")


class Call(Struct, frozen=True):
    """A line read as a call."""

    kind: CallKind
    language: str
    verb: str
    """The form in the table, folded."""
    id: str = ""
    """Its row in the table of common calls (`considering_further`, `instructs_sg`); '' if it is another one."""


class _Verbs(Struct, frozen=True):
    kinds: Mapping[str, CallKind]
    pattern: re.Pattern[str]
    modifiers: re.Pattern[str]


def read_call(text: str, language: str = "") -> Call | None:
    """The call of a line; None if it is none. Without a language all six are tried."""
    folded = comparable_text(text).rstrip(" ,،，")
    folded = re.sub(r"\s*\d{1,2}$", "", folded)  # the mark of a footnote
    if not folded or is_note_line(text) or _CLOSED.search(folded):
        return None
    for spoken in (language,) if language in LANGUAGES else LANGUAGES:
        found = _in_language(folded, spoken)
        if found is not None:
            return found
    return None


def is_call(text: str, language: str = "") -> bool:
    """Whether a line has the form of a call."""
    return read_call(text, language) is not None


def call_kind(text: str, language: str = "") -> CallKind | None:
    """Whether a call belongs to the preamble or to the operative part; None for other texts."""
    call = read_call(text, language)
    return call.kind if call is not None else None


def opening_words(text: str, language: str) -> str:
    """The preamble verb with which a paragraph begins, as printed (`Deeply concerned`); '' if it begins with none."""
    verbs = _verbs(language)
    folded = comparable_text(text[:200])
    start = verbs.modifiers.match(folded)
    found = verbs.pattern.match(folded, start.end() if start else 0) or verbs.pattern.match(folded)
    if found is None or verbs.kinds[found[0].strip()] != "preamble":
        return ""
    words = folded[: found.end()]
    return text[: len(words)] if language == "zh" else " ".join(text.split()[: len(words.split())])


def common_calls(language: str, masculine: bool = False) -> dict[str, str]:
    """The common calls of a language by id, for offering; Arabic in the feminine of assemblies unless `masculine`."""
    column = language if language != "ar" else "ar_masc_body" if masculine else "ar_fem_body"
    return {row["id"]: row[column] for row in read_table("tables/calls-lexicon.tsv")}


def _in_language(folded: str, language: str) -> Call | None:
    verbs = _verbs(language)
    start = verbs.modifiers.match(folded)
    found = verbs.pattern.match(folded, start.end() if start else 0) or verbs.pattern.match(folded)
    if found is None:
        return None
    verb = found[0].strip()
    kind = verbs.kinds[verb]
    rest = folded[found.end() :]
    length = len(folded) * (3 if language == "zh" else 1)
    if length > _LIMIT[kind] or re.search(r"\d{4}\)", rest):
        return None
    return Call(kind, language, verb, _ids(language).get(folded, ""))


@cache
def _verbs(language: str) -> _Verbs:
    kinds: dict[str, CallKind] = {}
    modifiers: list[str] = []
    for row in read_table("tables/call-words.tsv"):
        if row["language"] != language:
            continue
        form = comparable_text(row["form"])
        if row["kind"] == "modifier":
            modifiers.append(form)
        else:
            kinds.setdefault(form, "preamble" if row["kind"] == "preamble" else "operative")
    return _Verbs(kinds, _starting(kinds, language), re.compile(_starting(modifiers, language).pattern + r"[\s,]*"))


def _starting(forms: Iterable[str], language: str) -> re.Pattern[str]:
    """A pattern of forms, the longest first, that end at the end of a word."""
    alternatives = "|".join(re.escape(form) for form in sorted(forms, key=len, reverse=True))
    return re.compile(rf"(?:{alternatives})" + ("" if language == "zh" else r"(?!\w)"))


@cache
def _ids(language: str) -> dict[str, str]:
    columns = ("ar_fem_body", "ar_masc_body") if language == "ar" else (language,)
    out: dict[str, str] = {}
    for row in read_table("tables/calls-lexicon.tsv"):
        for column in columns:
            out.setdefault(comparable_text(row[column]), row["id"])
    return out
