"""Rules of the byline family."""
