"""The texts in the cells of an amendment's row."""

from __future__ import annotations

from collections.abc import Iterable

from model.redline.values import NOTE
from model.submission.amendments import CELL_END, Amendment, AmendmentKind
from widgets.common.foreign_text import after_arabic, isolated, old_arrow_new
from widgets.common.names import local_time
from widgets.common.translation import join_words, line_of, translate

WORDS = 60
"""Characters of old and new words that a row shows."""
WHOLE = 1_200
"""Characters for which a tooltip has room."""
END = "¶"
"""The sign for an inserted or deleted paragraph end."""


def kind_name(kind: AmendmentKind) -> str:
    """The sign and the name of a kind of amendment."""
    return {
        "insertion": translate("Amendments", "+ insertion"),
        "deletion": translate("Amendments", "− deletion"),
        "replacement": translate("Amendments", "~ replacement"),
        "move": translate("Amendments", "⇄ move"),
        "split": translate("Amendments", "¶ split"),
        "merge": translate("Amendments", "¶ merge"),
        "format": translate("Amendments", "A format"),
        "kind": translate("Amendments", "§ kind or level"),
        "label": translate("Amendments", "# label"),
        "row": translate("Amendments", "▦ table row"),
        "renumbering": translate("Amendments", "# renumbering"),
    }[kind]


def kind_words(amendment: Amendment) -> str:
    """The sign and the name of the kind of an amendment, with a word if another party made it and ours amends it."""
    return _with_party(amendment, kind_name(amendment.kind))


def spoken_kind_words(amendment: Amendment) -> str:
    """The same without the sign, for sentences and screen readers."""
    return _with_party(amendment, spoken_kind(amendment.kind))


def _with_party(amendment: Amendment, name: str) -> str:
    return translate("Amendments", "{kind} (theirs)").format(kind=name) if amendment.theirs is not None else name


def spoken_kind(kind: AmendmentKind) -> str:
    """The name of a kind of amendment without its sign, for sentences."""
    return kind_name(kind).partition(" ")[2]


def author_name(author: str) -> str:
    """The name of an author, isolated from the words around it, or a text for an unnamed author."""
    return isolated(author) if author else translate("Amendments", "(no name)")


def old_and_new_words(amendment: Amendment, most: int = WORDS) -> tuple[str, str]:
    """The old and the new words, about `most` characters of each; for a change of kind, the old and the new kind."""
    if amendment.kind == "kind":
        return _props(amendment.old), _props(amendment.new)
    if amendment.kind in ("merge", "split"):
        return (END, "") if amendment.kind == "merge" else ("", END)
    if amendment.kind == "move":
        return "", cell_text(amendment.new, most)
    if amendment.kind == "row":
        return _of_cells(amendment.old, most), _of_cells(amendment.new, most)
    words = shortened_words(amendment.old, most), shortened_words(amendment.new, most)
    old, new = map(after_arabic, words) if amendment.is_after_arabic else words
    return isolated(old), isolated(new)


def _of_cells(message: str, most: int) -> str:
    """The texts of the cells of a row, side by side."""
    return cell_text(" · ".join(filter(None, message.split(CELL_END))), most)


def _props(message: str) -> str:
    """`paragraph 2 letter` in words."""
    kind, level, scheme = message.split(" ")
    names = {
        "number": translate("Amendments", "number line"),
        "title": translate("Amendments", "title"),
        "history": translate("Amendments", "adoption line"),
        "opening": translate("Amendments", "opening line"),
        "call": translate("Amendments", "introductory phrase"),
        "paragraph": translate("Amendments", "paragraph, level {level}"),
        "provision": translate("Amendments", "provision, level {level}"),
        "heading": translate("Amendments", "heading, level {level}"),
        "annex": translate("Amendments", "annex heading"),
    }
    schemes = {"letter": "a)", "roman": "i)", "decimal": "1", "bullet": "–"}
    return line_of((names[kind].format(level=level), schemes.get(scheme, "")))


def amendment_line(amendment: Amendment, place: str, most: int = WORDS) -> str:
    """An amendment in one line for tooltips and screen readers, with about `most` characters of its words."""
    changed = old_arrow_new(old_and_new_words(amendment, most))
    author = author_name(amendment.stamp.author) if amendment.parts else ""
    return line_of((spoken_kind_words(amendment), place, changed, author, local_time(amendment.stamp.date)))


def cell_text(text: str, most: int = WORDS) -> str:
    """Text for one cell in its own direction."""
    return isolated(shortened_words(text, most))


def shortened_words(text: str, most: int = WORDS) -> str:
    """Text for one cell, on one line and with its middle omitted if it is long. Blanks without other characters are shown by
    signs, a note without other words by its name."""
    text = " ".join(text.translate(_PLAIN).split()) or text.translate(_BLANKS).replace(NOTE, translate("Amendments", "footnote"))
    return text if len(text) <= most else f"{_head(text, most // 2).rstrip()} … {_tail(text, most // 3).lstrip()}"


def whole_words(text: str) -> str:
    """The whole text, with a sign for each picture and the name of each footnote."""
    plain = text.translate({sign: shown for sign, shown in _PLAIN.items() if chr(sign) != NOTE})
    return plain.replace(NOTE, f"[{translate('Amendments', 'footnote')}]")


def _head(text: str, most: int) -> str:
    """The beginning of a text; whole words unless they are long."""
    last = text.rfind(" ", most // 4, most + 1)
    return text[: last if last >= 0 else most]


def _tail(text: str, most: int) -> str:
    """The end of a text; whole words unless they are long."""
    first = text.find(" ", len(text) - most - 1, len(text) - most // 4)
    return text[first if first >= 0 else len(text) - most :]


_BLANKS = {**dict.fromkeys((0x09, 0x20, 0xA0, 0x202F), "␣"), 0x2028: "↵"}
"""Signs for blanks if nothing else was inserted or deleted."""
_PLAIN = {1: None, 0xFFFC: "▣", 0x2060: None, 0x2028: " ", 0x202D: None, 0x202E: None, 0x2066: None, 0x2067: None}


def who_changed(place: str, found: Iterable[Amendment]) -> str:
    """The authors of the amendments of a clause, each with the number of amendments and the time of the last one."""
    by_author: dict[str, list[Amendment]] = {}
    for amendment in found:
        by_author.setdefault(amendment.stamp.author, []).append(amendment)
    if not by_author:
        return translate("Amendments", "{place}: nobody changed it.").format(place=place)
    names = []
    for author, theirs in by_author.items():
        time = local_time(max(their.stamp.date for their in theirs))
        count = str(len(theirs)) if len(theirs) > 1 else ""
        more = line_of((time, f"{count} ×" if count else ""))
        names.append(f"{author_name(author)} ({more})" if more else author_name(author))
    return translate("Amendments", "{place}: changed by {authors}.").format(place=place, authors=join_words(names))
