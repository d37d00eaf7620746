"""Any number of documents → the emphasis of each, or of each month or year, without their texts in memory."""
