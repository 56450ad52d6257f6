"""The citations of a submission as a list: what the table of editions says of each, and what would put it right."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from model.preflight.context import CheckContext, Cited
from model.preflight.finding import Fix
from model.references.renewal import renewed


class CitationEntry(Struct, frozen=True):
    """One citation."""

    cited: Cited
    fix: Fix | None = None
    """What names the edition in force instead; None where nothing does."""

    @property
    def key(self) -> tuple[str, str, int, int]:
        """By which it is known again while the paragraph stands as it is: numbers of one list differ in theirs."""
        line, citation, _ = self.cited
        return line.story, line.bearer.id, citation.number_start, citation.start


def entries(frame: CheckContext) -> tuple[CitationEntry, ...]:
    """All citations of all texts in order, those of articles and conferences left out. An edition that several numbers share
    has a fix only where one is right for all of them."""
    out: list[CitationEntry] = []
    wanted: dict[tuple[str, str, int], set[Fix | None]] = {}
    for text, found in zip(frame.texts, frame.cited, strict=True):
        for cited in found:
            line, citation, verdict = cited
            if citation.instrument in ("conference", "article", "provision"):
                continue
            out.append(CitationEntry(cited, renewed(line.text, citation, verdict, text.language)))
            if citation.edition is not None:
                wanted.setdefault(_place(out[-1]), set()).add(out[-1].fix)
    return tuple(replace(each, fix=None) if len(wanted.get(_place(each), ())) > 1 else each for each in out)


def _place(entry: CitationEntry) -> tuple[str, str, int]:
    line, citation, _ = entry.cited
    return line.story, line.clause, citation.edition.start if citation.edition is not None else -1
