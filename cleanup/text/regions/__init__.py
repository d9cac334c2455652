"""Which spans of a text are running prose, and which are not: code, markup, tables, addresses."""
