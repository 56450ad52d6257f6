"""The addressees of an operative call or clause: who is instructed, invited, requested …

A verb of the table `tables/operative-words.tsv` opens the phrase, at the start of the text, after a conjunction, or as an
infinitive (`resolves to instruct`). The phrase ends at the requested act (`to report`, `de faire`, `que`, `أن`); partners of
the addressee (`in collaboration with the Directors`) are skipped. Names are those of `tables/addressees.tsv`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from itertools import pairwise

from msgspec import Struct

from model.lexicon import LANGUAGES
from model.library.texts.values import LibraryClause
from model.text.lazy_regex import late
from model.text.legible import SILENT, Legible
from resources import read_table

_LONGEST = 1200
"""Characters of a clause that are examined; the longest call has some 330."""
_SIGNS = {"أإآٱ": "ا", "ى": "ي", "’‘": "'", "‑–—": "-", "\u00a0": " ", "ё": "е", "，": ",", "；": ";", "：": ":"}
_TABLE: Mapping[int, str] = {
    **dict.fromkeys((*map(ord, SILENT), *range(0x64B, 0x653), 0x640), ""),
    **{ord(sign): plain for signs, plain in _SIGNS.items() for sign in signs},
}
"""Characters that are read as others or not at all: vowel signs and hamza of Arabic, kinds of hyphens and apostrophes."""
_WHAT_IS_ASKED = {
    "en": late(r" (?:to|that|upon)(?= )|[:;]"),
    "fr": late(
        r" (?:(?:de|à) |d')(?:ne pas |n'|s'|l'|(?:se|les?|la|lui|leur|y|en) )?(?:\w+ment )?\w+(?:er|ir|re)(?!\w)"
        r"| qu[e'](?!\w)|[:;]"
    ),
    "es": late(r" (?:que|a fin de)(?= )| (?:a|de) (?:no |seguir )?\w+(?:ar|er|ir|ír)(?:se|l[aeo]s?)?(?!\w)|[:;]"),
    "ru": late(r" \w+(?:[аяиеуы]ть|йти|ести|зти|чь)(?:ся)?(?!\w)|,? (?:чтобы|с тем)(?!\w)|[:;]"),
    "zh": late("[:;。]"),
    "ar": late(r" (?:[وف]?ان|الي|الا|بان|علي)(?!\w)|[:;؛]"),
}
_BESIDE_ZH = late(r"[与和同]([^与,。]{2,60}?)(?:密切|紧密)?(?:合作|协作|协商|磋商|协调|配合)")
_BETWEEN_ZH = late(r"(?:[、,和与及或并以]|各|其他?|所有|有关|相关|全体|国际电联|联合国|的|及其)*")
_CONJUNCTION = {
    "en": r"(?:, |; | )(?:and|or) ",
    "fr": r"(?:, |; | )(?:et|ou) ",
    "es": r"(?:, |; | )(?:y|e|o) ",
    "ru": r"(?:, |; | )(?:и|а также) ",
    "zh": r"[,;]并?|并",
    "ar": r"[,،;؛]? و",
}
_NO_VERB = {"en": "(?! (?:of|for|from|by|made)(?= ))", "zh": "(?!书|求)"}
"""Words that do not follow a verb, but a noun with the same spelling: `the requests of States`, 建议书."""


class OperativeCall(Struct, frozen=True):
    """The addressees of a text by their ids, in order, and the end of the words of its call: the first verb with these."""

    addressees: tuple[str, ...]
    stop: int


class _Words(Struct, frozen=True):
    opening: re.Pattern[str]
    """A verb at the start of a text or after a conjunction, in the group `addressing` if it has an addressee."""
    beside: re.Pattern[str]
    names: re.Pattern[str]
    ids: tuple[str, ...]
    """The addressee of each group of `names`."""


def addressees_of(call: str, language: str) -> tuple[str, ...]:
    """The ids of those whom a call, or a clause that begins with its verb, addresses; in any language if none is given."""
    for spoken in (language,) if language in LANGUAGES else LANGUAGES:
        found = operative_call(call, spoken)
        if found is not None and found.addressees:
            return found.addressees
    return ()


def addressees_by_call(clause: LibraryClause, language: str) -> tuple[str, ...]:
    """The ids of the addressees of an operative clause, by its call; if the call names nobody (`invites`, `resolves`), by the
    beginning of the clause. Empty for a call itself and for other parts."""
    if clause.part != "operative" or clause.kind == "call":
        return ()
    if clause.call and clause.text.startswith(clause.call):
        return addressees_of(clause.text, language)
    return addressees_of(clause.call, language) or addressees_of(f"{clause.call} {clause.text}", language)


@lru_cache(maxsize=4096)
def operative_call(text: str, language: str) -> OperativeCall | None:
    """The addressees that a text in one of the six languages names; None if it does not begin with a verb of operative parts.
    Further ones may follow a conjunction (`takes note of the report, and requests the Secretary-General`)."""
    read = Legible(_lower_case(text[:_LONGEST]), _TABLE)
    words = _words(language)
    openings = list(words.opening.finditer(read.text))
    if not openings or openings[0].start():
        return None
    out: dict[str, None] = {}
    stop = openings[0].end()
    for opening, following in pairwise([*openings, None]):
        if opening is None or opening["addressing"] is None:
            continue
        phrase = _phrase(read.text[opening.end() : following.start() if following else len(read.text)], language, words)
        last = 0
        for name in words.names.finditer(phrase):
            if language == "zh" and not _BETWEEN_ZH.fullmatch(phrase[last : name.start()]):
                break
            last = name.end()
            out.setdefault(words.ids[(name.lastindex or 1) - 1])
        if last and not opening.start():
            stop = opening.end() + last
    return OperativeCall(tuple(out), read.span(stop - 1, stop)[1])


_GROUPS = {
    "directors": ("director_br", "director_tsb", "director_bdt"),
    "advisory_groups": ("rag", "tsag", "tdag"),
    "study_groups": ("itu_r_study_groups", "itu_t_study_groups", "itu_d_study_groups"),
}


def is_addressed(addressee: str, among: Iterable[str]) -> bool:
    """Whether an addressee is among others: by name, as a member of a group (`directors`), or as the group of a member."""
    named = set(among)
    groups = {group for group, members in _GROUPS.items() if addressee in members}
    return addressee in named or bool(groups & named) or bool(named & set(_GROUPS.get(addressee, ())))


def _phrase(text: str, language: str, words: _Words) -> str:
    """The words from a verb to the requested act, without the partners of the addressee."""
    asked = _WHAT_IS_ASKED[language].search(text)
    phrase = text[: asked.start()] if asked else text
    if language == "zh":
        phrase = _BESIDE_ZH.sub(lambda found: "," * len(found[0]), phrase)
    beside = words.beside.search(phrase)
    return phrase[: beside.start()] if beside else phrase


def _lower_case(text: str) -> str:
    """A text in small letters, as long as it was."""
    small = text.lower()
    return small if len(small) == len(text) else "".join(sign.lower() if len(sign.lower()) == 1 else sign for sign in text)


@cache
def _words(language: str) -> _Words:
    kinds: dict[str, list[str]] = {}
    for row in read_table("tables/operative-words.tsv"):
        if row["language"] == language:
            kinds.setdefault(row["kind"], []).append(row["form"])
    forms = [(row["form"], row["addressee"]) for row in read_table("tables/addressees.tsv") if row["language"] == language]
    forms.sort(key=lambda form: -len(form[0]))
    start, end = ("", "") if language == "zh" else (r"(?<!\w)", r"(?!\w)")
    between = "[, ]*" if language == "zh" else "[, ]+"
    adverbs = f"(?:(?:{_any(kinds['adverb'], language)}){between})*"
    verb, infinitive, resolving, other = (_any(kinds[kind], language) for kind in ("verb", "infinitive", "resolving", "opening"))
    asking = rf"(?:{verb}|(?:{resolving}){between}{adverbs}(?:{infinitive})){end}{_NO_VERB.get(language, '')}"
    opening = rf"(?:^و?|{_CONJUNCTION[language]}){adverbs}(?:(?P<addressing>{asking})|(?:{resolving}|{other}){end})"
    names = "|".join(f"({_pattern(form, language)})" for form, _ in forms)
    beside = rf"{start}(?:{_any(kinds['beside'], language)}){end}" if kinds.get("beside") else "(?!)"
    return _Words(re.compile(opening), re.compile(beside), re.compile(f"{start}(?:{names}){end}"), tuple(id for _, id in forms))


def _any(forms: Iterable[str], language: str) -> str:
    return "|".join(_pattern(form, language) for form in sorted(forms, key=len, reverse=True))


def _pattern(form: str, language: str) -> str:
    """The pattern of a form: `*` is an ending, alone a word; an Arabic noun may have another article and prefixes."""
    folded = Legible(_lower_case(form), _TABLE).text
    words = [word for word in re.split("[ -]+", folded) if word]
    return "[ -]+".join(r"\S+" if word == "*" else _word_pattern(word, language) for word in words)


def _word_pattern(word: str, language: str) -> str:
    pattern = re.escape(word).replace(r"\*", r"\w{0,5}")
    if language == "ar" and word.startswith("ال") and len(word) > 4:
        return rf"(?:[وف]?(?:[بك]?ال|لل|ل)?){re.escape(word[2:])}"
    return rf"(?:[وف]?[بلك]?){pattern}" if language == "ar" and len(word) > 3 else pattern
