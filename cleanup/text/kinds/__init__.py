"""What a text is as a whole: traits, decided once for a text."""
