"""The audit: what it counts, what it draws, and that no text can make it draw anything else."""

from __future__ import annotations

import gzip
import json
import os
import re
import subprocess
import sys
from base64 import b64encode
from dataclasses import replace
from hashlib import sha256
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import cleanup.audit
from cleanup.audit import audit
from cleanup.audit.article import Layout, lay_out
from cleanup.audit.collect import collect
from cleanup.audit.findings import findings_of, kind_for, sample_of
from cleanup.audit.glyphs import plain, visible
from cleanup.audit.grades import GRADES
from cleanup.audit.outcome import Audit, RowCounts
from cleanup.audit.render import MAX_BYTES, render
from cleanup.audit.samples import SAMPLES
from cleanup.audit.values import Article, Counts, GradeCount, GroupCount, Groups, Piece, Refused
from cleanup.cli.main import main
from cleanup.errors import CannotRun
from cleanup.ledger import apply
from cleanup.read.row import Columns, Position, Reject, Row
from cleanup.rule import PROSE
from cleanup.rules import rule_for
from cleanup.settings import Settings
from cleanup.values import Cleaned, Edit, Finding, Lifted, Offsets
from tests.scale import share

PAGE = Path(cleanup.audit.__file__).parent / "page"
TAGS = set(
    "html head meta title style body header main section p h1 h2 h3 h4 code pre dl dt dd div span a"
    " wbr del ins mark ul ol li table thead tbody tr th td svg rect text figure figcaption details"
    " summary fieldset legend label input button output script".split()
)
ATTRIBUTES = set(
    "lang charset http-equiv content name class dir scope id href title role aria-labelledby"
    " x y width height rx aria-hidden type value checked hidden aria-label aria-pressed tabindex"
    " data-open data-controls data-search data-filter data-group data-is placeholder".split()
)
HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "{{7*7}}{% raw %}{#",
    "</style></title></textarea><script>alert(1)</script>",
    "<!--", "]]>", "<svg/onload=alert(1)>", "&lt;b&gt;&#x3c;",
    "http://evil.example/x", "javascript:alert(1)", "@import url(http://evil.example)",
    "nul \0 escape \x1b[31m bell \x07 del \x7f c1 \x9b",
    "bidi \u202e\u2066 line \u2028 paragraph \u2029 mark \ufeff",
    "combining e" + "\u0301" * 40,
]  # fmt: skip


def row(text: str | None, source: str = "a.jsonl", number: int = 0) -> Row:
    return Row(source, number, text, None, None, {})


def finding(
    code: str, start: int, end: int, after: str | None = None, message: str = ""
) -> Finding:
    rule = rule_for(code)
    said = message or rule.message
    return Finding(code, rule.name, rule.family, rule.tier, 0.9, start, end, after, said)


def cleaned(text: str, edits: list[Edit], findings: list[Finding]) -> Cleaned:
    return Cleaned(
        text=apply(text, edits),
        edits=tuple(edits),
        findings=tuple(findings),
        lifted=Lifted(),
        damage=10.0,
        status="repaired+flagged",
        offsets=Offsets(edits, len(text)),
        found=tuple(findings),
    )


def insertion(at: int) -> Edit:
    return Edit(at, at, "", " ", ("JOI001",))


def removal(text: str, start: int, end: int) -> Edit:
    return Edit(start, end, text[start:end], "", ("BPL003",), True)


class Parsed(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: list[tuple[str, str, str]] = []
        self.comments: list[str] = []
        self.text = ""
        self.style = ""
        self.script = ""
        self._inside = ""
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._inside = tag
        self.tags.add(tag)
        self.attributes += [(tag, name, value or "") for name, value in attrs]

    def handle_endtag(self, tag: str) -> None:
        self._inside = ""

    def handle_data(self, data: str) -> None:
        if self._inside == "style":
            self.style += data
        elif self._inside == "script":
            self.script += data
        else:
            self.text += data

    def handle_comment(self, data: str) -> None:
        self.comments.append(data)

    def values(self, name: str) -> list[str]:
        return [value for _, attribute, value in self.attributes if attribute == name]


def assert_inert(page: str) -> Parsed:
    """The page has the tags, attributes and script of the template, refers to nothing, is small."""
    parsed = Parsed(page)
    assert parsed.tags <= TAGS
    assert parsed.script == PAGE.joinpath("page.js").read_text("utf-8")
    assert {name for _, name, _ in parsed.attributes} <= ATTRIBUTES
    assert not parsed.comments
    assert all(
        re.fullmatch(r"#(worst|(d\d+-)?(place|at|rule)-\w+)", value)
        for value in parsed.values("href")
    )
    assert all(re.fullmatch(r"[a-z -]*", value) for value in parsed.values("class"))
    assert len(set(parsed.values("id"))) == len(parsed.values("id"))
    assert not re.search(r"url\(|@import|http", parsed.style)
    style, script = (
        b64encode(sha256(block.encode()).digest()).decode()
        for block in (parsed.style, parsed.script)
    )
    policy = f"default-src 'none'; style-src 'sha256-{style}'; script-src 'sha256-{script}'"
    assert ("meta", "content", policy) in parsed.attributes
    assert "Content-Security-Policy" in parsed.values("http-equiv")
    assert len(page.encode()) < MAX_BYTES
    return parsed


# --- what is counted ---


def test_places_are_counted_by_kind_rule_and_source() -> None:
    rows = [
        row("The vote was close.Two members left.The mayor stayed.", "a.jsonl", 0),
        row("All was quiet in the harbour.", "a.jsonl", 1),
        row("It was late.Nobody spoke.", "b.jsonl", 0),
    ]
    seen = collect(rows, Settings(select=("JOI001",)))
    assert (seen.articles, seen.damaged, seen.rebuilt, seen.quarantined) == (3, 2, 3, 0)
    assert seen.counts == Counts(repaired=3)
    assert [(rule.code, rule.counts, rule.articles) for rule in seen.rules] == [
        ("JOI001", Counts(repaired=3), 2)
    ]
    assert {
        one.name: (one.articles, one.damaged, one.counts.repaired) for one in seen.sources.groups
    } == {
        "a.jsonl": (2, 1, 2),
        "b.jsonl": (1, 1, 1),
    }
    assert seen.article is None


def test_rows_that_cannot_be_read_are_counted_with_their_reason() -> None:
    reject = Reject("a.jsonl", 1, Position(9, 2), "invalid-utf8", "byte 4 is no UTF-8", b"a \xff b")
    seen = collect([row("Quiet."), reject], Settings())
    assert seen.quarantined == 1
    assert seen.refused == (Refused("a.jsonl#1", "byte 4 is no UTF-8", r"a \xff b"),)
    assert "byte 4 is no UTF-8" in Parsed(render(seen)).text


def test_kinds_of_text_are_counted() -> None:
    texts = [f"{PROSE} {PROSE}".lower(), f"{PROSE} {PROSE}", "1999"]
    seen = collect(
        [Row("a.txt", n, text, None, None, {}) for n, text in enumerate(texts)], Settings()
    )
    assert seen.traits == (("lower-cased", 1),)
    assert seen.languages == (("en", 2), (None, 1))
    assert "lower-cased: 1 article" in render(seen)
    assert "language: en 2, not certain 1" in render(seen)


def test_null_is_an_article_without_damage() -> None:
    seen = collect([row(None), row("It was late.Nobody spoke.")], Settings())
    assert (seen.articles, seen.damaged, seen.rebuilt) == (2, 1, 2)


@pytest.mark.parametrize(
    ("texts", "verdict"),
    [
        ([], "No article was read."),
        (["All was quiet."], "The article shows no damage."),
        (["All was quiet."] * 3, "None of the 3 articles shows damage."),
        (
            ["It was late.Nobody spoke."],
            "The article reads otherwise than it was written; the original can be rebuilt exactly.",
        ),
        (
            ["It was late.Nobody spoke.", "All was quiet."],
            "Of 2 articles, 1 reads otherwise than it was written; 1 shows no damage; every"
            " original can be rebuilt exactly.",
        ),
    ],
)
def test_the_verdict_is_a_sentence(texts: list[str], verdict: str) -> None:
    assert collect(map(row, texts), Settings(select=("JOI001",))).verdict == verdict


def test_the_verdict_names_what_was_lost_and_what_was_not_read() -> None:
    seen = synthetic(articles=30, worst=(9, 2, 1, 0, 3), quarantined=2)
    assert seen.verdict == (
        "Of 30 articles, 9 have lost text, 2 read otherwise than they were written and 1 holds text"
        " that is not the author's; 18 show no damage; every original can be rebuilt exactly; 2"
        " rows could not be read."
    )


def test_white_space_is_not_called_damage() -> None:
    seen = collect([row("It was late. \n"), row("Quiet.")], Settings())
    assert seen.verdict == (
        "None of the 2 articles shows damage but white space; every original can be rebuilt"
        " exactly."
    )
    assert (seen.damaged, seen.undamaged) == (0, 2)


def test_the_verdict_does_not_promise_what_does_not_hold() -> None:
    seen = synthetic(articles=3, worst=(0, 2, 0, 0, 0), rebuilt=2)
    assert "1 original can not be rebuilt from what is here" in seen.verdict


NO_GROUPS = Groups("file", (), 0)


def synthetic(
    *,
    articles: int = 1,
    worst: tuple[int, ...] = (0, 1, 0, 0, 0),
    rebuilt: int | None = None,
    quarantined: int = 0,
    article: Article | None = None,
    sources: Groups = NO_GROUPS,
    command: str = "",
) -> Audit:
    """An audit of articles of which so many have damage of each grade, and of no other."""
    grades = tuple(
        GradeCount(grade, count, count, Counts(count))
        for grade, count in zip(GRADES, worst, strict=True)
    )
    return Audit(
        rows=RowCounts(
            articles,
            quarantined=quarantined,
            rebuilt=articles if rebuilt is None else rebuilt,
            statuses=(("repaired", articles),),
        ),
        grades=grades,
        counts=Counts(sum(worst)),
        damage=10.0,
        lifted=(),
        traits=(),
        languages=((None, articles),),
        rules=(),
        publishers=NO_GROUPS,
        periods=None,
        sources=sources,
        verdicts=(),
        reasons=(),
        refused=(),
        broken=(),
        worst=(),
        article=article,
        rulesets=(),
        settings={},
        command=command,
    )


def files(*names: str) -> Groups:
    none = (0,) * len(GRADES)
    return Groups(
        "file", tuple(GroupCount(name, 1, 1, none, Counts(1), 1.0) for name in names), len(names)
    )


def test_a_space_beside_a_removed_line_counts_as_repaired() -> None:
    text = "Advertisement\nAll was quiet.So they left."
    edits = [Edit(0, 14, text[:14], "", ("BPL003", "JOI001"), True)]
    (found,) = findings_of(cleaned(text, edits, []))
    assert (kind_for(found, "BPL003"), kind_for(found, "JOI001")) == ("removed", "repaired")


def test_a_marked_hole_is_one_place_and_drawn_with_its_mark() -> None:
    text = 'The ferry men, the "crew."(NRA, formerly NRB) left. On Monday, thesaid it was so.'
    settings = Settings(mark_holes="[\u2026]")
    row = Row("a.txt", 0, text, None, "en", {})
    seen = collect([row], settings)
    assert seen.counts == Counts(lost=2)
    counts = {rule.code: (rule.hole, rule.counts) for rule in seen.rules}
    assert counts == {
        "HOL001": ("inline", Counts(lost=1)),
        "HOL006": ("sentence-head", Counts(lost=1)),
        "JOI002": (None, Counts(repaired=1)),
    }
    page = render(seen)
    assert "lost</span> (inline)" in page
    text = page.partition('<ol class="notes">')[0]
    assert text.count('<ins class="lost" title=') == 2
    assert "[\u2026] from a confidence of 0.9" in page
    assert_inert(page)
    assert "confidence of" not in render(collect([row], Settings()))


def test_samples_are_few_short_and_not_all_from_one_article() -> None:
    rows = [row(f"Lot {n} was sold.Then " + "came rain.And " * 30, number=n) for n in range(50)]
    (rule,) = collect(rows, Settings(select=("JOI001",))).rules
    assert len(rule.samples) == SAMPLES
    wheres = [sample.where.partition(":")[0] for sample in rule.samples]
    assert len(set(wheres[:5])) == 5
    for sample in rule.samples:
        for side in (sample.before, sample.after):
            assert sum(len(piece.text) for piece in side) <= 300


def test_a_sample_shows_the_place_before_and_after() -> None:
    (rule,) = collect([row("It was late.Nobody spoke.")] * 2, Settings(select=("JOI001",))).rules
    (sample,) = rule.samples
    assert [(piece.text, piece.change) for piece in sample.before] == [
        ("It was late.", ""), ("", "repaired"), ("Nobody spoke.", ""),
    ]  # fmt: skip
    assert [piece.text for piece in sample.after] == ["It was late.", " ", "Nobody spoke."]


# --- how a text is laid out ---


def layout_of(text: str, edits: list[Edit], findings: list[Finding], most: int = 10_000) -> Layout:
    return lay_out(Article("a.txt", 0, None, text, cleaned(text, edits, findings)), most, 400)


def test_a_text_is_laid_out_by_paragraphs_and_a_removed_line_stands_alone() -> None:
    text = "Advertisement\nAll was quiet.So they left.\n\nNobody spoke."
    layout = layout_of(text, [removal(text, 0, 14), insertion(28)], [])
    assert [
        ("".join(piece.text for piece in one.before), "".join(piece.text for piece in one.after))
        for one in layout.paragraphs
    ] == [
        ("Advertisement\n", ""),
        ("All was quiet.So they left.", "All was quiet. So they left."),
        ("Nobody spoke.", "Nobody spoke."),
    ]
    assert [[note.number for note in paragraph.notes] for paragraph in layout.paragraphs] == [
        [1],
        [2],
        [],
    ]
    assert layout.kinds == (("repaired", 1), ("removed", 1))


@st.composite
def marked_texts(draw: st.DrawFn) -> tuple[str, list[Edit], list[Finding]]:
    text = draw(st.text(st.sampled_from("ab .\n\u00ad<&é"), max_size=40))
    offset = st.integers(0, len(text))
    edits = [
        Edit(start, end, text[start:end], draw(st.sampled_from(["", " ", "xy", "\n"])), ("JOI001",))
        for start, end in list(pairwise(sorted(draw(st.lists(offset, max_size=8)))))[::2]
    ]
    edits = [edit for edit in edits if edit.before != edit.after]
    edits = [
        edit for place, edit in enumerate(edits) if not place or edits[place - 1].end < edit.start
    ]
    spans = draw(st.lists(st.tuples(offset, offset).map(sorted), max_size=6))
    codes = st.sampled_from(["HOL001", "CRD002", "JOI001"])
    return text, edits, [finding(draw(codes), start, end) for start, end in spans]


@given(marked_texts(), st.integers(0, 50))
def test_both_sides_hold_all_of_the_text_and_each_number_once(
    marked: tuple[str, list[Edit], list[Finding]], most: int
) -> None:
    text, edits, findings = marked
    layout = layout_of(text, edits, findings, most)
    sides = [
        [piece for paragraph in layout.paragraphs for piece in paragraph.before],
        [piece for paragraph in layout.paragraphs for piece in paragraph.after],
    ]
    numbers = [note.number for note in layout.notes]
    for pieces in sides:
        assert sorted(number for piece in pieces for number in piece.numbers) == numbers
    assert letters(sides[0]) == "".join(text[: layout.shown].split())
    whole = apply(text, edits)
    assert "".join(whole.split()).startswith(letters(sides[1]))
    if layout.shown == len(text):
        assert letters(sides[1]) == "".join(whole.split())
        assert layout.hidden == 0
    assert len(layout.notes) + layout.hidden == len(edits) + len(findings)


def letters(pieces: list[Piece]) -> str:
    return "".join("".join(piece.text for piece in pieces).split())


def test_a_finding_about_the_whole_text_is_no_place_in_it() -> None:
    layout = layout_of("All was quiet.", [], [finding("DOC001", 0, 0, message="never at rest")])
    assert not layout.notes
    assert [whole.message for whole in layout.whole] == ["never at rest"]


def test_a_long_change_is_shortened_and_says_so() -> None:
    text = "Advertisement " * 1000 + "\nAll was quiet."
    layout = layout_of(text, [removal(text, 0, 14_001)], [])
    assert [piece.gap for piece in layout.paragraphs[0].before] == [0, 12_001, 0]


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("soft\u00adly", "soft‹soft hyphen›ly"),
        ("a\u200bb", "a‹zero width space›b"),
        ("a\u00a0b", "a‹no-break space›b"),
        ("a\x1b\0b", "a‹escape›‹null›b"),
        ("a\u202eb", "a‹right-to-left override›b"),
        ("a\x81b\ue000", "a‹U+0081›b‹U+E000›"),
        ("one\r\ntwo", "one two"),
        ("one\rtwo", "one‹carriage return›two"),
        ("\udc80", "‹U+DC80›"),
    ],
)
def test_invisible_characters_are_named(text: str, seen: str) -> None:
    assert plain(text) == seen


def test_a_mark_points_at_spaces_and_joiners_that_a_script_needs_elsewhere() -> None:
    assert [glyph.sort for glyph in visible(" a b  c ", marked=True)] == [
        "space", "text", "space", "text", "space",
    ]  # fmt: skip
    assert [glyph.sort for glyph in visible("\u0915\u094d\u200d")] == ["text"]
    assert [glyph.sort for glyph in visible("a\u200d\t", marked=True)] == ["text", "name", "name"]
    (run,) = visible("\u00ad" * 500)
    assert (run.text, run.times) == ("soft hyphen", 500)


# --- what is drawn ---


def drawn(text: str, edits: list[Edit], findings: list[Finding]) -> str:
    return render(
        synthetic(article=Article("a.txt", 0, None, text, cleaned(text, edits, findings)))
    )


def test_the_page_of_an_article_numbers_its_places() -> None:
    text = "Advertisement\nAll was quiet.So they left for theold harbour."
    edits = [removal(text, 0, 14), insertion(28)]
    page = drawn(text, edits, [finding("HOL001", 45, 51)])
    parsed = assert_inert(page)
    assert {f"at-{number}" for number in (1, 2, 3)} <= set(parsed.values("id"))
    assert {f"place-{number}" for number in (1, 2, 3)} <= set(parsed.values("id"))
    assert '<del class="removed" ' in page
    assert '<ins class="repaired" ' in page
    assert re.search(r'<mark class="lost" title="[^"]+">theold</mark>', page)


def test_bars_say_their_numbers_in_words() -> None:
    rows = [row("It was late.Nobody spoke.")] * 3
    page = render(collect(rows, Settings(select=("JOI001",))))
    parsed = assert_inert(page)
    assert "JOI001 glued-sentence: 3 repaired" in parsed.text
    assert "3 repaired, 0 removed, 0 lost, 0 flagged" in parsed.text
    assert ("rect", "width", "100.0%") in parsed.attributes


def test_a_rule_says_what_its_confidence_rests_on() -> None:
    texts = ["The vote was close.Two members left early.", "One\u00adtwo for the old harbour."]
    page = Parsed(render(collect([row(text) for text in texts], Settings()))).text
    measured, declared = rule_for("JOI001"), rule_for("INV001")
    counted = measured.of_own_tier[0]
    assert f"meaning, confidence 0.99, measured {counted.share:.2f} of {counted.total:,}" in page
    assert f"Confidence 0.99, {measured.basis}." in page
    assert not declared.measured
    assert "cosmetic, confidence 0.99, declared" in page


def test_a_proposal_that_was_not_carried_out_is_drawn_as_one() -> None:
    text = "It was late.Nobody spoke."
    left = findings_of(cleaned(text, [], [finding("JOI001", 12, 12, " ")]))[0]
    assert left.kind == "flagged"
    seen = collect([row(text), row("Quiet.")], Settings(select=("JOI001",)))
    (rule,) = seen.rules
    proposed = replace(rule, samples=(sample_of(text, cleaned(text, [], []), left, "a.jsonl#0"),))
    assert '<p class="text proposed"' in render(replace(seen, rules=(proposed,)))


@pytest.mark.parametrize("hostile", HOSTILE)
def test_no_text_can_add_to_the_page(hostile: str) -> None:
    text = f"It was late.Nobody {hostile} spoke.And {hostile}"
    rows: list[Row | Reject] = [
        Row(f"{hostile}.jsonl", 0, text, hostile, hostile, {"id": hostile}),
        Row(hostile, 1, hostile, hostile, None, {}),
        Reject(hostile, 2, Position(0, 1), hostile, hostile, hostile.encode()),
    ]
    seen = collect(rows, Settings(threshold=0), command=hostile)
    many = assert_inert(render(seen))
    assert (hostile if hostile.isascii() and hostile.isprintable() else hostile[:4]) in many.text
    single = Article(hostile, 0, hostile, text, cleaned(
        text,
        [Edit(5, 20, text[5:20], hostile, ("JOI001",)), removal(text, 20, len(text))],
        [finding("HOL001", 0, 9, hostile, hostile), finding("DOC001", 0, 0, None, hostile)],
    ))  # fmt: skip
    one = assert_inert(render(replace(seen, article=single)))
    assert one.style == many.style


def test_nothing_unseen_reaches_the_page() -> None:
    text = "".join(map(chr, [*range(0x20), *range(0x7F, 0xAE), *range(0x2000, 0x2070), 0xFEFF]))
    seen = collect([row(text, text), row("It was late.Nobody spoke.")], Settings(), command=text)
    page = render(seen)
    unseen = {char for char in page if not char.isprintable()} - set("\n\t\u200c\u200d")
    assert not unseen
    assert "right-to-left override" in page


def test_the_same_audit_is_the_same_page() -> None:
    rows = [row("It was late.Nobody spoke.Then rain.", "a.jsonl", n) for n in range(5)]
    assert render(collect(rows, Settings())) == render(collect(rows, Settings()))


def test_an_article_that_is_not_shown_whole_has_samples_too() -> None:
    whole = collect([row("It was late.Nobody spoke." * 10)], Settings(select=("JOI001",)))
    part = collect([row("It was late.Nobody spoke." * 1_000)], Settings(select=("JOI001",)))
    assert "Samples" not in Parsed(render(whole)).text
    parsed = assert_inert(render(part))
    assert "Samples" in parsed.text
    assert "places further on" in " ".join(parsed.text.split())


# --- how large a page gets ---


def test_fifty_thousand_places_fit_on_a_page() -> None:
    count = share(100)
    rows = [row("<&\u00ad It was late.Nobody spoke." * 500, f"{n}.jsonl") for n in range(count)]
    seen = collect(rows, Settings(select=("JOI001",)))
    assert seen.counts.repaired >= 500 * count
    assert_inert(render(seen))


def test_an_article_of_fifty_thousand_places_and_five_megabytes_fits_on_a_page() -> None:
    count = share(50_000, 5_000)
    text = ("\u00ad<b>\u4e00It was late.Nobody spoke." + "x" * 71) * count
    edits = [insertion(at.start() + 1) for at in re.finditer(r"\.N", text)]
    findings = [finding("HOL001", at.start(), at.end()) for at in re.finditer("<b>", text)]
    page = drawn(text, edits, findings)
    parsed = assert_inert(page)
    assert len(text) > 100 * count
    assert f"of {len(text):,} characters" in parsed.text.replace("\n", " ")


def test_an_article_of_marks_alone_fits_on_a_page() -> None:
    text = "\u00ad\u200b" * 2_000
    edits = [Edit(at, at + 1, text[at], "&" * 3_000, ("JOI001",)) for at in range(0, 4_000, 2)]
    assert_inert(drawn(text, edits, [finding("HOL001", 0, 4_000, None, "\u00ad" * 9_000)] * 300))


def test_many_hostile_names_fit_on_a_page() -> None:
    counted = files(*("\u202e\u00ad" * 5_000 + str(n) for n in range(3_000)))
    refused = tuple(
        Refused("\u202e\x07" * 5_000, "&\u00ad" * 5_000, "\x01\x02" * 100) for _ in range(20)
    )
    seen = replace(
        synthetic(articles=3_000, sources=counted, quarantined=3_000, command="&\u00ad" * 9_000),
        refused=refused,
    )
    assert_inert(render(seen))


def test_more_files_than_are_listed_are_counted() -> None:
    page = render(synthetic(articles=250, sources=files(*(f"{n}.txt" for n in range(250)))))
    assert "and 150 files more" in Parsed(page).text


# --- how it looks, as far as a number can tell ---


def test_colours_keep_their_contrast_in_both_modes() -> None:
    style = Parsed(render(synthetic())).style
    light, dark = (dict(re.findall(r"--([\w-]+): (#\w{6})", part)) for part in modes(style))
    for palette in (light, dark):
        grounds = ("paper", "sheet")
        pairs = [(ink, ground) for ink in ("ink", "soft") for ground in grounds]
        for kind in ("repaired", "removed", "lost"):
            pairs += [(kind, ground) for ground in (*grounds, f"{kind}-wash")]
        for ink, ground in pairs:
            assert contrast(palette[ink], palette[ground]) >= 4.5, (ink, ground)
        for bar in ("repaired", "removed", "lost-bar"):
            assert contrast(palette[bar], palette["paper"]) >= 3, bar


def modes(style: str) -> tuple[str, str]:
    first, second = re.findall(r":root \{(.*?)\}", style, re.DOTALL)[:2]
    return first, second


def contrast(one: str, other: str) -> float:
    """The ratio of WCAG 2.2, success criterion 1.4.3."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


# --- the file ---


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    path = tmp_path / "articles.jsonl"
    texts = ["It was late.Nobody spoke.", "All was quiet."]
    path.write_text("".join(json.dumps({"text": text}) + "\n" for text in texts))
    return path


def audited(source: Path, report: Path, *, force: bool = False) -> Audit:
    return audit([str(source)], str(report), columns=Columns(), settings=Settings(), force=force)


def test_the_page_is_written_and_the_input_left_alone(corpus: Path, tmp_path: Path) -> None:
    before = corpus.read_bytes()
    seen = audited(corpus, tmp_path / "report.html")
    page = (tmp_path / "report.html").read_text(encoding="utf-8")
    assert seen.verdict in Parsed(page).text
    assert "-o report.html" in page
    assert corpus.read_bytes() == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["articles.jsonl", "report.html"]


def test_the_page_does_not_depend_on_its_name_the_hash_seed_or_the_time(
    corpus: Path, tmp_path: Path
) -> None:
    pages = []
    for seed in ("1", "2"):
        report = tmp_path / f"report{seed}.html"
        program = (
            "from cleanup.audit import audit; from cleanup.read import Columns; "
            "from cleanup.settings import Settings; "
            f"audit([{str(corpus)!r}], {str(report)!r}, columns=Columns(), settings=Settings())"
        )
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        subprocess.run([sys.executable, "-c", program], check=True, env=environment)
        pages.append(report.read_bytes())
    assert pages[0] == pages[1]


def test_progress_counts_rows_and_bytes(corpus: Path, tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    audit(
        [str(corpus)],
        str(tmp_path / "report.html"),
        columns=Columns(),
        settings=Settings(),
        progress=lambda rows, bytes_read: told.append((rows, bytes_read)),
    )
    assert told == [(2, corpus.stat().st_size)]


def test_an_existing_report_is_kept_unless_forced(corpus: Path, tmp_path: Path) -> None:
    report = tmp_path / "report.html"
    report.write_text("old")
    with pytest.raises(CannotRun, match=r"report\.html: this report exists; .*--force"):
        audited(corpus, report)
    assert report.read_text() == "old"
    audited(corpus, report, force=True)
    assert report.read_text(encoding="utf-8").startswith("<!doctype html>")


@pytest.mark.parametrize("alias", ["articles.jsonl", "./articles.jsonl", "link.html"])
def test_a_report_never_replaces_an_input(corpus: Path, tmp_path: Path, alias: str) -> None:
    (tmp_path / "link.html").symlink_to(corpus)
    before = corpus.read_bytes()
    with pytest.raises(CannotRun, match="would replace an input"):
        audited(corpus, tmp_path / alias, force=True)
    assert corpus.read_bytes() == before


@pytest.mark.parametrize("suffix", [".manifest.json", ".quarantine.jsonl"])
def test_a_report_never_replaces_what_a_run_wrote_beside_its_output(
    tmp_path: Path, suffix: str
) -> None:
    source = tmp_path / "a.jsonl"
    source.write_text('{"text": "All was quiet."}\nno JSON\n')
    output = tmp_path / "out.jsonl"
    assert main(["run", str(source), "-o", str(output)]) == 1
    beside = tmp_path / f"out.jsonl{suffix}"
    before = beside.read_bytes()
    with pytest.raises(CannotRun, match="would replace an input"):
        audited(output, beside, force=True)
    assert beside.read_bytes() == before


def test_a_report_never_replaces_what_is_no_file(corpus: Path, tmp_path: Path) -> None:
    """A device that was renamed over would be gone."""
    os.mkfifo(tmp_path / "report.html")
    with pytest.raises(CannotRun, match="no regular file; name another report"):
        audited(corpus, tmp_path / "report.html", force=True)
    assert (tmp_path / "report.html").is_fifo()


@pytest.mark.parametrize(
    ("report", "sentence"),
    [("nowhere/report.html", "there is no folder"), (".", "this is a folder")],
)
def test_a_report_needs_a_place(corpus: Path, tmp_path: Path, report: str, sentence: str) -> None:
    with pytest.raises(CannotRun, match=sentence):
        audited(corpus, tmp_path / report)


def test_an_old_report_survives_an_input_that_breaks_off(tmp_path: Path) -> None:
    broken = tmp_path / "articles.jsonl.gz"
    broken.write_bytes(gzip.compress(b'{"text": "All was quiet."}\n' * 500)[:-20])
    report = tmp_path / "report.html"
    report.write_text("old")
    with pytest.raises(CannotRun, match=r"articles\.jsonl\.gz"):
        audited(broken, report, force=True)
    assert report.read_text() == "old"
    assert len(list(tmp_path.iterdir())) == 2


def test_the_command_says_what_is_needed_to_make_the_page_again(
    corpus: Path, tmp_path: Path
) -> None:
    settings = Settings(select=("JOI", "HOL"), unsafe=True, threshold=0.5)
    seen = audit([str(corpus)], str(tmp_path / "r.html"), columns=Columns(), settings=settings)
    words = f"cleanup audit {corpus} -o report.html --select JOI,HOL --threshold 0.5 --unsafe"
    assert seen.command == words
    marking = replace(settings, mark_holes="[\u2026]", mark_threshold=0.85)
    page = str(tmp_path / "marks.html")
    seen = audit([str(corpus)], page, columns=Columns(), settings=marking)
    assert "--mark-holes '[\u2026]' --mark-threshold 0.85" in seen.command
