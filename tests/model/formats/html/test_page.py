"""The HTML page shows both sides of a redline, whatever its content, and none of the content is executed."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given
from lxml import html as reader

from model.formats.html.page import html, html_page
from model.formats.page.printout import printout
from model.numbering import Labelling
from model.redline import OBJECT, Redline, Run, Side, Stamp, Status
from model.submission.values import Contact, Header, Proposal, Submission
from tests.builders.notation import redline
from tests.builders.strategies import redlines, without_notes

TEXT = """\
    # RESOLUTION 7 (Rev. {--Oxdorf, 2018--}{++Elmstad, 2022++})
    *considering*
    a)\tthat one[^1];
    {++b)\tthat two;++}{++¶++}
    {--b--}{++c++})\tthat {--three--}
    {+-no-+}d more
    |1.+2.3| cell
    [^1]: A {++small ++}note.
"""


def page(value: Redline | Submission, **how: Any) -> Any:
    submission = value if isinstance(value, Submission) else Submission(proposals=(Proposal(redline=value),), language="en")
    return reader.document_fromstring(html(submission, **how))


def characters_on(root: Any, side: Side) -> str:
    """The characters of one side, as a browser shows them that knows only `ins` and `del`."""
    other = "ins" if side == "base" else "del"
    out: list[str] = []

    def walk(element: Any) -> None:
        if element.tag == other or element.get("class") in ("end", "tab"):
            out.append(element.tail or "")
            return
        out.append("\u2028" if element.tag == "br" else element.text or "")
        for child in element:
            walk(child)
        out.append(element.tail or "")

    for element in root.xpath("//main"):
        walk(element)
    return "".join(out)


def plain(text: str) -> str:
    """The text without white space, which also follows labels, and without characters that HTML forbids."""
    return "".join(sign for sign in text if sign.isprintable() and not sign.isspace() and sign != "\ufffd")


@given(redlines())
def test_each_side_is_what_remains_without_the_other(value: Redline) -> None:
    value = without_notes(value)
    labelling = Labelling.of(value)
    for side in ("base", "draft"):
        found = characters_on(page(value), side)
        label = labelling.base if side == "base" else labelling.draft
        wanted = ""
        for clause in value.clauses:
            wanted += label(clause.id) or ""
            for run in clause.runs:
                if run.status.on(side) and (not run.content or run.text == OBJECT):
                    wanted += "[object]" if run.content else run.text
        wanted = plain(wanted.replace("\u202e", "[U+202E]"))
        if any(clause.cell for clause in value.clauses):
            assert sorted(plain(found)) == sorted(wanted)  # rows that are not one table stand in another order
        else:
            assert plain(found) == wanted


@pytest.mark.parametrize("side", ["base", "draft"])
def test_the_text_of_a_side_stands_in_order(side: Side) -> None:
    expected = {
        "base": "RESOLUTION 7 (Rev. Oxdorf, 2018)consideringa)that one1;b)that threed morecellA note.",
        "draft": "RESOLUTION 7 (Rev. Elmstad, 2022)consideringa)that one1;b)that two;c)that d morecellA small note.",
    }
    found = "".join(characters_on(page(redline(TEXT)), side).split("\n")).replace("1A", "A")
    assert found == expected[side]


def test_a_move_is_marked_at_both_of_its_ends() -> None:
    value = redline("*considering*\na)\tone;\nb)\ttwo;\n")
    clauses = list(value.clauses)
    moved_run = clauses[1].runs[0]
    clauses[1] = type(clauses[1])(
        clauses[1].id,
        clauses[1].props,
        (Run("one", Status.DELETED, stamp=Stamp("A"), move="m"), Run("one", Status.INSERTED, move="m"), Run(moved_run.text[3:])),
        label=clauses[1].label,
    )
    root = page(Redline(tuple(clauses), {}, "en"))
    assert [element.text_content() for element in root.xpath("//del[@class='moved']")] == ["one"]
    assert [element.text_content() for element in root.xpath("//ins[@class='moved']")] == ["one"]


def test_foreign_text_is_shown_and_not_obeyed() -> None:
    evil = '<script>alert("1")</script><img src=x onerror=y>&amp;\u202eabc\x07\ud800'
    value = Redline(tuple(type(clause)(clause.id, clause.props, (Run(evil),)) for clause in redline("x\n").clauses), {}, "en")
    header = Header(title=evil, sources=(evil,), abstract=evil, contacts=(Contact(evil, email=evil),), introduction=evil)
    submission = Submission(header, (Proposal("MOD", evil, value, evil),), evil)
    text = html(submission)
    text.encode()
    root = reader.document_fromstring(text)
    assert not root.xpath("//script | //img | //@onerror | //body//style")
    assert '<script>alert("1")</script><img src=x onerror=y>&amp;[U+202E]abc\ufffd\ufffd' in root.text_content()


def test_the_page_says_its_language_and_direction() -> None:
    for language, direction in (("en", "ltr"), ("ar", "rtl"), ("zh", "ltr")):
        root = page(Submission(proposals=(Proposal(redline=redline("x\n", language=language)),), language=language))
        assert (root.get("lang"), root.get("dir")) == (language, direction)
    assert page(Submission(proposals=(Proposal(redline=redline("x\n", language="")),))).get("lang") is None


def test_a_note_is_reached_from_its_mark_and_leads_back() -> None:
    root = page(redline(TEXT))
    [mark] = root.xpath("//p//a[@role='doc-noteref']")
    [note] = root.xpath(f"//*[@id='{mark.get('href')[1:]}']")
    [back] = note.xpath(".//a")
    assert root.xpath(f"//*[@id='{back.get('href')[1:]}']") == [mark]
    assert note.xpath(".//ins")[0].text == "small "


@given(redlines())
def test_no_level_of_headings_is_skipped(value: Redline) -> None:
    levels = [int(heading.tag[1]) for heading in page(value).xpath("//main//*[self::h1 or self::h2 or self::h3 or self::h4]")]
    assert all(level <= before + 1 for before, level in zip([0, *levels], levels, strict=False))


def test_headings_begin_with_the_first_whatever_is_before_the_text() -> None:
    assert [heading.text_content() for heading in page(redline(TEXT)).xpath("//h1")] == [
        "RESOLUTION 7 (Rev. Oxdorf, 2018Elmstad, 2022)"
    ]
    assert [heading.text_content() for heading in page(redline(TEXT)).xpath("//h2")] == ["considering"]
    below = Submission(Header(title="On examples"), (Proposal("MOD", "X/1/1", redline=redline(TEXT)),), "en")
    headings = page(below).xpath("//main//*[self::h1 or self::h2 or self::h3]")
    assert [heading.tag for heading in headings] == ["h1", "h2", "h3"]


@pytest.mark.parametrize(("language", "word"), [("en", "inserted"), ("ar", "مُدرج"), ("zh", "插入")])
def test_changes_are_heard_in_the_language_of_the_text(language: str, word: str) -> None:
    text = Submission(proposals=(Proposal(redline=redline(TEXT, language=language)),), language=language)
    sheet = page(text).xpath("//style")[0].text
    assert f'ins:not(.moved)::before {{ content: "|{word}: "; }}' in sheet


def test_no_author_is_named() -> None:
    value = redline("a {++b++}\n")
    named = tuple(
        type(clause)(
            clause.id, clause.props, tuple(Run(run.text, run.status, stamp=Stamp("Jane Doe", "2024")) for run in clause.runs)
        )
        for clause in value.clauses
    )
    assert "Jane" not in html(Submission(proposals=(Proposal(redline=Redline(named)),)))


def test_what_stands_around_a_text_stands_in_the_order_of_the_word_file() -> None:
    header = Header(
        "WTSA-24", "35", "18", "2024-09-13", "en", ("A source",), "A title", "Agenda item 4", "An abstract",
        (Contact("A name"),), "An introduction", "A proposal",
    )  # fmt: skip
    root = page(Submission(header, (Proposal("MOD", "A/1", redline("The text\n"), "A reason"),), "en"))
    text = root.xpath("//main")[0].text_content()
    wanted = [
        "WTSA-24", "Addendum 18 to", "Document 35-E", "13 September 2024", "Original: English", "A source", "A title",
        "Agenda item 4", "Abstract:", "An abstract", "A name", "Introduction", "An introduction", "A proposal", "MOD", "A/1",
        "The text", "Reasons:", "A reason", "____",
    ]  # fmt: skip
    places = [text.index(word) for word in wanted[:-1]] + [text.rindex("____")]
    assert places == sorted(places)


def test_one_side_is_untracked() -> None:
    for view in ("draft", "base"):
        assert not page(redline(TEXT), view=view).xpath("//ins | //del")


def test_what_is_printed_is_a_page_too() -> None:
    submission = Submission(proposals=(Proposal(redline=redline(TEXT)),), language="en")
    assert html_page(printout(submission)) == html(submission)


def test_no_rule_of_the_page_hides_words_that_a_reader_spaces_wider() -> None:
    """WCAG 2.2, 1.4.12: only the words that are heard and not seen have a fixed size."""
    sheet = page(Submission(proposals=(Proposal(redline=redline(TEXT)),))).xpath("//style")[0].text
    fixed = [rule for rule in sheet.split("}") if re.search(r"(?<![-\w])height:|overflow: hidden|nowrap|!important", rule)]
    assert all("::before" in rule for rule in fixed), fixed
