"""The title beside a citation (`Resolution 70, on mainstreaming …`), and its similarity to the instrument's title."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from msgspec import Struct

from model.references.citations import Citation
from model.text.lazy_regex import late

_LEADS = {
    "en": r"on|entitled|concerning|regarding|relating to",
    "fr": r"sur|intitulée?s?|concernant|portant sur|relative?s? (?:à|au|aux)",
    "es": r"sobre|titulad[ao]|relativ[ao] (?:a|al)|referente (?:a|al)",
    "ru": r"об?|«",
    "ar": r"بشأن|بعنوان|المعنون|المتعلق ب",
}
_ACRONYM_BEHIND = r"(?:\s*\([^()\s]{2,12}\))?[,،]?\s*(?:[-–—]\s*)?"
_BEHIND = {
    language: late(rf"{_ACRONYM_BEHIND}(?:\b(?:{words})(?:\s+|(?=[«“\"]))|(?=[«“]))", re.IGNORECASE)
    for language, words in _LEADS.items()
}
_BEHIND_ZH = late(r"\s*(?:[-–—－:：]+|[,，]?\s*(?=[《“]))\s*")
_BEFORE_ZH = late(r"(?:有关|关于)(?P<title>[^；;。，,、关]{4,90})的$")
_QUOTES = {"«": "»", "“": "”", '"': '"', "《": "》", "„": "“"}
_STOPS = ";；؛.。"
_PAUSES = ",，،:："
_FOOTNOTE = late(r"(?<=[^\W\d_])\d+(?!\w)")
_HYPHEN = late(r"[-‐‑](?:\s(?!and\b))?")
_WORD = late(r"[\u4e00-\u9fff]|[^\W_]+")
_LINKS = frozenset("and of the for in on to a an et de des du la le les l d y del los las en el и в на".split())
_SHORTEST = 2
"""Letters of an acronym."""
_LONGEST = 60
"""Words of a title."""
_PART = 4
"""Words that are part of a title anywhere in it."""


class CitedTitle(Struct, frozen=True):
    """The place where the title of a cited instrument begins; offsets are code points of the text."""

    start: int
    stop: int
    """The offset after the last character that may belong to it."""
    exact: bool
    """Whether `stop` is its end, because of quotes."""


def cited_title(text: str, citation: Citation, language: str, next_start: int) -> CitedTitle | None:
    """The title of a cited text; None if there is none. The next citation, or the end, is at `next_start`."""
    if language == "zh":
        before = _BEFORE_ZH.search(text[: citation.start])
        if before is not None:
            return CitedTitle(before.start("title"), before.end("title"), exact=True)
    lead = (_BEHIND_ZH if language == "zh" else _BEHIND.get(language, _BEHIND["en"])).match(text, citation.stop)
    if lead is None:
        return None
    start = lead.end()
    if text[start - 1] in _QUOTES and language == "ru":
        start -= 1
    closing = _QUOTES.get(text[start : start + 1])
    if closing is not None:
        stop = text.find(closing, start + 1)
        return CitedTitle(start + 1, stop, exact=True) if stop > start else None
    stops = (at for at in range(start, next_start) if text[at] in _STOPS and text[at + 1 : at + 2] in ("", " "))
    end = next(stops, next_start)
    return CitedTitle(start, end, exact=False) if text[start:end].strip() else None


def likeness(text: str, cited: CitedTitle, title: str) -> float:
    """How similar the cited words are to the beginning of a title or a part of it, 0 to 1; footnote digits do not count."""
    wanted = words_of(title)
    cited_words = words_of(text[cited.start : cited.stop])
    if not wanted or not cited_words:
        return 0.0
    beginning = _abbreviate(words_of(text[cited.start : pauses(text, cited)[0]]), wanted)
    cited_words, wanted = _abbreviate(cited_words, wanted), _abbreviate(wanted, cited_words)
    if _is_part(beginning, wanted):
        return 1.0
    if cited.exact:
        return _alike(cited_words, wanted)
    return max(_alike(cited_words[:count], wanted) for count in range(1, min(len(cited_words), 2 * len(wanted), _LONGEST) + 1))


def pauses(text: str, cited: CitedTitle) -> tuple[int, ...]:
    """The places at which a cited title may end."""
    if cited.exact:
        return (cited.stop,)
    found = [at for at in range(cited.start + 1, cited.stop) if text[at] in _PAUSES]
    return (*found, cited.stop)


def likely_end(text: str, cited: CitedTitle, titles: Iterable[str]) -> int:
    """The end at which a cited title is most similar to one of some titles."""
    ends = pauses(text, cited)

    wanted = [words_of(title) for title in titles]

    def like(end: int) -> float:
        cited_words = words_of(text[cited.start : end])
        return max((_alike(_abbreviate(cited_words, title), _abbreviate(title, cited_words)) for title in wanted), default=0.0)

    return max(ends, key=like)


def words_of(text: str) -> list[str]:
    """The words of a title, small except acronyms, without brackets, hyphens, digits of footnotes and a leading article."""
    blank = _FOOTNOTE.sub(lambda found: " " * len(found[0]), text)
    blank = _HYPHEN.sub(lambda found: "\0" * len(found[0]), blank)
    found: list[str] = []
    for word in re.finditer(rf"(?:{_WORD.pattern}|\0)+", blank) if not _is_chinese(text) else _WORD.finditer(blank):
        plain = word[0].replace("\0", "")
        if plain and (found or plain.casefold() not in _LINKS):
            found.append(plain if _acronym(plain) else plain.casefold())
    return found


def lower_first(title: str, others: Iterable[str]) -> str:
    """A title inside a sentence: with a small first letter, unless other titles show its first word to be a name."""
    first = re.match(r"[^\W_]+", title)
    if first is None or not first[0][0].isupper() or not first[0][1:].islower():
        return title
    inside = re.compile(rf"(?<=\w[\s/]){re.escape(first[0])}\b")
    return title if any(inside.search(other) for other in others) else title[0].lower() + title[1:]


def _is_chinese(text: str) -> bool:
    return any("\u4e00" <= sign <= "\u9fff" for sign in text)


def _acronym(word: str) -> bool:
    plain = word.removesuffix("s")
    return len(plain) >= _SHORTEST and plain.isupper() and plain.isalpha()


def _is_part(cited_words: Sequence[str], wanted: Sequence[str]) -> bool:
    """Whether words are the beginning of a title, or so much of its middle that it is no coincidence."""
    target = f" {_join(wanted)} "
    return target.startswith(f" {_join(cited_words)}") or (len(cited_words) >= _PART and f" {_join(cited_words)} " in target)


def _alike(cited_words: Sequence[str], wanted: Sequence[str]) -> float:
    from rapidfuzz.distance import Indel  # loaded here: without a library no text needs it, and no window should wait for it

    return Indel.normalized_similarity(_join(cited_words), _join(wanted))


def _join(words: Sequence[str]) -> str:
    return " ".join(words)


def _abbreviate(words: Sequence[str], other: Sequence[str]) -> list[str]:
    """Words with an acronym for each range that another text, or the brackets after it, abbreviates."""
    acronyms = {word.removesuffix("s") for word in (*words, *other) if _acronym(word)}
    out: list[str] = []
    at = 0
    while at < len(words):
        name, stop = _spelt_out(words, at, acronyms)
        if name:
            while stop < len(words) and words[stop].removesuffix("s") == name:
                stop += 1
            out.append(name.casefold())
            at = stop
            continue
        out.append((words[at].removesuffix("s") if _acronym(words[at]) else words[at]).casefold())
        at += 1
    return out


def _spelt_out(words: Sequence[str], at: int, acronyms: Iterable[str]) -> tuple[str, int]:
    """The acronym of the words from a place on, and the place after them; ('', at) if there is none."""
    for name in sorted(acronyms, key=len, reverse=True):
        place, left = at, name.casefold()
        while left and place < len(words):
            word = words[place]
            if _acronym(word):
                break
            if word.startswith(left[0]):
                left = left[1:]
            elif word not in _LINKS or place == at:
                break
            place += 1
        if not left:
            return name, place
    return "", at
