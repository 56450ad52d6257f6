"""The texts on which the robot works: labels, footnotes, tables, tracked changes, in scripts of both directions."""

from __future__ import annotations

from msgspec.structs import replace

from model.formats.notation import parse
from model.submission.values import Proposal, Submission
from tests.builders.allocations import SMALL, submission_of_file

LATIN = """\
# RESOLUTION 7 (Rev. Oxdorf, 2018)
## On small texts
### (Oxdorf, 2014; 2018)
> The Assembly of Examples (Oxdorf, 2018),
*recalling*
a)\tResolution 75 (Rev. Dubai, 2018){--, on the role--}{++ on the part++} of ITU[^1];
b)\tthat ICTs e\u0301volve *quickly* and **well**;
  i)\tin one place,
  ii)\tin another;
{++c)++}\t{++that something is new;++}{++¶++}
{--c--}{++d++})\tthat others have none,
*resolves*
1\tto go on\\↵with it;
2\tto {--stop--}{++begin++}.
|1.1.1| Year
|1.1.2| Place
|1.2.1| 2018
|1.2.2| Oxdorf
*instructs the Director*
{--1--}\t{--to report,--}{--¶--}
{--2--}{++1++}\tto publish the outcome{--¶--}
of the work,
& ANNEX 1
= 1\tScope
Some text; and more.
[^1]: A footnote of {--few--}{++some++} words.
[^1]: In two paragraphs.
"""
RIGHT_TO_LEFT = """\
القرار 75 (المراجع في دبي، 2018)
*إذ تضع في اعتبارها*
أ )\tأن الاتحاد (ITU) يؤدي دوراً مهماً؛
ب)\tأن ذلك {--قديم--}{++جديد++}[^1]؛
{++ج)++}\t{++وأن هناك المزيد،++}{++¶++}
*تقرر*
1\tأن تواصل العمل؛
2\tאת ההחלטה 12 של ITU,
|1.1.1| سنة
|1.1.2| 2018
[^1]: حاشية {++قصيرة++}.
"""
MIXED = """\
第 75 号决议（2018年，迪拜，修订版）
*认识到*
a)\tITU 的作用[^1]；
b)\t😀 emoji 👨\u200d👩\u200d👧 and 𝒜stral {--𝒜--}{++😀😀++};
c)\tnon\u00a0breaking\\↵line, אב ab אב;
  i)\tx\\u{200F}y e\u0301e\u0301 {^2^},
*做出决议*
1\t采取行动，
2\t{==}继续。
[^1]: 注释。
"""
STRUCK = """\
{--a)--}\t{--all of it--}{--¶--}
{--b)--}\t{--is struck,--}{--¶--}
{--*resolves*--}{--¶--}
{--to the end--}
"""
TABLE = """\
*noting*
a)\tthat a table stands at the end,
|1.1.1| One
|1.1.2| Two
|1.2.1| {--Three--}{++3++}
|1.2.2| Four
"""
LONG_TABLE = (
    "*noting*\na)\tthat a table goes over pages:[^1]\n"
    + "".join(
        f"|1.{row}.1| {row}\n|1.{row}.2| {'words of a cell ' * (row % 7 * 3)}\n|1.{row}.2| and more\n" for row in range(1, 27)
    )
    + "b)\tthat it ends.\n\n[^1]: A note.\n"
)
TREATY = """\
= ARTICLE 9
= Coordination[^1]
||9.1|| first words, of which there are more;
||9.2|| second, {--struck--}{++amended++}[^2] {>>edition "(WRC-07)"<<}
that continues it,
||9.3|| third;
||9.4|| fourth.
|1.1.1| Band
|1.1.2| 2018
||9.5|| fifth;
||9.6|| sixth {>>edition "(WRC-12)"<<}
= ARTICLE 10
= Examples
||10.1|| first,
||10.2|| second,
{--||10.3||--} {--third,--}{--¶--}
||10.4|| fourth.
= ARTICLE 11
= The end
||11.1|| first;
||11.2|| last.
[^1]: ||A.9.1|| of the title
[^2]: ||9.2.1|| a {--long--}{++short++} note (WRC-03)
"""
LANGUAGES = {
    "latin": "en", "right to left": "ar", "mixed": "zh", "struck": "en", "table": "fr", "long table": "ar", "treaty": "en",
    "empty": "en",
}  # fmt: skip
_TEXTS = {
    "latin": LATIN, "right to left": RIGHT_TO_LEFT, "mixed": MIXED.replace("{==}", ""), "struck": STRUCK, "table": TABLE,
    "long table": LONG_TABLE, "treaty": TREATY,
}  # fmt: skip
KINDS = (*(kind for kind in _TEXTS if kind != "treaty"), "empty")
"""The texts for all that the robot does."""
TREATY_KINDS = ("treaty", "bands")
"""A treaty text, and a Table of Frequency Allocations."""


def submission_of(kind: str) -> Submission:
    """One of the texts as a submission."""
    if kind == "bands":
        return submission_of_file(SMALL)
    language = LANGUAGES[kind]
    redline = replace(parse(_TEXTS.get(kind, ""), language=language), instrument="RR" if kind == "treaty" else "")
    return Submission(proposals=(Proposal("MOD", "ATU/35A18/1", redline, original=redline),), language=language)
