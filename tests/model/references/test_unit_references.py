"""References to chapters, articles, sections and appendices: how they are read, what they mean, and what becomes of them."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from model.edits.references import fix_references, renamed_references, renames_target, stale_references
from model.edits.structure import delete_clauses
from model.edits.text import type_text
from model.numbering import Labelling
from model.redline import Redline, groups
from model.redline.edit_text import Place
from model.references.numbered_texts import NumberedTexts
from model.references.provision_citations import OTHER
from model.references.provision_references import ProvisionReferences, cited_at
from model.references.self_references import SelfReferences
from model.references.unit_citations import unit_citations
from model.submission.search import Passage
from model.submission.story import StoryId
from model.submission.transactions import apply
from tests.builders.submissions import ME
from tests.builders.treaty import small_treaty, submission_of, treaty_rows

STORY = StoryId(1)


def read(text: str, language: str = "en") -> list[tuple[str, ...]]:
    """The kind and numbers of each citation; of a section, also what contains it."""
    out = []
    for citation in unit_citations(text, language):
        within = [f"in {citation.within[0]} {citation.within[1].text}"] if citation.within else []
        out.append((citation.kind, *(cited.number.text for cited in citation.numbers), *within))
    return out


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("see Article 9.", [("article", "9")]),
        ("of Articles 53, 54, 55 and 58", [("article", "53", "54", "55", "58")]),
        ("Section II of Article 9", [("section", "II", "in article 9"), ("article", "9")]),
        ("Articles 51 (Section III) and", [("article", "51"), ("section", "III", "in article 51")]),
        ("Sub-Section IIA of Article 9", [("subsection", "IIA", "in article 9"), ("article", "9")]),
        ("Chapter VII and Chapter IX", [("chapter", "VII"), ("chapter", "IX")]),
        ("of Appendices 30, 30A and 30B", [("appendix", "30", "30A", "30B")]),
        ("Articles 21 and 22, and to Appendix 4, as", [("article", "21", "22"), ("appendix", "4")]),
        ("under Article 9, 25 Members", [("article", "9")]),
        ("Article 9.7 and Article XYZW, an article 1990s, No. 9.7", []),
    ],
)
def test_the_numbers_of_a_citation_are_read(text: str, found: list[tuple[str, ...]]) -> None:
    assert read(text) == found


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "à la section II de l’article 9, aux articles 9 et 11, au chapitre VII et à l’appendice 30"),
        ("es", "en la sección II del artículo 9, los artículos 9 y 11, el capítulo VII y el apéndice 30"),
        ("ru", "в разделе II статьи 9, в статьях 9 и 11, в главе VII и в приложении 30"),
        ("zh", "第9条第II节、第9和11条、第VII章和附录30"),
        ("ar", "في القسم II من المادة 9 والمادتين 9 و11 والفصل VII والتذييل 30"),
    ],
)
def test_other_languages_cite_in_their_own_words(language: str, text: str) -> None:
    assert sorted(read(text, language)) == [
        ("appendix", "30"), ("article", "9"), ("article", "9", "11"), ("chapter", "VII"), ("section", "II", "in article 9"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "treaty"),
    [
        ("Article 4 of this Constitution", "CS"),
        ("Section II of Article 9 of the Radio Regulations", "RR"),
        ("Article 102 of the Charter of the United Nations", OTHER),
        ("Chapter II of the General Rules", "GR"),
        ("Article 5 of Appendix 30", OTHER),
        ("Article 9 of the present text", ""),
    ],
)
def test_the_treaty_is_read_beside_the_numbers(text: str, treaty: str) -> None:
    assert unit_citations(text, "en")[0].treaty == treaty


def faults(*redlines: Redline) -> list[tuple[str, str, str]]:
    """The fault of each reference of the first text, what it cites, and the number that it has now."""
    texts = NumberedTexts.of((number, redline, Labelling.of(redline)) for number, redline in enumerate(redlines, 1))
    references = ProvisionReferences(STORY, "en", texts)
    return [
        (fault.fault, fault.label, fault.new)
        for group in groups(redlines[0].clauses, "draft")
        for fault in references.faults(Passage(STORY, group, "draft"))
    ]


TEXT = ("= CHAPTER I", "= ARTICLE 9", "= Section I", "9.1 see Article 11", "= Section II", "9.2 Section I", "= ARTICLE 11",
        "= Section I", "11.1 see Section II of Article 9 and Chapter I", "= ARTICLE 13", "13.1 last")  # fmt: skip


def test_a_reference_to_a_unit_that_is_there_has_no_fault() -> None:
    assert faults(small_treaty(*TEXT)) == []


def struck(line: str) -> Redline:
    redline = small_treaty(*TEXT)
    deleted = small_treaty(f"-{line}").clauses[0]
    at = next(place for place, clause in enumerate(redline.clauses) if f"= {clause.text}" == line)
    made = replace(redline.clauses[at], runs=deleted.runs, end=deleted.end)
    return replace(redline, clauses=(*redline.clauses[:at], made, *redline.clauses[at + 1 :]))


def test_a_reference_to_a_deleted_unit_is_told() -> None:
    assert faults(struck("= ARTICLE 11")) == [("deleted", "Article 11", "")]
    assert faults(struck("= Section II")) == [("deleted", "Section II", "")]
    assert faults(struck("= CHAPTER I")) == [("deleted", "Chapter I", "")]
    assert faults(struck("= Section I")) == [("deleted", "Section I", "")], "of its own article alone"


def test_a_unit_that_the_text_should_have_is_missing_and_one_beyond_it_is_not() -> None:
    lines = (*TEXT[:-1], "13.1 Article 12, Article 59, Section V of Article 9, Appendix 4, Article 12 of the Convention")
    assert faults(small_treaty(*lines)) == [("missing", "Article 12", ""), ("missing", "Section V", "")]


def test_another_text_is_asked_if_it_is_named() -> None:
    constitution = small_treaty("= ARTICLE 9", "1 see Article 11 of the Radio Regulations and Article 11", instrument="CS")
    assert faults(constitution, struck("= ARTICLE 11")) == [("deleted", "Article 11", "")]


def test_a_renamed_unit_takes_its_references_along() -> None:
    before = submission_of(small_treaty(*TEXT))
    typed = type_text(before, STORY, Place(6, 10), Place(6, 10), "A", ME)
    assert renames_target(typed)
    after = apply(before, typed)
    (stale,) = stale_references(before, after)
    assert (stale.old, stale.fixes[0][2]) == ("11", "11A")
    fixed = apply(after, fix_references(after, [stale], ME))
    assert fixed.proposals[0].redline.clauses[3].text_on("draft") == "see Article 11A"
    assert faults(fixed.proposals[0].redline) == []
    redline = before.proposals[0].redline
    (late,) = renamed_references(SelfReferences(STORY, redline, Labelling.of(redline)), after.proposals[0].redline)
    assert (late.old, late.fixes) == (stale.old, stale.fixes)


def test_a_deleted_unit_is_told_of_in_the_step() -> None:
    before = submission_of(small_treaty(*TEXT))
    after = apply(before, delete_clauses(before, STORY, "c6", ME, only=True))
    assert [(stale.old, stale.fault, stale.label) for stale in stale_references(before, after)] == [
        ("11", "deleted", "Article 11")
    ]


def test_the_unit_at_a_place_is_found() -> None:
    redline = small_treaty(*TEXT)
    texts = NumberedTexts.of([(1, redline, Labelling.of(redline))])

    def found(index: int, word: str) -> str | None:
        text = redline.clauses[index].text
        cited = cited_at(texts, 1, "en", text, text.index(word) + 1, index)
        return cited[1] if cited is not None else None

    assert [found(3, "11"), found(8, "II"), found(8, "9"), found(8, "Chapter I"), found(5, "I")] == ["c6", "c4", "c1", "c0", "c2"]


def test_the_regulations_cite_only_what_they_have(shared: Path) -> None:
    """Whole texts in force: no citation is taken for one that the text should have and does not."""
    lines = []
    for row in treaty_rows(shared, "rr-wrc12-en.tsv"):
        if row["kind"] in ("chapter", "article", "section", "sub-section"):
            lines.append(f"= {row['text']}")
        elif row["kind"] == "provision" and row["number"] and " " not in row["number"]:
            lines.append(f"{row['number']} {row['text']}")
    assert [fault for fault in faults(small_treaty(*lines)) if not fault[1][0].isdigit()] == []


def test_words_without_numbers_cost_nothing() -> None:
    assert unit_citations("the Article and the Section of this Chapter", "en") == ()
