"""What each command does. A module here is imported when its command is given, not before."""
