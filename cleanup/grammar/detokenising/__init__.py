"""How the parts of a tokenised line belong together: signs, quotation marks, gaps, habits."""
