"""Controllers: one feature a module, from an action of the user to a transaction, each driving its folder in widgets."""
