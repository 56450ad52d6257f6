"""The form of everything in a submission but its texts: header, prose, contacts, symbols, numbers, reasons."""
