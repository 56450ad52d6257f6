"""Pictures without the traces of the programs that made them."""
