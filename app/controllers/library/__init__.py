"""The library: its window, its panel beside the text, and the actions on its texts."""
