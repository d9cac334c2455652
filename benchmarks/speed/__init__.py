"""How fast: beside other cleaners, by rule, by length."""
