"""Sub-amendments: two redlines, one upon the other, the text in force → theirs and theirs → ours (DESIGN.md §4).

A proposal on another party's proposal has the other party's redline as its lower layer (`Proposal.theirs`), and its own redline
as the upper layer, whose base is the draft of the lower one with its printed labels (`base_upon`). Each layer is in canonical
form. The view of both layers is computed: `combined_layers` is one redline from the text in force to ours, with the author of
each change. It is not in canonical form, since its order must be right for three texts. `tokens` aligns the layers, `rendering`
makes clauses of the alignment.
"""
