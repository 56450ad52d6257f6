"""Several proposals on one base as one attributed text, with its agreements and conflicts: `changes` reads each proposal,
`rebase` maps another base, `merge` finds agreements and `conflicts`, `apply_changes` builds the redline."""
