r"""The notation: a redline as plain text that people read, type and mail (FORMATS.md §6).

One clause a line; lines end at a line feed, blank ones are passed over. A line is

    [cell] [what it is] [label TAB] text [end] [style] [remark]

**What it is**

    # RESOLUTION 75 (Rev. Geneva, 2022)      number
    ## On a subject                          title
    ### (Dubai, 2012; Geneva, 2022)          history
    > The World Assembly (Geneva, 2022),     opening
    *considering further*                    call: all of the line in stars
    a)⇥that …                                paragraph with its label
      i)⇥that …                              one level down: two spaces a level
    that …                                   paragraph without label
    = 1⇥Scope    == 1.1⇥General              heading; as many signs as its level
    & ANNEX 1                                annex
    |1.2.3| text                             paragraph in a table: table, row, column from 1; `|1.+2.3|`, `|1.-2.3|`,
                                             `|1.±2.3|` in a row that was inserted, deleted, retracted
    [^1]: text                               a note, a line for each of its paragraphs, referred to as [^1] in the text

A line without such a sign is what its words and its place make of it (number, title, history, opening, call, annex,
else a paragraph), and level and scheme of a label without indentation are what its sequence makes of them, so that a
text that somebody typed or mailed needs no signs at all. A tab at the head of a line says: a paragraph, whatever it
looks like.

**Tracked changes** are CriticMarkup: `{--deleted--}`, `{++inserted++}`, `{~~old~>new~~}` (read, not written).
`{+-retracted-+}` was inserted by one author and deleted by another. `{++¶++}`, `{--¶--}`, `{+-¶-+}` is a paragraph
end; a kept one is written, `¶`, where a line would be empty or end in a space. A label is tracked as text is,
`{--e--}{++f++})⇥`, and may share its mark with what follows: `{++b)⇥that …;++}{++¶++}`.

**Formats**: `*italic*`, `**bold**`, `{_underlined_}`, `{^superscript^}`, `{,subscript,}`, `{.href 75.}` in the
character style *href*; `{=was italic: word=}` had another format in the base (words: plain, italic, bold, underline,
superscript, subscript, .style). A star that nothing closes is a star. A paragraph style stands at the end of the
line: `text {.enumlev1}`.

**Labels**: what stands at the head of a line and looks like one; `[a)]⇥` is made by Word's automatic numbering;
`{#Art. 5#}⇥` is a label whatever it looks like, and `{#a)| #}` says what parts it from the text, where that is no
tab. On the draft's side a label is what numbering makes of it; one that differs from that is the clause's own.

**Remarks** `{>>…<<}` say what else is true of the clause, parted by commas: a kind, `level 2`, a scheme (letter,
roman, decimal, bullet, unnumbered); the same with `was` for what it was in the base, `was style X` too; `automatic
label`, `locked label`; `own label`, `own automatic`, `own locked`, of the draft's label set by hand, on a line without
one of none; of a cell of a new table or column `width 2000` (twips, 0: like the others), `spans 2`, `repeated` in a header
row; of a note `endnote`, `mark "*"`, `no text`.

**Escapes**: `\↵` a line break inside a clause, `\␊` `\␍` `\⇥` line feed, carriage return, tab, `\u{FEFF}` any
character, `\` before a sign the sign itself. `{object}` is a picture, equation or text box.

A **submission** has fields before the text, `Title: …` (one line for each paragraph), then for each proposal
`MOD⇥ATU/35A18/1`, its clauses and `Reasons: …`; see `model.formats.notation.submissions`.

The law: what is printed is read back with the same characters, statuses, labels, kinds, levels, schemes, styles,
table cells and notes. Not in it: ids, authors, dates, moves, and what is XML alone (the content of objects, anchors,
further properties of runs and paragraphs).
"""

from model.formats.notation.parsing import parse
from model.formats.notation.printing import print_redline
from model.formats.notation.submissions import parse_submission, print_submission

__all__ = ["parse", "parse_submission", "print_redline", "print_submission"]
