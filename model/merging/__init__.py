"""The three-way merge of submissions, word by word: `atoms` is a text as a sequence, `changes` what one copy changed of it,
`stories` merges texts, `fields` everything else, `submissions` the whole. A conflict is what it is in `consolidation`; one that
is kept in a file is a value of `model.submission.conflicts`."""
