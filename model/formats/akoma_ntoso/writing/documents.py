"""Whole documents with one text: a statement in one version, or in both versions side by side."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from msgspec import Struct

from model.formats.akoma_ntoso.schema.vocabulary import AKN, CW
from model.formats.akoma_ntoso.writing.addresses import Addresses
from model.formats.akoma_ntoso.writing.identity import Identity, slug
from model.formats.akoma_ntoso.writing.metadata import (
    PROGRAM,
    Concepts,
    TextVersion,
    events,
    identification,
    lifecycle,
    note_on_days,
    organization,
    references,
    text_frbr,
)
from model.formats.akoma_ntoso.writing.modifications import Modifications
from model.formats.akoma_ntoso.writing.text import TextWriter, WrittenPart
from model.formats.xml_escape import quoteattr
from model.numbering import Labelling
from model.redline import Redline, Run
from model.submission.resolved import View

OPENING = f'<?xml version="1.0" encoding="UTF-8"?>\n<akomaNtoso xmlns="{AKN}" xmlns:cw="{CW}">\n'
CLOSING = "</akomaNtoso>\n"


class ProposedIn(Struct, frozen=True):
    """The proposal that a draft or a redline belongs to."""

    number: str = ""
    """`ATU/35A18/1`."""
    date: str = ""
    """ISO."""
    source: str = ""
    """The submitter."""

    @property
    def name(self) -> str:
        """Its number in IRIs."""
        return slug(self.number) or "draft"

    @property
    def author(self) -> str:
        """The eId of the submitter, in `references`."""
        return f"org-{slug(self.source).casefold() or 'none'}"

    @property
    def iri(self) -> str:
        """The IRI of the proposal as a separate document."""
        return f"/akn/un/amendment/proposal/{slug(self.source).casefold() or 'none'}/{self.date}/{self.name}"


class Statement(Struct, frozen=True, kw_only=True):
    """A text that is to be written as a document."""

    redline: Redline
    labelling: Labelling
    identity: Identity
    view: View
    proposed: ProposedIn
    day: str
    """The day of the export, ISO."""
    picture: Callable[[Run], str]

    @property
    def version(self) -> TextVersion:
        """The version that it is."""
        last = self.identity.adoptions[-1]
        if self.view == "base":
            event = "adoption" if len(self.identity.adoptions) == 1 else "revision"
            return TextVersion(last.date, last.date, event, self.identity.edition)
        return TextVersion(self.proposed.name, self.proposed.date, "proposal", self.proposed.number, self.proposed.author)


def statement(text: Statement) -> str:
    """The element `statement` of a separate file."""
    addresses, concepts = Addresses(), Concepts()
    changes = Modifications(addresses, "pmod", "#proposal")
    inside = _statement_content(text, addresses, concepts, changes)
    identity, version = text.identity, text.version
    modifications = changes.xml()
    meta = (
        identification(text_frbr(identity, version, text.day))
        + lifecycle(identity.adoptions, "" if text.view == "base" else version.date)
        + (
            f'<analysis source="#{PROGRAM}"><passiveModifications>\n{modifications}</passiveModifications></analysis>\n'
            if modifications
            else ""
        )
        + references(_references_of(text, version) + concepts.xml())
        + note_on_days()
    )
    return f"<statement{_names(text)}>\n<meta>\n{meta}</meta>\n{inside}</statement>\n"


def statement_inside(text: Statement, addresses: Addresses, concepts: Concepts) -> str:
    """The element `statement` inside a larger document, which gives addresses, takes its calls and has the references of all."""
    inside = _statement_content(text, addresses, concepts, Modifications(addresses, "pmod", "#proposal"))
    meta = identification(text_frbr(text.identity, text.version, text.day))
    return f"<statement{_names(text)}>\n<meta>\n{meta}</meta>\n{inside}</statement>\n"


def _statement_content(text: Statement, addresses: Addresses, concepts: Concepts, changes: Modifications) -> str:
    """The content of a statement after its `meta`."""
    writer = TextWriter(text.redline, text.labelling, addresses, changes, concepts, text.picture)
    main, *annexes = writer.parts()
    return main.document(text.redline.policy) + _attachments(annexes, text, text.version)


def _names(text: Statement) -> str:
    identity = text.identity
    contains = "multipleVersions"
    if text.view != "markup":
        contains = "originalVersion" if text.view == "base" and len(identity.adoptions) == 1 else "singleVersion"
    name = identity.doctype if text.view == "base" else f"{identity.doctype}Draft"
    return f" name={quoteattr(name)} contains={quoteattr(contains)}"


def _references_of(text: Statement, version: TextVersion) -> str:
    identity = text.identity
    out = events(identity.adoptions) + organization(identity.actor, identity.actor)
    if text.view == "base":
        return out
    shown = quoteattr(identity.shown or "base")
    original = (
        f'<original eId="base" href={quoteattr(identity.expression())} showAs={shown}/>\n'
        f'<passiveRef eId="proposal" href={quoteattr(text.proposed.iri)} showAs={quoteattr(text.proposed.number or "draft")}/>\n'
    )
    return original + out + organization(version.author, text.proposed.source or "Clausewright")


def _attachments(annexes: Sequence[WrittenPart], text: Statement, version: TextVersion) -> str:
    if not annexes:
        return ""
    out = []
    for number, annex in enumerate(annexes, 1):
        meta = identification(text_frbr(text.identity, version, text.day, f"annex_{number}"))
        out.append(
            f'<attachment{annex.start}>\n{annex.head}<doc name="annex">\n<meta>\n{meta}</meta>\n'
            f"{annex.document('relabel')}</doc>\n</attachment>\n"
        )
    return "<attachments>\n" + "".join(out) + "</attachments>\n"
