"""What a run left: its outputs as they are found, and the rows in them with their provenance."""
