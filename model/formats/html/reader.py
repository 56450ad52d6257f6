"""HTML of the clipboard and of saved pages reduced to the formats of a text here: paragraphs, italic, bold, underlined, raised
and lowered characters; and its tables, as lines and, if they are asked for, as cells.

Nothing is fetched, nothing is run; scripts, styles, pictures and comments, Word's too, are omitted. Labels that Word writes
beside its lists are kept, followed by a tab; those that a browser draws for other lists are added.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Literal, NamedTuple

from lxml import etree
from msgspec.structs import replace

from model.errors import FileError
from model.formats.html.list_labels import OpenLists
from model.formats.html.notes import PageNotes, take_notes
from model.formats.html.tables import HtmlTable, Loss, Paragraphs, grid_of, is_layout, outside_cells, rows_of, widths_of
from model.message import Message
from model.redline import LINE_BREAK, NOTE, PLAIN, Run, Style, join_runs

_BLOCKS = frozenset(
    "address article aside blockquote body caption center dd details dir div dl dt fieldset figcaption figure footer form h1 h2 "
    "h3 h4 h5 h6 header hr li main menu nav ol p pre section summary table tbody tfoot thead tr ul".split()
)
_HEADINGS = frozenset("h1 h2 h3 h4 h5 h6 caption dt summary".split())
_LEFT_OUT = frozenset(
    "script style head title template object embed applet iframe noscript svg math canvas audio video select textarea".split()
)
_FORMATS: Mapping[str, Mapping[str, object]] = {
    "i": {"italic": True}, "em": {"italic": True}, "cite": {"italic": True}, "dfn": {"italic": True}, "var": {"italic": True},
    "b": {"bold": True}, "strong": {"bold": True}, "u": {"underline": True}, "ins": {"underline": True},
    "sup": {"vertical": "superscript"}, "sub": {"vertical": "subscript"},
}  # fmt: skip
Omission = Literal["pictures", "equations", "objects", "deleted words", "comments", "navigation"]
"""What a page shows and its text does not have."""
_OMITTED: Mapping[str, Omission] = {
    "img": "pictures", "svg": "pictures", "canvas": "pictures", "math": "equations", "object": "objects", "embed": "objects",
    "applet": "objects", "iframe": "objects", "audio": "objects", "video": "objects", "select": "objects", "textarea": "objects",
}  # fmt: skip
_AROUND = frozenset("nav aside footer menu".split())
"""Elements of a page of a site that are beside its text."""
_AROUND_ROLES = frozenset("navigation banner contentinfo complementary search".split())
_DELETED = frozenset("del s strike".split())
_NOTHING: Mapping[Omission, int] = MappingProxyType({})
_NO_NOTES = PageNotes({}, {})
_LOSSES: Mapping[str, Loss] = {"table": "inner table", "img": "pictures"}
"""What a table loses with an element in it."""
_COMMENT_CLASSES = frozenset(("msocomanchor", "msocomoff", "msocomtxt"))
_SPACE = re.compile("[ \t\n\r\f]+")
_NO_CHARACTER = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_DEEPEST = 200
_MOST_TAGS = 500_000
"""The greatest number in the longest documents that Word files may contain."""
_MOST_ATTRIBUTES = 1000
"""In one tag: the parser compares each with all before it."""
_TAG = re.compile(r"<[a-zA-Z][^\s/>]*")
_ATTRIBUTE = re.compile(r"""[\s/]*[^\s/>][^\s/>=]*(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s>]*))?""")


class HtmlText(NamedTuple):
    """The text of a page, as paragraphs of kept runs."""

    paragraphs: list[tuple[Run, ...]]
    rows: frozenset[int] = frozenset()
    """The indices of those in rows of several cells: no cell is a label."""
    headings: frozenset[int] = frozenset()
    """The indices of those in headings, of the page or of a table, and of those in bold throughout."""
    tables: tuple[HtmlTable, ...] = ()
    """Its tables, in order; none if they were not asked for."""
    losses: frozenset[Loss] = frozenset()
    """What tables of the page have and `tables` have not."""
    omitted: Mapping[Omission, int] = _NOTHING
    """How many things of each sort were omitted."""
    language: str = ""
    """Two letters, lower case; '' if the page does not name its language."""
    notes: Mapping[str, Paragraphs] = MappingProxyType({})
    """The footnotes of a page, by the keys that its runs of NOTE have."""


def read_html(html: str, *, tables_within: int = 0, is_page: bool = False) -> HtmlText:
    """The text of a page or a piece of one, without empty paragraphs. FileError if it is too much or nested too deep.

    tables_within: the width that tables have at most, in twips; 0 if only the lines of tables are needed
    is_page: whether it is a page of a site: what surrounds its text, and words that it shows as deleted, are omitted; inserted
        words are words like others, and notes are footnotes
    """
    _judge(html)
    parser = etree.HTMLParser(no_network=True, remove_comments=True, remove_pis=True, encoding="utf-8")
    try:
        root = etree.fromstring(_NO_CHARACTER.sub("", html).encode("utf-8", "ignore"), parser)
    except etree.XMLSyntaxError:
        root = None
    for error in parser.error_log.filter_from_fatals():  # it leaves out what follows
        message = Message.of("it cannot be read ({reason}); open it in Word and save it as .docx", reason=error.message)
        raise FileError("HTML", message)
    if root is None:
        return HtmlText([])
    notes = take_notes(root) if is_page else _NO_NOTES
    maker = _Maker(tables_within, is_page=is_page, notes=notes)
    start = _main_part(root) if is_page else root
    maker.omitted["navigation"] += _has_words_around(root, start)
    _read(start, PLAIN, maker, 0, verbatim=False)
    maker.end()
    bold = {at for at, runs in enumerate(maker.paragraphs) if all(run.style.bold or not run.text.strip() for run in runs)}
    headings = frozenset(maker.headings | bold)
    language = (root.get("lang") or "")[:2].lower()
    tables, losses = tuple(maker.tables), frozenset(maker.losses)
    read = {key: _paragraphs_in(note, PLAIN, 0, maker) for key, note in notes.notes.items()}
    return HtmlText(maker.paragraphs, frozenset(maker.rows), headings, tables, losses, maker.omitted, language, read)


def _main_part(root: etree._Element) -> etree._Element:
    """The only element that the page calls its main part; the whole page if there is none, or several."""
    found = [element for element in root.iter("main", "div", "section") if element.tag == "main" or element.get("role") == "main"]
    return found[0] if len(found) == 1 and any(text.strip() for text in found[0].itertext()) else root


def _judge(html: str) -> None:
    """FileError for a page that would take longer than anybody waits for."""
    if html.count("<") > _MOST_TAGS:
        raise FileError("HTML", Message.of("it has more than {most:,} tags", most=_MOST_TAGS))
    for tag in _TAG.finditer(html):
        end = tag.end()
        for _ in range(_MOST_ATTRIBUTES):
            attribute = _ATTRIBUTE.match(html, end)
            if attribute is None:
                break
            end = attribute.end()
        else:
            raise FileError("HTML", Message.of("one of its tags has more than {most:,} attributes", most=_MOST_ATTRIBUTES))


def _has_words_around(root: etree._Element, part: etree._Element) -> bool:
    """Whether a page shows words outside a part of it."""
    inside = set(part.iter())
    around = (element for element in root.iter() if element not in inside and element.tag not in _LEFT_OUT)
    return part is not root and any((element.text or "").strip() for element in around)


class _Maker:
    """Collects characters into paragraphs, their spaces as a browser shows them."""

    def __init__(self, tables_within: int = 0, *, is_page: bool = False, notes: PageNotes = _NO_NOTES) -> None:
        self.is_page = is_page
        self.notes = notes
        self.omitted: Counter[Omission] = Counter()
        self.tables_within = tables_within
        """The greatest width of a table, in twips; 0 while tables are only read as lines."""
        self.tables: list[HtmlTable] = []
        self.losses: set[Loss] = set()
        self.paragraphs: list[tuple[Run, ...]] = []
        self.rows: set[int] = set()
        self.headings: set[int] = set()
        self.in_heading = False
        """Whether the current content is in a heading."""
        self.in_row = False
        """Whether the current content is in a row of several cells."""
        self.lists = OpenLists()
        self.label = ""
        """The label of the item that begins; it precedes the first words of the item."""
        self._runs: list[Run] = []
        self._spaced = True
        """Whether a space would not be visible now."""

    def add(self, text: str, style: Style, *, verbatim: bool) -> None:
        if verbatim:
            text = text.replace("\r\n", LINE_BREAK).replace("\n", LINE_BREAK)
        else:
            text = _SPACE.sub(" ", text)
            if self._spaced:
                text = text.removeprefix(" ")
        if text:
            if self.label:
                self._runs.append(Run(f"{self.label}\t"))
                self.label = ""
            self._runs.append(Run(text, style=style))
            self._spaced = text.endswith((" ", LINE_BREAK, "\t"))

    def add_note(self, key: str) -> None:
        """Adds the reference to a footnote."""
        self._runs.append(Run(NOTE, content=key))
        self._spaced = False

    def mark(self, sign: str, style: Style) -> None:
        """A line break or tab; spaces around it are not seen."""
        _strip(self._runs)
        self._runs.append(Run(sign, style=style))
        self._spaced = True

    def end(self) -> None:
        _strip(self._runs)
        runs = join_runs(self._runs)
        if any(run.text.strip(f" \t\u00a0{LINE_BREAK}") for run in runs):
            if self.in_row:
                self.rows.add(len(self.paragraphs))
            if self.in_heading:
                self.headings.add(len(self.paragraphs))
            self.paragraphs.append(runs)
        self._runs, self._spaced = [], True


def _strip(runs: list[Run]) -> None:
    """Takes the spaces at their end off runs."""
    while runs and runs[-1].text[-1:] in (" ", LINE_BREAK, "\t"):
        last = runs.pop()
        if text := last.text.rstrip(f" \t{LINE_BREAK}"):
            runs.append(replace(last, text=text))


def _read(element: etree._Element, style: Style, maker: _Maker, depth: int, *, verbatim: bool) -> None:
    tag = element.tag.lower() if isinstance(element.tag, str) else ""
    if omission := _omission(element, tag, maker):
        maker.omitted[omission] += 1
    if tag in _LEFT_OUT or not tag or omission in ("navigation", "deleted words"):
        return
    if depth > _DEEPEST:
        maker.add("".join(map(str, element.itertext())), style, verbatim=False)
        return
    if _add_sign(element, tag, style, maker):
        return
    css = dict(_declarations(element.get("style", "")))
    if _is_hidden(element, css):
        maker.omitted["comments"] += css.get("mso-element") == "comment"
        return
    if tag == "table" and maker.tables_within and not is_layout(element):
        _read_table(element, _style_of(style, tag, css), maker, depth)
        return
    block, in_row, in_heading = tag in _BLOCKS, maker.in_row, maker.in_heading
    if block:
        maker.end()
    maker.in_row = in_row or (tag == "tr" and len(element) > 1)
    maker.in_heading = in_heading or tag in _HEADINGS
    _begin_list_part(element, css, maker)
    style = _style_of(style, "" if maker.is_page and tag == "ins" else tag, css)
    if _is_word_label(css) or "mso-tab-count" in css:
        _add_word_label(element, css, style, maker)
        return
    _read_content(element, style, maker, depth, verbatim=verbatim or tag == "pre")
    if block:
        maker.end()
    if tag in ("ol", "ul"):
        maker.lists.end()
    elif tag == "li":
        maker.label = ""
    maker.in_row, maker.in_heading = in_row, in_heading


def _add_sign(element: etree._Element, tag: str, style: Style, maker: _Maker) -> bool:
    """Adds the sign for which an element stands, a line break or the reference to a note; returns whether it stands for one."""
    key = maker.notes.keys.get(element)
    if key is not None:
        maker.add_note(key)
    elif tag == "br":
        maker.mark(LINE_BREAK, style)
    return key is not None or tag == "br"


def _omission(element: etree._Element, tag: str, maker: _Maker) -> Omission | None:
    """What is omitted with an element; None if nothing is that a reader sees."""
    if maker.is_page and (tag in _AROUND or element.get("role", "") in _AROUND_ROLES):
        return "navigation"
    if maker.is_page and tag in _DELETED:
        return "deleted words"
    return _OMITTED.get(tag)


def _begin_list_part(element: etree._Element, css: dict[str, str], maker: _Maker) -> None:
    """Begins a list, or an item with its label."""
    if element.tag in ("ol", "ul"):
        maker.lists.begin(element, css)
    elif element.tag == "li" and not maker.in_row:
        maker.label = maker.lists.label(element, css)


def _read_table(table: etree._Element, style: Style, maker: _Maker, depth: int) -> None:
    """Reads a table twice: as lines, for places that hold no table, and cell by cell."""
    maker.end()
    start, within, maker.tables_within = len(maker.paragraphs), maker.tables_within, 0
    _read(table, style, maker, depth, verbatim=False)
    maker.tables_within = within
    stop = len(maker.paragraphs)
    if start == stop:
        return
    grid = grid_of(table)
    if grid is None:
        maker.losses.add("too large")
        return

    def read(cell: etree._Element) -> Paragraphs:
        inherited, outer = replace(style, bold=True) if cell.tag == "th" else style, [cell]
        while (parent := outer[-1].getparent()) is not None and parent is not table:
            outer.append(parent)
        for element in reversed(outer):
            inherited = _style_of(inherited, element.tag, dict(_declarations(element.get("style", ""))))
        return _paragraphs_in(cell, inherited, depth, maker)

    before = tuple(runs for element in outside_cells(table) for runs in _paragraphs_in(element, style, depth, maker, whole=True))
    maker.tables.append(HtmlTable(start, stop, rows_of(grid, read), before, widths_of(grid, within), grid.heads))
    if grid.merged:
        maker.losses.add("merged rows")
    for tag, loss in _LOSSES.items():
        if next(table.iterdescendants(tag), None) is not None:
            maker.losses.add(loss)


def _paragraphs_in(element: etree._Element, style: Style, depth: int, outer: _Maker, *, whole: bool = False) -> Paragraphs:
    """The paragraphs of a part of a page alone.

    element: the part
    style: that of the element around it
    depth: of that element in the page
    outer: that of the page
    whole: the element itself counts, not only its content
    """
    maker = _Maker(is_page=outer.is_page, notes=outer.notes)
    read = _read if whole else _read_content
    read(element, style, maker, depth + 1, verbatim=False)
    maker.end()
    return tuple(maker.paragraphs)


def _read_content(element: etree._Element, style: Style, maker: _Maker, depth: int, *, verbatim: bool) -> None:
    """Reads the text and the elements in an element; a tab separates the cells of a row."""
    tag = element.tag.lower()
    if element.text:
        maker.add(element.text, style, verbatim=verbatim)
    for number, child in enumerate(element):
        if tag == "tr" and number:
            maker.mark("\t", style)
        _read(child, style, maker, depth + 1, verbatim=verbatim)
        if child.tail and tag not in ("table", "tbody", "tr"):
            maker.add(child.tail, style, verbatim=verbatim)


def _is_word_label(css: dict[str, str]) -> bool:
    """Whether an element is the label of a list item that Word wrote as text."""
    return "ignore" in css.get("mso-list", "").lower()


def _add_word_label(element: etree._Element, css: dict[str, str], style: Style, maker: _Maker) -> None:
    """Adds a label that Word wrote as text and the tab after it, or a tab alone."""
    text = ""
    if _is_word_label(css):
        maker.label = ""
        text = "".join(map(str, element.itertext())).strip(" \t\n\r\f\u00a0")
    maker.add(text, style, verbatim=False)
    maker.mark("\t", style)


def _is_hidden(element: etree._Element, css: dict[str, str]) -> bool:
    """Whether a browser does not show an element, or shows it as a comment on the text."""
    return css.get("display") == "none" or element.get("hidden") is not None or _is_word_comment(element, css)


def _is_word_comment(element: etree._Element, css: dict[str, str]) -> bool:
    """Whether it is one of Word's comments, their list after the text, or a mark that links the two."""
    return (
        css.get("mso-element") in ("comment-list", "comment")
        or css.get("mso-special-character") == "comment"
        or not _COMMENT_CLASSES.isdisjoint(element.get("class", "").lower().split())
    )


def _declarations(css: str) -> Iterator[tuple[str, str]]:
    for declaration in css.split(";"):
        name, colon, value = declaration.partition(":")
        if colon:
            yield name.strip().lower(), value.strip().lower()


def _style_of(style: Style, tag: str, css: dict[str, str]) -> Style:
    """The style inside an element: that of its tag, then its own declarations."""
    changes: dict[str, object] = dict(_FORMATS.get(tag, {}))
    slant, weight = css.get("font-style", ""), css.get("font-weight", "")
    if slant:
        changes["italic"] = slant.startswith(("italic", "oblique"))
    if weight:
        changes["bold"] = weight in ("bold", "bolder") or (weight.isdecimal() and int(weight[:4]) >= 600)
    line = css.get("text-decoration", css.get("text-decoration-line", ""))
    if line:
        changes["underline"] = "underline" in line
    vertical = {"super": "superscript", "sub": "subscript", "baseline": ""}.get(css.get("vertical-align", "?"))
    if vertical is not None:
        changes["vertical"] = vertical
    return replace(style, **changes) if changes else style
