"""Configuration files: where they are found, and what may stand in them."""
