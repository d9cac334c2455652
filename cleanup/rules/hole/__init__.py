"""Rules of the hole family."""
