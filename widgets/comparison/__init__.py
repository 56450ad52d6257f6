"""Two texts beside each other, clause level with clause, and what differs between them."""
