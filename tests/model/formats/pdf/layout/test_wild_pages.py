"""Whatever is on a page, the layout ends and loses no word."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from model.formats.pdf.layout.body import body_of
from model.formats.pdf.pages import PdfRule, PdfSpan
from tests.builders.pdf_pages import contents, page, span

SPANS = st.builds(
    span,
    st.text("abıİx1.*- (اَلب中", min_size=1, max_size=12),
    st.floats(0, 550),
    st.floats(10, 830),
    size=st.sampled_from((0.5, 4.0, 6.0, 10.0, 40.0)),
    is_bold=st.booleans(),
    is_leftwards=st.booleans(),
)
RULES = st.builds(lambda x, y, w, h: PdfRule(x, y, x + w, y + h), *[st.floats(0, 500)] * 2, st.floats(0, 300), st.floats(0, 2))


@given(st.lists(st.lists(SPANS, max_size=30), min_size=1, max_size=3), st.lists(RULES, max_size=12))
def test_law_a_page_of_anything_is_read(pages: list[list[PdfSpan]], rules: list[PdfRule]) -> None:
    given_pages = [page(spans, number, rules) for number, spans in enumerate(pages, 1)]
    body = body_of(contents(*given_pages))
    assert all(raw.source for raw in body.raw.paragraphs)


def test_a_dotless_i_is_no_roman_number() -> None:
    """To a pattern without case it is an i."""
    found = body_of(contents(page([span("ı words", 100, 50), span("İ words", 100, 300)])))
    assert ["".join(run.text for run in raw.runs) for raw in found.raw.paragraphs] == ["ı words", "İ words"]
