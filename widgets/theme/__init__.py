"""Colours, styles and the focus ring."""
