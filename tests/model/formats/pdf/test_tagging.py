"""A structure is added to the PDFs of Qt's writer alone, and any other file stays as it is."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.formats.pdf.tagging import MarkedContent, NoTags, StructureElement, Tagging, mark_place

X, Y = mark_place(0)
CONTENT = b"%d %d m\n%d %d l\nS\nBT ET\n" % (X, Y, X, Y)


def written(content: bytes = CONTENT) -> bytes:
    """A PDF of one page as Qt writes it."""
    objects = [
        b"<<\n/Title ()\n>>\nendobj\n",
        b"<<\n/Type /Catalog\n/Pages 3 0 R\n>>\nendobj\n",
        b"<<\n/Type /Pages\n/Kids \n[\n4 0 R\n]\n/Count 1\n>>\nendobj\n",
        b"<<\n/Type /Page\n/Parent 3 0 R\n/Contents 5 0 R\n>>\nendobj\n",
        b"<<\n/Length %d\n>>\nstream\n%b\nendstream\nendobj\n" % (len(content), content),
    ]
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%b" % (number, body)
    entries = b"".join(b"%010d 00000 n \n" % place for place in places)
    trailer = b"trailer\n<<\n/Size 6\n/Info 1 0 R\n/Root 2 0 R\n>>\nstartxref\n%d\n%%%%EOF\n" % len(out)
    return out + b"xref\n0 6\n0000000000 65535 f \n" + entries + trailer


def tagged(data: bytes, number: int = 0) -> bytes:
    tagging = Tagging(data, StructureElement("Document", [StructureElement("P", [MarkedContent(0, number)], "said")]), "en-GB")
    for _ in tagging.steps():
        pass
    return tagging.data


def test_a_page_gets_its_structure() -> None:
    data = tagged(written())
    for wanted in (b"/StructTreeRoot 6 0 R", b"/MarkInfo << /Marked true >>", b"/S /P /P 8 0 R", b"/StructParents 0"):
        assert wanted in data
    assert data.endswith(b"%%EOF\n")


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"%PDF-1.4\n",
        written().replace(b"/Kids", b"/Bids"),
        written().replace(b"/Root 2", b"/Root 9"),
        written().replace(b"/Contents 5", b"/Contents 9"),
        written().replace(b"4 0 obj", b"4 1 obj"),
        written().replace(b"/Length", b"/Filter /FlateDecode /Length"),
        written(b"BT ET\n"),
    ],
)
def test_another_form_is_refused(data: bytes) -> None:
    with pytest.raises(NoTags):
        tagged(data)


def test_an_element_without_a_mark_is_refused() -> None:
    with pytest.raises(NoTags):
        tagged(written(), 1)


@given(st.integers(0, len(written()) - 1), st.binary(max_size=9))
def test_no_damage_ends_in_another_error(place: int, new: bytes) -> None:
    data = written()
    with suppress(NoTags):
        assert tagged(data[:place] + new + data[place + len(new) :])
