"""The forms of edition marks, such as `(WRC-12)` and `(Rev.WRC-12)`, as data by the body of a conference and by language."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache

from msgspec import Struct

from model.redline import Label, Status, Style
from resources import read_table

YEAR = "{year}"
HOUSE_MARK = Style(other='<w:sz w:val="16"/><w:szCs w:val="16"/>')
"""The format of a mark in the house's files: 8 points."""
_LONGEST = 60
_BLANK = "[ \u00a0\u2002\u2003\t]?"
"""The separator before a mark; further blanks are text, so that a text that ends with one is read back."""


class MarkForms(Struct, frozen=True):
    """The marks of the conferences of one body in a language."""

    mark: str
    """With `{year}` for the digits of the year."""
    revised: str
    """That of a table, an appendix or a resolution that the conference revised."""
    verified: bool


@cache
def mark_forms() -> Mapping[tuple[str, str], MarkForms]:
    """The forms by body (`WRC`) and language."""
    return {
        (row["body"], row["language"]): MarkForms(row["mark"], row["revised"], row["verified"] == "yes")
        for row in read_table("tables/edition-marks.tsv")
    }


def forms_of(edition: str, language: str) -> tuple[MarkForms, str] | None:
    """The forms of the body of a conference in a language, in English if the table has none there, and the digits of its year.
    None if the conference sets no marks."""
    body, _, year = edition.partition("-")
    forms = mark_forms().get((body, language)) or mark_forms().get((body, "en"))
    return (forms, year) if forms is not None and year.isdigit() else None


def mark_by_rule(edition: str, language: str) -> str | None:
    """The mark of what a conference amends, `(WRC-27)`; None if it sets none."""
    found = forms_of(edition, language)
    return found[0].mark.replace(YEAR, found[1]) if found is not None else None


def renewed_mark(mark: str, edition: str, language: str) -> str:
    """The mark of the text in force with the year of a conference; the plain mark of the conference if it was of another body."""
    found = forms_of(edition, language)
    if found is None:
        return mark
    body = edition.partition("-")[0]
    if any(
        _pattern(form).fullmatch(mark) for (known, _), forms in mark_forms().items() if known == body for form in _both(forms)
    ):
        return re.sub("[0-9]+", found[1], mark)
    return found[0].mark.replace(YEAR, found[1])


def is_revised_mark(mark: str) -> bool:
    """Whether a mark is that of a table, an appendix or a resolution as a whole, `(Rev.WRC-12)`."""
    return any(_pattern(forms.revised).fullmatch(mark) for forms in mark_forms().values())


@lru_cache(maxsize=256)
def _pattern(form: str) -> re.Pattern[str]:
    return re.compile(_source(form), re.IGNORECASE)


def _source(form: str) -> str:
    """A form as a pattern, in either width of brackets, with a hyphen of either kind; a space after `Rev.` is free."""
    found = (
        re.escape(form).replace(re.escape(YEAR), "[0-9]{2,4}").replace(r"\ ", "[ \u00a0]?").replace(r"Rev\.", "Rev\\.[ \u00a0]?")
    )
    return found.replace(r"\(", "[(（]").replace(r"\)", "[)）]").replace(r"\-", "[-\u2011]")


def _both(forms: MarkForms) -> tuple[str, str]:
    return forms.mark, forms.revised


@cache
def _at_the_end() -> re.Pattern[str]:
    known = sorted({_source(form) for forms in mark_forms().values() for form in _both(forms)})
    return re.compile(f"(?P<before>{_BLANK})(?P<mark>{'|'.join(known)})\\Z", re.IGNORECASE)


def read_mark(text: str) -> Label | None:
    """The mark at the end of a text, with the separator before it; None if there is none."""
    if text[-1:] not in (")", "）"):
        return None
    found = _at_the_end().search(text, max(0, len(text) - _LONGEST))
    return Label(found["mark"], found["before"]) if found is not None else None


def typed_mark(text: str) -> Label | None:
    """A mark that somebody typed, with or without brackets; None if it is not one."""
    text = text.strip()
    mark = read_mark(text if text[:1] in ("(", "（") else f"({text})")
    return Label(mark.text, " ") if mark is not None and len(mark.text) in (len(text), len(text) + 2) else None


def mark_spans(base: str | None, draft: str | None) -> tuple[tuple[Status, str], ...]:
    """The tracking of a mark: of two that differ in the year alone, the year; otherwise the whole mark."""
    if base == draft:
        return ((Status.KEPT, base),) if base else ()
    if not base or not draft:
        return ((Status.DELETED, base),) if base else ((Status.INSERTED, draft or ""),)
    old, new = re.split("([0-9]+)", base), re.split("([0-9]+)", draft)
    if len(old) == len(new) == 3 and (old[0], old[2]) == (new[0], new[2]):
        return (Status.KEPT, old[0]), (Status.DELETED, old[1]), (Status.INSERTED, new[1]), (Status.KEPT, old[2])
    return (Status.DELETED, base), (Status.INSERTED, draft)


def edition_of_mark(mark: str) -> str:
    """The conference that a mark names, `WRC-03`; '' if it is not a mark."""
    for (body, _), forms in mark_forms().items():
        if any(_pattern(form).fullmatch(mark) for form in _both(forms)):
            found = re.search("[0-9]+", mark)
            return f"{body}-{found[0]}" if found is not None else ""
    return ""
