"""The delegation's positions in the window: their panel, their marks, the box that asks for one, the brief."""
