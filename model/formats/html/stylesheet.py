"""The stylesheet of an exported page: the metrics of the house's styles, the marks of changes, dark and printed pages."""

from __future__ import annotations

from collections.abc import Mapping

from model.formats.page.metrics import LANDSCAPE_WIDTH, MARGIN, PAGE_HEIGHT, PAGE_WIDTH, TEXT_WIDTH, Metrics

_MARKS = """\
:root { color-scheme: light dark; --ink: #111; --page: #fff; --new: #0b5a1c; --old: #a3151b; --moved: #5b2a86; --rule: #777;
  --warn: #8a5300; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e8e6e3; --page: #16181b; --new: #7ddc8f; --old: #ff9a94; --moved: #cda6f5; --rule: #8a8a8a; --warn: #ffcc80; }
}
body { margin: 0; background: var(--page); color: var(--ink); overflow-wrap: break-word; }
main { margin: 0 auto; padding: 2em 1em; }
p, h1, h2, h3 { white-space: pre-wrap; tab-size: 8; }
ins { color: var(--new); text-decoration: underline; }
del { color: var(--old); text-decoration: line-through; }
ins del, del ins { color: var(--old); text-decoration: underline line-through; }
ins.moved { color: var(--moved); text-decoration: underline double; }
del.moved { color: var(--moved); text-decoration: line-through double; }
[dir=rtl] ins, [dir=rtl] del { unicode-bidi: isolate; }
.moved::before { content: "\\21C4\\A0"; display: inline-block; }
.restyled { border-bottom: 1px dotted var(--rule); }
tr.inserted > td { border-inline-start: 3px double var(--new); }
tr.deleted > td { border-inline-start: 3px double var(--old); }
a { color: inherit; }
sup, sub { line-height: 0; }
.label { display: inline-block; text-indent: 0; white-space: pre; padding-inline-end: 0.4em; box-sizing: border-box; }
.tab { font-size: 0; }
table { border-collapse: collapse; width: 100%; table-layout: fixed; margin-block: 8pt; }
td, th { vertical-align: top; padding: 0 5.4pt; text-align: start; font-weight: inherit; }
table.bordered > * > tr > * { border: 1px solid var(--rule); padding-block: 2pt; }
td.marked { background: color-mix(in srgb, var(--warn) 14%, transparent); outline: 2px solid var(--warn); outline-offset: -2px; }
tr.ruled > td { border-bottom: 1.5pt solid var(--ink); }
.centred { text-align: center; text-indent: 0; }
.notes hr { border: 0; border-top: 1px solid var(--rule); width: 30%; margin-inline-start: 0; margin-top: 2em; }
.note:target, a:target { outline: 2px solid var(--moved); outline-offset: 2px; }
@media print {
  :root { --ink: #000; --page: #fff; --new: #0b5a1c; --old: #a3151b; --moved: #5b2a86; --rule: #777; --warn: #8a5300; }
  main { max-width: none; padding: 0; }
  tr { break-inside: avoid; }
  .new-page { break-before: page; }
  a { text-decoration: none; }
}
"""
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
        _MARKS,
        f"@page {{ size: {' '.join(map(_points, page))}; margin: {top} {side}; }}\n",
        f"main {{ max-width: {_points(text_width)}; }}\n",
    ]
    out += [f".{style} {{ {_rule(look, language)} }}\n" for style, look in styles.items()]
    rooms = ((style, _label_room(look)) for style, look in styles.items())
    out += [f".{style} > .label {{ min-width: {_points(room)}; }}\n" for style, room in rooms if room]
    return "".join(out)


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
