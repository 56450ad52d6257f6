"""The parsing of XML from strangers: no entities, no DOCTYPE, no network, nothing too deep or too large (FORMATS.md §5)."""

from __future__ import annotations

import re

from lxml import etree

from model.errors import FileError
from model.message import Message
from model.text.lazy_regex import late

MAX_ELEMENTS = 3_000_000
MAX_NODES = 4_000_000
"""Tags, and two for each attribute: the parts of a tree that need memory, some 130 bytes each. The longest real part has 0.4
million; a part of ours needs up to twice as many as the same content in a Word file."""
_ENCODING = re.compile(rb"""<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z0-9._-]*)["']""")
_ASCII_LIKE = late(r"(?i)utf-?8|us-ascii|ascii|iso-8859-\d+|windows-125\d|cp125\d|latin-?1|gbk|gb2312|big5|shift_jis")
_UTF16_BEGINNINGS = (b"\xff\xfe", b"\xfe\xff", b"<\x00", b"\x00<")


def parse_file(data: bytes, file: str, *, huge: bool = False) -> etree._Element:
    """The root element of a file that is XML as a whole; FileError names the line and the reason. `huge` lifts libxml2's limits
    for files that contain others."""
    if not data.strip():
        raise FileError(file, Message.of("it is empty; get the file again from its source"))
    try:
        data = _in_ascii(data)
        tags = data.count(b"<")
        if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
            refusal = Message.of("it declares a DOCTYPE or entities, so it is not opened, for safety; save it without them")
        elif tags - data.count(b"</") > MAX_ELEMENTS or tags + 2 * data.count(b"=") > MAX_NODES:
            refusal = Message.of("it has more tags and attributes than can be read; split it and open the pieces")
        else:
            return etree.fromstring(data, _parser(huge=huge))
    except UnicodeDecodeError:
        refusal = Message.of("its UTF-16 is damaged; ask for the file again")
    except LookupError as error:
        refusal = Message.of("it is written in the encoding {encoding}; save it as UTF-8", encoding=str(error.args[0]))
    except etree.XMLSyntaxError as error:
        line, why = error.lineno or 1, error.msg or ""
        reason = " ".join(why.partition(", line ")[0].split()) or "no element found"
        if "depth" in why.lower():
            refusal = Message.of(
                "it is nested too deeply at line {line}, so it is not opened, for safety; ask for the file again", line=line
            )
        else:
            refusal = Message.of("its XML is damaged at line {line} ({reason}); ask for the file again", line=line, reason=reason)
    except ValueError as error:
        refusal = Message.of("its XML cannot be read ({reason}); ask for the file again", reason=str(error))
    raise FileError(file, refusal)


def _parser(*, huge: bool = False) -> etree.XMLParser:
    return etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=huge, remove_comments=True, remove_pis=True
    )


def parse_part(data: bytes, part: str, file: str, *, huge: bool = False) -> etree._Element:
    """The root element of an XML part; FileError names part and line. `huge` lifts libxml2's limits for parts of our own."""
    try:
        data = _in_ascii(data)
        refusal = _refusal(data, part, MAX_NODES * (2 if huge else 1))
        if refusal is None:
            return etree.fromstring(data, _parser(huge=huge))
    except UnicodeDecodeError:
        refusal = Message.of("its part {part} is damaged (broken UTF-16); repair and save it in Word", part=part)
    except LookupError as error:
        refusal = Message.of(
            "its part {part} is written in the encoding {encoding}, which Word does not use; save it in Word",
            part=part,
            encoding=str(error.args[0]),
        )
    except etree.XMLSyntaxError as error:
        refusal = _damage(error, part)
    except ValueError as error:
        refusal = Message.of("its part {part} cannot be read ({why}); repair and save it in Word", part=part, why=str(error))
    raise FileError(file, refusal)


def _refusal(data: bytes, part: str, most_nodes: int) -> Message | None:
    """Why a part is not parsed, for safety; None if it is."""
    if b"<!DOCTYPE" in data:
        return Message.of(
            "its part {part} declares a DOCTYPE, which no Word file does, so it is not opened, for safety; save it again in Word",
            part=part,
        )
    tags = data.count(b"<")
    if tags > MAX_ELEMENTS and tags - data.count(b"</") > MAX_ELEMENTS:
        return Message.of(
            "its part {part} has more than {most:,} elements; split the document and open the pieces",
            part=part,
            most=MAX_ELEMENTS,
        )
    if tags + 2 * data.count(b"=") > most_nodes:
        return Message.of(
            "its part {part} has more tags and attributes than can be read; split it and open the pieces", part=part
        )
    return None


def _damage(error: etree.XMLSyntaxError, part: str) -> Message:
    line, why = error.lineno or 1, error.msg
    if not why:
        return Message.of(
            "its part {part} is damaged at line {line} (no element found); repair and save it in Word", part=part, line=line
        )
    if "depth" in why.lower():
        return Message.of(
            "its part {part} is nested too deeply at line {line}, so it is not opened, for safety; ask for the file again",
            part=part,
            line=line,
        )
    why = why.partition(", line ")[0]
    return Message.of(
        "its part {part} is damaged at line {line} ({why}); repair and save it in Word", part=part, line=line, why=why
    )


def _in_ascii(data: bytes) -> bytes:
    """The data in an encoding in which `<` is the byte `<`, so that the data that is checked is the data that is parsed.
    UnicodeDecodeError if its UTF-16 is damaged, LookupError with the name of an encoding that is refused."""
    if data.startswith(_UTF16_BEGINNINGS):
        encoding = "utf-16" if data[:1] in b"\xff\xfe" else "utf-16-le" if data[:1] == b"<" else "utf-16-be"
        text = data.decode(encoding)
        return re.sub(r"^\ufeff?\s*<\?xml.*?\?>", "", text, count=1, flags=re.DOTALL).encode("utf-8", "replace")
    declared = _ENCODING.match(data.removeprefix(b"\xef\xbb\xbf").lstrip()[:200])
    if declared and not _ASCII_LIKE.fullmatch(name := declared[1].decode("ascii")):
        raise LookupError(name)
    return data
