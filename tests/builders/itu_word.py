"""Small Word files of instruments, written in the ways in which delegates write them."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from typing import Literal, NamedTuple
from xml.sax.saxutils import escape

from model.numbering import Numeral, parse_label

Way = Literal["styles", "plain", "automatic"]
"""ITU's styles; everything Normal, calls in italics; the same with Word's automatic numbering."""

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_STYLES = {
    "number": "ResNo", "title": "Restitle", "history": "Resref", "opening": "Normalaftertitle", "call": "Call",
    "annex": "AnnexNo", "annextitle": "Annextitle",
}  # fmt: skip
_NAMES = {"ResNo": "Res_No", "Restitle": "Res_title", "Resref": "Res_ref", "Normalaftertitle": "Normal_after_title"}
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"


class Row(NamedTuple):
    """A clause as the tables of texts give it; `kind` is `paragraphN` for a paragraph of level N."""

    kind: str
    label: str
    text: str
    note: str = ""
    """A footnote after its text."""

    @property
    def level(self) -> int:
        return int(self.kind[-1]) if self.kind.startswith("paragraph") else 0


class Instrument(NamedTuple):
    """A text of a collection, and what is printed before it."""

    rows: Sequence[Row]
    mark: str = ""
    """ADD, MOD, SUP …"""
    headings: Sequence[str] = ()
    typed: bool = False
    """The mark stands in the paragraph of the number line."""


def instrument_file(rows: Sequence[Row], way: Way, after: str = "\t") -> bytes:
    """A Word file of the rows; `after` parts typed labels from texts."""
    lists, notes = _Lists(), _Notes()
    body = "".join(_paragraph(row, way, after, lists, notes) for row in rows)
    return word_file(body, numbering=lists.xml(), footnotes=notes.xml())


def collection_file(texts: Sequence[Instrument], way: Way, *, front: str = "", pages: bool = True) -> bytes:
    """A Word file of several texts, as Final Acts are: their marks and headings, footnotes that count from 1 in each, and,
    where it came from print, the headers and numbers of its pages among the paragraphs. `front` are paragraphs before it all."""
    lists, notes = _Lists(), _Notes()
    body = front
    for number, text in enumerate(texts, 1):
        lists.restart()
        notes.restart()
        for heading in text.headings:
            body += paragraph(run(heading), properties='<w:jc w:val="center"/>') + paragraph()
        if pages:
            body += paragraph(run(f"– {number} –"))
        rows = list(text.rows)
        if text.typed and text.mark:
            rows[0] = rows[0]._replace(text=f"{text.mark}\u00a0{rows[0].text}")
        elif text.mark:
            body += paragraph(run(text.mark), style="Proposal" if way == "styles" else "") + paragraph()
        middle = len(rows) // 2
        for at, row in enumerate(rows):
            if pages and at == middle > 4:
                body += paragraph(run(f"Res. {number} / {number}"))
            body += _paragraph(row, way, "\t", lists, notes)
        section = '<w:sectPr><w:footnotePr><w:numRestart w:val="eachSect"/></w:footnotePr></w:sectPr>'
        body += paragraph(properties=section if number < len(texts) else "")
    return word_file(body, numbering=lists.xml(), footnotes=notes.xml())


def word_file(body: str, *, numbering: str = "", styles: str = "", footnotes: str = "") -> bytes:
    """A package with these children of `w:body` and ITU's styles."""
    parts = {"document": ("document.main", f"<w:document {W}><w:body>{body}<w:sectPr/></w:body></w:document>")}
    parts["styles"] = ("styles", f"<w:styles {W}>{_style_list()}{styles}</w:styles>")
    if numbering:
        parts["numbering"] = ("numbering", f"<w:numbering {W}>{numbering}</w:numbering>")
    if footnotes:
        parts["footnotes"] = ("footnotes", f"<w:footnotes {W}>{footnotes}</w:footnotes>")
    types = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_TYPE}.{kind}+xml"/>' for name, (kind, _) in parts.items()
    )
    relations = "".join(
        f'<Relationship Id="r{name}" Type="{_RELATIONS}/{name}" Target="{name}.xml"/>' for name in parts if name != "document"
    )
    root = f'<Relationship Id="r1" Type="{_RELATIONS}/officeDocument" Target="word/document.xml"/>'
    package = "http://schemas.openxmlformats.org/package/2006"
    files = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types"><Default Extension="rels" '
        f'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>{types}</Types>',
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships">{root}</Relationships>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{package}/relationships">{relations}</Relationships>',
        **{f"word/{name}.xml": xml for name, (_, xml) in parts.items()},
    }
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name, text in files.items():
            archive.writestr(zipfile.ZipInfo(name), text)
    return out.getvalue()


def paragraph(*runs: str, style: str = "", mark: str = "", properties: str = "") -> str:
    """A `w:p` of `w:r` and the like; `mark` is put into the properties of its end."""
    inside = (f'<w:pStyle w:val="{style}"/>' if style else "") + properties + (f"<w:rPr>{mark}</w:rPr>" if mark else "")
    return f"<w:p>{f'<w:pPr>{inside}</w:pPr>' if inside else ''}{''.join(runs)}</w:p>"


def run(text: str, properties: str = "", *, deleted: bool = False) -> str:
    """A `w:r`; tabs and line breaks (U+2028) are elements."""
    tag = "w:delText" if deleted else "w:t"
    inside = f'<{tag} xml:space="preserve">{escape(text)}</{tag}>'
    for sign, element in (("\t", "<w:tab/>"), ("\u2028", "<w:br/>")):
        inside = inside.replace(sign, f'</{tag}>{element}<{tag} xml:space="preserve">')
    return f"<w:r>{f'<w:rPr>{properties}</w:rPr>' if properties else ''}{inside}</w:r>"


def inserted(*runs: str, author: str = "ATU") -> str:
    """Runs in `w:ins`."""
    return f'<w:ins w:id="1" w:author="{author}" w:date="2024-09-06T09:00:00Z">{"".join(runs)}</w:ins>'


def deleted(text: str, properties: str = "", author: str = "ATU") -> str:
    """Text in `w:del`."""
    inside = run(text, properties, deleted=True)
    return f'<w:del w:id="1" w:author="{author}" w:date="2024-09-06T09:00:00Z">{inside}</w:del>'


INSERTED_MARK = '<w:ins w:id="1" w:author="ATU" w:date="2024-09-06T09:00:00Z"/>'
DELETED_MARK = '<w:del w:id="1" w:author="ATU" w:date="2024-09-06T09:00:00Z"/>'
ITALIC = "<w:i/><w:iCs/>"


def _paragraph(row: Row, way: Way, after: str, lists: _Lists, notes: _Notes) -> str:
    note = notes.reference(row.note, way) if row.note else ""
    if row.kind == "call":
        lists.restart()
        return paragraph(run(row.text, "" if way == "styles" else ITALIC), note, style="Call" if way == "styles" else "")
    style = ""
    if way == "styles":
        style = f"enumlev{row.level - 1}" if row.level > 1 else _STYLES.get(row.kind, "")
    if way == "automatic" and row.label:
        properties = lists.properties(row)
        if properties:
            return paragraph(run(row.text), note, properties=properties)
    head = run(row.label, ITALIC if row.level == 1 and row.label[0].isalpha() else "") if row.label else ""
    return paragraph(head, run((after if row.label else "") + row.text), note, style=style)


def _style_list() -> str:
    out = '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
    for style in (
        "ResNo",
        "Restitle",
        "Resref",
        "Normalaftertitle",
        "Proposal",
        "Reasons",
        "Source",
        "Title1",
        "Headingb",
        "Abstract",
        "Agendaitem",
        "Committee",
        "Docnumber",
        "TopHeader",
        "Header",
    ):
        out += _style(style, _NAMES.get(style, style), "<w:pPr/>")
    out += _style("Call", "Call", '<w:pPr><w:ind w:left="794"/></w:pPr><w:rPr><w:i/></w:rPr>')
    out += _style("AnnexNo", "Annex_No", "") + _style("Annextitle", "Annex_title", "")
    out += _style("Heading1", "heading 1", '<w:pPr><w:outlineLvl w:val="0"/></w:pPr>')
    for level in (1, 2, 3):
        indent = f'<w:pPr><w:ind w:left="{397 + 397 * level}" w:hanging="397"/></w:pPr>'
        out += _style(f"enumlev{level}", f"enumlev{level}", indent)
    return out


def _style(id: str, name: str, inside: str) -> str:
    return f'<w:style w:type="paragraph" w:styleId="{id}"><w:name w:val="{name}"/><w:basedOn w:val="Normal"/>{inside}</w:style>'


@dataclass
class _Notes:
    """Footnotes, counted by Word where the text has styles, else with a typed number that begins at 1 in each text."""

    notes: list[str] = field(default_factory=list)
    shown: int = 0

    def restart(self) -> None:
        self.shown = 0

    def reference(self, text: str, way: Way) -> str:
        """The mark of a new note, as a `w:r`."""
        self.shown += 1
        id = len(self.notes) + 1
        typed = f"<w:t>{self.shown}</w:t>" if way == "plain" else ""
        mark = typed or "<w:footnoteRef/>"
        self.notes.append(f'<w:footnote w:id="{id}">{paragraph(f"<w:r>{mark}</w:r>", run(" " + text))}</w:footnote>')
        custom = ' w:customMarkFollows="1"' if typed else ""
        return f'<w:r><w:footnoteReference{custom} w:id="{id}"/>{typed}</w:r>'

    def xml(self) -> str:
        return "".join(self.notes)


_FORMATS = {"letter": "lowerLetter", "roman": "lowerRoman", "decimal": "decimal"}


@dataclass
class _Lists:
    """Lists of Word that print the wanted labels: one for each run of labels, with the start that it needs."""

    nums: list[str] = field(default_factory=list)
    last: dict[tuple[str, int], tuple[Numeral, int]] = field(default_factory=dict)

    def restart(self) -> None:
        self.last.clear()

    def properties(self, row: Row) -> str:
        """`w:numPr` for a label, '' where no list prints it."""
        numeral = self._numeral(row)
        if numeral is None or numeral.depth != (row.level - 1 if numeral.scheme == "decimal" else 0):
            return ""
        key = (numeral.scheme, row.level)
        known = self.last.get(key)
        if known is not None and known[0].after() == numeral:
            number = known[1]
        else:
            number = self._new(numeral, row.level - 1)
        self.last = {other: value for other, value in self.last.items() if other[1] <= row.level}
        self.last[key] = (numeral, number)
        return f'<w:numPr><w:ilvl w:val="{row.level - 1}"/><w:numId w:val="{number}"/></w:numPr>'

    def _numeral(self, row: Row) -> Numeral | None:
        readings = [parse_label(row.label, scheme) for scheme in ("decimal", "letter", "roman")]
        numerals = [numeral for numeral in readings if numeral is not None]
        for numeral in numerals:
            known = self.last.get((numeral.scheme, row.level))
            if known is not None and known[0].after() == numeral:
                return numeral
        return numerals[-1 if row.level > 1 and row.label in ("i)", "v)") else 0] if numerals else None

    def _new(self, numeral: Numeral, level: int) -> int:
        number = len(self.nums) + 1
        starts = {level: numeral.value}
        if numeral.stem:
            starts[0] = int(numeral.stem.split(".")[0])
        overrides = "".join(
            f'<w:lvlOverride w:ilvl="{at}"><w:startOverride w:val="{value}"/></w:lvlOverride>' for at, value in starts.items()
        )
        abstract = list(_FORMATS).index(numeral.scheme)
        self.nums.append(f'<w:num w:numId="{number}"><w:abstractNumId w:val="{abstract}"/>{overrides}</w:num>')
        return number

    def xml(self) -> str:
        return "".join(self._abstracts()) + "".join(self.nums) if self.nums else ""

    @staticmethod
    def _abstracts() -> Iterable[str]:
        for at, (scheme, name) in enumerate(_FORMATS.items()):
            levels = ""
            for level in range(3):
                text = ".".join(f"%{part}" for part in range(1, level + 2)) if scheme == "decimal" else f"%{level + 1})"
                levels += (
                    f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{name}"/><w:lvlText w:val="{text}"/></w:lvl>'
                )
            yield f'<w:abstractNum w:abstractNumId="{at}"><w:multiLevelType w:val="multilevel"/>{levels}</w:abstractNum>'
