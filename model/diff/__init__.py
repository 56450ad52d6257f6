"""Two texts as one redline: clauses aligned, words compared inside the pairs, moves found.

tokens           a text as words, numbers, signs and spaces
word_diff        the smallest difference of two lists of tokens, cleaned up for people
units            what is aligned: paragraphs, tables, rows and columns
patience         what two lists have in common in order
similarity       how alike two paragraphs are
align            which units of two texts are the same, which were split, merged or moved
token_stream     paragraphs as tokens with the runs that they come from
paragraph_merge  one aligned group as the clauses of a redline
story_diff       whole stories, with their tables
note_matching    which notes of two texts are the same
compare          two texts as one redline
summary          what differs, counted
"""

from model.diff.compare import compare
from model.diff.summary import Summary, summary

__all__ = ["Summary", "compare", "summary"]
