"""A text as one self-contained HTML page: deletions as `del`, insertions as `ins`, moves marked.

`html(submission)` is the whole page; `html_page(printout)` the page of any printout. Nothing is fetched, no script runs, and
every word of the text is escaped. It names no authors.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from html import escape
from itertools import groupby

from msgspec import Struct
from msgspec.structs import replace

from model.formats.html.stylesheet import stylesheet
from model.formats.page.blocks import Block, Cell, Line, Printout, Row, Span, Table
from model.formats.page.house_styles import LANGUAGE_TAGS
from model.formats.page.metrics import metrics
from model.formats.page.printout import printout
from model.formats.page.spoken_pages import HeadingLevels
from model.formats.word.printed_styles import printed_styles
from model.redline import LINE_BREAK, Status
from model.submission.resolved import View
from model.submission.values import Submission

_ILLEGAL = re.compile("[\x00-\x08\x0b-\x1f\x7f\x80-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
"""Characters that HTML forbids (WHATWG, *preprocessing the input stream*); a lone surrogate cannot be encoded."""
_DIRECTIONS = re.compile("[\u202a-\u202e\u2066-\u2069]")
_TAGS = {"superscript": "sup", "subscript": "sub"}


class _Page(Struct, frozen=True):
    """What the parts of one page share."""

    marks: Mapping[str, str]
    """The ids of the notes, by their keys."""
    headings: HeadingLevels


def html(submission: Submission, view: View = "markup") -> str:
    """A submission in a view as an HTML page, like the Word export."""
    return html_page(printout(submission, view, styles=printed_styles(submission.sources)))


def html_page(printed: Printout) -> str:
    """The printed text as an HTML page."""
    language = LANGUAGE_TAGS.get(printed.language, "")[:2]
    direction = "rtl" if language == "ar" else "ltr"
    known = printed.language if printed.language in LANGUAGE_TAGS else ""
    used = dict.fromkeys(line.style for line in (*printed.lines(), *printed.note_lines()))
    styles = {style: metrics(style, printed.family, known) for style in used}
    sheet = stylesheet(styles, known, landscape=printed.landscape)
    page = _Page({key: f"n{number}" for number, key in enumerate(printed.notes, start=1)}, HeadingLevels())
    body = "".join(_blocks(printed.blocks, page)) + "".join(_notes(printed, page))
    lang = f' lang="{language}"' if language else ""
    return (
        f'<!DOCTYPE html>\n<html{lang} dir="{direction}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        '<meta name="generator" content="Clausewright">\n'
        f"<title>{_text(printed.title) or 'Clausewright'}</title>\n<style>\n{sheet}</style>\n</head>\n"
        f"<body>\n<main>\n{body}</main>\n</body>\n</html>\n"
    )


def _blocks(blocks: Iterable[Block], page: _Page) -> Iterator[str]:
    seen: set[str] = set()
    for block in blocks:
        yield _table(block, page, seen) if isinstance(block, Table) else _line(block, page, seen)


def _line(line: Line, page: _Page, seen: set[str] | None = None, *, leave_out_empty: bool = False) -> str:
    level = page.headings.level(line.style, "".join(span.text for span in (*line.label, *line.spans)))
    tag = f"h{level}" if level is not None else "p"
    classes = [line.style] + (["centred"] if line.centred else []) + (["new-page"] if line.new_page else [])
    inside = _label(line, page, seen) + "".join(_spans(line.spans, page, seen)) + _end(line)
    if not inside.strip():
        return "" if leave_out_empty else f'<p class="{" ".join(classes)}"></p>\n'
    return f'<{tag} class="{" ".join(classes)}">{inside}</{tag}>\n'


def _label(line: Line, page: _Page, seen: set[str] | None) -> str:
    """The label in a box as wide as the text's indent; its tab is copied with the text and takes no room."""
    if not line.head:
        return ""
    spans = [replace(span, text=span.text.replace("\t", "")) for span in line.head]
    tab = '<span class="tab">\t</span>' if any("\t" in span.text for span in line.head) else ""
    return f'<span class="label">{"".join(_spans((span for span in spans if span.text), page, seen))}{tab}</span>'


def _end(line: Line) -> str:
    """The sign of a paragraph end that is tracked separately."""
    if line.whole or line.end is Status.KEPT:
        return ""
    return _tracked_span("¶", line.end, ' class="end"')


def _spans(spans: Iterable[Span], page: _Page, seen: set[str] | None) -> Iterator[str]:
    for (status, moved), same in groupby(spans, key=lambda span: (span.status, span.moved)):
        inside = "".join(_span(span, page, seen) for span in same)
        yield _tracked_span(inside, status, ' class="moved"' if moved else "")


def _tracked_span(inside: str, status: Status, attributes: str = "") -> str:
    if status is Status.KEPT:
        return inside
    if status is Status.RETRACTED:
        return f"<ins{attributes}><del>{inside}</del></ins>"
    tag = "ins" if status is Status.INSERTED else "del"
    return f"<{tag}{attributes}>{inside}</{tag}>"


def _span(span: Span, page: _Page, seen: set[str] | None) -> str:
    out = _text(span.text)
    if span.note in page.marks:
        name = page.marks[span.note]
        back = "" if seen is None or name in seen else f' id="r{name}"'
        if seen is None:
            out = f'<a href="#r{name}">{out}</a>'
        else:
            seen.add(name)
            out = f'<a href="#{name}"{back} role="doc-noteref">{out}</a>'
    style = span.style
    if style.vertical:
        out = f"<{_TAGS[style.vertical]}>{out}</{_TAGS[style.vertical]}>"
    if style.underline:
        out = f"<u>{out}</u>"
    if style.italic:
        out = f"<i>{out}</i>"
    if style.bold:
        out = f"<b>{out}</b>"
    declarations = [f"font-size:{span.size / 2:g}pt"] if span.size else []
    if span.caps is not None:
        declarations.append(f"text-transform:{'uppercase' if span.caps else 'none'}")
    attributes = f' style="{";".join(declarations)}"' if declarations else ""
    if span.restyled:
        attributes += ' class="restyled"'
    return f"<span{attributes}>{out}</span>" if attributes else out


def _text(text: str) -> str:
    """Characters as HTML; those that would change the direction of the following text are shown, not obeyed."""
    text = _DIRECTIONS.sub(lambda match: f"[U+{ord(match[0]):04X}]", _ILLEGAL.sub("\ufffd", text))
    return escape(text, quote=True).replace(LINE_BREAK, "<br>")


def _table(table: Table, page: _Page, seen: set[str]) -> str:
    total = sum(table.grid)
    columns = "".join(f'<col style="width:{100 * width / total:.4g}%">' for width in table.grid)
    out, rows = [], tuple(table.rows)
    for place, row in enumerate(rows):
        head = place < table.heads
        cells = "".join(_cell(cell, page, seen, "th" if head else "td") for cell in row.cells)
        if table.beside is not None and place == table.heads:
            beside = Cell(table.beside)
            cells += _cell(beside, page, seen, "td", f' rowspan="{len(rows) - table.heads}"')
        out.append(f"<tr{_row_class(row)}>{cells}</tr>\n")
    headed = f"<thead>\n{''.join(out[: table.heads])}</thead>\n" if table.heads else ""
    kind = "bordered" if table.bordered else "plain"
    role = "" if table.bordered or table.heads else ' role="presentation"'
    body = "".join(out[table.heads :])
    return f'<table class="{kind}"{role}><colgroup>{columns}</colgroup>\n{headed}<tbody>\n{body}</tbody></table>\n'


def _row_class(row: Row) -> str:
    names = ([row.status.value] if row.status is not Status.KEPT else []) + (["ruled"] if row.ruled else [])
    return f' class="{" ".join(names)}"' if names else ""


def _cell(cell: Cell, page: _Page, seen: set[str], tag: str, more: str = "") -> str:
    spans = f' colspan="{cell.columns}"' if cell.columns > 1 else ""
    inside = "".join(_line(line, page, seen, leave_out_empty=True) for line in cell.lines)
    scope = ' scope="col"' if tag == "th" else ""
    more += ' class="marked"' if cell.marked else ""
    return f"<{tag}{spans}{more}{scope}>{inside}</{tag}>"


def _notes(printed: Printout, page: _Page) -> Iterator[str]:
    if not printed.notes:
        return
    yield '<section class="notes" role="doc-endnotes">\n<hr>\n'
    for key, note in printed.notes.items():
        lines = "".join(_line(line, page) for line in note.lines)
        yield f'<div id="{page.marks[key]}" class="note">{lines}</div>\n'
    yield "</section>\n"
