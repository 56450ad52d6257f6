"""A draft that several people edit at once, through files in a folder that all of them see (FORMATS.md §4).

The history of a shared draft is a set of commits. `values` has a commit and what it names, `history` the state that follows
from any set of commits, `commits` makes them, `commit_lines` and `presence` are their files as bytes, `folder` reads and
writes those files.
"""
