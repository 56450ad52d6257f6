"""Word's automatic numbering (ISO 29500-1 §17.9)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.formats.word.package.symbol_fonts import bullet, unicode_sign
from model.formats.word.reading.number_formats import format_custom, format_number
from model.redline import Status
from tests.builders.word import BY, dele, ins, mark, p, r, raw


def level(at: int, format: str, text: str, more: str = "", start: int = 1) -> str:
    number = f'<w:start w:val="{start}"/><w:numFmt w:val="{format}"/>'
    return f'<w:lvl w:ilvl="{at}">{number}{more}<w:lvlText w:val="{text}"/></w:lvl>'


LEVELS = level(0, "lowerLetter", "%1)") + level(1, "decimal", "%1.%2") + level(2, "lowerRoman", "%3)")
LIST = f'<w:abstractNum w:abstractNumId="7">{LEVELS}</w:abstractNum>'
NUM = '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>'
OTHER = '<w:num w:numId="2"><w:abstractNumId w:val="7"/>{}</w:num>'
RESTART = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="3"/></w:lvlOverride>'


def number(at: int, num: int = 1) -> str:
    return f'<w:numPr><w:ilvl w:val="{at}"/><w:numId w:val="{num}"/></w:numPr>'


def labels(levels: list[tuple[int, int]], numbering: str = LIST + NUM + OTHER.format("")) -> list[str]:
    body = "".join(p("x", number(at, num)) for at, num in levels)
    return [
        paragraph.face.number.text if paragraph.face.number else "" for paragraph in raw(body, numbering=numbering).paragraphs
    ]


def test_levels_restart_under_a_higher_one() -> None:
    assert labels([(0, 1), (1, 1), (1, 1), (2, 1), (0, 1), (1, 1), (2, 1)]) == [
        "a)",
        "a.1",
        "a.2",
        "i)",
        "b)",
        "b.1",
        "i)",
    ]


def test_a_level_that_is_skipped_counts_as_begun() -> None:
    assert labels([(1, 1), (0, 1), (1, 1)]) == ["a.1", "b)", "b.1"]


def test_lists_of_one_abstract_list_go_on_from_each_other_unless_they_start_anew() -> None:
    assert labels([(0, 1), (0, 2), (0, 1)]) == ["a)", "b)", "c)"]
    anew = LIST + NUM + OTHER.format(RESTART)
    assert labels([(0, 1), (0, 2), (0, 2), (0, 1)], anew) == ["a)", "c)", "d)", "e)"]


def test_a_level_of_an_override_stands_for_the_one_of_the_list() -> None:
    override = f'<w:lvlOverride w:ilvl="0">{level(0, "upperRoman", "(%1)", start=4)}</w:lvlOverride>'
    assert labels([(0, 2), (0, 2)], LIST + OTHER.format(override)) == ["(IV)", "(V)"]


@pytest.mark.parametrize(
    ("restart", "between", "expected"), [("0", 1, "iii)"), ("1", 1, "iii)"), ("1", 0, "i)"), ("2", 1, "i)"), ("2", 0, "i)")]
)
def test_a_level_restarts_after_the_level_that_it_names(restart: str, between: int, expected: str) -> None:
    lower = '<w:numFmt w:val="lowerRoman"/>'
    changed = LIST.replace(lower, f'{lower}<w:lvlRestart w:val="{restart}"/>') + NUM
    assert labels([(2, 1), (2, 1), (between, 1), (2, 1)], changed)[-1] == expected


def test_legal_levels_are_decimal_throughout() -> None:
    legal = LIST.replace('<w:numFmt w:val="decimal"/>', '<w:numFmt w:val="decimal"/><w:isLgl/>')
    assert labels([(0, 1), (1, 1)], legal + NUM) == ["a)", "1.1"]


def test_numbering_by_style_takes_the_level_that_names_the_style() -> None:
    styles = (
        "<w:style w:type='paragraph' w:styleId='H1'><w:pPr><w:numPr><w:numId w:val='1'/></w:numPr></w:pPr></w:style>"
        "<w:style w:type='paragraph' w:styleId='H2'><w:basedOn w:val='H1'/>"
        "<w:pPr><w:numPr><w:numId w:val='1'/></w:numPr></w:pPr></w:style>"
        "<w:style w:type='paragraph' w:styleId='H3'><w:basedOn w:val='H1'/></w:style>"
    )
    numbering = LIST.replace('<w:lvlText w:val="%1.%2"/>', '<w:pStyle w:val="H2"/><w:lvlText w:val="%1.%2"/>') + NUM
    body = p("x", "<w:pStyle w:val='H1'/>") + p("x", "<w:pStyle w:val='H2'/>") + p("x", "<w:pStyle w:val='H3'/>")
    body += p("x", f"<w:pStyle w:val='H1'/>{number(0, 0)}")
    found = raw(body, styles=styles, numbering=numbering).paragraphs
    assert [paragraph.face.number.text if paragraph.face.number else None for paragraph in found] == ["a)", "a.1", "b)", None]


def test_numbering_styles_are_followed() -> None:
    numbering = (
        '<w:abstractNum w:abstractNumId="1"><w:numStyleLink w:val="L"/></w:abstractNum>'
        f'<w:abstractNum w:abstractNumId="7"><w:styleLink w:val="L"/>{LEVELS}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num><w:num w:numId="5"><w:abstractNumId w:val="7"/></w:num>'
    )
    styles = "<w:style w:type='numbering' w:styleId='L'><w:pPr><w:numPr><w:numId w:val='{}'/></w:numPr></w:pPr></w:style>"
    for to in ("5", "1"):
        paragraph = raw(p("x", number(0)), numbering=numbering, styles=styles.format(to)).paragraphs[0]
        assert paragraph.face.number is not None
        assert paragraph.face.number.text == "a)"


def test_the_indent_of_the_level_holds_unless_the_paragraph_has_its_own() -> None:
    numbering = LIST.replace("</w:lvl>", "<w:pPr><w:ind w:left='1191' w:hanging='397'/></w:pPr></w:lvl>") + NUM
    inheriting, other = raw(p("x", number(0)) + p("x", number(0) + "<w:ind w:left='5'/>"), numbering=numbering).paragraphs
    assert (inheriting.face.left, inheriting.face.hanging, other.face.left, other.face.hanging) == (1191, 397, 5, 397)


def test_bullets_and_suffixes() -> None:
    numbering = (
        '<w:abstractNum w:abstractNumId="7"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:suff w:val="space"/>'
        '<w:lvlText w:val="\uf0b7"/><w:rPr><w:rFonts w:ascii="Symbol"/></w:rPr></w:lvl></w:abstractNum>' + NUM
    )
    found = raw(p("x", number(0)), numbering=numbering).paragraphs[0].face.number
    assert found is not None
    assert (found.text, found.format, found.suffix) == ("•", "bullet", "space")


def both(body: str) -> list[tuple[str | None, str | None]]:
    """Base and draft labels of the paragraphs."""
    out = []
    for paragraph in raw(body, numbering=LIST + NUM).paragraphs:
        base = paragraph.base_face or paragraph.face
        sides = []
        for face, shown in ((base, paragraph.end.status.in_base), (paragraph.face, paragraph.end.status.in_draft)):
            sides.append(face.number.text if face.number and shown else None)
        out.append((sides[0], sides[1]))
    return out


def test_inserted_paragraphs_count_for_the_draft_only_and_deleted_ones_for_the_base() -> None:
    body = p("x", number(0))
    body += p(ins(r("x")), number(0) + mark("ins")) + p("y", number(0))
    body += p(dele(r("x")), number(0) + mark("del")) + p("z", number(0))
    assert both(body) == [("a)", "a)"), (None, "b)"), ("b)", "c)"), ("c)", None), ("d)", "d)")]


def test_what_was_numbered_otherwise_before_has_its_label_in_the_base() -> None:
    change = f"<w:pPrChange {BY}><w:pPr/></w:pPrChange>"
    assert both(p("x", number(0) + change) + p("y", number(0))) == [(None, "a)"), ("a)", "b)")]
    inserted = number(0).replace("</w:numPr>", f"<w:ins {BY}/></w:numPr>")
    assert both(p("x", inserted)) == [(None, "a)")]
    renumbered = number(0).replace("</w:numPr>", f'<w:numberingChange {BY} w:original="%1:3:4:)"/></w:numPr>')
    assert both(p("x", renumbered)) == [("c)", "a)")]


def test_the_label_of_a_split_paragraph_stands_where_the_text_of_that_side_begins() -> None:
    first, second = raw(p("x", number(0) + mark("ins")) + p("y", number(0)), numbering=LIST + NUM).paragraphs
    assert first.end.status is Status.INSERTED
    assert [face and face.number and face.number.text for face in (first.face, second.face)] == ["a)", "b)"]
    assert first.base_face is None
    assert second.base_face is not None
    assert second.base_face.number is None


@pytest.mark.parametrize(
    ("format", "expected"),
    [
        ("decimal", "0 1 4 15 27 112"),
        ("decimalZero", "00 01 04 15 27 112"),
        ("lowerLetter", "0 a d o aa hhhhh"),
        ("upperRoman", "0 I IV XV XXVII CXII"),
        ("ordinal", "0th 1st 4th 15th 27th 112th"),
        ("ordinalText", "Zeroth First Fourth Fifteenth Twenty-seventh One hundred twelfth"),
        ("russianLower", "0 а г п э щщщщ"),
        ("arabicAbjad", "0 أ د س ظ غغغغ"),
        ("arabicAlpha", "0 أ ث ض و يييي"),
        ("hebrew1", "0 א ד טו כז קיב"),
        ("chineseCounting", "○ 一 四 十五 二十七 一百一十二"),
        ("ideographDigital", "〇 一 四 一五 二七 一一二"),
        ("decimalEnclosedCircle", "0 ① ④ ⑮ 27 112"),
        ("numberInDash", "- 0 - - 1 - - 4 - - 15 - - 27 - - 112 -"),
        ("nobody knows it", "0 1 4 15 27 112"),
        ("none", "     "),
    ],
)
def test_formats(format: str, expected: str) -> None:
    assert " ".join(format_number(value, format) for value in (0, 1, 4, 15, 27, 112)) == expected


@given(st.integers(-5, 10**9), st.sampled_from(["lowerRoman", "hebrew1", "chineseCounting", "cardinalText", "thaiLetters"]))
def test_no_number_is_too_odd(value: int, format: str) -> None:
    assert 0 < len(format_number(value, format)) < 200


def test_custom_formats() -> None:
    assert [format_custom(value, "001, 002, 003, ...") for value in (2, 14)] == ["002", "014"]
    assert [format_custom(value, "α, β, γ, ...") for value in (2, 4)] == ["β", "δ"]


def test_signs_of_symbol_fonts() -> None:
    given = [("Symbol", "F02D"), ("Wingdings", "F0A7"), ("Symbol", "61"), ("Wingdings", "F021")]
    assert [unicode_sign(font, code) for font, code in given] == list("–▪α•")
    assert [unicode_sign("Arial", "2022"), unicode_sign("Arial", "F0B7"), unicode_sign("x", "zz")] == ["•", "·", "•"]
    assert bullet("Courier New", "o") == "o"
