"""The `meta` of a document: identification by FRBR, lifecycle, changes, references, notes."""

from __future__ import annotations

from msgspec import Struct

from model.formats.akoma_ntoso.writing.identity import Adoption, Identity, slug
from model.formats.xml_escape import quoteattr
from model.lexicon import read_call
from model.redline import Clause

PROGRAM = "clausewright"
_FIRST_DAY = (
    "The day of adoption is not known to the program; the first day of the conference, or of the year, stands for it in the IRI."
)


class TextVersion(Struct, frozen=True):
    """A version of a document: its distinguishing part of the IRI, and its author."""

    name: str
    """The text after `@`: a date, or the number of a proposal."""
    date: str
    """ISO."""
    event: str
    """`adoption`, `revision`, `proposal`."""
    shown: str = ""
    author: str = ""
    """The eId of the author in `references`; '' for the body that adopted the text."""


class Frbr(Struct, frozen=True):
    """The identification of a document element."""

    work: str
    """Its IRI."""
    expression: str
    part: str
    """`main`, or `annex_1`."""
    date: str
    """The date of the work, ISO."""
    kind: str
    """The meaning of that date: `adoption`, `submission`."""
    author: str
    """An eId in `references`."""
    version: TextVersion
    language: str
    day: str
    """The day of the export, ISO."""
    subtype: str = ""
    number: tuple[str, str] = ("", "")
    """In IRIs, and as printed."""
    alias: str = ""


def identification(frbr: Frbr) -> str:
    """The element `identification`."""
    author = f'<FRBRauthor href="#{frbr.author}" as="#author"/>'
    subtype = f'<FRBRsubtype value="{frbr.subtype}"/>' if frbr.subtype else ""
    number, shown = frbr.number
    numbered = f"<FRBRnumber value={quoteattr(number)} showAs={quoteattr(shown)}/>" if number else ""
    version_author = frbr.version.author or frbr.author
    version = f"<FRBRversionNumber value={quoteattr(frbr.version.shown)}/>" if frbr.version.shown else ""
    paper = frbr.expression
    return (
        f'<identification source="#{PROGRAM}">\n<FRBRWork>{_addresses(frbr.work, frbr.part)}'
        f'<FRBRdate date="{frbr.date}" name="{frbr.kind}"/>{author}<FRBRcountry value="un"/>{subtype}{numbered}</FRBRWork>\n'
        f'<FRBRExpression>{_addresses(paper, frbr.part)}<FRBRdate date="{frbr.version.date}" name="{frbr.version.event}"/>'
        f'<FRBRauthor href="#{version_author}" as="#author"/>{version}'
        f'<FRBRlanguage language="{frbr.language}"/></FRBRExpression>\n'
        f"<FRBRManifestation><FRBRthis value={quoteattr(f'{paper}/!{frbr.part}.xml')}/>"
        f"<FRBRuri value={quoteattr(paper + '.xml')}/>"
        f'<FRBRdate date="{frbr.day}" name="markup"/><FRBRauthor href="#{PROGRAM}" as="#editor"/><FRBRformat value="xml"/>'
        "</FRBRManifestation>\n</identification>\n"
    )


def _addresses(iri: str, part: str) -> str:
    return f"<FRBRthis value={quoteattr(f'{iri}/!{part}')}/><FRBRuri value={quoteattr(iri)}/>"


def text_frbr(identity: Identity, version: TextVersion, day: str, part: str = "main") -> Frbr:
    """The identification of a version of a text, or of its annex `part`; `day` is that of the export."""
    return Frbr(
        identity.work,
        identity.expression(version.name),
        part,
        identity.adoptions[0].date,
        "adoption",
        identity.actor,
        version,
        identity.language,
        day,
        "deliberation" if part == "main" else "",
        (identity.number, identity.shown) if part == "main" else ("", ""),
    )


def lifecycle(adoptions: tuple[Adoption, ...], proposed: str = "") -> str:
    """The element `lifecycle`: first edition, later ones, and the day of a proposal (ISO) if there is one."""
    events = [
        f'<eventRef eId="eref_{number}" date="{adoption.date}" type="{"generation" if number == 1 else "amendment"}" '
        f'source="#{event_id(adoption)}"/>'
        for number, adoption in enumerate(adoptions, 1)
    ]
    if proposed:
        events.append(f'<eventRef eId="eref_{len(events) + 1}" date="{proposed}" type="amendment" source="#proposal"/>')
    return f'<lifecycle source="#{PROGRAM}">' + "".join(events) + "</lifecycle>\n"


def event_id(adoption: Adoption) -> str:
    """The eId of a conference in `references`."""
    name = adoption.conference.name if adoption.conference is not None else adoption.shown
    return f"event-{slug(name).casefold() or adoption.date}" if slug(name) else f"event-{adoption.date}"


def events(adoptions: tuple[Adoption, ...]) -> str:
    """The conferences, as elements of `references`."""
    elements: dict[str, str] = {}
    for adoption in adoptions:
        shown = adoption.shown or adoption.date
        if adoption.conference is not None:
            shown = f"{adoption.conference.name} ({adoption.shown})"
        elements.setdefault(event_id(adoption), shown)
    return "".join(
        f"<TLCEvent eId={quoteattr(name)} href={quoteattr('/akn/ontology/event/itu/' + name.removeprefix('event-'))} "
        f"showAs={quoteattr(shown)}/>\n"
        for name, shown in elements.items()
    )


def organization(name: str, shown: str) -> str:
    """An organization, as an element of `references`."""
    return f'<TLCOrganization eId="{name}" href="/akn/ontology/organization/un/{name}" showAs={quoteattr(shown)}/>\n'


def references(inside: str) -> str:
    """The element `references` with the entries of every file of ours."""
    return (
        f'<references source="#{PROGRAM}">\n{inside}'
        f'<TLCOrganization eId="{PROGRAM}" href="/akn/ontology/organization/none/{PROGRAM}" showAs="Clausewright"/>\n'
        '<TLCRole eId="author" href="/akn/ontology/role/un/author" showAs="Author"/>\n'
        '<TLCRole eId="editor" href="/akn/ontology/role/un/editor" showAs="Editor"/>\n</references>\n'
    )


def note_on_days() -> str:
    """The element `notes` that names the day of the IRI."""
    return f'<notes source="#{PROGRAM}"><note eId="note_days"><p>{_FIRST_DAY}</p></note></notes>\n'


class Concepts:
    """Gathers the concepts of a document that `refersTo` names: its calls; common ones are the same in all languages."""

    def __init__(self) -> None:
        self._concepts: dict[str, str] = {}

    def reference(self, clause: Clause, language: str, *, in_preamble: bool, in_body: bool) -> str:
        """The attribute that names a call; it also marks a call of the preamble that is in the body."""
        text = clause.text_on("draft") or clause.text_on("base")
        call = read_call(text, language) or read_call(text)
        if call is None:
            return ""
        names = [call.id.replace("_", "-")] if call.id else []
        if (call.kind == "preamble" and in_body) or (not names and in_preamble):
            names.append("preamble")
        for name in names:
            self._concepts.setdefault(name, "preamble" if name == "preamble" else " ".join(text.split()))
        return f' refersTo="{" ".join("#" + name for name in names)}"' if names else ""

    def xml(self) -> str:
        """The elements of `references` for them."""
        return "".join(
            f'<TLCConcept eId="{name}" href="/akn/ontology/concept/{"un" if name == "preamble" else "itu"}/{name}" '
            f"showAs={quoteattr(shown)}/>\n"
            for name, shown in self._concepts.items()
        )
