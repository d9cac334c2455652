"""Patterns for the date stamps of articles."""

from __future__ import annotations

MONTHS = (
    "January February March April May June July August September October November December"
).split()
WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()

_MONTH = (
    f"(?:{'|'.join(MONTHS)}|{'|'.join(MONTHS).upper()}"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|JAN|FEB|MAR|APR|JUN|JUL|AUG|SEPT?|OCT|NOV|DEC)\.?)"
)
_DAY = "[0-9]{1,2}(?:st|nd|rd|th)?"
WEEKDAY = (
    "(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|MONDAY|TUESDAY|WEDNESDAY|THURSDAY|FRIDAY"
    r"|SATURDAY|SUNDAY|(?:Mon|Tue|Tues|Wed|Thu|Thur|Thurs|Fri|Sat|Sun)\.?)"
)
TIME = (
    r"(?:[0-9]{1,2}[:.][0-9]{2}(?::[0-9]{2})?|[0-9]{1,2}(?=[ ]?[apAP]))"
    r"(?:[ ]?(?:[aApP]\.?[mM]\.?))?"
    r"(?:[ ][(]?(?:[ECMP][DS]?T|GMT|BST|UTC|CEST|Eastern)[)]?)?"
)
ISO_DATE = r"[0-9]{4}-[0-9]{2}(?:-[0-9]{2})?"
DATE = (
    rf"(?:{ISO_DATE}|{_MONTH}[ ]{_DAY},?[ ][0-9]{{4}}|{_DAY}[ ]{_MONTH},?[ ][0-9]{{4}}"
    r"|[0-9]{1,2}/[0-9]{1,2}/(?:[0-9]{4}|[0-9]{2})|[0-9]{1,2}\.[0-9]{1,2}\.[0-9]{4})"
)
"""A date with its year."""

DAY_DATE = rf"(?:{WEEKDAY},?[ ])?(?:{DATE}|{_MONTH}[ ]{_DAY}|{_DAY}[ ]{_MONTH})"
"""A date that may omit its year and may include the day of the week."""
