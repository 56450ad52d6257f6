"""The vocabulary of Akoma Ntoso, and the text that it can represent."""
