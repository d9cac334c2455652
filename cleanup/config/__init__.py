"""Configuration files: where they are found, and what may stand in them."""

PYPROJECT = "pyproject.toml"
FILES = ("cleanup.toml", PYPROJECT)
"""Names of configuration files; the first that is there holds for its folder."""
