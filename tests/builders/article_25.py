"""Article 25 of the Radio Regulations before WRC-03, and its amendments by that conference as edits of the text in force."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from msgspec.structs import replace

from model.edits.script.apply import apply_edits
from model.formats.treaty.numbered_text import text_of_rows
from model.formats.treaty.table_file import read_rows
from model.submission.values import Header, Proposal, Submission
from tests.builders.treaty import treaty_rows

LEFT_OUT = ("25.8", "25.11")
"""The provisions of which the text before is not known."""
_HEADS = {
    "25.1": ("Article 25", "Amateur services", "Section I – Amateur service"),
    "25.10": ("Section II – Amateur-satellite service",),
}
HEADER = Header(
    conference="WRC-27",
    document="35",
    addendum="18",
    sources=("Asia-Pacific Telecommunity",),
    title="Common proposals for the work of the conference",
    agenda="Agenda item 1.7",
    introduction="The Article on the amateur services is brought up to date.",
)


def pairs(shared: Path) -> list[dict[str, str]]:
    """The provisions with their text before and after, without the mark of edition, in order."""
    rows = [row for row in treaty_rows(shared, "pairs-en.tsv") if row["set"] == "RR25"]
    return [{**row, "after": row["after"].removesuffix(" (WRC-03)")} for row in rows]


def table_of_article_25(shared: Path) -> str:
    """The text in force as a table of provisions; its labels are printed as later editions print them."""
    lines = ["number\tlabel\ttext"]
    for row in pairs(shared):
        lines += [f"\t\t{head}" for head in _HEADS.get(row["number"], ())]
        if row["symbol"] != "ADD":
            known = row["before"] if row["before"] and row["number"] not in LEFT_OUT else row["after"]
            label = (row["label_after"] or row["label_before"]) if row["symbol"] != "SUP" else row["label_before"]
            lines.append(f"{row['number']}\t{label}\t{known}")
    return "\n".join(lines) + "\n"


def article_25(shared: Path) -> Submission:
    """The text in force in a submission to a conference."""
    redline = text_of_rows(read_rows(table_of_article_25(shared)), "en").redline
    return Submission(HEADER, (Proposal("MOD", "", redline, "", redline),), "en")


def edits(shared: Path, submission: Submission) -> list[dict[str, Any]]:
    """The amendments of WRC-03."""
    clauses = {clause.number.text: clause for clause in submission.proposals[0].redline.clauses if clause.number is not None}
    out: list[dict[str, Any]] = []
    before = ""
    for row in pairs(shared):
        number, symbol = row["number"], row["symbol"]
        if symbol == "MOD" and number not in LEFT_OUT:
            out.append({"do": "replace", "at": number, "find": row["before"], "with": row["after"]})
        elif symbol == "SUP":
            out.append({"do": "delete", "at": number})
        elif symbol == "ADD":
            alike = clauses["25.7" if row["label_after"].startswith("§") else "25.3"].props
            new = {"kind": "paragraph", "scheme": alike.scheme, "level": alike.level, "text": row["after"], "provision": True}
            if out[-1].get("after") == before:
                out[-1]["clauses"].append(new)
            else:
                out.append({"do": "insert", "after": before, "clauses": [new]})
        before = number if symbol != "ADD" else before
    return out


def amended_article(shared: Path) -> Submission:
    """The submission with the amendments of WRC-03."""
    submission = article_25(shared)
    return apply_edits(submission, {"author": "APT", "edits": edits(shared, submission)})


def with_reasons(submission: Submission, **reasons: str) -> Submission:
    """The submission with reasons for the cuts of some clauses, by id."""
    from model.submission.values import CutSettings

    (proposal,) = submission.proposals
    settings = {id: CutSettings(reasons=words) for id, words in reasons.items()}
    return replace(submission, proposals=(replace(proposal, cuts=settings),))
