"""A draft that several people edit at once, through files in a folder that all of them see (FORMATS.md §4).

The history of a shared draft is a set of commits. `values` defines a commit, `commit_index` orders commits, `history` computes
the state that follows from any set of them, and `new_commits` makes new ones. `commit_lines` and `presence` turn them into
bytes, `folder` reads files and `own_files` writes them. `arrival` merges what colleagues changed into the local draft.
"""
