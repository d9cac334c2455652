"""Why a place was, or was not, reported: nothing here decides what becomes of a text."""
