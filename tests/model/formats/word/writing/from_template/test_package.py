"""The package of a new file: no name and no time but ours, the same bytes for the same content."""

from __future__ import annotations

import zipfile
from io import BytesIO

import pytest
from lxml import etree

from model.formats.page.blocks import Line, Printout, plain_spans
from model.formats.word.package.package_parts import Parts
from model.formats.word.package.wordml import VAL, W, elements
from model.formats.word.writing.export_options import ExportOptions
from model.formats.word.writing.from_template.package import NewPackage
from model.formats.word.writing.from_template.styles import styles_content
from model.formats.word.writing.reading_copy import printed_word
from model.formats.word.writing.writer import write_word
from model.submission.values import Header, Proposal, Submission
from tests.builders.notation import redline

DATE = "2024-09-06T09:00:00Z"
TEXT = "# RESOLUTION 7 (Oxdorf, 2018)\n## On examples\n*considering*\na)\tthat texts are {--short--}{++clear++};\n"
SOURCE = "African Telecommunication Union Administrations "


def submission(header: Header = Header("WTSA-24", "35"), language: str = "en") -> Submission:  # noqa: B008
    return Submission(header, (Proposal("MOD", "ATU/35/1", redline=redline(TEXT, language=language)),), language)


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def properties(data: bytes) -> list[tuple[str, str]]:
    root = etree.fromstring(parts(data)["docProps/core.xml"])
    return [(etree.QName(element).localname, element.text or "") for element in root]


def test_the_same_content_at_the_same_time_gives_the_same_bytes() -> None:
    first = write_word(submission(), ExportOptions(date=DATE)).data
    styles_content.cache_clear()
    assert write_word(submission(), ExportOptions(date=DATE)).data == first


@pytest.mark.parametrize("language", ["en", "fr", "es", "ru", "zh", "ar"])
def test_every_property_is_ours(language: str) -> None:
    data = write_word(submission(Header("WTSA-24", "35", title="On it"), language), ExportOptions(date=DATE)).data
    assert properties(data) == [("title", "On it"), ("creator", "ATU"), ("created", DATE), ("modified", DATE)]
    assert b"<Application>Clausewright</Application>" in parts(data)["docProps/app.xml"]
    assert b"python" not in b"".join(parts(data).values()).lower()


def test_the_time_is_told_in_utc() -> None:
    package, made = NewPackage(), Parts()
    package.set_properties("", "", "2024-09-06T11:00:00+02:00")
    package.put_into(made, "word/document.xml")
    assert made.data["docProps/core.xml"].count(DATE.encode()) == 2


def test_long_properties_are_cut_where_word_cuts_them() -> None:
    data = write_word(
        Submission(Header("WTSA-24", sources=(SOURCE * 9,)), submission().proposals[:0], "en"), ExportOptions(date=DATE)
    ).data
    assert dict(properties(data))["creator"] == (SOURCE * 9)[:255]
    copy = printed_word(Printout((Line("Normal", plain_spans("One.")),), title="A title " * 50), DATE)
    assert dict(properties(copy)) == {"title": ("A title " * 50)[:255], "creator": "", "created": DATE, "modified": DATE}


def test_the_page_header_takes_any_symbol() -> None:
    package, made = NewPackage(), Parts()
    package.put_page_header("A\u20111\t<&>\x01", "")
    package.put_page_header_into(made, "word/document.xml")
    root = etree.fromstring(made.data["word/header1.xml"])
    assert [etree.QName(element).localname for element in root[1].iter()] == ["p", "r", "t", "noBreakHyphen", "t", "tab", "t"]
    assert "".join(root[1].itertext()) == "A1<&>"
    assert root.find(f".//{W}pStyle") is None


def test_a_reading_copy_has_no_page_header_and_may_lie_on_its_side() -> None:
    data = printed_word(Printout((Line("Normal", plain_spans("One.")),), language="ar", landscape=True), DATE)
    assert [name for name in parts(data) if "header" in name] == []
    section = etree.fromstring(parts(data)["word/document.xml"]).find(f".//{W}sectPr")
    assert section is not None
    assert [etree.QName(element).localname for element in section] == ["pgSz", "pgMar", "cols", "bidi"]
    size = section[0]
    assert [size.get(W + name) for name in ("w", "h", "orient", "code")] == ["16840", "11907", "landscape", "9"]


@pytest.mark.parametrize(
    ("tracked", "notes", "wanted"),
    [
        (False, (), ["defaultTabStop", "characterSpacingControl", "compat"]),
        (True, ("endnote",), ["trackRevisions", "defaultTabStop", "characterSpacingControl", "endnotePr", "compat"]),
        (True, ("endnote", "footnote"), [
            "trackRevisions", "defaultTabStop", "characterSpacingControl", "footnotePr", "endnotePr", "compat",
        ]),
    ],
)  # fmt: skip
def test_settings_stand_in_the_order_of_the_schema(tracked: bool, notes: tuple[str, ...], wanted: list[str]) -> None:
    package, made = NewPackage(), Parts()
    package.set_settings(tracked=tracked, notes=notes)
    package.put_into(made, "word/document.xml")
    assert [etree.QName(element).localname for element in etree.fromstring(made.data["word/settings.xml"])] == wanted


def test_one_package_knows_nothing_of_another() -> None:
    first = NewPackage(landscape=True, right_to_left=True)
    first.put_page_header("Symbol", "Header")
    section = elements(NewPackage().section_xml())[0]
    assert [etree.QName(element).localname for element in section] == ["headerReference", "pgSz", "pgMar", "cols"]
    assert section[1].get(W + "orient") is None
    assert section[0].get(VAL) is None


def test_signs_that_no_file_can_hold_are_left_out_of_properties() -> None:
    package, made = NewPackage(), Parts()
    package.set_properties("On\x00 it\x01\ufffe", "A\x1f", DATE)
    package.put_into(made, "word/document.xml")
    root = etree.fromstring(made.data["docProps/core.xml"])
    assert [element.text for element in root][:2] == ["On it", "A"]


@pytest.mark.parametrize(("language", "tag"), [("en", "en-GB"), ("ar", "ar-SA"), ("zh", "zh-CN"), ("", "en-GB")])
def test_the_language_of_a_text_is_that_of_its_file(language: str, tag: str) -> None:
    package, made = NewPackage(), Parts()
    package.set_language(language)
    package.set_settings(tracked=False, notes=("footnote",))
    package.put_into(made, "word/document.xml")
    settings = etree.fromstring(made.data["word/settings.xml"])
    names = [etree.QName(element).localname for element in settings]
    assert names == ["defaultTabStop", "characterSpacingControl", "footnotePr", "compat", "themeFontLang"]
    assert dict(settings[-1].attrib) == {VAL: tag, W + "eastAsia": "zh-CN", W + "bidi": "ar-SA"}
    styles = elements(styles_content("conference", language))[0]
    assert dict(styles.find(f".//{W}lang").attrib) == dict(settings[-1].attrib)
