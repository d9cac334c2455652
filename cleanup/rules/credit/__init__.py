"""Rules of the credit family."""
