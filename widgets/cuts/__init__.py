"""The list of the proposals that are printed from a treaty text."""
