"""The editions of cited texts: the citations, the table of editions, and rows of the user's own."""
