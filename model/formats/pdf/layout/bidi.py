"""Characters as they are printed turned into the order in which they are read (the inverse of Unicode's UAX 9).

PDFium's own order is not relied on: it goes wrong at marks, ligatures and numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import groupby

from msgspec import Struct

from model.formats.pdf.layout.characters import RTL
from model.formats.pdf.pages import PdfSpan

_MARK = re.compile(
    "[\u0300-\u036f\u0591-\u05bd\u05bf-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u08d3-\u08ff]"
)
_DIGIT = re.compile("[0-9\u0660-\u0669\u06f0-\u06f9]")
_LETTER = re.compile(r"[^\W\d_]")
_IN_NUMBER = frozenset(".,:/\u00a0\u066b\u066c")
"""Separators that keep two numbers together from left to right (UAX 9, class CS)."""
_AT_NUMBER = frozenset("%$€£+°#‰\u066a")
"""Signs beside a number that belong to it (class ET)."""
_LAM = "\u0644"
_ALEFS = frozenset("\u0622\u0623\u0625\u0627\u0671")
_BRACKETS = {sign: pair for pair in ("()", "[]", "{}", "«»", "‹›") for sign in pair}
_MOST_MEETINGS = 1_000_000
"""Pairs of a mark and a letter that are compared in a line."""
_SPACE = 4.0
"""Points: a wider gap is a space."""
_CLOSED_BY = frozenset(".,;:!?،؛؟")


class Cluster(Struct, gc=False):
    """What is printed as one: a letter with its marks, a ligature."""

    text: str
    left: float
    right: float
    span: int
    """The index of its span."""
    gap: float = 0.0
    """The space before it, in points, in the order of reading."""


def visual_clusters(row: Sequence[PdfSpan]) -> list[Cluster]:
    """The characters of spans from left to right as they are printed."""
    clusters: list[Cluster] = []
    marks: list[Cluster] = []
    for number, span in enumerate(row):
        text, lefts, rights = span.text, span.lefts, span.rights
        last = len(text) - 1
        leftwards = last > 0 and lefts[0] > lefts[last]
        for at, char in enumerate(text):
            left, right = lefts[at], rights[at]
            if at and left == lefts[at - 1] and right == rights[at - 1] and char != " " and clusters:
                before = clusters[-1]
                before.text = _ligature(char, before.text, leftwards=leftwards)
                continue
            cluster = Cluster(char, min(left, right), max(left, right), number)
            (marks if _MARK.match(char) else clusters).append(cluster)
    clusters.sort(key=_middle)
    if len(marks) * len(clusters) > _MOST_MEETINGS:
        return sorted([*clusters, *marks], key=_middle)
    for mark in marks:
        _attach(mark, clusters)
    return clusters


def _middle(cluster: Cluster) -> float:
    return cluster.left + cluster.right


def _ligature(char: str, before: str, *, leftwards: bool) -> str:
    """The letters of a ligature. PDFium gives the last one first in text that goes to the left; lam comes before alef anyway."""
    if char in _ALEFS and before.endswith(_LAM):
        return before + char
    if (char == _LAM and before in _ALEFS) or (leftwards and RTL.match(char)):
        return char + before
    return before + char


def _attach(mark: Cluster, clusters: list[Cluster]) -> None:
    """Adds a mark to the letter over which, or after which, it is printed."""
    middle = _middle(mark) / 2
    letters = [cluster for cluster in clusters if cluster.text.strip()]
    over = [cluster for cluster in letters if cluster.left - 0.1 <= middle <= cluster.right + 0.1]
    if over:
        host = min(over, key=lambda cluster: abs(_middle(cluster) / 2 - middle))
    else:
        host = min(letters, key=lambda cluster: abs(cluster.left - mark.right), default=mark)
    if host is mark:
        clusters.append(mark)
    else:
        host.text += mark.text
        host.left, host.right = min(host.left, mark.left), max(host.right, mark.right)


def logical_clusters(clusters: Sequence[Cluster], *, rtl: bool) -> list[Cluster]:
    """Clusters from left to right in the order in which they are read.

    rtl: whether the line begins on the right
    """
    if rtl:
        return _from_right([*reversed(clusters)])
    for cluster, before in zip(clusters[1:], clusters, strict=False):
        cluster.gap = cluster.left - before.right
    kinds = [_kind(cluster) for cluster in clusters]
    out: list[Cluster] = []
    for is_rtl, part in groupby(_runs(kinds, "R"), key=lambda item: item[1]):
        places = [place for place, _ in part]
        chosen = [clusters[place] for place in places]
        out += _from_right(chosen[::-1]) if is_rtl else chosen
    return out


def _from_right(clusters: list[Cluster]) -> list[Cluster]:
    """Clusters from right to left, with words and numbers of the other direction turned back and brackets set right."""
    kinds = [_kind(cluster) for cluster in clusters]
    for cluster, before in zip(clusters[1:], clusters, strict=False):
        cluster.gap = before.left - cluster.right
    out: list[Cluster] = []
    at = depth = 0
    while at < len(clusters):
        stop = _end_of_ltr(clusters, kinds, at)
        if stop > at:
            part = clusters[at:stop][::-1]
            gaps = [cluster.gap for cluster in clusters[at:stop]]
            for cluster, gap in zip(part, [gaps[0], *gaps[:0:-1]], strict=True):
                cluster.gap = gap
            out += part
            at = stop
            continue
        if clusters[at].text in _BRACKETS:
            depth = _set_bracket(clusters, at, depth)
        out.append(clusters[at])
        at += 1
    return out


def _set_bracket(clusters: Sequence[Cluster], at: int, depth: int) -> int:
    """Opens or closes a bracket as its neighbours require, and gives the number of those open: whether a file, or PDFium,
    mirrored it is not known."""
    cluster, pair = clusters[at], _BRACKETS[clusters[at].text]
    is_free, is_bound = _is_free(clusters, at, -1), not _is_free(clusters, at, 1)
    opens = is_bound if is_free is is_bound else not depth and is_bound
    cluster.text = pair[0] if opens else pair[1]
    return max(0, depth + (1 if opens else -1))


def _is_free(clusters: Sequence[Cluster], at: int, step: int) -> bool:
    """Whether there is a space, the end or, after a bracket, a full stop or the like beside the brackets at a place."""
    while True:
        near = at + step
        if not 0 <= near < len(clusters) or clusters[max(at, near)].gap > _SPACE:
            return True
        text = clusters[near].text
        if text not in _BRACKETS:
            return text == " " or (step > 0 and text in _CLOSED_BY)
        at = near


def _end_of_ltr(clusters: Sequence[Cluster], kinds: Sequence[str], start: int) -> int:
    """The end of the words or the number from left to right that begin at a place; the place itself if none do."""
    if kinds[start] not in "LD" and not (clusters[start].text in _AT_NUMBER and kinds[start + 1 : start + 2] == ["D"]):
        return start
    stop, has_letter = start, False
    for at in range(start, len(clusters)):
        kind = kinds[at]
        if kind == "R":
            break
        if kind in "LD":
            has_letter = has_letter or kind == "L"
            stop = at + 1
    if has_letter and any(kind == "L" for kind in kinds[start:stop]):
        return stop
    return _end_of_number(clusters, kinds, start)


def _end_of_number(clusters: Sequence[Cluster], kinds: Sequence[str], start: int) -> int:
    at = start
    while at < len(clusters):
        text = clusters[at].text
        if (
            kinds[at] == "D"
            or text in _AT_NUMBER
            or (text in _IN_NUMBER and at > start and kinds[at - 1] == "D" and kinds[at + 1 : at + 2] == ["D"])
        ):
            at += 1
        else:
            break
    return at


def _kind(cluster: Cluster) -> str:
    """R: a letter from right to left; L: from left to right; D: a digit; N: anything else."""
    text = cluster.text
    if _DIGIT.match(text):
        return "D"
    if RTL.match(text) and (_LETTER.match(text) or len(text) > 1):
        return "R"
    return "L" if _LETTER.match(text) else "N"


def _runs(kinds: Sequence[str], wanted: str) -> Iterable[tuple[int, bool]]:
    """Each place, and whether it is in a run of that kind, neutral characters between two of the kind included."""
    inside = [False] * len(kinds)
    last = -1
    for at, kind in enumerate(kinds):
        if kind == wanted:
            if last >= 0:
                inside[last : at + 1] = [True] * (at + 1 - last)
            inside[at] = True
            last = at
        elif kind == "L":
            last = -1
    return enumerate(inside)
