"""The pages that a text was read from, and the clauses that were recognised on them."""
