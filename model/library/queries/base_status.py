"""The status of the text on which a proposal is begun."""

from __future__ import annotations

from model.library.queries.library_lookup import ABROGATED
from model.library.texts.citing import cited_name
from model.library.texts.editions import edition_name
from model.library.texts.status import newer_edition
from model.library.texts.values import TextIdentity
from model.message import Message
from model.references.editions import Editions


def outdated_base(identity: TextIdentity, known: Editions) -> Message | None:
    """Why a proposal must not be begun on a text, and what to do; None if the text is the edition in force as far as is known."""
    newest = newer_edition(identity, known.rows(*identity.key))
    if newest is None:
        return None
    name = cited_name(identity, identity.language)
    if newest.status == ABROGATED:
        return Message.of("{text} has been abrogated: choose a text that is in force", text=name)
    return Message.of(
        "{text} is not in force: the edition in force is {newer}. Make the proposal on that edition",
        text=name,
        newer=edition_name(newest, identity.language),
    )
