"""What happens when a user asks for it: one feature a module, each driving its folder in widgets."""
