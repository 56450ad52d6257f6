"""Word's files before 2007, OpenDocument and RTF, which LibreOffice converts to .docx if it is installed."""
