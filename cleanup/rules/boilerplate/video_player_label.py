"""Messages of players and scripts that could not run."""

from __future__ import annotations

from cleanup.kit import PROSE, AnyOf, Document, Found, Iterator, Measurement, Pattern, rule
from cleanup.kit.furniture import FURNITURE, blocks_found

_TEASER = AnyOf("JUST WATCHED")
_LONGEST_TEASER = 400
_WATCHED = Pattern(
    r"JUST WATCHED [^\n\r]{1,90} Replay (?:More Videos )?(?:\.\.\.|\u2026) MUST WATCH[^\n\r]*",
    timed=False,
)
_CAPTION = AnyOf("on your device Media caption ", "on this device Media caption ")
_CAPTIONED = Pattern(
    r"(?<![^\n\r])(?P<label>Media playback is (?:unsupported on your|not supported on this) device "
    r"Media caption )(?=\S)"
)


@rule(
    "BPL007",
    tier="safe",
    confidence=0.98,
    measured=[
        Measurement(10, 10, "fundus", "article", "2026-11-30"),
        Measurement(73, 76, "article-extraction", "article", "2026-11-30"),
    ],
    hint=FURNITURE | _TEASER | _CAPTION,
    removes=True,
    bad={
        f"{PROSE}\nMedia playback is unsupported on your device\nEnd.": f"{PROSE}\nEnd.",
        f"{PROSE}\n\nPlease enable JavaScript.\n\n{PROSE}": f"{PROSE}\n\n{PROSE}",
        f"{PROSE}\nLoading...\n{PROSE}": f"{PROSE}\n{PROSE}",
        f"JUST WATCHED Storm Replay More Videos ... MUST WATCH Storm 02:43\n{PROSE}": PROSE,
        f"{PROSE}\nMedia playback is unsupported on your device Media caption The storm": (
            f"{PROSE}\nThe storm"
        ),
        f"{PROSE}\nMedia playback is unsupported on your device Media caption {PROSE} {PROSE}": (
            f"{PROSE}\n{PROSE} {PROSE}"
        ),
        f"{PROSE}\nYour browser does not support the video tag.": PROSE,
    },
    good=[
        f"{PROSE}\nLoading the ferry took an hour.\n{PROSE}",
        f"{PROSE}\nPlease enable JavaScript in the settings of the till.\n{PROSE}",
        f"{PROSE}\nIs JavaScript disabled?\n{PROSE}",
        f"{PROSE}\n\u201cNow playing\u201d\n{PROSE}",
        f"{PROSE}\nThis video is not available in print, she joked.\n{PROSE}",
        f"{PROSE}\nPlay video games\n{PROSE}",
        "Loading...",
    ],
)
def video_player_label(document: Document) -> Iterator[Found]:
    """The text contains a message of a video player or a script.

    What it does: removes a line made only of such messages (tables ``furniture``, section
    ``player``), a line "JUST WATCHED ... MUST WATCH ...", and the label before a video's caption.

    Why it is damage: the page showed the message to a browser that could not play or run something;
    it is not part of the article.

    What could go wrong: a manual that quotes such a message on a line of its own loses it.
    """
    yield from blocks_found(document, "player")
    for line in document.removable_lines_with(_TEASER, _LONGEST_TEASER):
        if _WATCHED.fullmatch(document.text, line.start, line.end):
            yield Found(*document.removal_span(line), "")
    for label in _CAPTIONED.finditer(document.text) if document.places_with(_CAPTION) else ():
        yield Found(*label.span("label"), "")
