"""The command line: options, their groups and values, and the help."""
