"""Text as XML, whatever characters it has."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from model.formats.xml_escape import ILLEGAL, escape, quoteattr


@given(st.text(st.characters()) | st.text("\x00\x01\x0b&<>\"'\t\n\ud800\uffff"))
def test_any_text_reads_back_but_for_what_no_xml_can_hold(text: str) -> None:
    element = etree.fromstring(f"<a b={quoteattr(text)}>{escape(text, {chr(13): '&#13;'})}</a>")
    assert element.get("b") == (element.text or "") == ILLEGAL.sub("", text)
