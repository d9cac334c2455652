"""Rules of the join family."""
