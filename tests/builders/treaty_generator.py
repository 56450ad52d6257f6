"""Treaty texts of many shapes, made from a seed: as rows, as a table, as lines of text, and as a Word file that no writer of the
program made."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from html import escape

from msgspec import Struct

from tests.builders.word import docx, p, r

LANGUAGES = ("en", "fr", "es", "ru", "zh", "ar")
TEXTS = 300
"""The number of texts that the tests read, by seeds from 0."""

_WORDS = {
    "en": "stations administration frequency assignment notice publication agreement band service interference plan".split(),
    "fr": "stations administration fréquence assignation notification publication accord bande service brouillage".split(),
    "es": "estaciones administración frecuencia asignación notificación publicación acuerdo banda servicio".split(),
    "ru": "станции администрация частота присвоение заявка публикация согласие полоса служба помеха период".split(),
    "zh": ["电台", "主管部门", "频率指配", "通知", "公布", "协议", "频段", "业务", "干扰", "期限"],
    "ar": "محطات إدارة تردد تخصيص تبليغ نشر اتفاق نطاق خدمة تداخل فترة".split(),
}
_UNITS = {
    "en": ("CHAPTER {}", "ARTICLE {}", "Section {}"),
    "fr": ("CHAPITRE {}", "ARTICLE {}", "Section {}"),
    "es": ("CAPÍTULO {}", "ARTÍCULO {}", "Sección {}"),
    "ru": ("ГЛАВА {}", "СТАТЬЯ {}", "Раздел {}"),
    "zh": ("第{}章", "第{}条", "第{}节"),
    "ar": ("الفصل {}", "المادة {}", "القسم {}"),
}
_UNUSED = {
    "en": "Not used.", "fr": "Non utilisé.", "es": "No utilizado.", "ru": "Не используется.", "zh": "未使用", "ar": "غير مستخدم.",
}  # fmt: skip
_TO = {"en": " to ", "fr": " à ", "es": " a ", "ru": " – ", "zh": "至", "ar": " إلى "}
_LETTERS = {"ru": "абвгдежзи", "ar": "أبجدهوزحط"}
_ROMAN = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")
_CUSTOMS = ("none", "section", "points", "plain", "doubled")
"""How the paragraphs of articles are labelled: not at all, `§ 1`, `1.`, `1`, `1.1`."""


class TreatyRow(Struct, frozen=True):
    """One line of a generated text; a footnote is one too, behind the line that has its mark."""

    kind: str
    text: str
    number: str = ""
    label: str = ""
    level: int = 1


class TreatyText(Struct, frozen=True):
    """A generated text in force."""

    language: str
    dotted: bool
    rows: tuple[TreatyRow, ...]

    @property
    def lines(self) -> tuple[TreatyRow, ...]:
        """The rows that are paragraphs of the text."""
        return tuple(row for row in self.rows if row.kind != "footnote")

    @property
    def notes(self) -> tuple[TreatyRow, ...]:
        """The rows that are footnotes."""
        return tuple(row for row in self.rows if row.kind == "footnote")

    @property
    def table(self) -> str:
        """The text as a table of provisions."""
        lines = ["\t".join((row.kind, row.number, row.label, row.text)) for row in self.rows]
        return "\n".join(("kind\tnumber\tlabel\ttext", *lines, ""))

    def word(self, *, styled: bool) -> bytes:
        """The text as a Word file, in ITU's styles or in none."""
        return _word(self.rows, styled=styled)


def treaty_text(seed: int) -> TreatyText:
    """The text of a seed."""
    chance = random.Random(seed)
    language = LANGUAGES[seed % len(LANGUAGES)]
    dotted = chance.random() < 0.5
    return TreatyText(language, dotted, tuple(_Text(chance, language, dotted).rows()))


class _Text:
    """Makes the rows of one text."""

    def __init__(self, chance: random.Random, language: str, dotted: bool) -> None:
        self._chance, self._language, self._dotted = chance, language, dotted
        self._custom = chance.choice(_CUSTOMS)
        self._chapters, self._sections = chance.random() < 0.5, chance.random() < 0.5
        self._value = 0 if dotted else chance.choice((0, 60, 480))
        self._letters = _LETTERS.get(language, "abcdefghi")

    def rows(self) -> Iterator[TreatyRow]:
        first = self._chance.randint(1, 30)
        for place in range(self._chance.randint(2, 3)):
            article = first + place
            if self._chapters and place % 2 == 0:
                yield from self._unit("chapter", _ROMAN[place // 2 + 1])
            yield from self._unit("article", str(article))
            self._value = 0 if self._dotted else self._value
            for part in range(1, 3 if self._sections else 2):
                if self._sections:
                    yield from self._unit("section", _ROMAN[part])
                yield from self._provisions(article)

    def _unit(self, kind: str, number: str) -> Iterator[TreatyRow]:
        yield TreatyRow(kind, _UNITS[self._language][("chapter", "article", "section").index(kind)].format(number))
        yield TreatyRow(f"{kind}_title", self._words(3))

    def _words(self, count: int) -> str:
        gap = "" if self._language == "zh" else " "
        words = gap.join(self._chance.choice(_WORDS[self._language]) for _ in range(count))
        return words[:1].upper() + words[1:]

    def _sentence(self) -> str:
        return self._words(self._chance.randint(4, 12)) + self._chance.choice((".", ";", ". (WRC-12)"))

    def _provisions(self, article: int) -> Iterator[TreatyRow]:
        for label, level in self._labels():
            yield from self._unused(article)
            self._value += 1
            yield from self._provision(self._number(article, self._value), label, level)
            letters = ["A", "B", "AA"][: max(0, self._chance.randint(-4, 2))]
            for letter in letters:
                yield from self._provision(self._number(article, self._value) + letter, "", 1)

    def _provision(self, number: str, label: str, level: int) -> Iterator[TreatyRow]:
        yield TreatyRow("provision", self._sentence(), number, label, level)
        if self._dotted and self._chance.random() < 0.1:
            for count in range(1, self._chance.randint(2, 3)):
                yield TreatyRow("footnote", self._sentence(), f"{number}.{count}")
        if self._chance.random() < 0.15:
            yield TreatyRow("continuation", self._sentence())

    def _unused(self, article: int) -> Iterator[TreatyRow]:
        """Numbers that are not in force, alone or as a range."""
        roll = self._chance.random()
        if roll < 0.05:
            self._value += 1
            text = self._chance.choice((_UNUSED[self._language], "(SUP - WRC-03)"))
            yield TreatyRow("provision", text, self._number(article, self._value))
        elif roll < 0.08:
            first, last = (self._number(article, self._value + step) for step in (1, 5))
            self._value += 5
            yield TreatyRow("provision", "(SUP - WRC-07)", f"{first}{_TO[self._language]}{last}")

    def _number(self, article: int, value: int) -> str:
        return f"{article}.{value}" if self._dotted else str(value)

    def _labels(self) -> Iterator[tuple[str, int]]:
        """The labels of provisions with their levels."""
        least = 4 if self._sections else 6
        for value in range(1, self._chance.randint(least, least + 2)):
            head = {"none": "", "section": f"§ {value}", "points": f"{value}.", "plain": f"{value}", "doubled": f"1.{value}"}[
                self._custom
            ]
            shape = self._chance.choice(("alone", "alone", "compound", "letters")) if head else "alone"
            if shape == "compound":
                items = [f"{self._letters[at]})" if self._custom == "doubled" else f"{at + 1})" for at in range(4)]
                yield f"{head} {items[0]}", 2
                for item in items[1 : self._chance.randint(2, 4)]:
                    yield item, 2
                continue
            yield head, 1
            if shape == "letters":
                for at in range(self._chance.randint(2, 5)):
                    yield f"{self._letters[at]})", 2
                    if self._language not in _LETTERS and self._chance.random() < 0.15:
                        yield from (("i)", 3), ("ii)", 3))


# --- Word -----------------------------------------------------------------------------------------------------------------

_TAB = "<w:r><w:tab/></w:r>"
_STYLES = {
    "chapter": "ChapNo", "chapter_title": "Chaptitle", "article": "ArtNo", "article_title": "Arttitle", "section": "Section1",
    "section_title": "Section1",
}  # fmt: skip
_STYLES_PART = '<w:style w:type="character" w:styleId="Artdef"><w:name w:val="Art_def"/></w:style>' + "".join(
    f'<w:style w:type="paragraph" w:styleId="{id}"><w:name w:val="{id}"/></w:style>' for id in sorted(set(_STYLES.values()))
)


def _word(rows: Sequence[TreatyRow], *, styled: bool) -> bytes:
    body: list[str] = []
    notes: list[str] = []
    marks: list[str] = []
    """The marks of the footnotes to the next paragraph of the text, which are read from behind."""
    for row in reversed(rows):
        if row.kind == "footnote":
            id = sum(other.kind == "footnote" for other in rows) - len(notes)
            marks.insert(0, f'<w:r><w:footnoteReference w:id="{id}"/></w:r>')
            head = "<w:r><w:footnoteRef/></w:r>" + _TAB + _number(row.number, styled=styled)
            notes.insert(0, f'<w:footnote w:id="{id}">{p(head + _TAB + r(escape(row.text, quote=False)))}</w:footnote>')
            continue
        label = r(row.label) + _TAB if row.label else ""
        number = _number(row.number, styled=styled) + _TAB if row.number else ""
        style = f'<w:pStyle w:val="{_STYLES[row.kind]}"/>' if styled and row.kind in _STYLES else ""
        body.insert(0, p(number + label + r(escape(row.text, quote=False)) + "".join(marks), style))
        marks = []
    return docx("".join(body), styles=_STYLES_PART if styled else "", footnotes="".join(notes))


def _number(number: str, *, styled: bool) -> str:
    return r(number, '<w:rStyle w:val="Artdef"/>' if styled else "")
