"""The delegation's positions on a text: their places, their list, their marks in the text, the box that asks for one."""
