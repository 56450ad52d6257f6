r"""The notation: a redline as plain text that people read, type and mail (FORMATS.md §6).

One clause a line; lines end at a line feed, blank ones are ignored. A line is

    [cell] [kind] [label TAB] text [end] [style] [remark]

**Kinds**

    # RESOLUTION 75 (Rev. Geneva, 2022)      number
    ## On a subject                          title
    ### (Dubai, 2012; Geneva, 2022)          history
    > The World Assembly (Geneva, 2022),     opening
    *considering further*                    call: the whole line in stars
    a)⇥that …                                paragraph with its label
      i)⇥that …                              one level down: two spaces a level
    that …                                   paragraph without label
    = 1⇥Scope    == 1.1⇥General              heading; as many signs as its level
    & ANNEX 1                                annex
    |1.2.3| text                             paragraph in a table: table, row, column from 1; `|1.+2.3|`, `|1.-2.3|`,
                                             `|1.±2.3|` in a row that was inserted, deleted, retracted
    [^1]: text                               a note, a line for each of its paragraphs, referred to as [^1] in the text

The kind of a line without such a sign follows from its words and its place (number, title, history, opening, call,
annex, else a paragraph), and level and scheme of a label without indentation follow from the sequence of labels, so
that a text that somebody typed or mailed needs no signs at all. A line that begins with a tab is a paragraph, whatever
it looks like.

**Tracked changes** are CriticMarkup: `{--deleted--}`, `{++inserted++}`, `{~~old~>new~~}` (read, not written).
`{+-retracted-+}` was inserted by one author and deleted by another. `{++¶++}`, `{--¶--}`, `{+-¶-+}` is a paragraph
end; a kept one is written, `¶`, if a line would be empty or end in a space. A label is tracked like text,
`{--e--}{++f++})⇥`, and may share its mark with the text after it: `{++b)⇥that …;++}{++¶++}`.

**Formats**: `*italic*`, `**bold**`, `{_underlined_}`, `{^superscript^}`, `{,subscript,}`, `{.href 75.}` in the
character style *href*; `{=was italic: word=}` had another format in the base (words: plain, italic, bold, underline,
superscript, subscript, .style). A star that nothing closes is a plain star. A paragraph style is at the end of
the line: `text {.enumlev1}`.

**Labels**: text at the head of a line that looks like one; `[a)]⇥` is made by Word's automatic numbering;
`{#Art. 5#}⇥` is a label whatever it looks like, and `{#a)| #}` gives its separator, if that is no tab. On the
draft's side a label is the one that numbering gives; one that differs was set by hand.

**Remarks** `{>>…<<}` are further facts about the clause, separated by commas: a kind, `level 2`, a scheme (letter,
roman, decimal, bullet, unnumbered); the same with `was` for the base, `was style X` too; `automatic label`, `locked
label`; `own label`, `own automatic`, `own locked` for the draft's label set by hand, which is empty on a line without
one; for a cell of a new table or column `width 2000` (twips, 0: like the others), `spans 2`, `repeated` in a header
row; for a note `endnote`, `mark "*"`, `no text`.

**Escapes**: `\↵` a line break inside a clause, `\␊` `\␍` `\⇥` line feed, carriage return, tab, `\u{FEFF}` any
character, `\` before a sign the sign itself. `{object}` is a picture, equation or text box.

A **submission** has fields before the text, `Title: …` (one line for each paragraph), then for each proposal
`MOD⇥ATU/35A18/1`, its clauses and `Reasons: …`; see `model.formats.notation.submissions`.

The law: what is printed is read back with the same characters, statuses, labels, kinds, levels, schemes, styles,
table cells and notes. It does not have ids, authors, dates, moves, and pure XML (the content of objects, anchors,
further properties of runs and paragraphs).
"""

from model.formats.notation.parsing import parse
from model.formats.notation.printing import print_redline
from model.formats.notation.submissions import parse_submission, print_submission
