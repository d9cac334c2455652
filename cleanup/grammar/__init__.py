"""What phrases, dates, credits and contractions look like, built from the tables of ``phrases``."""
