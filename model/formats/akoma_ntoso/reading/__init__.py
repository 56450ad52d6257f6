"""From the elements of Akoma Ntoso to a submission: of our own files exactly, of others by what their elements mean."""
