"""Pages without an article: each kind, and articles that look like one."""

from __future__ import annotations

import pytest

from cleanup.blocks.pages import LONGEST, page_of
from cleanup.rule import PROSE
from cleanup.text.document import Document

SHORT = "The ferry to the outer islands ran late on Monday, and the old engine will be replaced."

PAGES = {
    "guard": [
        "this website is using a security service to protect itself from online attacks .. ",
        "we 've detected that javascript is disabled in your browser. please try again.",
        "Just a moment...\n\nEnable JavaScript and cookies to continue",
        "Access Denied\n\nYou don't have permission to access this resource.\n\nReference ID: 18.2",
        "Bitte bestätigen Sie, dass Sie ein Mensch sind.",
        "Accès refusé",
    ],
    "consent": [
        "We value your privacy\nWe and our 823 partners store and/or access information on a"
        " device, such as cookies and process personal data, such as unique identifiers and"
        " standard information sent by a device.\nWith your permission we and our partners may use"
        " precise geolocation data and identification through device scanning.\nACCEPT ALL\n"
        "MORE OPTIONS",
        "Wir verwenden Cookies, um unsere Website für Sie zu verbessern.\n\nAlle akzeptieren",
    ],
    "error": [
        "Merrow Gazette\n404\nPage not found\nThe page you are looking for does not exist.",
        "we ca nt seem to find the page you were looking for. please try our search.",
        "This video is unavailable",
        "Die von Ihnen gesuchte Seite existiert leider nicht mehr.\n\nZur Startseite",
        "Страница не найдена",
    ],
    "stub": [
        f"Council votes on the new ferry\n\n{SHORT} [...]\n\nThe post appeared first on Merrow.",
        f"Council votes on the new ferry\n\n{SHORT[:-1]} …",
        f"{SHORT} The harbour office said so on Monday, and the ...",
        f"{SHORT}\n\nSubscribe to continue reading\n\nAlready a subscriber? Log in",
        "Die Fähre fiel am Montag aus.\n\nWeiterlesen mit Merrow Plus",
    ],
    "form": [
        "you must log in to continue .. ",
        "see more of merrow harbour on facebook. ",
        "Contact form\nName *\nEmail *\nYour message\nSubmit\nRequired fields are marked *",
    ],
    "comments": [
        "12 comments\nAnn Roe\n3 days ago\nI was on that boat, and it was late.\nReply\n"
        "Tom Pell\n2 days ago\nNonsense.\nReply\nReport\nLeave a comment",
    ],
    "links": [
        "Related stories\nFerry to the outer islands runs late again\nHarbour office to replace the"
        " old engine\nCouncil votes on the new ferry line\nWhat the storm did to the pier\n"
        "Most read",
    ],
    "gallery": [
        "Image 1 of 2\nThe ferry at dawn (Photo: Ann Roe)\nImage 2 of 2\n"
        "The pier after the storm, seen from the hill. Photo: Tom Pell/Reuters",
    ],
}

ARTICLES = [
    "",
    SHORT,
    PROSE,
    f"{PROSE}\n\nThis video is unavailable",
    f"Page not found, the sign said.\n\n{PROSE}",
    f"This website uses cookies, and so does the ferry's.\n\n{PROSE}",
    f"{PROSE} {PROSE} {PROSE}\n\nRead more",
    f"{PROSE}\n\n{PROSE}\n\nSubscribe to continue reading",
    "It was late, and the boat did not come ...",
    f"{SHORT} Nobody came. It rained, and the lamps of the harbour went out one by one...",
    "Fog\n\nThe harbour is quiet\nNo bell to hear\nThe lamps go out\nThe boats lie near",
    f"3 comments\n\n{PROSE}\n\nReply\nReport",
    "Ferry: 4 boats\nHarbour: 2 cranes\nPier: 1 lamp\nHill: 1 church\nMost read: 3",
    "The ferry at dawn (Photo: Ann Roe)\n\nThe boat was late.",
    f"{'Please enable JavaScript. ' * 150}",
]


@pytest.mark.parametrize(("page", "text"), [(page, one) for page in PAGES for one in PAGES[page]])
def test_a_page_without_an_article_is_known(page: str, text: str) -> None:
    assert page_of(Document(text)) == page


@pytest.mark.parametrize("text", ARTICLES)
def test_an_article_is_no_such_page(text: str) -> None:
    assert page_of(Document(text)) is None


@pytest.mark.parametrize("text", [texts[0] for texts in PAGES.values()])
def test_with_two_paragraphs_of_its_author_a_text_is_an_article(text: str) -> None:
    assert page_of(Document(f"{PROSE}\n\n{text}\n\n{PROSE}")) is None
    assert page_of(Document(f"{text}\n\n{PROSE}\n\n{PROSE}")) is None


def test_long_texts_are_not_looked_at() -> None:
    page = "Page not found\n"
    assert page_of(Document(page * (LONGEST // len(page)))) == "error"
    assert page_of(Document(page * (1 + LONGEST // len(page)))) is None
