"""Chains of styles that are based on one another: reading and writing them takes work proportional to their number."""

from __future__ import annotations

from functools import partial

import pytest
from lxml import etree

from model.formats.page.house_styles import house_styles
from model.formats.word.package.styles import SourceStyles, Styles
from model.formats.word.package.wordml import VAL, W
from model.formats.word.proof.directions import Directions
from model.formats.word.reading.list_numbering import Numbering
from model.formats.word.reading.paragraph_formats import FormatResolver
from model.formats.word.writing.body.styles import StyleRegistry
from tests.builders.word import part
from tests.builders.work import peak_memory, work
from tests.model.formats.word.test_styles import style, styles

FEW, MANY = 60, 240
INDENT = "<w:pPr><w:ind w:left='{}'/></w:pPr>"


def chain(length: int, kind: str = "paragraph", circle: bool = False) -> str:
    inside = (INDENT.format(n) if kind == "paragraph" else "" for n in range(length))
    parents = (f"S{(n + 1) % length}" if circle or n + 1 < length else "" for n in range(length))
    return "".join(
        style(f"S{n}", content, parent, kind=kind) for n, (content, parent) in enumerate(zip(inside, parents, strict=True))
    )


def element(xml: str, name: str = "styles") -> etree._Element:
    return etree.fromstring(part(name, xml).encode())


def numbering_of_chain(length: int) -> Numbering:
    """Lists each of which refers to a numbering style that refers to the next list."""
    lists = "".join(
        f'<w:abstractNum w:abstractNumId="{n}"><w:numStyleLink w:val="L{n}"/></w:abstractNum>' for n in range(length)
    ) + "".join(f'<w:num w:numId="{n + 1}"><w:abstractNumId w:val="{n}"/></w:num>' for n in range(length))
    links = "".join(
        style(f"L{n}", f"<w:pPr><w:numPr><w:numId w:val='{n + 2}'/></w:numPr></w:pPr>", kind="numbering") for n in range(length)
    )
    return Numbering.of(element(lists, "numbering"), styles(links))


def resolve_all(length: int, circle: bool) -> None:
    found = styles(chain(length, circle=circle))
    resolver = FormatResolver(found, Numbering())
    for n in range(length):
        resolver.formats(element(f"<w:pStyle w:val='S{n}'/>", "pPr"))


def directions_of_all(length: int, circle: bool) -> None:
    root = element(chain(length, circle=circle))
    directions = Directions({style_element.get(W + "styleId", ""): style_element for style_element in root}, "S0")
    for n in range(length):
        assert not directions.of_style(f"S{n}", "bidi")


def bring_all(length: int, circle: bool) -> StyleRegistry:
    registry = StyleRegistry(house_styles("conference", "en"), element(style("Normal", default="1")))
    source = SourceStyles.of(element(chain(length, "character", circle)))
    for n in range(length):
        assert registry.bring(source, f"S{n}") == f"S{n}"
    return registry


@pytest.mark.parametrize("circle", [False, True])
@pytest.mark.parametrize(
    "act",
    [
        resolve_all,
        directions_of_all,
        bring_all,
        lambda length, circle: styles(chain(length, "character", circle)),
        lambda length, circle: numbering_of_chain(length),
    ],
)
def test_each_style_of_a_chain_is_visited_once(act, circle: bool) -> None:
    few, many = (work(partial(act, length, circle)) for length in (FEW, MANY))
    assert many < 1.3 * MANY / FEW * few


@pytest.mark.parametrize("circle", [False, True])
def test_the_styles_of_a_chain_take_memory_by_their_number(circle: bool) -> None:
    resolve_all(10, circle)
    few, many = (peak_memory(partial(resolve_all, length, circle)) for length in (500, 2_000))
    assert many < 1.5 * 2_000 / 500 * few


def test_the_last_style_of_a_long_chain_inherits_from_the_first() -> None:
    xml = chain(5_000).replace(INDENT.format(4_999), "<w:pPr><w:jc w:val='center'/></w:pPr><w:rPr><w:b/></w:rPr>")
    formats = FormatResolver(styles(xml), Numbering()).formats(element("<w:pStyle w:val='S0'/>", "pPr"))
    assert (formats.draft.face.centred, formats.draft.face.bold, formats.draft.face.left) == (True, True, 0)


def test_a_chain_of_styles_is_brought_along_however_long_it_is() -> None:
    registry = bring_all(3_000, circle=False)
    added = element(registry.additions)
    assert [added_element[0].get(VAL) for added_element in added] == [f"S{n}" for n in reversed(range(3_000))]


@pytest.mark.parametrize("order", [("A", "B", "C"), ("C", "B", "A")])
def test_a_circle_of_styles_reads_the_same_whichever_is_asked_for_first(order: tuple[str, ...]) -> None:
    found: Styles = styles(style("A", based="B") + style("B", based="C") + style("C", based="A") + style("D", based="A"))
    for id in order:
        found.paragraph(id)
    assert [found.paragraph(id).ancestors for id in "ABCD"] == [("b", "c"), ("c",), (), ("a", "b", "c")]


@pytest.mark.parametrize("base", ["", "A"])
def test_a_style_without_an_id_is_based_on_by_none(base: str) -> None:
    found = styles(style("A", INDENT.format(7)) + style("", INDENT.format(9), base) + style("B"))
    assert found.paragraph("B").based_on == ""
    assert found.paragraph("A").based_on == ""
    assert [found.paragraph(id).id for id in ("A", "B", "")] == ["A", "B", ""]
