"""Rules of the embed family."""
