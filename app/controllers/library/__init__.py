"""The library: its window, its panel beside the text, and what is done with its texts."""
