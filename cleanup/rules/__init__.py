"""One folder a family, one file a rule. Found by walking this package; there is no list to edit."""
