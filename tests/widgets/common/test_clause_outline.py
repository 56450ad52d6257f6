"""The label of a row in the tree of clauses."""

from __future__ import annotations

from model.numbering import Labelling
from tests.builders.treaty import small_treaty
from widgets.common.clause_outline import label_text


def test_a_provision_is_named_by_its_margin_number() -> None:
    redline = small_treaty("= Article 9", "9.1 first", "… that continues", "+ new", "- 9.2 second")
    labelling = Labelling.of(redline)
    assert [label_text(clause, labelling) for clause in redline.clauses] == ["", "9.1", "", "9.1A", "9.2"]
    assert label_text(redline.clauses[1], None) == ""
