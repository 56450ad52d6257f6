"""The words that tell what square brackets contain, in six languages: options, blanks, *no change*, references, placeholders."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from msgspec import Struct

from model.text.lazy_regex import late

PARTNERS: Final = {"[": "]", "［": "］", "【": "】", "〔": "〕"}
"""The square brackets of the six languages; Arabic has those of Latin, mirrored on the screen."""
SLASHES = "/／"

_OPTION_WORDS = (
    r"option|alternative|alternate|alt|"
    r"variante|"
    r"opción|opcion|alternativa|"
    r"вариант|альтернатива|опция|альт|"
    r"الخيار|خيار|البديل|بديل|"
    r"备选方案|备选案文|备选|替代方案|替代案文|选项|方案|案文"
)
_HEAD = late(
    rf"\s*(?:(?:PP|OP)?\d{{1,3}}\s?(?=alt\b))?(?P<word>{_OPTION_WORDS})(?:\.(?!\s*[:：])|)\s*"
    r"(?P<number>(?:\d{1,2}|[A-Za-zА-Я]|[IVXivx]{1,4}|[一二三四五六七八九十]|[أبجدهو])(?!\w))?"
    r"(?P<symbols>(?:\s*[(（](?:NOC|MOD|ADD|SUP)[)）])*)"
    r"(?:\s*[(（](?P<owner>[^()（）\n]{1,60})[)）])?"
    r"\s*(?P<mark>[:：.)）–—-](?!\w)|[:：](?=\w)|$)?\s*",
    re.IGNORECASE,
)
_ALTERNATIVE_LABEL = late(r"\W*\w{1,6}[.)]?\s?alt\.?(?:\s?\d{1,2})?\W*", re.IGNORECASE)
_OWNER = late(r"\s*(?P<owner>[^\s:：\[\]][^:：\[\]\n]{0,60}?)\s?[:：]\s*")
_ACRONYMS = late(r"(?!(?:NB|PS|NOTE|TBD|TBC|TBA)\b)[A-ZА-ЯЁ][A-ZА-ЯЁ0-9&]{1,7}(?:[-‑][A-ZА-ЯЁ0-9]{1,7})?"
                 r"(?:\s?(?:[,;/+&،、，]|and|et|y|и|و|和)\s?[A-ZА-ЯЁ][A-ZА-ЯЁ0-9&]{1,7})*")  # fmt: skip

_BLANK = late(r"[\s_.…·•●■○▪▫◼⬤?？–—xх-]*", re.IGNORECASE)
_LATER = frozenset(
    (
        "tbd", "tbc", "tba", "to be determined", "to be decided", "to be completed", "to be confirmed", "to be defined",
        "to be agreed", "to be added", "to be inserted", "to be developed",
        "à déterminer", "à préciser", "à compléter", "à confirmer", "à définir", "à décider", "à convenir",
        "por determinar", "por definir", "por confirmar", "por decidir", "por completar", "a determinar", "a definir",
        "pendiente", "pendiente de confirmación",
        "подлежит определению", "подлежит уточнению", "подлежит согласованию", "будет определено", "будет уточнено",
        "уточняется", "уточнить", "определить",
        "يحدد لاحقا", "تحدد لاحقا", "سيحدد لاحقا", "ستحدد لاحقا", "يستكمل لاحقا", "يؤكد لاحقا", "قيد التحديد",
        "待定", "待确定", "待补充", "待确认", "待填写", "待商定",
    )
)  # fmt: skip
_NO_CHANGE = frozenset(
    ("NOC", "no change", "sans changement", "aucun changement", "sin cambios", "sin cambio", "sin modificaciones",
     "без изменений", "без изменения", "لا تغيير", "بدون تغيير", "دون تغيير", "不修改", "无修改", "不变", "无变更")
)  # fmt: skip
_AND_OR = frozenset(("and/or", "et/ou", "y/o", "e/o", "и/или", "و/أو", "和/或", "及/或", "或/和"))

_REFERENCE = late(
    r"b[-‑].{1,60}"
    r"|(?:ITU|UIT|МСЭ|ISO|IEC|IETF|RFC|IEEE|ETSI|3GPP|W3C|CISPR|ECMA|OASIS|GSMA|NIST|ANSI|TIA|ATIS)"
    r"(?:[-‑/ \u00a0].{1,60}|\d.{0,20})"
)
_REFERENCE_SIGN = late(r"\d|\b[A-Z]\.[A-Za-z]|\b[A-Z][-‑.]Supp?")
_PROSE = late(r"(?<![\w.])[^\W\d_A-ZА-Я]{3,}(?![\w.-])")
"""A word of plain text: three small letters, no dot beside them."""
_HANDLE = late(r"[A-Z]{2,}(?:[-‑][A-Z]+)*(?:[-‑]\d{1,3}|\d{0,2}/\d{1,3})(?:[-‑][A-Z]+)?")
"""What stands for the number of a new text until it gets one: `[AFCP-1]`, `[COM5/3]`."""
_ASIDE = frozenset(("sic", "sic!", "原文如此", "так в тексте", "так в оригинале", "هكذا", "كذا", "هكذا وردت"))
_MARK = late(r"\d{1,3}(?:\s?[,;–-]\s?\d{1,3})*|[a-z]|[*∗†‡]{1,3}")
"""What may be the mark of a note, or a number of a list of publications."""
_CITING = late(
    r"(?:\b(?:see|ref\.?|refs\.?|reference|references|cf\.|voir|réf\.|véase|ref|см\.|انظر)|见|参见|参阅)\s*(?:also\s)?$",
    re.IGNORECASE,
)
_YEAR = late(r"[〔\[［](?:19|20)\d\d[〕\]］]")

_PLACEHOLDER = late(
    r"(?:please )?(?:insert|enter|fill in|type|specify|select|choose|click|put|state|list|name of|title of|number of|date of"
    r"|describe|add here|placeholder"
    r"|insérer|saisir|saisissez|indiquer|préciser ici|compléter|cliquez|choisir|nom d|titre d|numéro d|date d"
    r"|insertar|insértese|introducir|indicar|escribir|escriba|rellenar|seleccionar|elegir|nombre d|título d|número d|fecha d"
    r"|вставить|вставьте|указать|укажите|введите|ввести|заполнить|выберите|название |наименование |номер |дата "
    r"|أدخل|أدرج|اكتب|اختر|حدد |يدرج |يُدرج |اسم |عنوان |رقم |تاريخ "
    r"|插入|填写|填入|输入|请|选择|.{0,8}(?:名称|标题|日期|编号)$)",
    re.IGNORECASE,
)
_FIELD_NAMES = frozenset(
    ("name", "date", "title", "number", "place", "address", "logo", "image", "parties", "signature", "company name",
     "nom", "titre", "numéro", "lieu", "adresse", "nombre", "título", "número", "fecha", "lugar", "dirección", "firma",
     "название", "наименование", "дата", "номер", "место", "адрес", "подпись",
     "الاسم", "التاريخ", "العنوان", "الرقم", "المكان", "التوقيع", "名称", "日期", "标题", "编号", "地点", "姓名", "签名")
)  # fmt: skip
_MARKS_OF_ARABIC = re.compile("[\u064b-\u065f\u0670\u0640]")


class OptionHead(Struct, frozen=True):
    """The beginning of a clause that is one of several options: `Option 1 (MOD) (ATU): `."""

    length: int
    """The characters of the head, with the spaces after it."""
    number: str = ""
    owner: str = ""
    is_noc: bool = False
    """Whether the head says that the option is the text in force."""
    is_firm: bool = False
    """Whether a mark follows, so that it can be nothing else."""


def option_head(text: str) -> OptionHead | None:
    """The head with which a text begins; None if it begins with none."""
    found = _HEAD.match(text[:160])
    if found is None or (not found["number"] and found["mark"] not in (":", "：", "–", "—")):
        return None
    if found["mark"] is None and text[found.end() - 1 : found.end()].isalnum() and text[found.end() : found.end() + 1].isalpha():
        return None
    if found["mark"] is None and found["number"] and found["number"].isalpha() and found["number"].islower():
        return None
    owner, is_noc = (found["owner"] or "").strip(), "NOC" in found["symbols"].upper()
    if owner and is_no_change(owner):
        owner, is_noc = "", True
    elif owner and _ACRONYMS.fullmatch(owner) is None:  # words of the option, not of its head
        return OptionHead(found.start("owner") - 1, found["number"] or "", "", is_noc) if found["number"] else None
    return OptionHead(found.end(), found["number"] or "", owner, is_noc, bool(found["mark"]))


def is_alternative_label(label: str) -> bool:
    """Whether a label says that its clause is the alternative to the one before: `2 alt`, `[3alt`."""
    return bool(label) and _ALTERNATIVE_LABEL.fullmatch(label) is not None


def owner_label(text: str) -> tuple[str, int]:
    """Who wants the words of a bracket, if they begin by saying it (`ATU: `), and the length of that; '' and 0 if they do not."""
    found = _OWNER.match(text[:70])
    if found is None or _ACRONYMS.fullmatch(found["owner"]) is None:
        return "", 0
    return found["owner"], found.end()


def is_blank(text: str) -> bool:
    """Whether words are no wording yet: `__`, `…`, `TBD`, `待定`."""
    return len(text) < 2_000 and (_BLANK.fullmatch(text) is not None or _plain(text) in _LATER)


def is_no_change(text: str) -> bool:
    """Whether words say that the text in force stays: `NOC`, *sin cambios*."""
    text = text.strip(" \t\u00a0()（）.;,。；，؛،")
    return len(text) < 40 and (text in _NO_CHANGE or _plain(text) in _NO_CHANGE)


def is_reference(text: str) -> bool:
    """Whether words name a publication of a list, `ITU-T G.805` or `b-IETF RFC 5586`."""
    if len(text) > 80 or _REFERENCE.fullmatch(text) is None:
        return False
    return text[0] == "b" or (_REFERENCE_SIGN.search(text) is not None and _PROSE.search(text) is None)


def is_handle(text: str) -> bool:
    """Whether words are the provisional number of a new text, `AFCP-1`."""
    return len(text) < 30 and _HANDLE.fullmatch(text) is not None


def is_aside(text: str) -> bool:
    """Whether words are the writer's remark *sic*."""
    return len(text) < 20 and _plain(text) in _ASIDE


def is_mark(text: str) -> bool:
    """Whether words could be the mark of a note: a number, a small letter, a star."""
    return len(text) < 40 and _MARK.fullmatch(text.strip()) is not None


def follows_citing_word(before: str) -> bool:
    """Whether a text ends with a word after which a reference follows: *see*, *см.*"""
    return _CITING.search(before[-24:]) is not None


def is_bracketed_year(text: str) -> bool:
    """Whether a bracket with its content is the year of a Chinese document number, `〔2018〕`."""
    return _YEAR.fullmatch(text) is not None and text[0] == "〔"


def is_placeholder(text: str) -> bool:
    """Whether words tell a writer what to write in their place: *insert date*, *название документа*."""
    text = text.strip()
    return len(text) < 200 and bool(text) and (_plain(text) in _FIELD_NAMES or _PLACEHOLDER.match(text) is not None)


def is_and_or(text: str) -> bool:
    """Whether the slash of a text is that of *and/or*."""
    return len(text) < 12 and "".join(text.split()).casefold() in _AND_OR


def _plain(text: str) -> str:
    """Words as they are compared: small letters, single spaces, no closing mark, no vowel signs of Arabic."""
    text = unicodedata.normalize("NFC", _MARKS_OF_ARABIC.sub("", text[:200])).casefold()
    return " ".join(text.replace("\u00a0", " ").split()).strip(" .:…!*؛،。：")
