"""The margin in the window: cards beside the text and marks beside its scroll bar."""
