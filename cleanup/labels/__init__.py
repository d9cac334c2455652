"""Labels of a text: moved to its cleaned text, and back."""
