"""Inputs to outputs: one run, its batches, its shards, and files repaired in place."""
