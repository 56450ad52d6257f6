"""Latin stretches of an Arabic document get runs of their own."""

from __future__ import annotations

import re

import pytest

from model.formats.word.package.wordml import elements, fragment
from model.formats.word.writing.body.bidi import part_runs, with_directions

T = '<w:t xml:space="preserve">{}</w:t>'
OFF = '<w:rtl w:val="0"/>'


def run(text: str, properties: str = "") -> str:
    return f"<w:r>{f'<w:rPr>{properties}</w:rPr>' if properties else ''}{T.format(text)}</w:r>"


@pytest.mark.parametrize(
    ("xml", "wanted"),
    [
        (run("القرار A/RES/70/125 الصادر"), run("القرار ") + run("A/RES/70/125", OFF) + run(" الصادر")),
        (run("القرار 71 (دبي، 2018)"), run("القرار 71 (دبي، 2018)")),
        (run("35-A", "<w:b/><w:lang/>"), run("35-A", f"<w:b/>{OFF}<w:lang/>")),
        (run("ITU", "<w:rtl/>"), run("ITU", "<w:rtl/>")),
        (run("و &amp; و"), run("و &amp; و")),
        (
            "<w:r>" + T.format("ITU") + "<w:noBreakHyphen/>" + T.format("T") + "</w:r>",
            run("ITU", OFF) + f"<w:r><w:rPr>{OFF}</w:rPr><w:noBreakHyphen/></w:r>" + run("T", OFF),
        ),
    ],
)
def test_each_latin_stretch_is_marked_and_nothing_else(xml: str, wanted: str) -> None:
    assert with_directions(xml) == wanted
    assert re.sub("<[^>]*>", "", with_directions(xml)) == re.sub("<[^>]*>", "", xml)
    holder = elements(xml)[0].getparent()
    assert holder is not None
    part_runs(holder)
    assert fragment(holder) == fragment(elements(wanted)), "on a tree as in text"
