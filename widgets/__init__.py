"""The widgets, which show values and emit what the user asks for."""
