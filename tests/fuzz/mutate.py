"""Damages Word files: their bytes, their zip, their XML. What comes out depends on seed and randomness alone."""

from __future__ import annotations

import copy
import io
import struct
import warnings
import zipfile
from collections.abc import Callable
from random import Random

from lxml import etree

Parts = dict[str, bytes]

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
VALUES = (
    "",
    " ",
    "0",
    "-1",
    "1",
    "2147483648",
    "-99999999999999999999",
    "1e309",
    "NaN",
    "0x10",
    "1.5",
    "true",
    "off",
    "none",
    "x" * 5000,
    "\u202e\u0627",
    "\U0001f600",
    "%1.%9.%",
    "../../etc/passwd",
    "#",
    "word/",
    "file:///",
    "&lt;",
    "rId9999",
)
NAMES = """
    p r t tab br ins del moveFrom moveTo delText pPr rPr tbl tr tc trPr sdt sdtContent hyperlink fldChar fldSimple
    instrText footnoteReference footnote endnote numPr num numId ilvl lvl abstractNum abstractNumId lvlOverride
    startOverride style basedOn link name sym pict object drawing bookmarkStart bookmarkEnd commentReference
    pPrChange rPrChange body document styles numbering sectPr smartTag customXml ruby altChunk cr noBreakHyphen i
""".split()
TEXTS = (
    "",
    "\t",
    "a)",
    "MOD\tX/1A1/1",
    "1.1.1.1.1",
    "\u0001",
    "\u2028",
    "\ufffc",
    "\u2060",
    "considering",
    "x" * 20_000,
)
FAVOURED = ("document.xml", "footnotes.xml", "numbering.xml", "styles.xml", ".rels", "[Content_Types].xml")


def mutated(seed: bytes, random: Random) -> bytes:
    """A damaged copy of a Word file."""
    parts = unpacked(seed)
    if not parts or random.random() < 0.12:
        return damaged_bytes(seed, random)
    for _ in range(random.choice((1, 1, 1, 2, 3))):
        change_xml(parts, random) if random.random() < 0.85 else random.choice(PART_CHANGES)(parts, random)
    packed = zipped(parts, random)
    return damaged_bytes(packed, random) if random.random() < 0.03 else packed


def unpacked(data: bytes) -> Parts:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as file:
            return {entry.filename: file.read(entry) for entry in file.infolist() if entry.file_size < 3_000_000}
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, OSError, ValueError, EOFError, struct.error):
        return {}


def zipped(parts: Parts, random: Random) -> bytes:
    out = io.BytesIO()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with zipfile.ZipFile(out, "w") as file:
            for name, data in parts.items():
                names = [name, random.choice((name, name.upper()))] if random.random() < 0.003 else [name]
                for written in names:
                    file.writestr(zipfile.ZipInfo(written), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


# --- bytes ------------------------------------------------------------------------------------------------------------


def damaged_bytes(data: bytes, random: Random) -> bytes:
    out = bytearray(data)
    for _ in range(random.choice((1, 2, 5, 30))):
        if not out:
            break
        at = random.randrange(len(out))
        match random.randrange(5):
            case 0:
                out[at] ^= 1 << random.randrange(8)
            case 1:
                out[at] = random.randrange(256)
            case 2:
                del out[at : at + random.randrange(1, 64)]
            case 3:
                out[at:at] = out[at : at + random.randrange(1, 64)]
            case _:
                head = out.rfind(b"PK", 0, at)
                if head >= 0:
                    place = head + 2 + random.randrange(28)
                    out[place : place + 1] = bytes([random.choice((0, 1, 255, random.randrange(256)))])
    return bytes(out[: random.randrange(len(out) + 1)]) if random.random() < 0.15 else bytes(out)


# --- parts ------------------------------------------------------------------------------------------------------------


def drop_part(parts: Parts, random: Random) -> None:
    parts.pop(random.choice(list(parts)))


def empty_part(parts: Parts, random: Random) -> None:
    parts[random.choice(list(parts))] = random.choice((b"", b"\0", b"<", b"<?xml version='1.0'?>", b"<a/>", b"\xff\xfe<\0"))


def swap_parts(parts: Parts, random: Random) -> None:
    first, other = random.choice(list(parts)), random.choice(list(parts))
    parts[first], parts[other] = parts[other], parts[first]


def rename_part(parts: Parts, random: Random) -> None:
    name = random.choice(list(parts))
    new = random.choice((name.upper(), "/" + name, "../" + name, name + " ", name.replace("/", "\\"), "\u202e.xml", "a" * 500))
    parts[new] = parts.pop(name)


def cut_part(parts: Parts, random: Random) -> None:
    name = random.choice(list(parts))
    parts[name] = parts[name][: random.randrange(len(parts[name]) + 1)]


def recode_part(parts: Parts, random: Random) -> None:
    name = random.choice(list(parts))
    text = parts[name].decode("utf-8", "replace")
    parts[name] = random.choice(
        (
            text.encode("utf-16"),
            text.replace("UTF-8", "latin-1").encode("latin-1", "replace"),
            text.replace("UTF-8", "x-none").encode(),
            ("<!DOCTYPE a [<!ENTITY b 'c'>]>" + text).encode(),
            text.replace("2006/main", "2006/moon").encode(),
            text.replace("http://schemas.openxmlformats.org/wordprocessingml/2006", "http://purl.oclc.org/ooxml/w").encode(),
        )
    )


PART_CHANGES: tuple[Callable[[Parts, Random], None], ...] = (
    drop_part,
    empty_part,
    swap_parts,
    rename_part,
    cut_part,
    recode_part,
)

# --- elements ---------------------------------------------------------------------------------------------------------


def change_xml(parts: Parts, random: Random) -> None:
    """Changes some elements of one XML part, the ones that the reader reads more often than others."""
    if not parts:
        return
    favoured = [name for name in parts if name.endswith(FAVOURED)]
    name = random.choice(favoured if favoured and random.random() < 0.9 else list(parts))
    try:
        root = etree.fromstring(parts[name], etree.XMLParser(resolve_entities=False, huge_tree=False))
    except (etree.XMLSyntaxError, ValueError):
        return
    elements = [element for element in root.iter() if isinstance(element.tag, str)]
    for _ in range(random.choice((1, 1, 2, 4, 12))):
        element = random.choice(elements)
        if element is root and random.random() < 0.9:
            continue
        random.choice(ELEMENT_CHANGES)(element, elements, random)
    parts[name] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


Element = etree._Element


def remove(element: Element, elements: list[Element], random: Random) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def repeat(element: Element, elements: list[Element], random: Random) -> None:
    if element.getparent() is not None and len(element) < 200:
        for _ in range(random.choice((1, 1, 40))):
            element.addnext(copy.deepcopy(element))


def move(element: Element, elements: list[Element], random: Random) -> None:
    """Puts a copy of one element in another."""
    target = random.choice(elements)
    if len(element) < 200:
        target.insert(random.randrange(len(target) + 1), copy.deepcopy(element))


def shuffle(element: Element, elements: list[Element], random: Random) -> None:
    children = list(element)
    random.shuffle(children)
    element[:] = children


def set_attribute(element: Element, elements: list[Element], random: Random) -> None:
    names = list(element.attrib) or [W + random.choice(("val", "id", "type", "styleId", "fmt"))]
    element.set(str(random.choice(names)), random.choice(VALUES))


def drop_attribute(element: Element, elements: list[Element], random: Random) -> None:
    if element.attrib:
        element.attrib.pop(random.choice(list(element.attrib)))


def borrow_attributes(element: Element, elements: list[Element], random: Random) -> None:
    for name, value in random.choice(elements).attrib.items():
        element.set(str(name), str(value))


def rename(element: Element, elements: list[Element], random: Random) -> None:
    element.tag = W + random.choice(NAMES) if random.random() < 0.8 else random.choice(("x", "{urn:x}p", W + "unknown"))


def wrap(element: Element, elements: list[Element], random: Random) -> None:
    """Puts an element in up to 300 others, of one name each inside the other."""
    parent = element.getparent()
    if parent is None:
        return
    place = parent.index(element)
    inner = outer = etree.Element(W + random.choice(NAMES))
    for _ in range(random.choice((0, 0, 3, 100, 300))):
        inner = etree.SubElement(inner, outer.tag)
    inner.append(element)
    parent.insert(place, outer)


def unwrap(element: Element, elements: list[Element], random: Random) -> None:
    parent = element.getparent()
    if parent is not None:
        place = parent.index(element)
        children = list(element)
        parent.remove(element)
        parent[place:place] = children


def set_text(element: Element, elements: list[Element], random: Random) -> None:
    try:
        element.text = random.choice(TEXTS)
    except ValueError:
        element.text = "?"


def graft(element: Element, elements: list[Element], random: Random) -> None:
    """Gives an element a child that WordprocessingML knows, with an attribute or without."""
    child = etree.SubElement(element, W + random.choice(NAMES))
    if random.random() < 0.7:
        child.set(W + random.choice(("val", "id", "author", "date")), random.choice(VALUES))


ELEMENT_CHANGES: tuple[Callable[[Element, list[Element], Random], None], ...] = (
    remove,
    repeat,
    move,
    shuffle,
    set_attribute,
    set_attribute,
    drop_attribute,
    borrow_attributes,
    rename,
    wrap,
    unwrap,
    set_text,
    graft,
)
