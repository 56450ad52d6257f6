"""The concepts that `refersTo` names: the calls of a text; common ones are the same in all languages."""

from __future__ import annotations

from model.formats.xml_escape import quoteattr
from model.lexicon import read_call
from model.redline import Clause


class Concepts:
    """Gathers the concepts of a document."""

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
