"""Every form in which a submission is read or written: Word, project file, notation, HTML, the printed page; and the gates
for zips and XML of strangers."""
