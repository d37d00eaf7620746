"""Any number of documents, in files of several kinds → tables of tagged sentences and of matches."""
