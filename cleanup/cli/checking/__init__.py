"""What ``check`` does with each input, and with what is found in it."""
