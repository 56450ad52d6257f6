"""HTML and RTF of others: paragraphs and five formats, whatever else is in them."""

from __future__ import annotations

import re
import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from model.errors import FileError
from model.formats.html.reader import read_html
from model.formats.rtf_reader import is_rtf, paragraphs_of_rtf
from model.redline import Run

UNFIT = re.compile("[\n\r\ud800-\udfff]")
"""Ends of paragraphs, and halves of characters. Control characters are taken out by the clipboard, from all that it reads."""

WORD_COMMENTS = """<p>to <a style='mso-comment-reference:A_1;mso-comment-date:20240101T1200'>encourage</a><span
class=MsoCommentReference><span><![if !supportAnnotations]><a class=msocomanchor href="#_msocom_1">[A1]</a><![endif]><span
style='mso-special-character:comment'>&nbsp;</span></span></span> States</p>
<div style='mso-element:comment-list'><![if !supportAnnotations]><hr class=msocomoff><![endif]>
<div style='mso-element:comment'><![if !supportAnnotations]><div id="_com_1" class=msocomtxt><![endif]>
<p class=MsoCommentText><span><span style='mso-special-character:comment'>&nbsp;</span><![if !supportAnnotations]><a
href="#_msoanchor_1" class=msocomoff>[A1]</a><![endif]></span>not before the lunch</p></div></div></div>"""


def runs_of(paragraphs) -> list[list[tuple[str, str]]]:
    def formats(style) -> str:
        on = (("i", style.italic), ("b", style.bold), ("u", style.underline))
        return "".join(sign for sign, shown in on if shown) + {"superscript": "^", "subscript": ",", "": ""}[style.vertical]

    return [[(run.text, formats(run.style)) for run in runs] for runs in paragraphs]


@pytest.mark.parametrize(
    ("html", "wanted"),
    [
        ("a  <i>b</i>\n c", [[("a ", ""), ("b", "i"), (" c", "")]]),
        ("<p>a<br> b</p><p> </p><p>c", [[("a\u2028b", "")], [("c", "")]]),
        ("<b style='font-weight:normal'><p>a <span style='font-weight:700'>b</span></p></b>", [[("a ", ""), ("b", "b")]]),
        ("<p style='font-style:italic'>a<em style='font-style:normal'>b</em></p>", [[("a", "i"), ("b", "")]]),
        ("x<sup>2</sup><span style='vertical-align:sub'>3</span>", [[("x", ""), ("2", "^"), ("3", ",")]]),
        ("<a href='http://x'>a</a><img src='file:///x'><script>b</script><!-- c --><style>d</style>", [[("a", "")]]),
        ("<table><tr><td>a</td> <td>b</td></tr><tr><td>c</td></tr></table>", [[("a\tb", "")], [("c", "")]]),
        ("<p><span style='mso-list:Ignore'>a)<span>&nbsp; </span></span>b</p>", [[("a)\tb", "")]]),
        ("<pre>a\n  b</pre>", [[("a\u2028  b", "")]]),
        ("<p style='display:none'>a</p>", []),
        (WORD_COMMENTS, [[("to encourage States", "")]]),
        (WORD_COMMENTS.split("<div")[0] + "<hr class=msocomoff><div class='x msocomtxt'>b", [[("to encourage States", "")]]),
        ("", []),
    ],
)
def test_html_is_reduced(html, wanted):
    assert runs_of(read_html(html).paragraphs) == wanted


@pytest.mark.parametrize(
    ("html", "wanted"),
    [
        ("<ol type=a><li>one<li>two<ol type=i><li>x<li>y</ol><li>three</ol>", "a) one|b) two|i) x|ii) y|c) three"),
        ("<ol><li><p>one</p></li>\n<li>two<ol><li>x</li></ol></li><li>three</ol>", "1 one|2 two|2.1 x|3 three"),
        ("<ul><li>one<ul><li>x</ul><li>two</ul>", "– one|• x|– two"),
        ("<ol type=a><li>one<ol type=a><li>x</ol><li>two</ol>", "a) one|i) x|b) two"),
        ("<ol start=3><li style='list-style-type:lower-alpha'>c<li value=7>g</ol>", "c) c|7 g"),
        ("<ol><li style='list-style-type:decimal'>x<ol><li style='list-style-type:lower-alpha'>y</ol></ol>", "1 x|a) y"),
        ("<ol><li></li><li> <p> </p></li><li>x</ol><p>y</p>", "3 x|y"),
        ("<ul style='list-style: none'><li>one</ul>", "one"),
        ("<ol><li><span style='mso-list:Ignore'>b)</span>x</ol>", "b) x"),
        ("<table><tr><td>x<td><ul><li>y</ul></table>", "x|y"),
        ("<li>one", "one"),
    ],
)
def test_lists_bear_the_labels_that_a_browser_paints(html, wanted):
    paragraphs = read_html(html).paragraphs
    assert "|".join("".join(run.text for run in runs).replace("\t", " ") for runs in paragraphs) == wanted


def test_rows_of_several_cells_are_told_from_paragraphs():
    page = "<p>a</p><table><tr><td>b</td><td>c</td></tr><tr><td><p>d</p></td><td><p>e</p></td></tr><tr><td>f</td></tr></table>g"
    assert read_html(page).rows == {1, 2, 3}


@pytest.mark.parametrize(
    ("rtf", "wanted"),
    [
        (rb"{\rtf1 a {\i b}\b  c\b0\par d}", [[("a ", ""), ("b", "i"), (" c", "b")], [("d", "")]]),
        (rb"{\rtf1\ansicpg1251 \'ef\'f0}", [[("пр", "")]]),
        (rb"{\rtf1{\fonttbl{\f0\fcharset178 A;}{\f1\fcharset0 B;}}\f0\'c7\f1\'e9}", [[("اé", "")]]),
        (rb"{\rtf1\uc1 \u1575?\u-10179?\u-8704?\uc0\u233 }", [[("ا😀é", "")]]),
        (rb"{\rtf1{\*\generator x}{\stylesheet s}{\pict 0102}{\info{\title t}}a}", [[("a", "")]]),
        (rb"{\rtf1{\field{\*\fldinst HYPERLINK x}{\fldrslt\ul a}}\ulnone b}", [[("a", "u"), ("b", "")]]),
        (rb"{\rtf1{\listtext a)\tab}b\line c\emdash}", [[("a)\tb\u2028c—", "")]]),
        (rb"{\rtf1 x{\super 2}{\sub 3}{\v hidden}}", [[("x", ""), ("2", "^"), ("3", ",")]]),
        (rb"{\rtf1 a\{b\}\\c\~d}", [[("a{b}\\c\u00a0d", "")]]),
    ],
)
def test_rtf_is_reduced(rtf, wanted):
    assert is_rtf(rtf)
    assert runs_of(paragraphs_of_rtf(rtf)) == wanted


def look_at(paragraphs) -> None:
    """Foreign text becomes kept words in five formats, in whole characters."""
    for runs in paragraphs:
        assert all(earlier.style != other.style for earlier, other in pairwise(runs))
        for run in runs:
            assert run == Run(run.text, style=replace(run.style, name="", other=""))
            assert run.text
            assert not UNFIT.search(run.text), ascii(run.text)


@given(st.text(alphabet="<>/pbiuol &;#0x=\"'\x00\ud800a", max_size=60))
def test_no_html_is_too_bad(html):
    try:
        found = read_html(html)
    except FileError as refusal:
        assert str(refusal).startswith("HTML: ")
    else:
        look_at(found.paragraphs)
        assert all(found.paragraphs), "an empty paragraph is left out"


@given(st.binary(max_size=60), st.text(alphabet="{}\\'u0fi -*;\n9", max_size=60))
def test_no_rtf_is_too_bad(raw, text):
    look_at(paragraphs_of_rtf(b"{\\rtf1 " + raw))
    look_at(paragraphs_of_rtf(b"{\\rtf1 " + text.encode()))


@pytest.mark.parametrize(
    ("said_by", "code", "wanted"),
    [
        (rb"\ansicpg10000", "8e", "é"),
        (rb"\mac", "8e", "é"),
        (rb"\ansicpg708", "c7", "ا"),
        (rb"\ansicpg1361", "8861", "가"),
        (rb"\ansicpg54936", "d6d0", "中"),
        (rb"\ansicpg20127", "e9", "é"),
        (rb"\ansicpg28591", "e9", "é"),
        (rb"\ansicpg28595", "de", "о"),
        (rb"\ansicpg10006", "e1", "α"),
        (rb"\ansicpg10007", "ef", "п"),
        (rb"\ansicpg10029", "8e", "é"),
        (rb"\ansicpg0", "e9", "é"),
        (rb"\pc", "82", "é"),
        (rb"\ansi{\fonttbl{\f0\cpg10007 A;}}\f0", "ef", "п"),
        (rb"\ansi{\fonttbl{\f0\fcharset89 A;}}\f0", "ef", "п"),
    ],
)
def test_rtf_in_any_code_page(said_by, code, wanted):
    signs = b"".join(rb"\'" + code[at : at + 2].encode() for at in range(0, len(code), 2))
    assert runs_of(paragraphs_of_rtf(rb"{\rtf1" + said_by + b" " + signs + b"}")) == [[(wanted, "")]]


def test_an_unknown_code_page_is_told_where_its_characters_are_needed():
    assert runs_of(paragraphs_of_rtf(rb"{\rtf1\ansicpg31999 a\'62}")) == [[("ab", "")]]
    with pytest.raises(FileError, match="31999"):
        paragraphs_of_rtf(rb"{\rtf1\ansicpg31999 a\'e9}")


def attributes(between: str = " ", value: str = '="x"') -> str:
    """More attributes than any page has; `value` is what follows each name."""
    return between.join(f"a{number}{value}" for number in range(40_000))


@pytest.mark.parametrize(
    "html",
    [
        lambda: f"<p {attributes()}>x</p>",
        lambda: f"<p b='>' c=\"<b>\" {attributes(value='x')}>x</p>",
        lambda: f"<p {attributes(between='/')}>x</p>",
        lambda: f"<p x=>{'<p>x</p>' * 300_000}",
        lambda: "<b>" * 50_000 + "x",
    ],
    ids=["attributes", "names alone", "slashes", "paragraphs", "nested"],
)
def test_html_that_would_keep_the_parser_busy_is_refused_at_once(html):
    page, start = html(), time.process_time()
    with pytest.raises(FileError):
        read_html(page)
    assert time.process_time() - start < 2  # seconds; the parser takes up to 40


def test_many_line_breaks_cost_no_more_than_their_number():
    start = time.process_time()
    ((run,),) = read_html("a<br>" * 30_000).paragraphs
    assert time.process_time() - start < 2
    assert run.text == "\u2028".join("a" * 30_000)
