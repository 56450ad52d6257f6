"""Several proposals on one base as one attributed text, with its agreements and conflicts.

read     each proposal becomes changes of ranges of the base's text (`changes`), mapped if its base differs (`rebase`) merge
equal changes are one with all names, overlapping ones a conflict (`conflicts`, `merge`) build    the applied changes become a
redline, each change with its party as author (`apply_changes`) table    clause by clause, the proposal of each party
(`comparison_table`)
"""
