"""Two texts as one redline: clauses aligned, words compared inside the pairs, moves found.

    tokens       a text as words, numbers, signs and spaces
    words        the smallest difference of two lists of tokens, cleaned up for people
    units        what is aligned: paragraphs, tables, rows and columns
    anchors      what two lists have in common in order
    similar      how alike two paragraphs are
    align        which units of two texts are the same, which were split, merged or moved
    streams      paragraphs as tokens with the runs that they come from
    weave        one aligned group as the clauses of a redline
    stories      whole stories, with their tables
    notes        which notes of two texts are the same
    compare      two texts as one redline
    submissions  two submissions as one
    summary      what differs, counted
"""

from model.diff.compare import compare
from model.diff.summary import Summary, summary

__all__ = ["Summary", "compare", "summary"]
