"""Two texts as one redline: clauses aligned, words compared inside the pairs, moves found (issue: the comparison).

tokens    a text as words, numbers, signs and spaces
words     the smallest difference of two lists of tokens, cleaned up for people
align     which paragraphs of two texts are the same, in order, and which were moved
streams   paragraphs as tokens with the runs that they come from
weave     one aligned group as the clauses of a redline
tables    rows and cells
notes     footnotes and endnotes
compare   all of it together
summary   what differs, counted
"""

from model.diff.compare import compare
from model.diff.summary import Summary, summary

__all__ = ["Summary", "compare", "summary"]
