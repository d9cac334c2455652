"""Train and calibrate what ``cleanup.scoring`` scores with."""
