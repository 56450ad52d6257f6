"""Citations of other instruments: what is read of each form, in six languages."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.references.citation_parser import cite
from model.references.citations import Citation

FORMS = [
    ("en", "Resolution 71 (Rev. Dubai, 2018) of the Plenipotentiary Conference", "resolution PP 71 Dubai 2018 rev"),
    ("en", "Resolution 214 (Bucharest, 2022)", "resolution PP 214 Bucharest 2022 first"),
    ("en", "Resolution 70 (Rev. Dubai, 2018) of this conference", "resolution here 70 Dubai 2018 rev"),
    ("en", "Resolution ITU-R 61-3", "resolution RA 61 suffix 3"),
    ("en", "Resolution 1332 of the Council (modified 2019)", "resolution Council 1332 2019 rev"),
    ("en", "Council Resolution 1305 (2009)", "resolution Council 1305 2009 first"),
    ("en", "RESOLUTION 28 (REV.WRC-15)", "resolution WRC 28 Geneva 2015 rev"),
    ("en", "Resolution 417 (WRC-07)", "resolution WRC 417 Geneva 2007 first"),
    ("ar", "وفقاً للقرار 413 (Rev.WRC\u201107)", "resolution WRC 413 Geneva 2007 rev"),
    ("en", "Recommendation ITU-T A.1", "recommendation ITU-T A.1"),
    ("en", "No. 224 of the Constitution", "provision CS 224"),
    ("fr", "Résolution 2 de l’Assemblée mondiale de normalisation des télécommunications", "resolution WTSA 2"),
    ("fr", "au titre de l'article 19 de la Convention", "article CV 19"),
    ("fr", "l'Avis 3 (Genève, 2013)", "opinion WTPF 3 Geneva 2013 first"),
    ("en", "in Article 17, the Constitution says", "article CS 17"),
    ("en", "of Article 6, on networks, of the International Telecommunication Regulations", "article ITR 6"),
    ("fr", "de l'article 6, sur les réseaux, du Règlement des télécommunications internationales", "article ITR 6"),
    ("es", "del Artículo 6, sobre las redes, del Reglamento de las Telecomunicaciones Internacionales", "article ITR 6"),
    ("ru", "в Статье 6, о сетях, Регламента международной электросвязи", "article ITR 6"),
    ("en", "UNGA resolution A/RES/70/125", "resolution UNGA A/RES/70/125"),
    ("en", "the draft A/78/L.49", "document UNGA A/78/L.49"),
    ("en", "the outcome of WTDC-17", "conference WTDC 17"),
    ("es", "la AGNU, en su Resolución 70/125", "resolution UNGA 70/125"),
    ("es", "la Resolución UIT-R 61-3 (Rev. Sharm el-Sheikh, 2019)", "resolution RA 61 Sharm el-Sheikh 2019 rev"),
    (
        "es",
        "la Resolución 1332, que el Consejo adoptó en 2011 y modificó por última vez en su reunión de 2019",
        "resolution Council 1332 2019 rev",
    ),
    ("fr", "la Résolution 71 (Rév. Dubaï, 2018) de la présente Conférence", "resolution here 71 Dubai 2018 rev"),
    ("ru", "Резолюции 71 (Пересм. Дубай, 2018 г.) Полномочной конференции", "resolution PP 71 Dubai 2018 rev"),
    ("ru", "Резолюция МСЭ-R 61-3", "resolution RA 61 suffix 3"),
    ("zh", "全权代表大会第71号决议（2018年，迪拜，修订版）", "resolution PP 71 Dubai 2018 rev"),
    ("zh", "理事会第1332号决议（2019年修正）", "resolution Council 1332 2019 rev"),
    ("zh", "《组织法》第224款", "provision CS 224"),
    ("ru", "Резолюцию 1332 Совета МСЭ (измененную в 2024 г.)", "resolution Council 1332 2024 rev"),
    ("zh", "联合国大会2015年12月16日第A/RES/70/125号决议", "resolution UNGA A/RES/70/125"),
    ("ar", "قرار الجمعية العامة للأمم المتحدة 70/125", "resolution UNGA 70/125"),
    ("fr", "la résolution de l’Assemblée générale 70/125", "resolution UNGA 70/125"),
    ("ar", "القرار 71 (المراجَع في دبي، 2018) الصادر عن مؤتمر المندوبين المفوضين", "resolution PP 71 Dubai 2018 rev"),
]


def description_of(citation: Citation) -> str:
    edition = citation.edition
    words = [citation.instrument, "here" if citation.of_this_conference else citation.body, citation.number]
    if edition is not None and edition.form == "suffix":
        words += ["suffix", edition.suffix]
    elif edition is not None:
        words += [edition.place, str(edition.year), "rev" if edition.revised else "first"]
    return " ".join(word for word in words if word)


@pytest.mark.parametrize(("language", "text", "wanted"), FORMS)
def test_a_citation_of_each_form_is_read(language: str, text: str, wanted: str) -> None:
    assert [description_of(citation) for citation in cite(text, language)] == [wanted]


@pytest.mark.parametrize(
    ("language", "text", "numbers"),
    [
        ("en", "Resolutions 102, 130 and 197 (Rev. Dubai, 2018) of this conference", "102 130 197"),
        ("es", "las Resoluciones 101, 102 y 133 (Rev. Bucarest, 2022)", "101 102 133"),
        ("fr", "les Résolutions 101, 102 et 133 (Rév. Bucarest, 2022)", "101 102 133"),
        ("ru", "Резолюции 101, 102 и 133 (Пересм. Бухарест, 2022 г.)", "101 102 133"),
        ("zh", "本届大会第102、130号决议（2022年，布加勒斯特，修订版）", "102 130"),
        ("ar", "القرارات 101 و102 (المراجَع في بوخارست، 2022)", "101 102"),
    ],
)
def test_numbers_of_one_list_share_their_edition(language: str, text: str, numbers: str) -> None:
    found = cite(text, language)
    assert [citation.number for citation in found] == numbers.split()
    assert len({citation.edition for citation in found}) == 1
    assert all(citation.shared for citation in found[:-1])


def test_each_number_of_a_list_keeps_the_edition_that_is_said_of_it() -> None:
    text = "Resolutions 45 (Rev. Dubai, 2014) and 69 (Rev. Buenos Aires, 2017), and Resolution 58 (Rev. Dubai, 2012)"
    assert [description_of(citation) for citation in cite(text, "en")] == [
        "resolution WTDC 45 Dubai 2014 rev",
        "resolution WTDC 69 Buenos Aires 2017 rev",
        "resolution WTSA 58 Dubai 2012 rev",
    ]


LIKE = [
    "this resolution",
    "Article 3 of this annex, as told in the Constitution",
    "Article 6, on air; of the Constitution",
    "a decision of 2018",
    "no. of copies",
    "the opinion that 3 of them",
    "in 2018",
]


@pytest.mark.parametrize("text", LIKE)
def test_what_only_looks_like_a_citation_is_none(text: str) -> None:
    assert cite(text, "en") == ()


ODD = "Resolution 71(Rv.Dubai,2018)ofA/第号决议年القرار\u00a0\u0001\u200f-"


@given(st.text(alphabet=ODD, max_size=60), st.sampled_from("en ru zh ar xx".split()))
def test_any_text_is_read_and_what_is_found_lies_in_it(text: str, language: str) -> None:
    for citation in cite(text, language):
        assert 0 <= citation.start <= citation.number_start < citation.number_stop <= citation.stop <= len(text)
        assert citation.edition is None or citation.start <= citation.edition.start < citation.edition.stop <= len(text)


@given(st.sampled_from(FORMS), st.sampled_from(["\u00a0", "\u00ad", "\u2060"]))
def test_invisible_marks_and_other_spaces_change_nothing(form: tuple[str, str, str], mark: str) -> None:
    language, text, wanted = form
    odd = text.replace(" ", mark) if mark == "\u00a0" else text.replace("(", "(" + mark)
    assert [description_of(citation) for citation in cite(odd, language)] == [wanted]


@pytest.mark.parametrize(
    ("language", "text", "is_told"),
    [
        ("en", "the results of the World Telecommunication Policy Forum on Resolution 101 (Rev. Guadalajara, 2010)", True),
        ("fr", "les résultats de la Conférence de plénipotentiaires sur la Résolution 101 (Rév. Guadalajara, 2010)", True),
        ("ru", "результаты Полномочной конференции по Резолюции 101 (Пересм. Гвадалахара, 2010 г.)", True),
        ("zh", "全权代表大会的成果涉及第101号决议（2010年，瓜达拉哈拉，修订版）", True),
        ("en", "the results of studies under Resolution 101 (Rev. Guadalajara, 2010) of the Plenipotentiary Conference", False),
        ("en", "the results of the Plenipotentiary Conference; Resolution 101 (Rev. Guadalajara, 2010)", False),
    ],
)
def test_the_outcome_of_a_meeting_tells_of_the_past(language: str, text: str, is_told: bool) -> None:
    (citation,) = cite(text, language)
    assert citation.in_past_tense is is_told
