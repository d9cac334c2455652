"""Know, detect, decide, repair: one text, a list of texts, or a column, until nothing changes."""
