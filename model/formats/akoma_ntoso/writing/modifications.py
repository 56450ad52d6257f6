"""The list of changes that a file gives to readers who want them without reading the text: one `textualMod` a change."""

from __future__ import annotations

from collections.abc import Sequence

from model.formats.akoma_ntoso.writing.addresses import Addresses
from model.formats.akoma_ntoso.writing.inline import Change
from model.formats.xml_escape import quoteattr
from model.redline import Clause, Status


class Modifications:
    """Gathers the changes of a text in its order. A split and a join wait for the clause that follows."""

    def __init__(self, addresses: Addresses, name: str, source: str, target: str = "") -> None:
        """Collects changes whose eIds begin with `name`, from `source`; `target` is the changed text's IRI, '' for this text."""
        self._addresses = addresses
        self._name, self._source, self._target = name, source, target
        self._before = ""
        self._waiting = ""
        self._elements: list[str] = []

    def note(
        self, clause: Clause, address: str, label: Sequence[tuple[Change, str]], words: Sequence[tuple[Change, str]]
    ) -> None:
        """Takes the changes of the clause with an eId: those of its label and of its words, with their eIds."""
        if self._waiting:
            self._say("split", self._waiting, new=[address])
            self._waiting = ""
        status = clause.end.status
        is_new = status is Status.INSERTED and not clause.text_on("base")
        is_gone = status is Status.DELETED and not clause.text_on("draft")
        if is_new:
            self._say("insertion", self._before or address, "after" if self._before else "", new=[address], move=clause.end.move)
        elif is_gone:
            self._say("repeal", address, old=[address], move=clause.end.move)
        else:
            if label:
                self._change("renumbering", address, label)
            if words:
                self._change("", address, words)
            if status is Status.INSERTED:
                self._waiting = address
            elif status is Status.DELETED:
                self._say("join", address, old=[address])
        self._before = address

    def xml(self) -> str:
        """The content of `passiveModifications` or `activeModifications`."""
        if self._waiting:
            self._say("split", self._waiting)
            self._waiting = ""
        return "".join(self._elements)

    def _change(self, kind: str, address: str, changes: Sequence[tuple[Change, str]]) -> None:
        old = [target for name, target in changes if name == "del"]
        new = [target for name, target in changes if name == "ins"]
        kind = kind or ("substitution" if old and new else "repeal" if old else "insertion")
        self._say(kind, address, "inside" if kind == "insertion" else "", old, new)

    def _say(
        self, kind: str, address: str, pos: str = "", old: Sequence[str] = (), new: Sequence[str] = (), move: str = ""
    ) -> None:
        """Adds one modification, of a type as the schema names it; `old` and `new` are the eIds of deleted and of inserted
        elements, `pos` is the position at the changed one, `move` the move of which it is a half."""
        at = f' pos="{pos}"' if pos else ""
        moved = f" cw:move={quoteattr(move)}" if move else ""
        self._elements.append(
            f'<textualMod type="{kind}" eId="{self._addresses.next(self._name)}"{moved}><source href="{self._source}"/>'
            f'<destination href="{self._destination(address)}"{at}/>'
            + "".join([f'<old href="#{target}"/>' for target in old])
            + "".join([f'<new href="#{target}"/>' for target in new])
            + "</textualMod>\n"
        )

    def _destination(self, address: str) -> str:
        return f"{self._target}#{address.removeprefix(self._addresses.prefix)}" if self._target else f"#{address}"
