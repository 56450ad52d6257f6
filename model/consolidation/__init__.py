"""Several proposals on one base as one attributed text, with its agreements and conflicts.

read     each proposal as changes of stretches of the base's own words (`changes`), re-based where its base differs
         (`rebasing`)
merge    equal changes are one with all names, overlapping ones a conflict (`colliding`, `merging`)
build    what is taken becomes a redline, each change with its party for author (`building`)
table    clause by clause, what each party proposes (`table`)
"""
