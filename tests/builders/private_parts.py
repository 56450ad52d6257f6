"""A project in which each private place has a text of its own, and the search for these texts in whatever is written."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from model.files.consolidation_project import PART
from model.formats.amend import Project, Version
from model.redline import Clause, Run, Stamp
from model.submission.comments import Comment, Reply, anchor_of
from model.submission.conflicts import MergeConflict
from model.submission.positions import STANCES, Position
from model.submission.values import Header, Proposal, Submission
from tests.builders.notation import redline
from tests.journeys.test_privacy import contents

TEXT = """\
    # RESOLUTION 71 (Rev. Busan, 2014)
    ## Strategic plan for the Union
    The Plenipotentiary Conference of the International Telecommunication Union (Busan, 2014),
    *considering*
    a)\tthat texts are [short [and clear]];
    b)\tthat others {++[ATU: note] [EUR: regret]++} this,
    *resolves*
    1\tto meet in {--Geneva--}{++[Oxdorf]++};
    2\tto stop.
"""
MARK = "Zq"


class Planted(Struct):
    """Texts that occur nowhere else, numbered; `texts` are those that were given out."""

    texts: list[str]

    def text(self, where: str = "") -> str:
        """One more text; with several paragraphs if nothing is said of it."""
        number = len(self.texts)
        self.texts.append(f"{MARK}{number:03}x")
        return f"{self.texts[-1]} & <kept> “secret” {where}".strip()

    def position(self, clause: int, proposal: Proposal) -> Position:
        """A position in which each field that is a text, or a list of texts, is planted: also a field that comes later."""
        out = Position(anchors=(anchor_of(proposal.redline.clauses[clause], 0, 4),), stance=STANCES[1 + clause % 3])
        for name in out.__struct_fields__:
            value = getattr(out, name)
            if name not in ("anchors", "stance"):
                assert value in ("", ()), f"{name} is a new field of another type: plant a text in it too"
                out = replace(out, **{name: self.text(name) if value == "" else (self.text(), self.text())})
        return replace(out, note=f"{out.note}\n{self.text()}")

    def comment(self, clause: int, proposal: Proposal, *, reason: bool) -> Comment:
        """A private comment, or a reason, with an answer; its author occurs nowhere else."""
        stamp = Stamp(self.text(), "2026-01-01T00:00:00Z")
        anchors = (anchor_of(proposal.redline.clauses[clause]),)
        return Comment(self.text(), anchors, True, reason, stamp=stamp, replies=(Reply(self.text(), stamp),))

    def submission(self, title: str) -> Submission:
        """Two proposals whose private places are all filled; also the keys are private texts."""
        proposals = []
        for number in (1, 2):
            text = redline(TEXT)
            proposal = Proposal("MOD", f"ATU/35A18/{number}", text, "Public reasons", text.base())
            clauses = range(4, 7)
            positions = {self.text(): self.position(clause, proposal) for clause in clauses}
            comments = {self.text(): self.comment(clause, proposal, reason=clause == 5) for clause in clauses}
            public = Comment("Public comment", (anchor_of(text.clauses[5]),), stamp=Stamp("ATU", "2026-01-01T00:00:00Z"))
            field = MergeConflict(
                "positions/p1", base_value=self.text(), present_value=self.text(), other_value={"x": [self.text()]}
            )
            words = MergeConflict(other=(Clause("z", runs=(Run(self.text()),)),))
            conflicts = {self.text(): field, "k": words}
            proposals.append(replace(proposal, positions=positions, comments={**comments, "c9": public}, conflicts=conflicts))
        header = Header("WTSA-24", "35", "18", title=title, sources=("African Telecommunication Union",))
        title = MergeConflict("title", other_value=self.text())
        return Submission(header, tuple(proposals), "en", conflicts={"k": title})


def planted_project() -> tuple[Project, list[str]]:
    """The project with its draft, two named versions and decisions of a consolidation, and the planted texts."""
    planted = Planted([])
    draft = planted.submission("The title")
    versions = tuple(Version(name, "2026-01-01T00:00:00Z", "", planted.submission(name)) for name in ("One", "Two"))
    decisions = {"parties": [], "decisions": {}, "remark": planted.text()}
    parts = {PART: json.dumps(decisions, ensure_ascii=False).encode()}
    return Project(draft, id="f" * 32, versions=versions, parts=parts), planted.texts


def readable(data: bytes) -> Iterator[bytes]:
    """All that can be read in a file: its parts, also in packages within packages, and what a PDF has packed."""
    for found in contents(data):
        yield found
        if found.startswith(b"%PDF"):
            for stream in found.split(b"stream\r\n" if b"stream\r\n" in found else b"stream\n")[1:]:
                try:
                    yield zlib.decompressobj().decompress(stream)
                except zlib.error:
                    continue


def planted_in(data: bytes, texts: list[str]) -> list[str]:
    """The planted texts in the bytes of a file, also as UTF-16 and letter by letter in between."""
    everything = b"\n".join(readable(data))
    if MARK.encode() not in everything and MARK.encode("utf-16-be") not in everything:
        return []
    return [text for text in texts if text.encode() in everything or text.encode("utf-16-be") in everything]
