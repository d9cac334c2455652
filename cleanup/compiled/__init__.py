"""The declarations of all rules as data, so that a rule is imported only where its hint holds."""
