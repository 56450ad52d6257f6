"""PDF: pages read by PDFium in a process of its own, their characters put together to paragraphs."""
