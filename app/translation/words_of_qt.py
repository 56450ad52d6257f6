"""Words of Qt's own dialogs that Qt's catalogues lack, for ours."""

from __future__ import annotations

from widgets.common.translation import translate


def words_lacking() -> tuple[str, ...]:
    """The words, as Qt asks for them, that one of Qt's catalogues for our languages does not have. They are listed here so that
    they are extracted for translators."""
    return (
        translate("Qt", "&Look in:", "word of Qt"),
        translate("Qt", "Files of &type:", "word of Qt"),
        translate("Qt", "Drive", "word of Qt"),
        translate("Qt", "Folder", "word of Qt"),
        translate("Qt", "Page &order:", "word of Qt"),
        translate("Qt", "Pages &per sheet:", "word of Qt"),
        translate("Qt", "Page &Set:", "word of Qt"),
        translate("Qt", "Pages", "word of Qt"),
        translate("Qt", "Double Sided Printing", "word of Qt"),
        translate("Qt", "Off", "word of Qt"),
        translate("Qt", "Long side binding", "word of Qt"),
        translate("Qt", "Short side binding", "word of Qt"),
        translate(
            "Qt",
            "Specify pages or ranges separated by commas. Ranges are specified by two numbers separated by a hyphen. "
            "E.g: 3,5-7,9 prints pages 3, 5, 6, 7 and 9.",
            "word of Qt",
        ),
    )
