"""The lines of an instrument that are known by their shape: number, history, opening formula, annex."""

from __future__ import annotations

import re
from functools import cache

from msgspec import Struct

from model.lexicon.words import LANGUAGES, comparable_text
from model.text.lazy_regex import late
from model.text.legible import SILENT
from resources import read_table

_INSTRUMENTS = {
    "resolution": r"resolution|résolution|resolución|резолюци[яиюей]+|决议|القرار|قرار|بالقرار|للقرار",
    "decision": r"decision|décision|decisión|acuerdo|решени[еяюй]+|决定|المقرر|مقرر|بالمقرر|للمقرر",
    "opinion": r"opinion|opinión|vœu|voeu|avis|ruego|мнени[еяюй]+|意见|الرأي|رأي|بالرأي|للرأي",
    "recommendation": r"recommendation|recommandation|recomendación|рекомендаци[яиюей]+|建议书|建议"
    r"|التوصية|توصية|بالتوصية|للتوصية",
    "question": r"question|cuestión|вопрос[ауе]?|课题|المسألة|مسألة|بالمسألة|للمسألة",
}
_WORD = "|".join(_INSTRUMENTS.values())
_DRAFT = (
    r"(?:(?:preliminary |proposed |proposed new )?draft (?:new |revised |revision (?:to|of) )?"
    r"|(?:avant-)?projet d(?:e |')(?:nouvelle |nouveau |révision de la |révision d'une )?"
    r"|(?:ante)?proyecto de (?:nueva |nuevo |revisión de la )?"
    r"|(?:предварительный )?проект (?:новой |нового |пересмотренной |пересмотра )?"
    r"|مشروع (?:مراجعة |تعديل )?)?"
)
_NUMBER = (
    r"(?:no\.? ?|n° ?|رقم )?(?:(?:itu|uit|мсэ)[-‑](?:[rtd]|р|т) ?)?"
    r"(?:\[[^\[\]]{1,40}\]|[a-z]{0,6}[0-9][0-9a-z/.\-‑]*|[a-z]{2,6}/[0-9]+|[a-z]{1,2}\.[0-9][0-9.]*)"
)
_EDITION = r"(?: ?\((?P<edition>[^()]{2,90})\))?"
_LATIN = late(rf"{_DRAFT}(?P<word>{_WORD})(?: الجديد| الجديدة)? (?P<number>{_NUMBER}){_EDITION}")
_CHINESE = (
    r"(?:第? ?(?P<number>(?:itu[-‑][rtd] ?)?第?(?:\[[^\[\]]{1,40}\]|[0-9a-z][0-9a-z/.\-‑]*)) ?号)?"
    r"(?P<draft>新|经修订的|修订)?"
    rf"(?P<word>决议|决定|意见|建议书|建议|课题)(?P<tail>草案)?(?: ?(?P<behind>\[[^\[\]]{{1,40}}\]))?{_EDITION}"
)
_YEAR = late(r"(?<!\d)(?:18|19|20)\d\d(?!\d)")
_EDITION_PIECE = late(
    r"[^,،]{2,40}[,،] ?(?:rev\.? ?)?(?:18|19|20)\d\d(?:,? ?(?:and|et|y|и|و|-|,) ?\d{4})*(?: ?г+\.?)?"
    r"|(?:18|19|20)\d\d年[,、 ]?.{1,20}"
    r"|(?:[^,.]{0,20}[- ])?(?:19|20)\d\d",
    re.IGNORECASE,
)
"""One edition in the history of a text: `Dubai, 2012`, `2012年,迪拜`, `C-1996`, `2012`."""
_ARTICLES = late(r"(?:the |la |le |el |l'|إن |itu |uit |мсэ |国际电联|国际电信联盟|\(?\d{4}年[^()]{1,20}\)?)*")
_DATED = late(r"[^,،;(]{0,90}(?:\([^()]{2,60}\))? ?[,،]?")
_WIDE = str.maketrans("（），；：［］　", "(),;:[] ")
_ANNEX = late(
    r"(?:annex|annexe|anexo|приложение|الملحق|ملحق|appendix|appendice|apéndice|дополнение|التذييل|تذييل|attachment|adjunto)"
    r"(?: ?(?P<number>[0-9]{1,3}[a-z]?|[ivxlc]{1,6}|[a-zа-яأ-ي]))?"
    r"(?P<to> ?\(?(?:to |à |de |du |au |al |a |к |до )?(?:la |the |l'|draft |new |el |проекту |новой )*"
    rf"(?:{_WORD})[^;]{{0,110}})?"
)
_NOTE = late(
    r"(?:notes?|notas?|примечани[ея]|注释?|附注|备注|(?:ال)?ملاحظ(?:ة|ات))(?: ?(?:[0-9]{1,2}|[a-z]))?(?: ?[–—―:：.\-‑].*)?",
    re.DOTALL,
)
_PART = late(
    r"(?:(?:part|partie|parte|часть|الجزء|第.{1,3}部分) ?[0-9ivx]{0,4} ?[–—:.-]? ?)?"
    r"(?:decisions|resolutions|recommendations|opinions|décisions|résolutions|recommandations|avis|vœux|voeux"
    r"|decisiones|acuerdos|resoluciones|recomendaciones|opiniones|ruegos|решения|резолюции|рекомендации|мнения"
    r"|(?:ال)?مقررات|(?:ال)?قرارات|(?:ال)?توصيات|(?:ال)?آراء|决定|决议|建议书?|意见)"
)
"""The heading of a part of a collection: `RESOLUTIONS`, `PART II – DECISIONS`."""
_PAGE_OF = late(
    r"(?:\d{1,4} ?[/|·–—-]? ?)?(?:res|rés|dec|déc|rec|op|av|ac|рез|реш|рек|мн)\. ?[\w./‑-]{1,12}(?: ?[/|·–—-] ?\d{1,4})?"
)
_PAGE_BEHIND = late(r"(?P<line>.{2,60}?) (?:[/|·–—-] ?)?\d{1,4}|\d{1,4} (?:[/|·–—-] ?)?(?P<after>.{2,60})")
_PAGE = late(r"[–—-] ?\d{1,4} ?[–—-]")
_ANNEX_ZH = (
    rf"(?:{_CHINESE.replace('?P<', '?P<r_')}\s*(?:的|之)?)?(?:附件|附录|后附资料) ?(?P<number>[0-9a-z]{{0,3}})"
    rf"(?: ?\({_CHINESE.replace('?P<', '?P<b_')}\))?"
)


class NumberLine(Struct, frozen=True):
    """A parsed number line: instrument, number (`75`, `ITU-R 1-9`, `[AFCP-1]`) and edition (`Rev. Geneva, 2022`, or '')."""

    instrument: str
    number: str
    edition: str = ""


def read_number_line(text: str) -> NumberLine | None:
    """The number line of a paragraph, in any of the six languages. None if the paragraph is not a number line."""
    clean = _clean(text)
    if not clean or len(clean) > 200:
        return None
    folded = clean.casefold()
    for pattern in (_LATIN, *([_chinese(_CHINESE)] if any(sign in folded for sign in "决意建课") else ())):
        found = pattern.fullmatch(folded)
        if found is None:
            continue
        named = found.groupdict()
        number = named["number"] or named.get("behind")
        if number is None:
            return None
        at = folded.find(number)
        edition = named["edition"] or ""
        place = folded.rfind(edition) if edition else 0
        same = len(folded) == len(clean)
        return NumberLine(
            next(name for name, pattern in _INSTRUMENTS.items() if re.fullmatch(pattern, named["word"])),
            (clean[at : at + len(number)] if same else number).strip(),
            (clean[place : place + len(edition)] if same else edition).strip(),
        )
    return None


def is_number_line(text: str) -> bool:
    """Whether a paragraph is the number line of an instrument."""
    return read_number_line(text) is not None


def is_history(text: str) -> bool:
    """Whether a paragraph is the line of places and years, or of years alone, under a title."""
    clean = _clean(text)
    if len(clean) < 6 or clean[0] != "(" or clean[-1] != ")" or len(clean) > 400:
        return False
    inside = clean[1:-1]
    if re.fullmatch(r"\d{4}(?: ?[-–—‑,;] ?\d{4})*", inside):
        return True
    pieces = [piece.strip() for piece in re.split(r"[;؛]", inside) if piece.strip()]
    return bool(pieces) and all(_EDITION_PIECE.fullmatch(piece) for piece in pieces)


def is_opening(text: str, language: str = "") -> bool:
    """Whether a paragraph is the opening formula: a conference, its place and year, a comma."""
    return opening_body(text, language) != ""


def opening_body(text: str, language: str = "") -> str:
    """The conference whose opening formula a paragraph contains (`WTSA`, `PP`, `WTDC`, `WRC`, `RA`, `Council` …); '' if none."""
    folded = comparable_text(text).translate(_WIDE)
    if len(folded) > 260 or not re.search(r"[,،]$|\)$", folded):
        return ""
    for spoken, name, body in _bodies():
        if language not in ("", spoken):
            continue
        place = folded.find(name)
        if place < 0 or place > 45:
            continue
        before, behind = folded[:place], folded[place + len(name) :]
        if _ARTICLES.fullmatch(before) and _DATED.fullmatch(behind) and (_YEAR.search(folded) or folded[-1] in ",،"):
            return body
    return ""


def is_annex_line(text: str) -> bool:
    """Whether a paragraph heads an annex or appendix (`ANNEX 1 TO RESOLUTION 71 …`, `附件1`)."""
    folded = _clean(text).casefold()
    if not folded or len(folded) > 200 or folded[-1] in ".;,":
        return False
    return bool(_ANNEX.fullmatch(folded) or ("附" in folded and _chinese(_ANNEX_ZH).fullmatch(folded)))


def is_part_heading(text: str) -> bool:
    """Whether a paragraph heads a part of a collection by the kind of its instruments (`RESOLUTIONS`, `DÉCISIONS`)."""
    folded = _clean(text).casefold()
    return len(folded) <= 60 and _PART.fullmatch(folded) is not None and not text.lstrip()[:1].islower()


def is_page_line(text: str) -> bool:
    """Whether a paragraph is the header or the number of a printed page: `Res. 2 / 21`, `RESOLUTION 2 / 21`, `– 21 –`."""
    if not text or len(text) > 80 or not any(map(str.isdigit, text)):
        return False
    folded = _clean(text).casefold()
    if _PAGE.fullmatch(folded) or _PAGE_OF.fullmatch(folded):
        return True
    found = _PAGE_BEHIND.fullmatch(folded)
    return found is not None and read_number_line(found["line"] or found["after"]) is not None


@cache
def _chinese(pattern: str) -> re.Pattern[str]:
    """A pattern for Chinese lines, made when the first one is met."""
    return re.compile(pattern)


def _clean(text: str) -> str:
    """A line without notes and direction marks, brackets and commas narrow, spaces single."""
    text = re.sub(f"[\u0001\ufffc{SILENT}\u064b-\u0652]", "", text).replace("’", "'")
    return re.sub(r"[\s\u00a0]+", " ", text.translate(_WIDE)).strip()


@cache
def _bodies() -> tuple[tuple[str, str, str], ...]:
    rows = [(row["language"], comparable_text(row["name"]), row["body"]) for row in read_table("tables/bodies.tsv")]
    return tuple(sorted((row for row in rows if row[0] in LANGUAGES), key=lambda row: -len(row[1])))


def is_note_line(text: str) -> bool:
    """Whether a line is a note to the text or its heading: `NOTE`, `Note 2 – …`; in small letters, *note* is a call."""
    return not text.lstrip()[:1].islower() and _NOTE.fullmatch(comparable_text(text)) is not None
