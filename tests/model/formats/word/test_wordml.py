"""Fragments: what is written is parsed back, whatever prefixes a file uses."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from model.formats.word.package.anchor_fragments import HOLE, beside, closing, opening, read_anchor
from model.formats.word.package.wordml import PREFIXES, W, elements, fragment

NAMES = st.sampled_from(["a", "p", "tab", "x-1"])
SPACES = st.sampled_from([*PREFIXES.values(), "urn:other", "urn:third", ""])
TEXTS = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], include_characters="\t\n<&>\"'", exclude_characters="\ufffe\uffff"), max_size=8
)
"""No characters that XML has not."""


@st.composite
def trees(draw: st.DrawFn, depth: int = 3) -> etree._Element:
    def name() -> str:
        space = draw(SPACES)
        return f"{{{space}}}{draw(NAMES)}" if space else draw(NAMES)

    # A file may bind a prefix of ours to something else.
    element = etree.Element(name(), nsmap=draw(st.sampled_from([{}, {"w": "urn:other", "q": PREFIXES["w"]}])))
    for _ in range(draw(st.integers(0, 2))):
        element.set(name(), draw(TEXTS))
    element.text = draw(TEXTS) or None
    for _ in range(draw(st.integers(0, depth))):
        child = draw(trees(depth=depth - 1))
        child.tail = draw(TEXTS) or None
        element.append(child)
    return element


def content_of(element: etree._Element) -> tuple[object, ...]:
    """The content of an element, whatever its prefixes."""
    children = [(content_of(child), child.tail or "") for child in element]
    return element.tag, sorted(element.attrib.items()), element.text or "", children


@given(st.lists(trees(), max_size=3))
def test_a_fragment_is_parsed_back(parts: list[etree._Element]) -> None:
    xml = fragment(parts)
    again = elements(xml)
    assert [content_of(part) for part in again] == [content_of(part) for part in parts]
    assert fragment(again) == xml


def test_prefixes_in_values_become_ours() -> None:
    xml = f'<m:Choice xmlns:m="{PREFIXES["mc"]}" xmlns:s="{PREFIXES["wps"]}" Requires="s"/>'
    assert fragment([etree.fromstring(xml)]) == '<mc:Choice Requires="wps"/>'


def test_the_order_of_attributes_does_not_matter() -> None:
    first, other = (etree.Element(W + "t") for _ in range(2))
    first.set(W + "a", "1")
    first.set(W + "b", "2")
    other.set(W + "b", "2")
    other.set(W + "a", "1")
    assert fragment([first]) == fragment([other]) == '<w:t w:a="1" w:b="2"/>'


def test_anchors_are_told_apart() -> None:
    assert read_anchor("<w:tab/>").sort == "run"
    mark = read_anchor(beside([etree.Element(W + "bookmarkEnd")]))
    assert (mark.sort, mark.before) == ("beside", "<w:bookmarkEnd/>")
    edge = read_anchor(opening(3, "<w:sdt><w:sdtContent>", "</w:sdtContent></w:sdt>"))
    assert (edge.sort, edge.id) == ("open", "3")
    assert (edge.before, edge.after) == ("<w:sdt><w:sdtContent>", "</w:sdtContent></w:sdt>")
    assert (read_anchor(closing(3)).sort, read_anchor(closing(3)).id) == ("close", "3")
    assert HOLE not in edge.before + edge.after


def test_a_fragment_may_be_as_long_as_a_text() -> None:
    xml = f"<w:t>{'字' * 4_000_000}</w:t>"
    assert fragment(elements(xml)) == xml
