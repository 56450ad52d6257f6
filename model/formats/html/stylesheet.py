"""The stylesheet of an exported page: the metrics of the house's styles, the marks of changes, dark and printed pages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from model.formats.page.metrics import LANDSCAPE_WIDTH, MARGIN, PAGE_HEIGHT, PAGE_WIDTH, TEXT_WIDTH, Metrics
from model.lexicon.words import printed_words
from model.speech.change_words import SpokenChange, border, end_words, start_words
from resources import read_text

_FONTS = {
    "zh": '"Noto Serif CJK SC", "Source Han Serif SC", SimSun, "Songti SC", serif',
    "ar": '"Noto Naskh Arabic", "Geeza Pro", serif',
}


def stylesheet(styles: Mapping[str, Metrics], language: str, *, landscape: bool = False) -> str:
    """The rules for the styles that a page uses, and for all that is the same in every page."""
    top, side = _points(MARGIN), _points(MARGIN)
    page = (PAGE_HEIGHT, PAGE_WIDTH) if landscape else (PAGE_WIDTH, PAGE_HEIGHT)
    text_width = LANDSCAPE_WIDTH if landscape else TEXT_WIDTH
    out = [
        read_text("templates/page.css"),
        f"@page {{ size: {' '.join(map(_points, page))}; margin: {top} {side}; }}\n",
        f"main {{ max-width: {_points(text_width)}; }}\n",
    ]
    out += [f".{style} {{ {_rule(look, language)} }}\n" for style, look in styles.items()]
    rooms = ((style, _label_room(look)) for style, look in styles.items())
    out += [f".{style} > .label {{ min-width: {_points(room)}; }}\n" for style, room in rooms if room]
    return "".join([*out, *_heard_changes(language)])


def _heard_changes(language: str) -> Iterator[str]:
    """The words that a screen reader says before and after changed words; few of them tell `ins` and `del` apart from the text.
    They are not shown, copied or printed."""
    words = printed_words(language)
    for tag, change in (("ins", SpokenChange("inserted")), ("del", SpokenChange("deleted"))):
        yield f'{tag}:not(.moved)::before {{ content: "{border("", words[start_words(change).id])}"; }}\n'
        yield f'{tag}::after {{ content: "{border(words[end_words(change).id], "")}"; }}\n'


def _label_room(look: Metrics) -> int:
    """The position of the text after a label, in the first line: the indent, else the first tab stop."""
    first = next((place for kind, place in look.tabs if kind == "left"), 0)
    return look.hanging or (0 if look.centred or look.left else first)


def _rule(look: Metrics, language: str) -> str:
    font = look.complex_font if language == "ar" else look.font
    size = look.complex_size if language == "ar" else look.size
    declarations = [
        f'font-family: "{font}", {_FONTS.get(language, "serif" if "Times" in font else "sans-serif")}',
        f"font-size: {size / 2:g}pt",
        f"font-weight: {'bold' if look.bold else 'normal'}",
        f"font-style: {'italic' if look.italic else 'normal'}",
        f"margin: {_points(look.before)} 0 {_points(look.after)}",
        f"line-height: {1.2 if language != 'ar' else 1.4}",
    ]
    if look.left:
        declarations.append(f"margin-inline-start: {_points(look.left)}")
    if look.hanging:
        declarations.append(f"text-indent: {_points(-look.hanging)}")
    if look.centred:
        declarations.append("text-align: center")
    if look.caps:
        declarations.append("text-transform: uppercase")
    if look.keep_next:
        declarations.append("break-after: avoid")
    if look.keep_lines:
        declarations.append("break-inside: avoid")
    return "; ".join(declarations)


def _points(twips: int) -> str:
    return f"{twips / 20:g}pt" if twips else "0"
