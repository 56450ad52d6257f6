"""From the elements of Akoma Ntoso to a submission: our own files exactly, others by the meaning of their elements."""
