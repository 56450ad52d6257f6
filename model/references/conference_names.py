"""The name of a conference in place of `this conference`, with the preposition and the article that each language needs there."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache

from model.lexicon.words import LANGUAGES
from model.references.citation_forms import citation_forms
from model.references.words import word_terms

_LEADS = {
    "en": {"of the ": "the "},
    "fr": {"de la ": "la ", "de l'": "l'", "du ": "le "},
    "es": {"de la ": "la ", "del ": "el "},
}
"""The preposition and the article before a name in the forms of the table, with the article alone."""
_CONTRACTED = {"fr": {"de le": "du", "à le": "au"}, "es": {"de el": "del", "a el": "al"}}
_ARTICLE_AT_END = re.compile(r"(?:^|\s+)(?:the|la|le|el|l['’])$", re.IGNORECASE)
_PREPOSITIONAL = ("на", "в", "к")
"""Russian prepositions after which the name of a conference has the form of its genitive, and that of an assembly or a forum
does not."""
_GENITIVE = ("настоящей", "данной")


def named_conference(words: str, body: str, language: str) -> str:
    """The words that name the conference of a body in place of `of this conference`, as `of the Plenipotentiary Conference`, `de
    l'Assemblée des radiocommunications`, `لمؤتمر المندوبين المفوضين`. '' if the table has no name, or not in the case that the
    sentence needs.

    words: `of this conference` as printed, with the preposition before it if there is one
    body: PP, WTSA …
    language: that of the text
    """
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


def _in_chinese(lead: str, _this: str, form: str, _language: str) -> str:
    return lead + form


_FORMERS: Mapping[str, Callable[[str, str, str, str], str]] = {"ru": _in_russian, "ar": _in_arabic, "zh": _in_chinese}
