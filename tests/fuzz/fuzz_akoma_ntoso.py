"""Looks for a damaged file of Akoma Ntoso that the reader answers with anything but a document or a sentence of its own.

    python -m tests.fuzz.fuzz_akoma_ntoso [--count 20000] [--seed 1] [--seconds 5]

As `tests.fuzz.fuzz_word`, in all else.
"""

from __future__ import annotations

import copy
import sys
from collections.abc import Iterator
from random import Random

from lxml import etree

from model.formats.akoma_ntoso.export import export_akoma_ntoso
from model.formats.akoma_ntoso.reader import read_akoma_ntoso
from model.formats.akoma_ntoso.schema.vocabulary import AKN, CW_PREFIX
from model.formats.notation import parse_submission
from model.formats.tracked_changes import Tracked
from tests.fuzz.fuzz_word import SHARED, Finding, findings, run
from tests.fuzz.mutate import VALUES, damaged_bytes

LARGEST_SEED = 60_000
NAMES = """
    p num heading subheading crossHeading intro content list blockList listIntroduction item point indent paragraph recital
    recitals container formula hcontainer division section article chapter preface preamble mainBody conclusions attachments
    attachment doc statement meta ins del i b sup span eol img authorialNote noteRef table tr td th block mod quotedStructure
    embeddedStructure component components collectionBody documentCollection amendment amendmentList amendmentBody
    amendmentContent amendmentHeading amendmentJustification coverPage docNumber docTitle ref a foreign sublist wrapUp
    proprietary longTitle unknown
""".split()
OWN_NAMES = """
    form kind level scheme label own label-look label-after own-look was end move id key mark clauses cell row width columns
    heads base by at policy field value void end-by end-back-at row-by
""".split()
OWN_VALUES = (
    *VALUES, "paragraph 1 letter", "call 0", "inserted", "deleted", "retracted", "0 0 0", "9 9", "italic locked", "automatic",
)  # fmt: skip
PLAIN_NAMES = ("eId", "GUID", "name", "refersTo", "class", "colspan", "src", "marker", "status", "contains")
TEXTS = ("", " ", "\t(a)\t", "a)", "considering", "RESOLUTION 1 (Geneva, 2022)", "\u2028", "\ufffc", "x" * 20_000)
TEXT = """\
MOD\tARC/1/1

# RESOLUTION 112 (Rev. {--Geneva, 2022--}{++New Delhi, 2024++})
## Continuity of services
> The World Telecommunication Standardization Assembly,
*considering*
a)\tthat people turn to {--networks--}{++services++} first[^1];
{++b)\tthat batteries can serve for years;++}{++¶++}
  i)\tstorms;
*resolves*
1\tto continue studies.
# ANNEX 1
|1.1.1| Exchange
|1.1.2| 8

[^1]: A note.

ADD\tARC/1/2

# DRAFT NEW RESOLUTION [ARC-1]
*resolves*
to begin.
"""


def seeds() -> list[bytes]:
    """Files of our own, with and without a symbol, and real ones where `../shared` is there."""
    submission = parse_submission(TEXT)
    exported = [export_akoma_ntoso(submission, view, day="2026-01-02")[0] for view in ("markup", "draft")]
    files = sorted(SHARED.glob("corpus/akn/**/*.xml"))
    return [*exported, *(path.read_bytes() for path in files if path.stat().st_size <= LARGEST_SEED)]


def mutated(data: bytes, random: Random) -> bytes:
    """A damaged copy of a file."""
    if random.random() < 0.1:
        return damaged_bytes(data, random)
    root = etree.fromstring(data)
    elements = [element for element in root.iter() if isinstance(element.tag, str)]
    for _ in range(random.choice((1, 1, 2, 4, 12, 40))):
        change(random.choice(elements), elements, random)
    return etree.tostring(root, xml_declaration=True, encoding=random.choice(("UTF-8", "UTF-8", "UTF-16")))


def change(element: etree._Element, elements: list[etree._Element], random: Random) -> None:
    parent = element.getparent()
    match random.randrange(8):
        case 0 if parent is not None:
            parent.remove(element)
        case 1 if parent is not None and len(element) < 200:
            for _ in range(random.choice((1, 1, 40))):
                element.addnext(copy.deepcopy(element))
        case 2 if len(element) < 200:
            target = random.choice(elements)
            target.insert(random.randrange(len(target) + 1), copy.deepcopy(element))
        case 3:
            element.tag = f"{{{AKN}}}{random.choice(NAMES)}" if random.random() < 0.9 else "x"
        case 4:
            element.set(CW_PREFIX + random.choice(OWN_NAMES), random.choice(OWN_VALUES))
        case 5:
            element.set(random.choice(PLAIN_NAMES), random.choice(VALUES))
        case 6:
            element.text = random.choice(TEXTS)
        case _:
            inner = element
            for _ in range(random.choice((1, 3, 300))):
                inner = etree.SubElement(inner, f"{{{AKN}}}{random.choice(NAMES)}")
            inner.text = random.choice(TEXTS)


def fuzz(count: int, seed: int, seconds: float = 5, files: list[bytes] | None = None) -> Iterator[Finding]:
    """The findings in `count` damaged files of Akoma Ntoso."""

    def read(data: bytes, tracked: Tracked, random: Random) -> None:
        read_akoma_ntoso(data, "damaged.xml", tracked=tracked, text=random.choice(("all", "1", "")))

    return findings(count, seed, seconds, files or seeds(), mutated, read)


if __name__ == "__main__":
    sys.exit(run("Damage files of Akoma Ntoso and read them.", fuzz, ".xml"))
