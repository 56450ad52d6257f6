"""The proposals that are printed from one treaty text, derived from its amendments."""
