"""The names that the writer and the reader of Akoma Ntoso share, and the mark by which a file of it is known."""

from __future__ import annotations

from functools import lru_cache
from typing import Final, Literal
from unicodedata import category

from model.numbering import parse_label
from model.redline import PLAIN, Kind, Scheme, Style
from model.text.lazy_regex import late

AKN: Final = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
CW: Final = "urn:clausewright:akn:1"
"""The namespace of our own attributes."""
CW_PREFIX: Final = f"{{{CW}}}"
"""The beginning of the names of our own attributes, as lxml has them."""
FORM: Final = "1"
"""The form of our attributes: `cw:form`, by which a file of ours is known."""

ALPHA_3 = {"en": "eng", "fr": "fra", "es": "spa", "ru": "rus", "zh": "zho", "ar": "ara"}
"""Codes of languages as IRIs have them."""
UNDETERMINED = "und"

CONTAINERS: tuple[Kind, ...] = ("number", "title", "history", "opening")
"""Kinds of clauses that are in a `container` of their name."""
HEADS: dict[str, Kind] = {"call": "call", "annex": "annex"}
"""Kinds of clauses by the name of the `hcontainer` that they head."""
LONGEST_LABEL = 60
"""The most characters of a label; a longer one is text."""
DEEPEST = 8
"""Items nested in one another; deeper ones have their level in an attribute."""

_BLANKS = str.maketrans("\t\r\n", "   ")
_TAGS = (("bold", "b"), ("italic", "i"), ("underline", "u"))
_FORMATS = ("bold", "italic", "underline", "superscript", "subscript")
_HEAD = 100_000
"""Bytes in which the root element of a file begins."""
_WIDE = (b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<")
_BEFORE = b"\xef\xbb\xbf\xff\xfe \t\r\n"
_ROOT = late("<(?:[A-Za-z_][\\w.-]*:)?akomaNtoso[\\s>/]")


def shown_label(text: str) -> str:
    """The characters of a `num` as a label, white space as blanks and without its markup's; '' if they can be none."""
    label = text.translate(_BLANKS).strip(" ")
    return label if is_label(label) else ""


def is_label(text: str) -> bool:
    """Whether characters can be a label: not too many, and no control characters except tabs."""
    return len(text) <= LONGEST_LABEL and not any(category(sign) == "Cc" and sign != "\t" for sign in text)


def usual_scheme(label: str | None, *, bullet: bool = False) -> Scheme:
    """The scheme of a printed label unless an attribute gives another."""
    if not label:
        return "none"
    return "bullet" if bullet else _scheme(shown_label(label))


@lru_cache(maxsize=4096)
def _scheme(label: str) -> Scheme:
    letters = sum(sign.isalpha() for sign in label)
    schemes: tuple[Scheme, ...] = ("decimal", "letter", "roman") if letters < 2 else ("decimal", "roman", "letter")
    return next((scheme for scheme in schemes if parse_label(label, scheme) is not None), "bullet")


@lru_cache(maxsize=256)
def tags_of(style: Style) -> tuple[str, str]:
    """The elements of a format, opened and closed."""
    tags = [tag for name, tag in _TAGS if getattr(style, name)]
    if style.vertical:
        tags.append("sup" if style.vertical == "superscript" else "sub")
    return "".join(f"<{tag}>" for tag in tags), "".join(f"</{tag}>" for tag in reversed(tags))


@lru_cache(maxsize=256)
def format_words(style: Style) -> str:
    """A format as words, `bold italic`; `plain` if it has none."""
    words = [name for name, _ in _TAGS if getattr(style, name)]
    if style.vertical:
        words.append(style.vertical)
    return " ".join(words) or "plain"


@lru_cache(maxsize=256)
def format_of(words: str) -> Style:
    """The format that words name; unknown words are ignored."""
    known = [word for word in words.split() if word in _FORMATS]
    if not known:
        return PLAIN
    vertical: Literal["", "superscript", "subscript"] = (
        "superscript" if "superscript" in known else "subscript" if "subscript" in known else ""
    )
    return Style("italic" in known, "bold" in known, "underline" in known, vertical)


def is_akoma_ntoso(data: bytes) -> bool:
    """Whether the bytes are XML whose root is that of Akoma Ntoso, whatever the file is called."""
    head = data[:_HEAD]
    if head.startswith(_WIDE):
        head = head.replace(b"\0", b"")
    if not head.lstrip(_BEFORE).startswith(b"<"):
        return False
    return _ROOT.search(head.decode("latin-1")) is not None
