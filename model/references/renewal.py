"""Replacements in a citation: the edition in force, and the name of the conference if it is another one than this."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache

from model.lexicon.words import LANGUAGES
from model.references.citations import Citation, Edition
from model.references.conference_history import conference_at
from model.references.editions import EditionRow
from model.references.verdicts import Verdict, printed_edition
from model.references.words import citation_forms, word_terms

Replacement = tuple[int, int, str]
"""Start, stop and new words in a text, code points."""


def renewals(text: str, citation: Citation, verdict: Verdict, language: str) -> tuple[Replacement, ...]:
    """The replacements by which a citation names the edition in force; None if it does, has none, or is ambiguous."""
    edition = _renewed_edition(text, citation, verdict, language)
    if citation.this_conference is None or not (edition or verdict.state == "contradicting"):
        return edition
    if not verdict.body:  # the edition in force is of this conference, or its conference is unknown
        return edition if verdict.state != "contradicting" else ()
    start, stop = citation.this_conference
    name = named_conference(text[start:stop], verdict.body, language)
    if not name:
        return ()
    return tuple(sorted((*edition, (start, stop, name.replace("'", "’") if "’" in text else name))))


def _renewed_edition(text: str, citation: Citation, verdict: Verdict, language: str) -> tuple[Replacement, ...]:
    row, edition = verdict.row, citation.edition
    if row is None or edition is None or verdict.state not in ("superseded", "contradicting", "impossible"):
        return ()
    if verdict.state == "contradicting" and edition.suffix and edition.suffix != row.suffix:
        return ()
    if edition.form == "suffix":
        return ((edition.start, edition.stop, row.suffix),) if verdict.state == "superseded" else ()
    if edition.form == "place" and row.form != "year" and not row.place:
        return ()
    printed = text[edition.start : edition.stop]
    new = printed_like(edition, row, language, printed)
    return (*_renewed_number(text, citation, row), (edition.start, edition.stop, new)) if new not in ("", printed) else ()


def _renewed_number(text: str, citation: Citation, row: EditionRow) -> tuple[Replacement, ...]:
    """The suffix of a number that names the edition beside a place and year: `61-3 (Rev. Dubai, 2023)`."""
    edition = citation.edition
    if row.form != "suffix" or edition is None or edition.form == "suffix" or edition.suffix == row.suffix:
        return ()
    number = f"{citation.number}-{row.suffix}" if row.suffix else citation.number
    printed = text[citation.number_start : citation.number_stop]
    return ((citation.number_start, citation.number_stop, number),) if printed != number else ()


def printed_like(edition: Edition, row: EditionRow, language: str, printed: str) -> str:
    """The edition of a row in the form of another: `Rev. Dubai, 2018`, or `Rev.WRC-07`; '' if its conference is unknown."""
    if edition.form != "conference":
        return printed_edition(row, language, printed)
    held = next((conference for conference in conference_at(row.place, row.year) if conference.body == row.body), None)
    number = re.search(r"\d+$", printed)
    if held is None or number is None:
        return ""
    mark = "Rev." if row.revised and not edition.revised else ""
    return mark + printed[: number.start()] + held.name[-2:]


_LEADS = {"en": {"of the ": "the "}, "fr": {"de la ": "la ", "de l'": "l'", "du ": "le "}, "es": {"de la ": "la ", "del ": "el "}}
"""The preposition and the article before a name in the forms of the table, with the article alone."""
_CONTRACTED = {"fr": {"de le": "du", "à le": "au"}, "es": {"de el": "del", "a el": "al"}}
_ARTICLE_AT_END = re.compile(r"(?:^|\s+)(?:the|la|le|el|l['’])$", re.IGNORECASE)
_PREPOSITIONAL = ("на", "в", "к")
"""Russian prepositions after which the name of a conference is in its genitive form, that of an assembly or forum is not."""
_GENITIVE = ("настоящей", "данной")


def named_conference(words: str, body: str, language: str) -> str:
    """The words that name the conference of a body (PP, WTSA …) in place of `of this conference`, as printed with its
    preposition: `of the Plenipotentiary Conference`. '' if the table has no name, or not in the case that the sentence needs."""
    language = language if language in LANGUAGES else "en"
    form = citation_forms(language).get(f"body:{body}", "")
    found = _this_conference(language).search(words)
    if not form or found is None:
        return ""
    name = _FORMERS.get(language, _with_article)(words[: found.start()], found[0], form, language)
    return name.upper() if words.isupper() else name


@cache
def _this_conference(language: str) -> re.Pattern[str]:
    """The pattern of `this conference`, without a preposition, at the end of some words."""
    forms = sorted((form for form, terms in word_terms(language).items() if "here" in terms), key=len, reverse=True)
    words = "|".join(r"\s+".join(map(re.escape, form.split())) for form in forms)
    return re.compile(rf"(?:{words})$", re.IGNORECASE)


def _with_article(lead: str, _this: str, form: str, language: str) -> str:
    prefix, article = next((item for item in _LEADS[language].items() if form.startswith(item[0])), ("", ""))
    *before, last = lead.split() or [""]
    contracted = _CONTRACTED.get(language, {})
    articles = {whole: parts for parts, whole in contracted.items()}.get(last.lower(), last)
    preposition = _ARTICLE_AT_END.sub("", " ".join([*before, articles]))
    if not article or not preposition:
        return ""
    whole = f"{preposition} {article}"
    for parts, merged in contracted.items():
        whole = re.sub(rf"(?<!\w){parts} $", f"{merged} ", whole)
    return whole + form.removeprefix(prefix)


def _in_russian(lead: str, this: str, form: str, _language: str) -> str:
    last = lead.split()[-1].lower() if lead.split() else ""
    if not this.lower().startswith(_GENITIVE) or (last in _PREPOSITIONAL and "конференции" not in form):
        return ""
    return lead + form


def _in_arabic(lead: str, this: str, form: str, _language: str) -> str:
    if not lead.strip() or this.startswith("ل"):
        return lead + form
    return lead + (f"ال{form[2:]}" if form.startswith("لل") else form[1:])


_FORMERS: Mapping[str, Callable[[str, str, str, str], str]] = {
    "ru": _in_russian, "ar": _in_arabic, "zh": lambda lead, _this, form, _language: lead + form,
}  # fmt: skip
