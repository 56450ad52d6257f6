"""The JSON form of the values of a submission, which steps, journal and other readers share.

Every value is an object with the names of its fields; a field that has its default is left out, and a key that
is not known is passed over, so that a newer writer can add some. Types are strict: anything else ends as an EditError
that names the place, `clause.runs[2].status: 'gone' is not one of kept, inserted, deleted, retracted`.

`encode_clause(clause)` gives the JSON value, `decode_clause(value)` the clause; the same for the other values.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Generic, TypeVar, cast, get_args

from msgspec import NODEFAULT, Struct
from msgspec.structs import fields

from model.errors import EditError, shortened
from model.redline import Clause, End, Kind, Label, Note, Policy, Props, Redline, Run, Scheme, Stamp, Status, Style
from model.submission.comments import Comment, CommentAnchor, Reply
from model.submission.values import SYMBOLS, Contact, Header, Ignored, Proposal, Struck

T = TypeVar("T")

Json = Any
"""What `json.loads` returns: None, bool, int, float, str, list or dict."""


class Form(Struct, Generic[T], frozen=True):
    """The JSON form of the values of one type."""

    name: str
    """What an error calls the value where nobody says it better."""
    encode: Callable[[T], Json]
    read: Callable[[Json, str], T]
    """Takes the value and the place that an error names."""

    def decode(self, value: Json, where: str = "") -> T:
        """The value of a JSON value; EditError names `where`, by default the name of the type."""
        return self.read(value, where or self.name)


def _wrong(where: str, value: Json, wanted: str) -> EditError:
    return EditError(f"{where}: {shortened(repr(value))} is not {wanted}")


def _decode_text(value: Json, where: str) -> str:
    if not isinstance(value, str):
        raise _wrong(where, value, "a text")
    return value


def _decode_flag(value: Json, where: str) -> bool:
    if not isinstance(value, bool):
        raise _wrong(where, value, "true or false")
    return value


def _decode_count(value: Json, where: str) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise _wrong(where, value, "a whole number from 0")
    return value


def _same(value: T) -> Json:
    return value


def _one_of(values: tuple[Any, ...]) -> Form[Any]:
    """A text out of a fixed set; the very member of the set is given back."""
    members = {str(value): value for value in values}

    def decode(value: Json, where: str) -> Any:
        if not isinstance(value, str) or value not in members:
            raise _wrong(where, value, "one of " + ", ".join(text or "''" for text in members))
        return members[value]

    return Form("choice", str, decode)


def listed(form: Form[T]) -> Form[tuple[T, ...]]:
    """The form of a tuple of such values: a list."""

    def encode(values: tuple[T, ...]) -> Json:
        return [form.encode(value) for value in values]

    def decode(value: Json, where: str) -> tuple[T, ...]:
        if not isinstance(value, list):
            raise _wrong(where, value, "a list")
        return tuple(form.read(item, f"{where}[{index}]") for index, item in enumerate(value))

    return Form(form.name + "s", encode, decode)


def _named(form: Form[T]) -> Form[Mapping[str, T]]:
    def encode(values: Mapping[str, T]) -> Json:
        return {key: form.encode(value) for key, value in values.items()}

    def decode(value: Json, where: str) -> Mapping[str, T]:
        return {key: form.read(item, f"{where}[{key}]") for key, item in decode_object(value, where).items()}

    return Form(form.name + "s", encode, decode)


def optional(form: Form[T]) -> Form[T | None]:
    """The form of such a value or None: null."""
    return Form(
        form.name,
        lambda value: None if value is None else form.encode(value),
        lambda value, where: None if value is None else form.read(value, where),
    )


def decode_object(value: Json, where: str) -> dict[str, Json]:
    """The value, if it is an object; else an error that names the place."""
    if not isinstance(value, dict) or not all(isinstance(key, str) for key in value):
        raise _wrong(where, value, "an object")
    return value


def _record(type_: type[T], **forms: Form[Any]) -> Form[T]:
    """A value as an object of its named fields; one without a default must be there."""
    default_of = {
        field.name: field.default if field.default_factory is NODEFAULT else field.default_factory()
        for field in fields(cast(Any, type_))
    }
    plan = [(name, form, default_of[name]) for name, form in forms.items()]

    def encode(value: T) -> Json:
        out = {}
        for name, form, default in plan:
            own = getattr(value, name)
            if own is not default and own != default:
                out[name] = form.encode(own)
        return out

    def decode(value: Json, where: str) -> T:
        given = decode_object(value, where)
        found = {}
        for name, form, default in plan:
            if name in given:
                found[name] = form.read(given[name], f"{where}.{name}")
            elif default is NODEFAULT:
                raise EditError(f"{where}: '{name}' is missing")
        return type_(**found)

    return Form(type_.__name__.lower(), encode, decode)


TEXT: Form[str] = Form("text", _same, _decode_text)
FLAG: Form[bool] = Form("flag", _same, _decode_flag)
COUNT: Form[int] = Form("number", _same, _decode_count)


def _decode_cell(value: Json, where: str) -> tuple[int, int, int]:
    numbers = listed(COUNT).read(value, where)
    if len(numbers) != 3:
        raise _wrong(where, value, "table, row and column")
    return numbers[0], numbers[1], numbers[2]


STATUS: Form[Status] = _one_of(tuple(Status))
STAMP = _record(Stamp, author=TEXT, date=TEXT)
STYLE = _record(
    Style,
    italic=FLAG,
    bold=FLAG,
    underline=FLAG,
    vertical=_one_of(("", "superscript", "subscript")),
    name=TEXT,
    other=TEXT,
)
RUN = _record(
    Run,
    text=TEXT,
    status=STATUS,
    style=STYLE,
    base_style=optional(STYLE),
    stamp=STAMP,
    style_stamp=STAMP,
    retracted=STAMP,
    move=TEXT,
    content=TEXT,
)
END = _record(End, status=STATUS, stamp=STAMP, retracted=STAMP, move=TEXT)
PROPS = _record(
    Props, kind=_one_of(get_args(Kind)), level=COUNT, scheme=_one_of(get_args(Scheme)), style=TEXT, other=TEXT
)
LABEL = _record(Label, text=TEXT, after=TEXT, automatic=FLAG, locked=FLAG, style=STYLE)
CLAUSE = _record(
    Clause,
    id=TEXT,
    props=PROPS,
    runs=listed(RUN),
    end=END,
    label=optional(LABEL),
    base_props=optional(PROPS),
    props_stamp=STAMP,
    own_label=optional(LABEL),
    cell=optional(Form("cell", list, _decode_cell)),
    row=STATUS,
    row_stamp=STAMP,
    source=TEXT,
)
CLAUSES = listed(CLAUSE)
NOTE_FORM = _record(Note, kind=_one_of(("footnote", "endnote")), clauses=CLAUSES, mark=optional(TEXT), source=TEXT)
POLICY: Form[Policy] = _one_of(get_args(Policy))
REDLINE = _record(Redline, clauses=CLAUSES, notes=_named(NOTE_FORM), language=TEXT, policy=POLICY)
CONTACT = _record(Contact, name=TEXT, organization=TEXT, country=TEXT, email=TEXT, phone=TEXT)
HEADER = _record(
    Header,
    conference=TEXT,
    document=TEXT,
    addendum=TEXT,
    date=TEXT,
    original=TEXT,
    sources=listed(TEXT),
    title=TEXT,
    agenda=TEXT,
    abstract=TEXT,
    contacts=listed(CONTACT),
    introduction=TEXT,
    proposal_text=TEXT,
)
SYMBOL: Form[str] = _one_of(("", *SYMBOLS))
ANCHOR = _record(CommentAnchor, clause=TEXT, quote=TEXT, prefix=TEXT, suffix=TEXT, note=TEXT)
REPLY = _record(Reply, text=TEXT, stamp=STAMP, source=TEXT)
COMMENT = _record(
    Comment,
    text=TEXT,
    anchors=listed(ANCHOR),
    private=FLAG,
    reason=FLAG,
    done=FLAG,
    stamp=STAMP,
    replies=listed(REPLY),
    source=TEXT,
)
STRUCK = _record(Struck, before=CLAUSES, after=CLAUSES, notes=_named(NOTE_FORM), note=TEXT, beside=FLAG)
PROPOSAL = _record(
    Proposal,
    symbol=SYMBOL,
    number=TEXT,
    redline=REDLINE,
    reasons=TEXT,
    original=REDLINE,
    source=TEXT,
    comments=_named(COMMENT),
    struck=_named(listed(STRUCK)),
)
"""Without the bytes of the source package, which `Proposal.source` only names."""
IGNORED = _record(Ignored, reason=TEXT, stamp=STAMP)
IGNORED_BY_KEY = _named(IGNORED)


encode_stamp, decode_stamp = STAMP.encode, STAMP.decode
encode_style, decode_style = STYLE.encode, STYLE.decode
encode_run, decode_run = RUN.encode, RUN.decode
encode_end, decode_end = END.encode, END.decode
encode_props, decode_props = PROPS.encode, PROPS.decode
encode_label, decode_label = LABEL.encode, LABEL.decode
encode_clause, decode_clause = CLAUSE.encode, CLAUSE.decode
encode_note, decode_note = NOTE_FORM.encode, NOTE_FORM.decode
encode_redline, decode_redline = REDLINE.encode, REDLINE.decode
encode_contact, decode_contact = CONTACT.encode, CONTACT.decode
encode_header, decode_header = HEADER.encode, HEADER.decode
encode_proposal, decode_proposal = PROPOSAL.encode, PROPOSAL.decode
