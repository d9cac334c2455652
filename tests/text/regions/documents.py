"""Strategies of documents, composed of pieces of every construct of a markup."""

from __future__ import annotations

from hypothesis import strategies as st

WORDS = st.sampled_from(
    "the harbour wall was rebuilt in spring, and Maren (who keeps the log) wrote it down. A tide of"
    ' 3.5 metres came, they said: he\'s "unusual" for April! Grüße ans Ufer; voilà le quai.'.split()
)
SENTENCES = st.lists(WORDS, min_size=2, max_size=9).map(" ".join)

MARKDOWN_INLINE = st.sampled_from(
    [
        "`a  b`",
        "``c ` d``",
        "*soft*",
        "**loud text**",
        "_low_",
        "[the pier](https://x.org/a_b)",
        '[pier](</a b> "Pier of X")',
        "![a boat](boat.png)",
        "[![built](a.svg)](https://x.org)",
        "[quay][]",
        "[the quay][quay]",
        "[quay]",
        "[no such]",
        "<https://x.org/?a=b>",
        "<a@b.org>",
        "https://x.org/a.b",
        "<b>fat</b>",
        "<br/>",
        "<!-- why not -->",
        "$a + b$",
        "$5",
        "\\*",
        "snake_case_name",
        "a * b",
        "2 < 3",
        "&amp;",
        ":tada:",
        "[^1]",
        "~~gone~~",
        "{#id .c}",
        "a|b",
        "`open",
        "[open",
        "]",
        "**open",
        '<a href="x y">here</a>',
        "www.x.org",
        "\\",
        "!",
        "#tag",
    ]
)
MARKDOWN_LINE = st.lists(st.one_of(SENTENCES, MARKDOWN_INLINE), min_size=1, max_size=6).map(
    " ".join
)
MARKDOWN_TEXT = st.lists(MARKDOWN_LINE, min_size=1, max_size=3).flatmap(
    lambda lines: st.sampled_from(["\n", "  \n", "\\\n", "\n  "]).map(lambda end: end.join(lines))
)


def _indented(block: str, first: str, rest: str) -> str:
    return first + block.replace("\n", "\n" + rest)


MARKDOWN_LEAF = st.one_of(
    MARKDOWN_TEXT,
    MARKDOWN_LINE.map(lambda line: f"## {line}"),
    MARKDOWN_LINE.map(lambda line: f"{line}\n----"),
    SENTENCES.map(lambda words: f"```py\n{words}\n\n# {words}\n```"),
    SENTENCES.map(lambda words: f"~~~\n{words}\n~~~"),
    SENTENCES.map(lambda words: f"    {words}\n\n    {words}"),
    SENTENCES.map(lambda words: f"| a | {words.replace('|', '')} |\n|---|:-:|\n| `c` | {words} |"),
    SENTENCES.map(lambda words: f"<div>\n{words}\n</div>"),
    SENTENCES.map(lambda words: f"<!--\n{words}\n\n{words}\n-->"),
    st.sampled_from(
        [
            "***",
            "- - -",
            '[quay]: https://x.org/quay "The quay"',
            "[long]:\n  /where\n  'Title'",
            "1986. A great year",
            "-5 degrees",
            "+1 for it",
            "#5 of them",
            "1.5 metres",
            "=== not",
            "```\nnever closed",
            "> [!NOTE]\n> Mind the gap.",
            "- [ ] a thing\n- [x] done",
        ]
    ),
)
MARKDOWN_BLOCK = st.recursive(
    MARKDOWN_LEAF,
    lambda blocks: st.one_of(
        blocks.map(lambda block: _indented(block, "- ", "  ")),
        blocks.map(lambda block: _indented(block, "3. ", "   ")),
        blocks.map(lambda block: _indented(block, "> ", "> ")),
        st.lists(blocks, min_size=2, max_size=2).map("\n\n".join),
        st.lists(blocks, min_size=2, max_size=2).map("\n".join),
    ),
    max_leaves=4,
)
MARKDOWN = st.lists(MARKDOWN_BLOCK, min_size=1, max_size=4).map("\n\n".join)

REST_INLINE = st.sampled_from(
    [
        "``a  b``",
        "``c ` d``",
        "*soft*",
        "**loud text**",
        "`the pier <https://x.org/a_b>`_",
        "`the quay`_",
        "quay_",
        "`later`__",
        "[1]_",
        "|name|",
        ":attr:`pier.POST`",
        "`title`",
        "`text`:code:",
        "https://x.org/a.b",
        "snake_case",
        "a * b",
        "`open",
        "*open",
        "\\*",
        "_`spot`",
        "it's",
        "``open",
        "a_",
        "|",
        "(`x`)",
    ]
)
REST_LINE = st.lists(st.one_of(SENTENCES, REST_INLINE), min_size=1, max_size=6).map(" ".join)
REST_TEXT = st.lists(REST_LINE, min_size=1, max_size=3).map("\n".join)
REST_LEAF = st.one_of(
    REST_TEXT,
    SENTENCES.map(lambda words: f"{words}\n{'=' * len(words)}"),
    SENTENCES.map(lambda words: f"Thus::\n\n    {words}\n\n      {words}"),
    SENTENCES.map(lambda words: f"Thus::\n\n> {words}\n> {words}"),
    SENTENCES.map(
        lambda words: f".. code-block:: python\n   :linenos:\n\n   {words}\n\n   {words}"
    ),
    SENTENCES.map(lambda words: f".. {words.lower()}\n   {words}"),
    SENTENCES.map(lambda words: f">>> {words}\n{words}"),
    SENTENCES.map(lambda words: f"term : kind\n    {words}"),
    SENTENCES.map(lambda words: f"-x, --long=A  {words}"),
    SENTENCES.map(lambda words: f"| {words}\n|   {words}"),
    SENTENCES.map(
        lambda words: f"=====  =====\na      b\n=====  =====\nc      {words}\n=====  ====="
    ),
    st.sampled_from(
        [
            ".. _quay: https://x.org",
            ".. [1] The note.",
            ".. |name| replace:: The name",
            "----",
            "+---+---+\n| a | b |\n+---+---+",
            ":Author: Maren",
            ".. image:: a.png\n   :alt: a boat",
        ]
    ),
)
REST_BLOCK = st.recursive(
    REST_LEAF,
    lambda blocks: st.one_of(
        blocks.map(lambda block: _indented(block, "- ", "  ")),
        blocks.map(lambda block: _indented(block, "#. ", "   ")),
        blocks.map(lambda block: _indented(block, "   ", "   ")),
        blocks.map(lambda block: _indented(block, ".. note::\n\n   ", "   ")),
        st.lists(blocks, min_size=2, max_size=2).map("\n\n".join),
    ),
    max_leaves=4,
)
REST = st.lists(REST_BLOCK, min_size=1, max_size=4).map("\n\n".join)
