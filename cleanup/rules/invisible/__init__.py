"""Rules of the invisible family."""
