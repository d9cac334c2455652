"""Train the weights and the calibration of ``cleanup.scoring``."""
