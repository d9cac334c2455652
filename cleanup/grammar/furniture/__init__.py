"""The phrases of furniture, what is lifted from it, and what the units of a text are."""
