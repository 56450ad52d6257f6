"""Everything that a user can do, each a pure function `(submission, …, stamp) -> Transaction`.

A function that finds nothing to do gives a transaction without steps; one that cannot do what is asked raises
EditError.
`stamp` says who does it and when.
"""
