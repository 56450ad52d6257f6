"""The edits of the proposals that are printed from a treaty text."""
