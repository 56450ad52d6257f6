"""Judges translations: what lacks, which place of a value, mark of a key or piece of markup is another than in English, and which
term is not the one of the glossary (`resources/translations/glossary.tsv`).

A row of the glossary is a term in English and its words in each language, further forms after `|`; one that is not `held` has
another sense elsewhere and only guides. Words are compared without their ends, since most languages inflect them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from babel.messages.catalog import Catalog, Message

from resources import read_table

_VALUE = re.compile(r"\{([a-z_]*)[^{}]*\}|%(?:\([a-z_]+\))?[sr]")
_MARKUP = re.compile(r"</?[a-z]+[^<>]*>|\(\*[^()]*\)")
_KEY = re.compile(r"(?<!&)&(?=[^&\s;])(?!\w+;)")
_ENDS = {"fr": 2, "es": 2, "ru": 3, "zh": 0}
"""Letters at the end of a word that its forms may have other, by language."""
_ARTICLES = re.compile(r"\b(وال|بال|فال|كال|لل|ال)")
_LISTED = re.compile(r"^  ([a-z-]+)  ", re.MULTILINE)
"""A verb in a list of verbs."""
_POINTS = re.compile("[\u064b-\u0652\u0640]")


def faults_of(message: Message) -> Iterator[str]:
    """What is wrong with a translation, beside its words."""
    forms = message.string if isinstance(message.string, (tuple, list)) else (message.string,)
    names = message.id if isinstance(message.id, (tuple, list)) else (message.id,)
    wanted, allowed = set(values_of(names[-1])), set(values_of(names[0]) + values_of(names[-1]))
    for form in forms:
        found = set(values_of(form))
        if found - allowed or (form is forms[-1] and wanted - found):  # none and one may be said without a number
            yield f"values {sorted(found)} for {sorted(wanted)}"
        if Counter(_MARKUP.findall(form)) != Counter(_MARKUP.findall(names[-1])):
            yield f"markup {_MARKUP.findall(form)} for {_MARKUP.findall(names[-1])}"
        if _LISTED.findall(form) != _LISTED.findall(names[-1]):
            yield f"verbs {_LISTED.findall(form)} for {_LISTED.findall(names[-1])}"
        if len(_KEY.findall(form)) > 1 or (_KEY.search(form) and not _KEY.search(names[0])):
            yield "a mark of a key that English has not, or two"
        if form.strip(" ") != form and names[0].strip(" ") == names[0]:
            yield "a space at its end"
        if form.endswith("…") != names[0].endswith("…"):
            yield "with or without the three dots of English"


def values_of(text: str) -> list[str]:
    """The places of values in a text."""
    return [found[1] or found[0] for found in _VALUE.finditer(text)]


def lacking(catalog: Catalog) -> list[str]:
    """The messages without all their translations, or with one that is doubtful."""
    found = []
    for message in catalog:
        forms = message.string if isinstance(message.string, (tuple, list)) else (message.string,)
        if message.id and (message.fuzzy or not all(forms) or (message.pluralizable and len(forms) != catalog.num_plurals)):
            found.append(str(message.id))
    return found


def against_glossary(catalog: Catalog, language: str) -> Iterator[str]:
    """The translations in which a term of the glossary has other words."""
    rows = [row for row in read_table("translations/glossary.tsv") if row["held"] == "yes"]
    terms = [(_english(row["en"]), _stems(row[language], language)) for row in rows]
    for message in catalog:
        forms = message.string if isinstance(message.string, (tuple, list)) else (message.string,)
        names = message.id if isinstance(message.id, (tuple, list)) else (message.id,)
        for term, stems in terms:
            if names[0] and forms[-1] and term.search(_VALUE.sub("", names[-1].replace("&", ""))):
                text = _plain(forms[-1], language)
                if not any(all(stem in text for stem in alternative) for alternative in stems):
                    yield f"{term.pattern}: {names[-1]!r} is {forms[-1]!r}"


def _english(term: str) -> re.Pattern[str]:
    return re.compile(rf"\b{re.escape(re.sub(r' [(].*', '', term))}(?:s|es)?\b", re.IGNORECASE)


def _stems(words: str, language: str) -> list[list[str]]:
    return [[_stem(word, language) for word in _plain(form, language).split()] for form in words.split("|")]


def _stem(word: str, language: str) -> str:
    return word.removesuffix("ة") if language == "ar" else word[: max(3, len(word) - _ENDS.get(language, 0))]


def _plain(text: str, language: str) -> str:
    """A text without marks of keys, in small letters; Arabic without articles and vowel points, Chinese without spaces."""
    text = re.sub(r"\(&\w\)", "", text).replace("&", "").casefold().replace("ё", "е").replace("’", "'")
    if language == "ar":
        text = _ARTICLES.sub("", _POINTS.sub("", text)).replace("أ", "ا").replace("إ", "ا").replace("آ", "ا")
    return text
