"""Capitals in the number line: the printed page has those that the Word file has, whatever styles that is written in."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

import pytest
from lxml import etree

from model.edits.script.apply import apply_edits
from model.formats.page.metrics import metrics
from model.formats.page.printout import printout
from model.formats.word.export import export_word
from model.formats.word.package.wordml import W
from model.formats.word.printed_styles import printed_styles
from model.formats.word.reader import read_word
from model.submission.values import Submission
from tests.builders.word import docx, p, r

NUMBER = "Resolution 7 (Rev. Oxdorf, 2018)"


def style(id: str, name: str, inside: str = "") -> str:
    return f'<w:style w:type="paragraph" w:styleId="{id}"><w:name w:val="{name}"/><w:rPr>{inside}</w:rPr></w:style>'


def base(caps: str, *more: str) -> Submission:
    """A text in force whose number line has a style of its package."""
    number = p(r(NUMBER), '<w:pStyle w:val="ResNo"/>')
    return read_word(docx(number + p("That one is."), styles=style("ResNo", "Res_No", caps) + "".join(more))).submission


def amended(submission: Submission, symbol: str, *, edited: bool) -> Submission:
    edits = [{"do": "replace", "at": "number", "find": "Oxdorf, 2018", "with": "New Oxdorf, 2022"}] if edited else []
    edits += [{"do": "set", "field": "proposals/1/symbol", "value": symbol}] if symbol else []
    return apply_edits(submission, {"author": "Ana", "edits": edits})


def in_word(submission: Submission) -> str:
    """The number line as Word shows it."""
    with ZipFile(BytesIO(export_word(submission)[0])) as package:
        body, styles = (etree.fromstring(package.read(f"word/{name}.xml")) for name in ("document", "styles"))
    paragraph = next(element for element in body.iter(W + "p") if "esolution" in "".join(element.itertext()))
    id = paragraph.find(f"{W}pPr/{W}pStyle").get(W + "val")
    of_style = styles.find(f"{W}style[@{W}styleId='{id}']/{W}rPr/{W}caps")
    characters = []
    for run in paragraph.iter(W + "r"):
        direct_caps = run.find(f"{W}rPr/{W}caps")
        caps = of_style if direct_caps is None else direct_caps
        words = "".join(run.itertext())
        characters.append(words.upper() if caps is not None and caps.get(W + "val") != "0" else words)
    return "".join(characters)


def on_page(submission: Submission) -> str:
    """The number line as it is printed."""
    printed = printout(submission, styles=printed_styles(submission.sources))
    line = next(
        printed_line for printed_line in printed.lines() if "esolution" in "".join(span.text for span in printed_line.spans)
    )
    caps = metrics(line.style).caps
    return "".join(span.text.upper() if (caps if span.caps is None else span.caps) else span.text for span in line.spans)


@pytest.mark.parametrize("symbol", ["MOD", "NOC", ""])
@pytest.mark.parametrize("edited", [True, False])
@pytest.mark.parametrize("caps", ["<w:caps/>", ""])
@pytest.mark.parametrize("skeleton", [True, False])
def test_the_page_shows_the_capitals_of_the_file(symbol: str, edited: bool, caps: str, skeleton: bool) -> None:
    value = amended(base(caps, *([style("Proposal", "Proposal")] if skeleton else [])), symbol, edited=edited)
    assert on_page(value) == in_word(value)


@pytest.mark.parametrize("skeleton", [True, False])
def test_the_edition_of_a_proposal_is_in_small_letters(skeleton: bool) -> None:
    value = amended(base("<w:caps/>", *([style("Proposal", "Proposal")] if skeleton else [])), "MOD", edited=True)
    assert in_word(value).startswith("RESOLUTION 7 (Rev. ")
    assert in_word(value).count("Oxdorf") == on_page(value).count("Oxdorf") > 0
