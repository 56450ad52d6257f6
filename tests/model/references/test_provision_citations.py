"""Citations of provisions by their margin numbers, in six languages."""

from __future__ import annotations

import pytest

from model.references.provision_citations import OTHER, provision_citations


def read(text: str, language: str = "en") -> list[tuple[str, ...]]:
    """The numbers of each citation, those of a range with their role."""
    return [
        tuple(cited.number.text + {"single": "", "first": "…", "last": ""}[cited.role] for cited in citation.numbers)
        for citation in provision_citations(text, language)
    ]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("see No. 9.7A.", [("9.7A",)]),
        ("of Nos. 9.11, 9.11A and 9.21 shall", [("9.11", "9.11A", "9.21")]),
        ("of Nos. 9.12 to 9.16, as", [("9.12…", "9.16")]),
        ("under No. 9.1 or 9.2, as appropriate, under No. 9.2B", [("9.1", "9.2"), ("9.2B",)]),
        ("Nos. 52.203 to 52.208 or No. 52.210", [("52.203…", "52.208"), ("52.210",)]),
        ("Nos. 161D to 161G of this Constitution", [("161D…", "161G")]),
        ("Nos. 216A, 217A, 217B and 218 above", [("216A", "217A", "217B", "218")]),
        ("under No. 197, 25 Members", [("197",)]),
        ("under No. 9.36.2, 5 MHz", [("9.36.2",)]),
        ("No. 5.[A12] and No. A.9.6A", [("5.[A12]",), ("A.9.6A",)]),
        ("No member of the Board, nos amis", []),
        ("Volcano. 9.7 is", []),
    ],
)
def test_the_numbers_of_a_citation_are_read(text: str, numbers: list[tuple[str, ...]]) -> None:
    assert read(text) == numbers


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "aux numéros 9.11, 9.11A et 9.21, du n° 9.7A et des numéros 9.12 à 9.16"),
        ("es", "los números 9.11, 9.11A y 9.21, el núm. 9.7A y los números 9.12 a 9.16"),
        ("ru", "в пп. 9.11, 9.11A и 9.21, п. 9.7A и пп. 9.12–9.16"),
        ("zh", "第9.11、9.11A和9.21款、第9.7A款以及第9.12至9.16款"),
        ("ar", "الأرقام 9.11 و9.11A و9.21 والرقم 9.7A وبالأرقام 9.12 إلى 9.16"),
    ],
)
def test_other_languages_cite_in_their_own_words(language: str, text: str) -> None:
    assert read(text, language) == [("9.11", "9.11A", "9.21"), ("9.7A",), ("9.12…", "9.16")]


@pytest.mark.parametrize(
    ("language", "text", "treaty", "is_own"),
    [
        ("en", "No. 224 of the Constitution", "CS", False),
        ("en", "No. 161B of this Constitution", "CS", True),
        ("en", "Nos. 246D to 246H of the Convention", "CV", False),
        ("en", "No. 114 in Article 18 of the Constitution", "CS", False),
        ("en", "No. 9.7 shall apply to the Convention", "", False),
        ("en", "No. 161B above and Article 3 of the Convention", "", False),
        ("en", "No. 5.1 of Appendix 30", OTHER, False),
        ("fr", "numéro 101 de la présente Convention", "CV", True),
        ("es", "número 224 de la Constitución", "CS", False),
        ("ru", "п. 161B Устава МСЭ", "CS", False),
        ("ru", "п. 9.7A РР", "RR", False),
        ("zh", "《公约》第161B款", "CV", False),
        ("ar", "الرقم 224 من الدستور", "CS", False),
    ],
)  # fmt: skip
def test_the_treaty_that_is_named_is_read(language: str, text: str, treaty: str, is_own: bool) -> None:
    (found,) = provision_citations(text, language)
    assert (found.treaty, found.of_this_text) == (treaty, is_own)
