"""The widgets: they show values and emit intents."""
