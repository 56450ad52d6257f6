"""The three-way merge of submissions, word by word: `atoms` is a text as a sequence, `changes` the changes that a copy makes to
it, `stories` merges texts, `fields` everything else, `submissions` the whole. Conflicts are recognized by the same rules as in
`consolidation`; one that is kept in a file is a value of `model.submission.conflicts`."""
