"""One text as rules see it: its lines, quotation marks, language and protected spans."""
