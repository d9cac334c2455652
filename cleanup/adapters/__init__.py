"""Adapters to other engines, each imported only when it is used."""
