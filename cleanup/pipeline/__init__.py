"""Run inputs to outputs: in batches, as shards of a folder, or files repaired in place."""
