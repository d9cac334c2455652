"""Laws that take minutes or hours to check: corpora, fuzzing, killed runs, failing disks, time."""
