"""The levels of headings are in order, whatever styles a text uses."""

from __future__ import annotations

from model.formats.page.spoken_pages import HeadingLevels


def levels(*styles: str) -> list[int | None]:
    given = HeadingLevels()
    return [given.level(style, "words") for style in styles]


def test_the_first_heading_has_the_first_level() -> None:
    assert levels("Source", "Title1", "ResNo", "Restitle", "Call", "enumlev1", "Call") == [None, 1, 2, 2, 3, None, 3]
    assert levels("ResNo", "Restitle", "Call", "AnnexNo", "Heading1", "Heading2") == [1, 1, 2, 1, 2, 3]


def test_no_level_is_skipped() -> None:
    assert levels("Title1", "Call", "Heading4", "ArtNo", "Heading2") == [1, 2, 3, 2, 3]
    assert levels(*(f"Heading{number}" for number in range(1, 10))) == [1, 2, 3, 4, 5, 6, 6, 6, 6]


def test_an_empty_line_is_no_heading() -> None:
    assert HeadingLevels().level("Restitle", " ") is None
