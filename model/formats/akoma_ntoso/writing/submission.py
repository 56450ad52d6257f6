"""A submission with proposals as an `amendmentList`, and several texts in one version as a `documentCollection`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from model.formats.akoma_ntoso.schema.vocabulary import ALPHA_3, FORM, UNDETERMINED
from model.formats.akoma_ntoso.writing.addresses import Addresses
from model.formats.akoma_ntoso.writing.documents import Statement, statement_inside
from model.formats.akoma_ntoso.writing.identity import slug
from model.formats.akoma_ntoso.writing.metadata import (
    PROGRAM,
    Concepts,
    Frbr,
    TextVersion,
    event_id,
    events,
    identification,
    organization,
    references,
)
from model.formats.akoma_ntoso.writing.modifications import Modifications
from model.formats.akoma_ntoso.writing.text import TextWriter
from model.formats.page.front_matter import Front
from model.formats.xml_escape import escape, quoteattr
from model.numbering import Labelling
from model.submission.conferences import Conference, document_number
from model.submission.resolved import side_of, text_in_file
from model.submission.values import Contact, Header, Proposal

_COVER = (
    ("conference", "session"),
    ("document", "docNumber"),
    ("addendum", "inline"),
    ("date", "docDate"),
    ("original", "inline"),
    ("title", "docTitle"),
    ("agenda", "inline"),
)
"""Fields of the header, and their elements on the cover page."""
_SHOWN = ("conference", "document", "date", "original")
"""Fields whose printed form differs from the stored one."""
_TEXTS = (("abstract", "abstract"), ("introduction", "introduction"), ("proposal_text", "proposal"))
_CONTACT = ("name", "organization", "country", "email", "phone")
_CONCEPTS = {"ADD*": "add-1", "(MOD)": "mod-1", "SUP*": "sup-1"}


class DocumentInfo(Struct, frozen=True):
    """The metadata of a document of several texts."""

    header: Header
    conference: Conference | None
    language: str
    source: str
    """The submitter."""
    day: str
    """The day of the export, ISO."""

    @property
    def date(self) -> str:
        """The day of the document, ISO; that of the export if the header has none."""
        return self.header.date if is_date(self.header.date) else self.day

    @property
    def author(self) -> str:
        """The eId of the submitter."""
        return f"org-{slug(self.source).casefold() or 'none'}"

    @property
    def number(self) -> str:
        """The number of the document in IRIs."""
        parts = (self.header.conference, document_number(self.header))
        return slug("-".join(part for part in parts if part)) or "draft"


def is_date(text: str) -> bool:
    """Whether a text is a day, `2024-09-13`."""
    try:
        return len(text) == 10 and bool(date.fromisoformat(text))
    except ValueError:
        return False


def amendment_list(paper: DocumentInfo, proposals: Sequence[tuple[Proposal, Statement]]) -> str:
    """The element `amendmentList` of a submission; each proposal with its text as a statement would be made of it."""
    concepts, ids = Concepts(), set[str]()
    parts = [_component(proposal, text, number, paper, concepts, ids) for number, (proposal, text) in enumerate(proposals, 1)]
    named = _references_of(paper, [text for _, text in proposals], [proposal.symbol for proposal, _ in proposals])
    meta = identification(_paper_frbr(paper, "amendmentList/contribution")) + references(named + concepts.xml())
    cover, preface = _cover(paper), _preface(paper.header)
    return (
        f'<amendmentList name="contribution">\n<meta>\n{meta}</meta>\n{cover}'
        + (f"<preface>\n{preface}</preface>\n" if preface else "")
        + f"<collectionBody>\n{''.join(parts)}</collectionBody>\n</amendmentList>\n"
    )


def document_collection(paper: DocumentInfo, texts: Sequence[Statement]) -> str:
    """The element `documentCollection` of several texts in one version."""
    concepts, ids = Concepts(), set[str]()
    parts = []
    for number, text in enumerate(texts, 1):
        inside = statement_inside(text, Addresses(f"cmp_{number}__", ids), concepts)
        parts.append(f'<component eId="cmp_{number}">\n{inside}</component>\n')
    meta = identification(_paper_frbr(paper, "documentCollection/contribution"))
    meta += references(_references_of(paper, texts, ()) + concepts.xml())
    return (
        f'<documentCollection name="contribution">\n<meta>\n{meta}</meta>\n'
        f"<collectionBody>\n{''.join(parts)}</collectionBody>\n</documentCollection>\n"
    )


def _paper_frbr(paper: DocumentInfo, kind: str) -> Frbr:
    work = f"/akn/un/{kind}/{slug(paper.source).casefold() or 'none'}/{paper.date}/{paper.number}"
    return _frbr(work, paper.date, paper.author, ALPHA_3.get(paper.language, UNDETERMINED), paper.day)


def _frbr(work: str, date: str, author: str, language: str, day: str, number: tuple[str, str] = ("", "")) -> Frbr:
    version = TextVersion(date, date, "submission")
    return Frbr(work, f"{work}/{language}@{date}", "main", date, "submission", author, version, language, day, number=number)


def _references_of(paper: DocumentInfo, texts: Sequence[Statement], symbols: Sequence[str]) -> str:
    elements: dict[str, str] = {paper.author: organization(paper.author, paper.source)}
    for text in texts:
        for adoption in text.identity.adoptions:
            elements.setdefault(event_id(adoption), events((adoption,)))
        elements.setdefault(text.identity.actor, organization(text.identity.actor, text.identity.actor))
        elements.setdefault(text.proposed.author, organization(text.proposed.author, text.proposed.source or paper.source))
    for symbol in symbols:
        if symbol:
            name = _concept(symbol)
            elements[name] = f'<TLCConcept eId="{name}" href="/akn/ontology/concept/itu/{name}" showAs={quoteattr(symbol)}/>\n'
    return "".join(elements.values())


def _concept(symbol: str) -> str:
    return f"symbol-{_CONCEPTS.get(symbol) or slug(symbol).casefold()}"


# --- header --------------------------------------------------------------------------------------------------------------


def _cover(paper: DocumentInfo) -> str:
    header = paper.header
    front = Front(header, paper.conference, paper.language)
    out = []
    for name, usual in _COVER:
        value: str = getattr(header, name)
        if not value:
            continue
        lines = front.field_lines(name) if name in _SHOWN else [value]
        shown = " ".join(" ".join(lines).replace("\u2028", " ").split()) if name in _SHOWN else value
        element = "inline" if name == "date" and not is_date(value) else usual
        more = f' date="{value}"' if element == "docDate" else ""
        named = f' name="{name}"' if element == "inline" else ""
        attribute = f" cw:value={quoteattr(value)}" if shown != value else ""
        out.append(f'<p><{element}{named}{more} cw:field="{name}"{attribute}>{_field(shown)}</{element}></p>\n')
    out += [f'<p><docProponent cw:field="sources">{_field(name)}</docProponent></p>\n' for name in header.sources]
    return f'<coverPage eId="coverPage" cw:form="{FORM}">\n{"".join(out) or "<p/>"}</coverPage>\n'


def _preface(header: Header) -> str:
    out = []
    for name, container in _TEXTS:
        text: str = getattr(header, name)
        if text:
            lines = "".join(f"<p>{_field(line)}</p>" for line in text.split("\n"))
            out.append(f'<container name="{container}" eId="{container}" cw:field="{name}">{lines}</container>\n')
    for number, contact in enumerate(header.contacts, 1):
        inside = "; ".join(filter(None, (_contact_field(contact, name) for name in _CONTACT)))
        out.append(f'<container name="contact" eId="contact_{number}" cw:field="contacts"><p>{inside}</p></container>\n')
    return "".join(out)


def _contact_field(contact: Contact, name: str) -> str:
    value: str = getattr(contact, name)
    return f'<inline name="{name}" cw:field="{name}">{_field(value)}</inline>' if value else ""


def _field(text: str) -> str:
    """The text of a field as content; characters that are no separate line are kept by reference."""
    return escape(text, {"\n": "&#10;", "\r": "&#13;"})


# --- proposals -----------------------------------------------------------------------------------------------------------


def _component(proposal: Proposal, text: Statement, number: int, paper: DocumentInfo, concepts: Concepts, ids: set[str]) -> str:
    """The component of a proposal; its calls are added to `concepts`, its GUIDs to `ids`."""
    addresses = Addresses(f"cmp_{number}__", ids)
    prefix = addresses.prefix
    changes = Modifications(addresses, "amod", f"#{prefix}mod_1", f"{text.identity.expression()}/!main")
    content = _content(proposal, text, addresses, changes, concepts)
    instruction = _modification(proposal, text, addresses, changes)
    modified = f"<activeModifications>\n{instruction}</activeModifications>"
    analysis = f'<analysis source="#{PROGRAM}">{modified}</analysis>\n' if instruction else ""
    proposed, names = text.proposed, (text.proposed.name, proposal.number)
    frbr = _frbr(proposed.iri, proposed.date, proposed.author, text.identity.language, paper.day, names)
    symbol = f'<docType refersTo="#{_concept(proposal.symbol)}">{escape(proposal.symbol)}</docType>' if proposal.symbol else ""
    named = f"<docNumber>{_field(proposal.number)}</docNumber>" if proposal.number else ""
    heading = f'<amendmentHeading><block name="proposal">{" ".join(filter(None, (symbol, named)))}</block></amendmentHeading>\n'
    reasons = "".join(f'<block name="reasons">{_field(line)}</block>' for line in proposal.reasons.split("\n"))
    justified = f"<amendmentJustification>{reasons}</amendmentJustification>\n" if proposal.reasons else ""
    return (
        f'<component eId="cmp_{number}">\n<amendment name="proposal">\n<meta>\n{identification(frbr)}{analysis}</meta>\n'
        f"<amendmentBody>\n{heading}<amendmentContent>{content}</amendmentContent>\n{justified}</amendmentBody>\n"
        "</amendment>\n</component>\n"
    )


def _content(proposal: Proposal, text: Statement, addresses: Addresses, changes: Modifications, concepts: Concepts) -> str:
    """The content of an amendment; its changes and its calls are added to those of the document."""
    prefix, symbol = addresses.prefix, proposal.symbol
    target = f"<affectedDocument href={quoteattr(text.identity.expression())}>{escape(text.identity.shown)}</affectedDocument>"
    if symbol in ("ADD", "ADD*"):
        added = text_in_file(text.redline, symbol)
        whole = replace(text, view="draft", redline=added, labelling=Labelling.of(added))
        inside = statement_inside(whole, addresses, concepts)
        start = f'<block name="mod"><mod eId="{prefix}mod_1"><quotedStructure eId="{prefix}qstr_1">\n'
        return f"{start}{inside}</quotedStructure></mod></block>"
    redline = text_in_file(text.redline, symbol)
    writer = TextWriter(redline, Labelling.of(redline), addresses, changes, concepts, text.picture)
    policy = f' cw:policy="{redline.policy}"' if redline.policy != "relabel" else ""
    inside = writer.flat() or '<p cw:void="1"/>'
    start = f' eId="{prefix}qstr_1" startQuote="" endQuote="" cw:form="{FORM}"{policy}'
    if side_of(symbol, "markup") is None:
        mod = f'<block name="mod"><mod eId="{prefix}mod_1">{target}'
        return f"{mod}<quotedStructure{start}>\n{inside}</quotedStructure></mod></block>"
    return f'<block name="text">{target}<embeddedStructure{start}>\n{inside}</embeddedStructure></block>'


def _modification(proposal: Proposal, text: Statement, addresses: Addresses, changes: Modifications) -> str:
    """The changes of a proposal, for programs that do not read its text."""
    prefix, symbol = addresses.prefix, proposal.symbol
    if symbol in ("ADD", "ADD*"):
        start = f'<textualMod type="insertion" eId="{prefix}amod_1"><source href="#{prefix}mod_1"/>'
        return f'{start}<destination href={quoteattr(text.identity.work)}/><new href="#{prefix}qstr_1"/></textualMod>\n'
    if symbol in ("SUP", "SUP*"):
        start = f'<textualMod type="repeal" eId="{prefix}amod_1"><source href="#{prefix.removesuffix("__")}"/>'
        return f"{start}<destination href={quoteattr(text.identity.expression())}/></textualMod>\n"
    return "" if symbol == "NOC" else changes.xml()
