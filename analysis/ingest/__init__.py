"""From an address, a page, a PDF or a text to a file of the corpus."""
