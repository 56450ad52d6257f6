"""All user actions, each a pure function `(submission, …, stamp) -> Transaction`.

A function that finds nothing to do returns a transaction without steps; one that cannot do what is asked raises EditError.
`stamp` is the author and time of the change.
"""
