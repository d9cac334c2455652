"""What a text suppresses is neither reported nor changed; elsewhere all is as it would be."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from cleanup import Settings, clean
from cleanup.engine import round as rounds
from cleanup.engine.account import Account
from cleanup.engine.know import markup_in
from cleanup.engine.parts import LONGEST
from cleanup.engine.suppress import suppressions_in
from cleanup.explaining.place import explain
from cleanup.rules import all_rules, rule_for
from cleanup.values import Context
from tests.laws import keeps_laws
from tests.scale import examples
from tests.strategies import damaged

if TYPE_CHECKING:
    from cleanup.values import Cleaned

FILE = Settings(form="file")
GLUED = "The vote was close.Two members left early, and the mayor said that the bridge would stay."
GOOD = GLUED.replace(".T", ". T")
LAST = "On Tuesday the harbour office opened again, and the boats went out to the islands."
OTHERS = (
    "A ferry of the town has been at anchor in the bay since the spring, without a crew.",
    "Its owner has paid for the repair of the pier, which the storm had taken away.",
)
NAMES = ("a.md", "a.txt", "a.rst", "a.adoc", None)
CODES = ("", "[JOI]", "[SPC,INV]", "[HOL001, encoding]")
DAMAGE = (
    "It was late.Nobody came to the quay, and the boats stayed where they were.",
    "The caf\u00c3\u00a9 on the quay was shut, and the harbour office said that it would stay so.",
    "The ha\u00adrbour office was shut, and the ferry stayed where it was until the morning.",
    "The council, thesaid, had sent the boats to the quay before the storm came in.",
    "Nobody at the quay could say &amp;amp; why the old engine had stopped on Monday.",
)
ALONE = [one for one in DAMAGE if "thesaid" not in one]
"""What is judged without the rest of the document as evidence."""


def of(text: str, source: str | None = "a.md", **more: object) -> Cleaned:
    return clean(text, source=source, settings=Settings(form="file", **more))  # type: ignore[arg-type]


def mended(text: str) -> str:
    return of(text).text


def codes(result: Cleaned) -> list[str]:
    return [finding.code for finding in result.found]


@pytest.mark.parametrize(
    ("source", "before", "after"),
    [
        ("a.md", "<!-- cleanup: ignore[JOI001] -->\n", "\n"),
        ("a.md", "<!-- cleanup: ignore -->\n\n\n", "\n"),
        ("a.md", "<!--CLEANUP:Ignore[ joi , hol001 ] as in the source -->\n", "\n"),
        ("a.md", "<!-- cleanup: ignore[glued-sentence] -->\n", "\n"),
        ("a.md", "<!-- cleanup: ignore[join]\nso it is written -->\n", "\n"),
        ("a.md", "> <!-- cleanup: ignore[JOI] -->\n> ", "\n"),
        ("a.md", "", " <!-- cleanup: ignore[JOI001] -->\n"),
        ("a.md", "<!-- cleanup: off -->\n\n", "\n\n<!-- cleanup: on -->\n"),
        ("a.md", "<!-- cleanup: off[JOI] -->\n", "\n<!-- cleanup: on[JOI001] -->\n"),
        ("a.txt", "<!-- cleanup: ignore[JOI001] -->\n", "\n"),
        ("a.txt", "", " <!-- cleanup: ignore -->\n"),
        ("a.rst", ".. cleanup: ignore[JOI001]\n\n", "\n"),
        ("a.rst", ".. Cleanup: off\n\n", "\n\n.. cleanup: on\n"),
        ("a.adoc", "// cleanup: ignore[JOI001]\n", "\n"),
        ("a.adoc", "//cleanup:off\n", "\n//cleanup:on\n"),
    ],
)
def test_a_comment_holds_for_its_block_its_line_or_what_is_between(
    source: str, before: str, after: str
) -> None:
    text = f"{GOOD}\n\n{before}{GLUED}{after}\n{GLUED}\n"
    result = of(text, source)
    assert result.text == f"{GOOD}\n\n{before}{GLUED}{after}\n{GOOD}\n"
    assert [one for one in codes(result) if one.startswith("JOI")] == ["JOI001"]
    if source != "a.txt":
        other = text.replace("leanup", "lean-up").replace("LEANUP", "X")
        assert of(other, source).text.count(GOOD) == 3


@pytest.mark.parametrize(
    "value",
    ["off", "ignore", "[JOI001]", "[ 'joi' ]  # so", "\n  - JOI001\n- HOL001", "ignore[JOI]"],
)
def test_a_key_in_the_front_matter_of_markdown_holds_for_the_file(value: str) -> None:
    text = f"---\ntitle: A vote\ncleanup: {value}\n---\n\n{GLUED}\n\n{GLUED}\n"
    assert of(text).text == text
    assert "JOI001" not in codes(of(text))
    assert of(text, "a.rst").text != text


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("a.md", f"`<!-- cleanup: off -->` is a comment.\n\n{GLUED}\n"),
        ("a.md", f"```\n<!-- cleanup: off -->\n```\n\n{GLUED}\n"),
        ("a.txt", f"    <!-- cleanup: off -->\n\n{GLUED}\n"),
        ("a.rst", f"``.. cleanup: off`` is a comment.\n\n::\n\n    .. cleanup: off\n\n{GLUED}\n"),
        ("a.adoc", f"----\n// cleanup: off\n----\n\n{GLUED}\n"),
        ("a.md", f"| a | b |\n|---|---|\n| `<!-- cleanup: off -->` | c |\n\n{GLUED}\n"),
        ("a.md", f"# cleanup: off\n\n{GLUED}\n"),
        ("a.md", f"Say cleanup: off, as one would. {GLUED}\n"),
        ("a.md", f"// cleanup: off\n\n{GLUED}\n"),
    ],
)
def test_a_sample_of_code_and_prose_are_no_directives(source: str, text: str) -> None:
    assert codes(of(text, source)) == ["JOI001"]


def test_rows_of_tables_have_no_directives() -> None:
    assert "JOI001" in codes(clean(f"<!-- cleanup: off -->\n\n{GLUED}\n\n{GOOD}"))


def test_several_comments_share_a_block_and_one_within_a_block_holds_from_there() -> None:
    both = "<!-- cleanup: ignore[JOI] -->\n\n<!-- cleanup: ignore[ENC] -->\n"
    damage = f"{GLUED} The caf\u00c3\u00a9 was shut."
    assert of(f"{both}{damage}\n\n{GOOD}\n").text == f"{both}{damage}\n\n{GOOD}\n"
    first, second, third, last = (
        GLUED,
        DAMAGE[0],
        GLUED.replace("close", "late"),
        "The rain had gone.Then it was cold on the quay.",
    )
    within = f"{first}\n<!-- cleanup: ignore[JOI] -->\n{second}\n{third}\n\n{last}\n"
    mended = within.replace(first, GOOD).replace(f"\n\n{last}", f"\n\n{last.replace('.T', '. T')}")
    assert of(within).text == mended


def test_on_with_codes_switches_only_these_on() -> None:
    damage = "The caf\u00c3\u00a9 was shut on the day.Nobody came to the quay."
    text = f"<!-- cleanup: off[JOI,ENC] -->\n\n{damage}\n\n<!-- cleanup: on[ENC] -->\n\n{damage}\n"
    assert (
        of(text).text
        == f"{damage}\n".join(text.split(f"{damage}\n")[:2])
        + damage.replace("\u00c3\u00a9", "\u00e9")
        + "\n"
    )


def test_what_would_have_given_way_to_a_suppressed_change_is_not_made_instead() -> None:
    rules = {one.code for one in all_rules()}
    assert {"JOI001", "JOI006"} < rules
    assert codes(of(f"<!-- cleanup: ignore[JOI001] -->\n{GLUED}\n", preset="news")) == []
    assert codes(of(f"<!-- cleanup: ignore[JOI006] -->\n{GLUED}\n", preset="news")) == [
        "SUP001",
        "JOI001",
    ]


def test_a_suppressed_hole_still_keeps_changes_away() -> None:
    text = "It was owned by , he said, for years, and the old ferry stayed on the quay.\n"
    plain = of(text, "a.txt", preset="news", unsafe=True)
    hole = next(one.code for one in plain.found if one.family == "hole")
    quiet = of(
        f"{text.strip()} <!-- cleanup: ignore[{hole}] -->\n", "a.txt", preset="news", unsafe=True
    )
    assert quiet.text.startswith(plain.text.strip())
    assert hole not in codes(quiet)


@pytest.mark.parametrize("code", ["SUP001", "SUP002"])
def test_the_examples_of_the_rules_about_directives_are_true(code: str) -> None:
    rule = rule_for(code)
    assert len(rule.flags) >= 3
    assert len(rule.good) >= 4
    for text, part in rule.flags.items():
        found = [text[one.start : one.end] for one in of(text).findings if one.code == code]
        assert found == [part], text
    for text in rule.good:
        assert not [one for one in codes(of(text)) if one.startswith("SUP")], text


@pytest.mark.parametrize(
    ("directive", "said"),
    [
        ("ignore[JOI999]", "'JOI999'; JOI0"),
        ("ignore[glued-sentense]", "'glued-sentense'; glued-sentence is near"),
        ("ignore[JOI, quay]", "'quay'; `cleanup rules` lists the rules"),
        ("disable", "'disable' is not of the words ignore, off and on"),
        ("of", "; off is near"),
        ("ignore JOI001", "in brackets, as in ignore[JOI001]"),
        ("off[]", "the brackets are empty"),
        ("", "there is none of the words"),
        ("ignore[JOI", "is not of the words"),
    ],
)
def test_a_directive_that_is_not_understood_is_reported_with_what_is_near(
    directive: str, said: str
) -> None:
    found = of(f"<!-- cleanup: {directive} -->\n{GLUED}\n").findings
    assert any(said in one.message for one in found if one.code == "SUP002"), found


def test_what_of_a_directive_suppresses_nothing_is_reported_if_it_is_selected() -> None:
    text = f"<!-- cleanup: ignore[JOI001,HOL001] -->\n{GLUED}\n"
    [finding] = of(text).findings
    assert finding.message == "HOL001 suppresses nothing here; it can be removed"
    assert text[finding.start : finding.end] == text.partition("\n")[0]
    assert not of(text, select=("JOI",)).findings
    assert not of(text, ignore=("SUP",)).findings
    assert not of(f"<!-- cleanup: off -->\n{GOOD}\n", select=("JOI",)).findings
    assert not of(f"---\ncleanup: ignore[SUP001]\n---\n<!-- cleanup: off -->\n{GOOD}\n").findings
    [on] = of(f"{GOOD}\n\n<!-- cleanup: on -->\n").findings
    assert on.message.startswith("nothing is off here")


def test_the_finding_is_at_its_place_of_the_original() -> None:
    text = f"{GLUED}\n\n<!-- cleanup: ignore[ENC] -->\n{GOOD}\n"
    [finding] = of(text).findings
    assert text[finding.start : finding.end] == "<!-- cleanup: ignore[ENC] -->"


def test_what_a_row_ignores_is_neither_changed_nor_reported() -> None:
    assert clean(GLUED, ignore=("joi",)).text == GLUED
    assert clean(GLUED, ignore=("*",)).found == ()
    [unknown, _] = clean(GLUED, ignore=("HOL", "JOI0O1")).found
    assert (unknown.code, unknown.start, unknown.end) == ("SUP002", 0, 0)
    assert "'JOI0O1'" in unknown.message
    assert codes(clean("Page not found", settings=Settings(select=("DOC",)))) == ["DOC008"]
    assert not clean("Page not found", ignore=("DOC",), settings=Settings(select=("DOC",))).found


def test_what_was_found_of_the_whole_text_is_forgotten_and_counted() -> None:
    account = Account()
    account.flag("DOC008", "an error page")
    account.flag("DOC001", "no end")
    suppressed = suppressions_in("---\ncleanup: [DOC008]\n---\nx", "file", "markdown")
    assert account.forget(suppressed) == {(0, "DOC008")}
    assert list(account.found) == [("DOC001", 0, 0)]


@pytest.mark.parametrize("given", ["JOI", 5, [5], None])
def test_what_is_to_be_ignored_is_a_sequence_of_names(given: object) -> None:
    with pytest.raises(TypeError, match=r"ignore must be a sequence of codes such as \["):
        clean(GLUED, ignore=given)  # type: ignore[arg-type]


@pytest.mark.parametrize("mark", ["[sic]", "[Sic]", "[sic!]", "(sic)", "(Sic!)"])
def test_a_word_that_is_marked_stays(mark: str) -> None:
    for settings in (Settings(), FILE):
        text = f"The vote was close.Two {mark} members left early, and it was late.Nobody came."
        assert clean(text, settings=settings).text == text.replace("e.N", "e. N")
        assert "close.Two" not in clean(text.replace(mark, ""), settings=settings).text


def test_a_sign_that_only_looks_like_a_mark_keeps_nothing() -> None:
    for mark in ("[basic]", "sic", "[sick]", "(music)"):
        text = f"The vote was close.Two {mark} members left early, and the bridge stayed shut."
        assert "close. Two" in clean(text).text, mark


@examples(400)
@given(st.permutations(ALONE), st.data())
def test_a_mark_only_takes_findings_away(paragraphs: list[str], data: st.DataObject) -> None:
    text = "\n\n".join(paragraphs)
    place = data.draw(st.sampled_from([at for at, sign in enumerate(text) if sign == " "]))
    text = f"{text[:place]} [sic]{text[place:]}"
    result = keeps_laws(text, Settings())
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(rounds, "not_kept", lambda _, candidates: list(candidates))
        plain = clean(text)
    seen, all_seen = ({(one.code, *one[5:7]) for one in made.found} for made in (result, plain))
    assert seen <= all_seen
    start = text.rfind(" ", 0, place) + 1
    assert all(one[1] < place + 6 and start <= one[2] for one in all_seen - seen)


@examples(300)
@given(st.permutations(ALONE), st.sampled_from(NAMES[:2]))
def test_far_damage_is_found_as_without_the_directive(
    paragraphs: list[str], source: str | None
) -> None:
    first, middle, last, before = paragraphs
    off, on = "<!-- cleanup: off -->", "<!-- cleanup: on -->"
    text = "\n\n".join([first, before, GOOD, off, middle, on, LAST, last, ""])
    plain = text.replace(off, OTHERS[0]).replace(on, OTHERS[1])
    result, other = of(text, source, preset="news"), of(plain, source, preset="news")
    edge, shift = text.index(off), len(plain) - len(text)
    assert [one for one in result.found if one.end <= edge] == [
        one for one in other.found if one.end <= edge
    ]
    edge = text.index(on) + len(on)
    assert [
        one._replace(start=one.start + shift, end=one.end + shift)
        for one in result.found
        if one.start >= edge
    ] == [one for one in other.found if one.start >= edge + shift]


@st.composite
def texts(draw: st.DrawFn) -> str:
    first, middle, last = (draw(damaged(count)) for count in (3, 4, 3))
    names = draw(st.sampled_from(CODES))
    on = "<!-- cleanup: on -->"
    match draw(st.integers(0, 3)):
        case 0:
            return f"{first}\n\n<!-- cleanup: off{names} -->\n\n{middle}\n\n{on}\n\n{last}"
        case 1:
            return f"{first}\n\n<!-- cleanup: ignore{names} -->\n{middle}\n\n{last}"
        case 2:
            return f"{first}\n{middle} <!-- cleanup: ignore{names} -->\n{last}"
        case _:
            word = draw(st.sampled_from(["off", "ignore", "on"]))
            return f"{first}<!-- cleanup: {word}{names} -->{middle}{on}{last}"


@examples(6_000)
@given(texts(), st.sampled_from(NAMES), st.booleans(), st.sampled_from([None, "[\u2026]"]))
def test_what_is_suppressed_stays_wherever_the_directive_is(
    text: str, source: str | None, unsafe: bool, mark: str | None
) -> None:
    settings = Settings(
        form="file", unsafe=unsafe, threshold=0.0, mark_holes=mark, mark_threshold=0.0
    )
    context = Context(source=source)
    suppressed = suppressions_in(text, "file", markup_in(text, context, settings))
    assume(suppressed)
    result = keeps_laws(text, settings, context)
    for edit in result.edits:
        assert not any(suppressed.of(code, edit.start, edit.end) for code in edit.codes), edit
        for one in suppressed.directives:
            assert edit.end <= one.start or one.end <= edit.start, (edit, one)
    for finding in result.found:
        assert not suppressed.of(finding.code, finding.start, finding.end), finding


def test_directives_hold_across_the_parts_of_a_long_text() -> None:
    block = f"{DAMAGE[1]}\n\n" * (LONGEST // len(DAMAGE[1]) * 2)
    middle = f"<!-- cleanup: off -->\n\n{block}<!-- cleanup: on -->\n\n"
    edges = f"{DAMAGE[2]}\n\n", f"{DAMAGE[0]}\n\n<!-- cleanup: ignore[ENC012] -->\n{GOOD}\n"
    result = of(middle.join(edges))
    assert result.text == middle.join(map(mended, edges))
    assert [one.code for one in result.findings] == ["SUP001"]


def test_a_text_whose_repairs_would_end_what_is_suppressed_is_left_as_it_was() -> None:
    text = f"\x00\n <!-- cleanup: ignore -->\n{DAMAGE[1]}"
    result = of(text, "a.adoc", unsafe=True)
    assert result.text == text
    assert codes(result) == ["DOC001"]


def test_explain_says_what_suppresses_a_place_and_in_which_line() -> None:
    text = f"{GOOD}\n\n<!-- cleanup: ignore[JOI] -->\n{GLUED}\n"
    told = explain(text, text.index("close.T") + 6, source="a.md", settings=FILE)
    assert "the comment in line 3 suppresses JOI" in told.guards
    [judged] = [one for one in told.rules if one.start is not None]
    assert (judged.fate, judged.reason) == ("suppressed", "suppressed by the comment in line 3")
    told = explain(f"---\ncleanup: off\n---\n{GLUED}", 46, source="a.md", settings=FILE)
    assert "the front matter in line 2 suppresses all rules" in told.guards
    told = explain(GLUED, 19, ignore=("JOI001",))
    assert {one.fate for one in told.rules if one.start is not None} == {"suppressed"}
    told = explain("The vote was close.Two [sic] members left early.", 19)
    assert {one.reason for one in told.rules if one.start is not None} == {
        "the word is marked as written so: [sic]"
    }


ARTICLE = "By Lena Ostrow\n\nThe bridge stays shut, the council said.\n\nShare on Facebook\n"


@pytest.mark.parametrize("line", [0, 2, 4])
def test_a_comment_makes_no_documentation_of_an_article(line: int) -> None:
    lines = ARTICLE.split("\n")
    lines[line] += " <!-- cleanup: ignore[BPL] -->"
    for source in (None, "a.txt"):
        before = clean(ARTICLE, source=source, settings=Settings(form="file"))
        after = clean("\n".join(lines), source=source, settings=Settings(form="file"))
        assert after.preset == before.preset == "news"


def test_a_comment_behind_a_line_that_it_hides_from_a_rule_is_used() -> None:
    settings = Settings(form="file", preset="news")
    (share,) = [one for one in clean(ARTICLE, settings=settings).found if one.code[:3] == "BPL"]
    text = ARTICLE.replace("Facebook", f"Facebook <!-- cleanup: ignore[{share.code}] -->")
    cleaned = clean(text, settings=settings)
    assert text.splitlines()[-1] in cleaned.text
    assert "SUP001" not in [one.code for one in cleaned.findings]
    other = text.replace(share.code, "ENC001")
    assert "SUP001" in [one.code for one in clean(other, settings=settings).findings]
