"""The facts of a document's header, read from its lines in six languages: conference, document number, date,
original."""

from __future__ import annotations

import re
from functools import cache

from model.lexicon import comparable_text, document_word
from resources import read_table

_ABBREVIATIONS = {
    "WTSA": "WTSA", "AMNT": "WTSA", "ВАСЭ": "WTSA", "PP": "PP", "ПК": "PP", "WTDC": "WTDC", "CMDT": "WTDC", "ВКРЭ": "WTDC",
    "WRC": "WRC", "CMR": "WRC", "ВКР": "WRC", "RA": "RA", "AR": "RA", "АР": "RA", "C": "Council",
}  # fmt: skip
_SHORT_NAME = re.compile(rf"[(（](?P<body>{'|'.join(_ABBREVIATIONS)})[-‑–]?(?P<year>\d\d(?:\d\d)?)[)）]")
_YEAR = re.compile(r"(?:19|20)\d\d")
_MONTHS = (
    ("jan", "ene", "янв", "يناير"), ("feb", "fév", "fev", "фев", "فبراير"), ("mar", "мар", "مارس"),
    ("apr", "avr", "abr", "апр", "أبريل", "إبريل"), ("may", "mai", "мая", "май", "مايو"), ("jun", "juin", "июн", "يونيو"),
    ("jul", "juil", "июл", "يوليو"), ("aug", "aoû", "aou", "ago", "авг", "أغسطس"), ("sep", "сен", "سبتمبر"),
    ("oct", "окт", "أكتوبر"), ("nov", "ноя", "نوفمبر"), ("dec", "déc", "dic", "дек", "ديسمبر"),
)  # fmt: skip
_DATE = re.compile(
    r"(?P<day>\d{1,2})(?:er|st|nd|rd|th)?\.?\s+(?:de\s+)?(?P<month>[^\W\d]+)\.?,?\s+(?:de\s+)?(?P<year>(?:19|20)\d\d)"
)
_US_DATE = re.compile(r"(?P<month>[^\W\d]+)\s+(?P<day>\d{1,2}),\s+(?P<year>(?:19|20)\d\d)")
_CHINESE_DATE = re.compile(r"(?P<year>(?:19|20)\d\d)\s*年\s*(?P<month>\d{1,2})\s*月\s*(?P<day>\d{1,2})\s*日")
_NUMBERED = {
    "addendum": re.compile(r"(?:add[eé]ndum|дополнительн\w+\s+документ\w*|ال?إضافة|补遗|附加文件)\s*(\d+)", re.IGNORECASE),
    "revision": re.compile(r"(?:r[eé]visi[oó]n|пересмотр\w*|ال?مراجعة|修订)\s*(\d+)", re.IGNORECASE),
    "corrigendum": re.compile(r"(?:corrig[eé]ndum|исправлени\w+|ال?تصويب|勘误)\s*(\d+)", re.IGNORECASE),
    "document": re.compile(
        r"(?:documento?|документ\w*|文件|(?:ال|لل)?وثيقة)\s*(?:[\w.]+/)?(\d+)"
        r"(?P<tail>(?:\((?:add|rev|corr)\.?\s*\d+\))*)",
        re.IGNORECASE,
    ),
}
_TAIL = re.compile(r"\((add|rev|corr)\.?\s*(\d+)\)", re.IGNORECASE)
_LANGUAGES = {"english": "en", "french": "fr", "spanish": "es", "russian": "ru", "chinese": "zh", "arabic": "ar"}


def conference(text: str) -> str:
    """The conference that a line names (`WTSA-24`); its body alone if the year is missing; '' if it names none."""
    found = _SHORT_NAME.search(text)
    if found:
        return f"{_ABBREVIATIONS[found['body']]}-{found['year'][-2:]}"
    folded = comparable_text(text)
    for name, body in _bodies():
        if folded.startswith(name) or (name in folded and len(folded) < len(name) + 60):
            year = _YEAR.search(folded)
            return f"{body}-{year[0][-2:]}" if year else body
    return ""


def years(text: str) -> str:
    """The last two digits of the last year in a line, '' without one."""
    found = _YEAR.findall(text)
    return found[-1][-2:] if found else ""


def date(text: str) -> str:
    """The ISO date that a line consists of, '' if it is none."""
    text = re.sub(r"\s*(?:года|г)\.?$", "", text.strip())
    for pattern in (_DATE, _US_DATE, _CHINESE_DATE):
        found = pattern.fullmatch(text)
        if found:
            month = int(found["month"]) if found["month"].isdigit() else _month(found["month"])
            if month:
                return f"{found['year']}-{month:02d}-{int(found['day']):02d}"
    return ""


def _month(word: str) -> int:
    folded = word.lower()
    return next((number for number, starts in enumerate(_MONTHS, 1) if folded.startswith(starts)), 0)


def document_numbers(text: str) -> dict[str, str]:
    """The numbers that a line gives: any of *document*, *addendum*, *revision*, *corrigendum*."""
    out: dict[str, str] = {}
    for name, pattern in _NUMBERED.items():
        found = pattern.search(text)
        if not found:
            continue
        out[name] = found[1]
        text = text[: found.start()] + text[found.end() :] if name == "addendum" else text
        if name == "document":
            for short, number in _TAIL.findall(found["tail"] or ""):
                out[{"a": "addendum", "r": "revision", "c": "corrigendum"}[short[0].lower()]] = number
    return out if "document" in out or len(text) < 60 else {}


def original(text: str) -> str:
    """The language of the original that a line names, '' if it names none."""
    word = document_word(text)
    if word is None or word.term != "original":
        return ""
    language = document_word(word.rest)
    return _LANGUAGES.get(language.term, "") if language else ""


@cache
def _bodies() -> tuple[tuple[str, str], ...]:
    rows = ((comparable_text(row["name"]), row["body"]) for row in read_table("tables/bodies.tsv"))
    return tuple(sorted(rows, key=lambda row: -len(row[0])))
