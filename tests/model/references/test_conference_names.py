"""The name of a conference in place of `of this conference`: preposition, article, contraction and case of each language."""

from __future__ import annotations

import pytest

from model.references.citation_parser import cite
from model.references.renewal import named_conference
from model.references.words import citation_forms

WORDS = {
    "en": "of this conference",
    "fr": "de la présente Conférence",
    "es": "de la presente Conferencia",
    "ru": "настоящей Конференции",
    "zh": "本届大会",
    "ar": "لهذا المؤتمر",
}
BODIES = [term.removeprefix("body:") for term in citation_forms("en") if term.startswith("body:")]


@pytest.mark.parametrize("language", WORDS)
@pytest.mark.parametrize("body", BODIES)
def test_the_conference_of_each_body_is_named_as_it_is_cited(language: str, body: str) -> None:
    assert named_conference(WORDS[language], body, language) == citation_forms(language)[f"body:{body}"]


@pytest.mark.parametrize(
    ("language", "body", "words", "named"),
    [
        ("en", "PP", "by this conference", "by the Plenipotentiary Conference"),
        ("en", "PP", "of the present conference", "of the Plenipotentiary Conference"),
        ("en", "WTSA", "adopted by this\u00a0assembly", "adopted by the World Telecommunication Standardization Assembly"),
        ("en", "RA", "OF THIS ASSEMBLY", "OF THE RADIOCOMMUNICATION ASSEMBLY"),
        ("fr", "Council", "de cette Conférence", "du Conseil de l'UIT"),
        ("fr", "RA", "de la présente Assemblée", "de l'Assemblée des radiocommunications"),
        ("fr", "PP", "adoptée par la présente Conférence", "adoptée par la Conférence de plénipotentiaires"),
        ("fr", "WTPF", "à la présente Conférence", "au Forum mondial des politiques de télécommunication/TIC"),
        ("fr", "RA", "à cette Assemblée", "à l'Assemblée des radiocommunications"),
        ("es", "Council", "de la presente Conferencia", "del Consejo de la UIT"),
        ("es", "WTPF", "a esta Conferencia", "al Foro Mundial de Política de las Telecomunicaciones/TIC"),
        ("es", "PP", "aprobada por la presente Conferencia", "aprobada por la Conferencia de Plenipotenciarios"),
        ("ru", "RA", "настоящей Ассамблеи", "Ассамблеи радиосвязи"),
        ("ru", "PP", "на настоящей Конференции", "на Полномочной конференции"),
        ("ru", "RA", "на настоящей Конференции", ""),
        ("ru", "PP", "настоящая Конференция", ""),
        ("zh", "PP", "本届全权代表大会", "全权代表大会"),
        ("ar", "PP", "الصادر عن هذا المؤتمر", "الصادر عن مؤتمر المندوبين المفوضين"),
        ("ar", "WTSA", "الصادر عن هذه الجمعية", "الصادر عن الجمعية العالمية لتقييس الاتصالات"),
        ("en", "nobody", "of this conference", ""),
        ("en", "PP", "of that conference", ""),
    ],
)
def test_the_words_before_it_are_kept_and_contracted_anew(language: str, body: str, words: str, named: str) -> None:
    assert named_conference(words, body, language) == named


CITED = {
    "en": "Resolution 179 (Rev. Dubai, 2018) of this conference, on a matter",
    "fr": "la Résolution 179 (Rév. Dubaï, 2018) de la présente Conférence, sur un sujet",
    "es": "la Resolución 179 (Rev. Dubái, 2018) de la presente Conferencia, sobre un asunto",
    "ru": "Резолюцию 179 (Пересм. Дубай, 2018\u00a0г.) настоящей Конференции о предмете",
    "zh": "本届大会第179号决议（2018年，迪拜，修订版）",
    "ar": "القرار 179 (المراجَع في دبي، 2018) لهذا المؤتمر، بشأن موضوع",
}


@pytest.mark.parametrize("language", CITED)
def test_a_citation_says_where_its_words_of_this_conference_are_and_is_read_with_the_name_in_their_place(language: str) -> None:
    text = CITED[language]
    (citation,) = cite(text, language)
    assert citation.this_conference is not None
    start, stop = citation.this_conference
    assert text[start:stop] == WORDS[language]
    (named,) = cite(text[:start] + named_conference(text[start:stop], "PP", language) + text[stop:], language)
    assert (named.body, named.this_conference, named.edition and named.edition.year) == ("PP", None, 2018)
