"""The meaning of the paragraphs of a file: labels, levels, front matter and proposals, `submission.recognise(raw) -> Submission`.

`raw_body` has the values that it starts from; the readers of Word and Akoma Ntoso make them."""
