"""The words of documents in six languages: `Reasons`, `Abstract`, `Annex` …, and which language a text is in."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache

from msgspec import Struct

from model.message import Message
from model.text.lazy_regex import late
from model.text.legible import SILENT
from resources import read_table

LANGUAGE_NAMES = {
    "en": Message.of("English", context="language"),
    "fr": Message.of("French", context="language"),
    "es": Message.of("Spanish", context="language"),
    "ru": Message.of("Russian", context="language"),
    "zh": Message.of("Chinese", context="language"),
    "ar": Message.of("Arabic", context="language"),
}
LANGUAGES = tuple(LANGUAGE_NAMES)
_MARKS = str.maketrans("", "", f"\u0001\ufffc{SILENT}")
_SPACES = late(r"[\s\u00a0]+")
_HARAKAT = late("[\u064b-\u0652]")
_COMMON = {
    "en": "the of and to in that for on with by which is as its".split(),
    "fr": "le la les des et du que dans pour une sur par aux au est".split(),
    "es": "el la los las del y que en para una por con se al".split(),
}


class DocumentWord(Struct, frozen=True):
    """A document word at the beginning of a line: its term (`reasons`), its language, and the rest of the line."""

    term: str
    language: str
    rest: str


def comparable_text(text: str) -> str:
    """A text for comparison: without notes, direction marks and vowel signs, spaces single, apostrophes straight, case folded."""
    text = _HARAKAT.sub("", text.translate(_MARKS)).replace("’", "'").replace("‘", "'")
    return _SPACES.sub(" ", text).strip().casefold()


@cache
def word_forms() -> Mapping[str, tuple[tuple[str, str], ...]]:
    """The (term, language) pairs of each form of a document word, forms as `plain` gives them."""
    out: dict[str, tuple[tuple[str, str], ...]] = {}
    for row in read_table("tables/document-words.tsv"):
        form = comparable_text(row["form"])
        out[form] = (*out.get(form, ()), (row["term"], row["language"]))
    return out


def words_for(term: str, language: str = "") -> tuple[str, ...]:
    """The forms of a term (`reasons`, `annex` …), the usual one first; of all languages if none is given."""
    return tuple(
        row["form"]
        for row in read_table("tables/document-words.tsv")
        if row["term"] == term and language in ("", row["language"])
    )


def document_word(text: str, language: str = "") -> DocumentWord | None:
    """The document word before a colon or tab, and the rest: `Reasons:<tab>To align …`. None if it begins a sentence."""
    found = re.match(r"\s*([^:：\t]{1,60}?)\s*(?:[:：]|\t|$)\s*", text.translate(_MARKS))
    if found is None:
        return None
    pairs = word_forms().get(comparable_text(found[1]), ())
    for term, spoken in sorted(pairs, key=lambda pair: pair[1] != language):
        return DocumentWord(term, spoken, _rest(text, found.end()))
    return None


def _rest(text: str, end: int) -> str:
    """The text after so many characters; marks without width are not counted there, and are kept."""
    kept = [place for place, character in enumerate(text) if ord(character) not in _MARKS]
    rest = text[kept[end - 1] + 1 if end else 0 :].strip()
    return rest if rest.translate(_MARKS).strip() else ""


def place_name(name: str, language: str) -> str:
    """A place in another of the six languages; the given name if it, or the language, is unknown."""
    for row in read_table("tables/places.tsv"):
        if language in LANGUAGES and any(comparable_text(row[spoken]) == comparable_text(name) for spoken in LANGUAGES):
            return row[language]
    return name


def term_in(term: str, language: str) -> str:
    """A row of the table of document terms (`Reasons:`, `DRAFT NEW RESOLUTION [X]` …) in a language; '' if there is none."""
    for row in read_table("tables/doc-terms.tsv"):
        if row["term"] == term:
            return row.get(language, "")
    return ""


@cache
def printed_words(language: str) -> Mapping[str, str]:
    """The words that exports print beside the text, by their English; English if the table does not have the language."""
    column = language if language in LANGUAGES else "en"
    return {row["en"]: row[column] for row in read_table("tables/printed-words.tsv")}


_WORD = late(r"[^\W\d_]{2,}")
_SHARE, _FEW = 16, 12
"""At least one in so many words is among the commonest of its language; for fewer words than these, one suffices."""


def common_words(text: str) -> dict[str, int]:
    """The number of the commonest words of each language in Latin letters in a text."""
    words = Counter(re.findall(r"[a-zà-ÿ]+", text.lower()))
    return {language: sum(words[word] for word in common) for language, common in _COMMON.items()}


_IDEOGRAPH = re.compile(rb"\xe4[\xb8-\xbf][\x80-\xbf]|[\xe5-\xe9][\x80-\xbf]{2}")
"""U+4E00 to U+9FFF in UTF-8: as a class of so many characters it takes a while to be made."""


def ideographs(text: str) -> int:
    """The number of Chinese characters of a text."""
    return 0 if text.isascii() else len(_IDEOGRAPH.findall(text.encode("utf-8", "surrogatepass")))


def _letters(runs: str, text: str) -> int:
    return sum(map(len, re.findall(runs, text)))


def guess_language(texts: Iterable[str]) -> str:
    """The language of a text, by its script and commonest words; '' if it is unclear or none of the six."""
    text = " ".join(texts)[:40_000]
    scripts = {"ar": _letters("[\u0620-\u06ff]+", text), "zh": ideographs(text) * 3, "ru": _letters("[\u0400-\u04ff]+", text)}
    latin = _letters("[A-Za-zÀ-ÿ]+", text)
    script = max(scripts, key=lambda name: scripts[name])
    if scripts[script] > latin * 0.6:
        if script != "zh":
            return script
        others = _letters("[\u3040-\u30ff\uac00-\ud7af]+", text)  # of Japanese and Korean, beside Chinese ones
        return "zh" if others * 30 < scripts["zh"] else ""
    counts, many = common_words(text), len(_WORD.findall(text))
    best = max(counts, key=lambda name: counts[name])
    return best if counts[best] and (counts[best] * _SHARE >= many or many < _FEW) else ""
