"""Measure the rules: on the articles of ``corpus/``, in other languages, on lost marks."""
