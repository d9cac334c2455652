"""Rules of the boilerplate family."""
