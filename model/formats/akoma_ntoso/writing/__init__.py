"""From a text or a submission to the elements of Akoma Ntoso."""
