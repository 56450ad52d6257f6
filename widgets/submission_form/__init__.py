"""The form for everything in a submission except its texts: header, prose, contacts, symbols, numbers, reasons."""
