"""Navigation, and names of a site's sections."""

from __future__ import annotations

from cleanup.kit import PROSE, Document, Measurement
from cleanup.kit.furniture import Block, furniture_rule


@furniture_rule(
    "BPL014",
    "nav",
    "section",
    "live",
    tier="unsafe",
    confidence=0.98,
    measured=[
        Measurement(29, 29, "fundus", "article", "2026-11-30"),
        Measurement(835, 854, "article-extraction", "article", "2026-11-30"),
    ],
    bad={
        f"Skip to main content\n\n{PROSE}": PROSE,
        f"{PROSE}\nBack to top": PROSE,
        f"Breadcrumb Trail Links\nFerry late again\n{PROSE}": f"Ferry late again\n{PROSE}",
    },
    good=[
        f"{PROSE}\nHome\n{PROSE}",
        f"{PROSE}\nBack to the top of the hill\n{PROSE}",
        f"{PROSE}\nPolitics\n{PROSE}",
        "Back to top",
    ],
)
def page_navigation(document: Document, block: Block) -> bool:
    """The text contains navigation of the page, or the name of its section.

    What it does: removes a line that consists of such labels (tables ``furniture``, sections
    ``nav``, ``section`` and ``live``). Names of sections count only before the first and after the
    last paragraph.

    Why it is damage: the label belongs to the page.

    What could go wrong: a heading before the first paragraph that is also the name of a section is
    lost.
    """
    return True
