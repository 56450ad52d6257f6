"""What the user sets for the proposals that are printed from a treaty text."""
