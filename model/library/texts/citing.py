"""The right citation of a text in a language: number, edition and title in the language's own form, and the body that adopted
it.

Resolution 71 (Rev. Bucharest, 2022) of the Plenipotentiary Conference, on the strategic plan for the Union
全权代表大会第71号决议（2022年，布加勒斯特，修订版）

The forms are those of `tables/citation-forms.tsv`, the first word in the nominative and with the article that it has in a
sentence. `model.references.citation_parser` reads the citation as the same text.
"""

from __future__ import annotations

from model.lexicon.words import LANGUAGES
from model.library.texts.editions import EDITION_FIELDS, row_of_edition
from model.library.texts.values import TextIdentity
from model.references.conference_history import HeldConference, conference_at
from model.references.editions import EditionRow
from model.references.verdicts import printed_edition
from model.references.words import citation_forms

_ASSEMBLIES = ("WTSA", "RA", "UNGA")
_ARTICLES = ("la ", "el ", "le ", "l'")
TREATY = "treaty"
"""The instrument of a treaty text that is cited; its number is its symbol: CS, CV, RR, ITR."""
_ITU_R = {"fr": "UIT-R", "es": "UIT-R", "ru": "МСЭ-R"}
_RADIO_CONFERENCE = {"fr": "Rév.CMR-{}", "es": "Rev.CMR-{}", "ru": "Пересм. ВКР-{}", "zh": "WRC-{}，修订版", "ar": "REV.WRC-{}"}
_FIRST_RADIO_CONFERENCE = {"fr": "CMR-{}", "es": "CMR-{}", "ru": "ВКР-{}"}
_NAMES = ("Internet", "Internet's", "Connect", "Smart", "Africa", "Palestine", "Somalia")
"""First words of titles that keep their capital inside a sentence."""


def identity_of(row: EditionRow, language: str = "") -> TextIdentity:
    """A row of the table of editions as the identity of a text."""
    return TextIdentity(**{name: getattr(row, name) for name in EDITION_FIELDS}, language=language)


def cited_name(identity: TextIdentity, language: str) -> str:
    """The number and the edition of a text without an article, as a list names it: `Résolution 71 (Rév. Bucarest, 2022)`."""
    language = language if language in LANGUAGES else "en"
    return without_article(_with_edition(identity, language), language)


def without_article(citation: str, language: str) -> str:
    """A citation as a list names the text: French and Spanish ones begin with an article inside a sentence."""
    article = next((form for form in _ARTICLES if language in ("fr", "es") and citation.startswith(form)), "")
    return citation[len(article) :]


def citation_of(identity: TextIdentity, language: str, title: str = "", adopter: HeldConference | None = None) -> str:
    """The citation of a text, as typed text; in English if a language is not one of the six. A text without a number is cited by
    its title alone; the title is in the same language, '' omits it.

    The `adopter` is the conference that will adopt the citing text; it is called *this conference* if it adopted the cited text
    too.
    """
    language = language if language in LANGUAGES else "en"
    if not identity.number:
        return title
    words = _with_edition(identity, language)
    of = _of(identity, language, adopter)
    named = _with_title(title, language) if title else ""
    if language == "zh":
        return f"{named}{of}{words}"
    return f"{words}{f' {of}' if of else ''}{named}"


def _with_edition(identity: TextIdentity, language: str) -> str:
    number = _number(identity, language)
    edition = _edition(identity, language)
    words = _form(language, identity.instrument, identity).format(number=number)
    if language == "zh":
        words = words.replace("第ITU-R ", "ITU-R第")
        return f"{words}（{edition}）" if edition else words
    return f"{words} ({edition})" if edition else words


def _number(identity: TextIdentity, language: str) -> str:
    if identity.body == "UNGA" and identity.instrument != "document":
        return identity.number.removeprefix("A/RES/")
    if identity.body != "RA":
        return identity.number
    suffix = f"-{identity.suffix}" if identity.suffix else ""
    return f"{_ITU_R.get(language, 'ITU-R')} {identity.number}{suffix}"


def _edition(identity: TextIdentity, language: str) -> str:
    """The words in the brackets; '' if the number is enough."""
    if identity.body in ("RA", "UNGA") or not identity.year:
        return ""
    if identity.body == "WRC":
        held = next((conference for conference in conference_at(identity.place, identity.year) if conference.body == "WRC"), None)
        if held is not None:
            forms = _RADIO_CONFERENCE if identity.revised else _FIRST_RADIO_CONFERENCE
            return forms.get(language, "Rev.WRC-{}" if identity.revised else "WRC-{}").format(held.name[-2:])
    if identity.form == "year" or not identity.place:
        if identity.revised:
            return _form(language, "modified", identity).format(year=identity.year)
        return f"{identity.year}年" if language == "zh" else str(identity.year)
    return printed_edition(row_of_edition(identity), language)


def _of(identity: TextIdentity, language: str, adopter: HeldConference | None) -> str:
    """The body that adopted the text: a conference, this one, or '' for one that is not named beside `ITU-R`."""
    if identity.body == "RA" or identity.instrument == "document":
        return ""
    adopted = identity.body, identity.place, identity.year
    is_adopter = adopter is not None and (adopter.body, adopter.place, adopter.year) == adopted
    if is_adopter and identity.place:
        return citation_forms(language)["here:assembly" if identity.body in _ASSEMBLIES else "here:conference"]
    return citation_forms(language).get(f"body:{identity.body}", "")


def _with_title(title: str, language: str) -> str:
    """A title with the words that lead to it, once: one may begin with them itself (`On the use of …`)."""
    form, title = citation_forms(language)["title"], " ".join(title.split())
    lead = form.partition("{title}")[0].lstrip(",، \u00a0")
    if lead[0].isalpha() and title.casefold().startswith(lead):
        title = title[len(lead) :]
    return form.format(title=_in_sentence(title, language))


def _in_sentence(title: str, language: str) -> str:
    """A title in the middle of a sentence: its first letter small, unless it begins a name or an abbreviation."""
    first, _, rest = title.partition(" ")
    if language not in ("en", "es") or first in _NAMES or rest[:1].isupper():
        return title
    return title[:1].lower() + title[1:] if first[1:].islower() or first == "A" else title


def _form(language: str, term: str, identity: TextIdentity) -> str:
    """The form of a term for an instrument and a body, or the nearest one."""
    forms = citation_forms(language)
    if identity.instrument == TREATY:
        return forms.get(f"{TREATY}:{identity.number}", identity.number)
    kinds = (f"{term}:{identity.body}:{identity.instrument}", f"{term}:{identity.instrument}", f"{term}:{identity.body}", term)
    return next((forms[kind] for kind in kinds if kind in forms), "{number}")
