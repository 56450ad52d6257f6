"""The kinds of recurring clauses: a citation, a formula of reports and implementation, or substance.

Most twins cite the same text, and many ask for the same report; a user who looks for the common substance of two texts wants
neither. A *citation* names documents and says nothing of its own (`Resolution 71 (Rev. Dubai, 2018), on …`). A *formula* takes
note, asks for a report, for means or for steps *to implement this resolution*, or brings it to the attention of others. All
other clauses are *substance*.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

from msgspec import Struct

from model.diff.tokens import words_in
from model.lexicon.calls import opening_words
from model.lexicon.words import LANGUAGES, comparable_text
from model.library.texts.addressees import operative_call
from model.references.citation_parser import cite
from resources import read_table

ClauseKind = Literal["citation", "formula", "substance"]

_LONGEST_FORMULA = 60
"""Words; a longer clause has substance of its own."""
_SUBJECT = 90
"""The subject of a sentence (`that Resolution 200 … endorsed …`) begins within so many characters; in Chinese within a
third."""
_HEAD = 45
"""The same for a name without a sentence."""


def kind_of(text: str, language: str) -> ClauseKind:
    """The kind of a clause by its words; of a language that is not one of the six, substance."""
    if language not in LANGUAGES:
        return "substance"
    text = re.split("_{5,}", text)[0].strip()  # the footer of a printed page
    words = comparable_text(text)
    if len(words_in(text)) <= _LONGEST_FORMULA * (2 if language == "zh" else 1) and _patterns(language).formula.search(words):
        return "formula"
    return "citation" if _cites(text, language) else "substance"


def _cites(text: str, language: str) -> bool:
    verb = len(opening_words(text, language))
    if not verb and operative_call(text, language):
        return False
    rest = text[verb:].lstrip(" ,،，:")
    words = comparable_text(rest)
    narrow = 3 if language == "zh" else 1
    patterns = _patterns(language)
    if patterns.act.match(words):
        return False
    if patterns.sentence.match(words):
        return any(citation.start < _SUBJECT // narrow and citation.instrument != "article" for citation in cite(rest, language))
    if any(citation.start < _HEAD // narrow for citation in cite(rest, language)):
        return True
    found = patterns.named.search(words)
    return found is not None and found.start() < _HEAD // narrow


class _Patterns(Struct, frozen=True):
    named: re.Pattern[str]
    """A document or an event at the beginning of a citation."""
    sentence: re.Pattern[str]
    """The beginning of a whole sentence whose subject may be a citation."""
    act: re.Pattern[str]
    """The beginning of a requested act."""
    formula: re.Pattern[str]


@cache
def _patterns(language: str) -> _Patterns:
    forms: dict[str, list[str]] = {}
    for row in read_table("tables/clause-kinds.tsv"):
        if row["language"] == language:
            forms.setdefault(row["kind"], []).append(row["pattern"])
    end = "" if language == "zh" else r"(?!\w)"
    named, sentence, act = (
        re.compile(f"(?:{'|'.join(forms[kind])}){end}" if kind in forms else "(?!)") for kind in ("named", "sentence", "act")
    )
    return _Patterns(named, sentence, act, re.compile("|".join(forms["formula"])))
