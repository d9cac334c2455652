"""How good the rules are: on the articles of ``corpus/``, in other languages, on lost marks."""
