"""Two texts as one redline: clauses aligned, words compared inside the pairs, moves found.

tokens           a text as words, numbers, signs and spaces word_diff        the smallest difference of two lists of tokens,
cleaned up for people units            the units of the alignment: paragraphs, tables, rows and columns patience         the
common items of two lists, in order similarity       the similarity of two paragraphs align            the units of two texts
that are the same, split, merged or moved token_stream     paragraphs as tokens with their runs paragraph_merge  one aligned
group as the clauses of a redline story_diff       whole stories, with their tables note_matching    the notes that two texts
share compare          two texts as one redline summary          the number of differences
"""

from model.diff.compare import compare
from model.diff.summary import Summary, summary

__all__ = ["Summary", "compare", "summary"]
