"""Ranges and fields are complete, each bookmark has an id of its own, and everything else is unchanged."""

from __future__ import annotations

import pytest
from lxml import etree

from model.formats.word.package.wordml import elements, fragment
from model.formats.word.writing.body.pending_marks import fill, hold_marks, pending_in
from model.formats.word.writing.body.range_pairing import balance_ranges

START, END = '<w:bookmarkStart w:id="{}" w:name="{}"/>', '<w:bookmarkEnd w:id="{}"/>'
EDGES = {edge: f'<w:r><w:fldChar w:fldCharType="{edge}"/></w:r>' for edge in ("begin", "separate", "end")}
RUN = '<w:r><w:t xml:space="preserve">a &amp; b</w:t></w:r>'
REFERENCE = '<w:r><w:commentReference w:id="{0}"/></w:r>'
COMMENT = '<w:commentRangeStart w:id="{0}"/>' + RUN + '<w:commentRangeEnd w:id="{0}"/>' + REFERENCE


@pytest.mark.parametrize(
    ("xml", "wanted"),
    [
        (START.format(7, "a") + RUN + END.format(7), START.format(1, "a") + RUN + END.format(1)),
        (START.format(7, "a") + RUN, RUN),
        (RUN + END.format(7), RUN),
        (
            START.format(7, "a") + END.format(7) + START.format(8, "a") + RUN + END.format(8),
            START.format(1, "a") + END.format(1) + RUN,
        ),
        (EDGES["begin"] + EDGES["separate"] + RUN + EDGES["end"],) * 2,
        (EDGES["begin"] + RUN, "<w:r/>" + RUN),
        (COMMENT.format(1) + COMMENT.format(2), COMMENT.format(1) + RUN + "<w:r/>"),
    ],
)
def test_what_has_lost_its_other_half_goes(xml: str, wanted: str) -> None:
    comments = frozenset({"1"})
    assert fragment(elements(balance_ranges(pending_in(xml), comments))) == wanted
    holder = elements(xml)[0].getparent()
    assert holder is not None
    strings: list[str] = []
    hold_marks(holder, strings)
    tree = fill(etree.tostring(holder, encoding="unicode"), strings)
    assert fragment(elements(fragment(etree.fromstring(balance_ranges(tree, comments))))) == wanted
