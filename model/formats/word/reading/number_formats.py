"""A number in the formats of Word's lists (ISO 29500-1 §17.18.59, ST_NumberFormat)."""

from __future__ import annotations

from collections.abc import Callable

_ROMAN_SIZES = (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1)
_ROMAN_SIGNS = ("m", "cm", "d", "cd", "c", "xc", "l", "xl", "x", "ix", "v", "iv", "i")
_LATIN = "abcdefghijklmnopqrstuvwxyz"
_RUSSIAN = "абвгдежзиклмнопрстуфхцчшщыэюя"
_ABJAD = "أبجدهوزحطيكلمنسعفصقرشتثخذضظغ"
_ALPHA = "أبتثجحخدذرزسشصضطظعغفقكلمنهوي"
_HEBREW = "אבגדהוזחטיכלמנסעפצקרשת"
_HEBREW_VALUES = (400, 300, 200, 100, 90, 80, 70, 60, 50, 40, 30, 20, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1)
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_DIGITS = "〇一二三四五六七八九"
_LEGAL_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_KANA = "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン"
_IROHA = "イロハニホヘトチリヌルヲワカヨタレソツネナラムウヰノオクヤマケフコエテアサキユメミシヱヒモセス"
_CHOSUNG = "ㄱㄴㄷㄹㅁㅂㅅㅇㅈㅊㅋㅌㅍㅎ"
_GANADA = "가나다라마바사아자차카타파하"
_THAI = "กขคงจฉชซฌญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรลวศษสหฬอฮ"
_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
    " seventeen eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_ORDINALS = {"one": "first", "two": "second", "three": "third", "five": "fifth", "eight": "eighth", "nine": "ninth"}
_ORDINALS |= {"twelve": "twelfth"}
_CHICAGO = "*†‡§"
_GREEKS = {"α": "αβγδεζηθικλμνξοπρστυφχψω", "Α": "ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩ"}


def format_number(value: int, format: str) -> str:
    """The number as a list in that format prints it; in a format that is not known, or out of its range, in decimal."""
    if format in ("none", "bullet"):
        return ""
    if format in ("decimal", "") or value < 0:
        return str(value)
    maker = _FORMATS.get(format)
    return (maker(value) if maker else None) or str(value)


def _roman(value: int) -> str:
    if value > 32767:
        return ""
    out = []
    for size, sign in zip(_ROMAN_SIZES, _ROMAN_SIGNS, strict=True):
        count, value = divmod(value, size)
        out.append(sign * count)
    return "".join(out)


def _repeat_letters(alphabet: str) -> Callable[[int], str]:
    """a … z, aa, bb …: after the last letter each is doubled, then tripled, as Word does."""

    def make(value: int) -> str:
        if value < 1 or value > 780:
            return ""
        times, place = divmod(value - 1, len(alphabet))
        return alphabet[place] * (times + 1)

    return make


def _cycle(alphabet: str) -> Callable[[int], str]:
    return lambda value: alphabet[(value - 1) % len(alphabet)] if value > 0 else ""


def _in_script(zero: str) -> Callable[[int], str]:
    return lambda value: "".join(chr(ord(zero) + int(digit)) for digit in str(value))


def _from_digits(digits: str) -> Callable[[int], str]:
    return lambda value: "".join(digits[int(digit)] for digit in str(value))


def _shift(first: int, last: int) -> Callable[[int], str]:
    """Signs that are consecutive in Unicode, `first` for 1."""
    return lambda value: chr(first + value - 1) if 1 <= value <= last else ""


def _ordinal(value: int) -> str:
    ending = "th" if value % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(value % 10, "th")
    return f"{value}{ending}"


def _words(value: int) -> str:
    if value < 20:
        return _ONES[value]
    if value < 100:
        tens, ones = divmod(value, 10)
        return _TENS[tens - 2] + (f"-{_ONES[ones]}" if ones else "")
    for size, name in ((1_000_000, "million"), (1000, "thousand"), (100, "hundred")):
        if value >= size:
            many, rest = divmod(value, size)
            return f"{_words(many)} {name}" + (f" {_words(rest)}" if rest else "")
    return ""


def _ordinal_words(value: int) -> str:
    words = _words(value)
    cut = max(words.rfind(" "), words.rfind("-")) + 1
    last = words[cut:]
    ordinal = _ORDINALS.get(last) or (last[:-1] + "ieth" if last.endswith("y") else last + "th")
    return (words[:cut] + ordinal).capitalize()


def _hebrew(value: int) -> str:
    """Hebrew numerals; 15 and 16 are written 9 + 6 and 9 + 7."""
    if not 1 <= value <= 999:
        return ""
    out = []
    for size, sign in zip(_HEBREW_VALUES, reversed(_HEBREW), strict=True):
        while value >= size and value not in (15, 16):
            out.append(sign)
            value -= size
    return "".join(out) + {15: "טו", 16: "טז"}.get(value, "")


def _counting(digits: str, places: str, lone_ten: bool) -> Callable[[int], str]:
    """Chinese and Japanese counting: digits with the words for ten, hundred, thousand; up to 9,999."""

    def make(value: int) -> str:
        if value > 9999:
            return ""
        if value == 0:
            return digits[0]
        out = ""
        gap = False
        for power in (3, 2, 1, 0):
            digit = value // 10**power % 10
            if digit:
                out += (digits[0] if gap and out and lone_ten else "") + digits[digit] + (places[power - 1] if power else "")
                gap = False
            else:
                gap = True
        ten = digits[1] + places[0]
        return out[1:] if lone_ten and value < 20 and out.startswith(ten) else out

    return make


def _japanese(value: int) -> str:
    """As Chinese counting, without zeros and without a one before ten, hundred and thousand."""
    counted = _counting(_DIGITS, "十百千", False)(value)
    return counted.replace("一十", "十").replace("一百", "百").replace("一千", "千")


_FORMATS: dict[str, Callable[[int], str]] = {
    "decimalZero": lambda value: str(value).zfill(2),
    "lowerRoman": _roman,
    "upperRoman": lambda value: _roman(value).upper(),
    "lowerLetter": _repeat_letters(_LATIN),
    "upperLetter": _repeat_letters(_LATIN.upper()),
    "ordinal": _ordinal,
    "cardinalText": lambda value: _words(value).capitalize(),
    "ordinalText": _ordinal_words,
    "hex": lambda value: f"{value:X}",
    "chicago": _repeat_letters(_CHICAGO),
    "numberInDash": lambda value: f"- {value} -",
    "russianLower": _repeat_letters(_RUSSIAN),
    "russianUpper": _repeat_letters(_RUSSIAN.upper()),
    "arabicAbjad": _repeat_letters(_ABJAD),
    "arabicAlpha": _repeat_letters(_ALPHA),
    "hebrew1": _hebrew,
    "hebrew2": _repeat_letters(_HEBREW),
    "ideographDigital": _from_digits(_DIGITS),
    "japaneseDigitalTenThousand": _from_digits(_DIGITS),
    "taiwaneseDigital": _from_digits("○一二三四五六七八九"),
    "koreanDigital": _from_digits("영일이삼사오육칠팔구"),
    "koreanDigital2": _from_digits("零一二三四五六七八九"),
    "chineseCounting": _counting("○一二三四五六七八九", "十百千", True),
    "chineseCountingThousand": _counting("〇一二三四五六七八九", "十百千", True),
    "taiwaneseCounting": _counting("○一二三四五六七八九", "十百千", True),
    "taiwaneseCountingThousand": _counting("零一二三四五六七八九", "十百千", True),
    "japaneseCounting": _japanese,
    "koreanCounting": _counting("영일이삼사오육칠팔구", "십백천", False),
    "chineseLegalSimplified": _counting(_LEGAL_DIGITS, "拾佰仟", False),
    "ideographLegalTraditional": _counting("零壹貳參肆伍陸柒捌玖", "拾佰仟", False),
    "japaneseLegal": _counting("〇壱弐参四伍六七八九", "拾百阡", False),
    "ideographTraditional": _cycle(_STEMS),
    "ideographZodiac": _cycle(_BRANCHES),
    "ideographEnclosedCircle": _shift(0x2460, 20),
    "decimalEnclosedCircle": _shift(0x2460, 20),
    "decimalEnclosedCircleChinese": _shift(0x2460, 20),
    "decimalEnclosedParen": _shift(0x2474, 20),
    "decimalEnclosedFullstop": _shift(0x2488, 20),
    "decimalFullWidth": _in_script("0"),
    "decimalFullWidth2": _in_script("0"),
    "decimalHalfWidth": str,
    "aiueo": _repeat_letters(_KANA),
    "aiueoFullWidth": _repeat_letters(_KANA),
    "iroha": _repeat_letters(_IROHA),
    "irohaFullWidth": _repeat_letters(_IROHA),
    "chosung": _cycle(_CHOSUNG),
    "ganada": _cycle(_GANADA),
    "hindiNumbers": _in_script("०"),
    "thaiNumbers": _in_script("๐"),
    "thaiLetters": _repeat_letters(_THAI),
}
FORMATS_BY_CODE = ("decimal", "upperRoman", "lowerRoman", "upperLetter", "lowerLetter", "ordinal")
"""The first number formats by the code that `w:numberingChange` uses for them."""


def format_custom(value: int, pattern: str) -> str:
    """A number in a custom format, given by its first numbers (`w:format`): `001, 002, 003, ...` or `α, β, γ, ...`."""
    shown = [sample.strip() for sample in pattern.split(",") if sample.strip(" .")]
    if 1 <= value <= len(shown):
        return shown[value - 1]
    first = shown[0] if shown else ""
    if first in _GREEKS:
        return _repeat_letters(_GREEKS[first])(value) or str(value)
    return str(value).zfill(len(first)) if first.isdecimal() else str(value)
