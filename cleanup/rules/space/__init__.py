"""Rules of the space family."""
