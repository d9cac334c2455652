"""Find the hints that hold in a text or in a column of texts."""
