"""How the lines of a Markdown block begin: the patterns of its block structure."""

from __future__ import annotations

from cleanup.text.pattern import Pattern

_ELEMENTS = (
    "address|article|aside|base|basefont|blockquote|body|caption|center|col|colgroup|dd|details"
    "|dialog|dir|div|dl|dt|fieldset|figcaption|figure|footer|form|frame|frameset|h[1-6]|head|header"
    "|hr|html|iframe|legend|li|link|main|menu|menuitem|nav|noframes|ol|optgroup|option|p|param"
    "|search|section|summary|table|tbody|td|tfoot|th|thead|title|tr|track|ul"
)
THEMATIC_BREAK = Pattern(r"(?:(?:\*[ \t]*+){3,}|(?:-[ \t]*+){3,}|(?:_[ \t]*+){3,})$", timed=False)
UNDERLINE = Pattern(r"(?:=++|-++)[ \t]*+$", timed=False)
BULLET = Pattern(r"[-+*](?=[ \t]|$)", timed=False)
NUMBER = Pattern(r"\d{1,9}[.)](?=[ \t]|$)", timed=False)
TASK = Pattern(r"\[[ xX]\](?=[ \t]|$)[ \t]*+", timed=False)
HEADING = Pattern(r"#{1,6}(?=[ \t]|$)[ \t]*+", timed=False)
CLOSING_MARKS = Pattern(r"(?r)(?:(?<=[ \t])|^)#++[ \t]*+", timed=False)
FENCE = Pattern(r"(?:(`{3,}+)[^`]*+|(~{3,}+).*+)$", timed=False)
DELIMITER_ROW = Pattern(
    r"(?=.*[|:])\|?[ \t]*+:?-++:?[ \t]*+(?:\|[ \t]*+(?::?-++:?[ \t]*+)?)*+$", timed=False
)
GRID = Pattern(r"\+[-=+:]{2,}[-=+: |]*+$", timed=False)
DEFINITION = Pattern(
    r"\[(?P<label>(?:[^\[\]\\]|\\.){1,999}+)\]:[ \t]*+(?P<target>(?:<[^<>]*+>|\S++)?)(?P<rest>.*+)",
    timed=False,
)
FOOTNOTE = Pattern(r"\[\^[^\]\s]{1,200}+\]:[ \t]*+", timed=False)
ABBREVIATION = Pattern(r"\*\[[^\[\]]{1,200}+\]:.*+", timed=False)
TARGET = Pattern(
    r"[ \t]*+(?:<[^<>]*+>|\S++)(?:[ \t]++(?:\"[^\"]*+\"|'[^']*+'|\([^()]*+\)))?[ \t]*+$",
    timed=False,
)
TITLE = Pattern(r"[ \t]*+(?:\"[^\"]*+\"|'[^']*+'|\([^()]*+\))[ \t]*+$", timed=False)
LATENT = Pattern(r"(?:#{1,6}|[-+*]|\d{1,9}[.)])", timed=False)
"""What would begin a block if a blank followed it."""
SYNTAX_LINE = Pattern(
    r"(?::{3,}.*+|(?:!!!|\?\?\?\+?|===)[ \t]+.*+|\{%.*%\}[ \t]*+|\{\{.*\}\}[ \t]*+"
    r"|\{[:#.][^{}]*+\}[ \t]*+"
    r"|\[TOC\][ \t]*+|\[\[_?TOC_?\]\][ \t]*+|@\[[^\]]*+\].*+"
    r"|import[ \t]+(?:[\w*{][^\n]*?[ \t]from[ \t]+)?[\"'][^\"']++[\"'];?[ \t]*+"
    r"|export[ \t]+(?:default|const|let|var|function|async|class|\*|\{).*+|\|.*+|--8<--.*+"
    r"|<<<.*+)$",
    timed=False,
)
"""A whole line of syntax that extensions of Markdown know."""
ENDS = {"<!--": "-->", "<?": "?>", "<![CDATA[": "]]>", "<!": ">"}
"""What ends an HTML block that begins so."""
CONTAINER_MARKS = Pattern(
    r"(?:[ \t]*+(?:>|[-+*](?=[ \t])|\d{1,9}[.)](?=[ \t]))){0,40}+[ \t]*+", timed=False
)
RAW_ELEMENT = Pattern(r"(?i)<(script|pre|style|textarea|svg|math)(?=[ \t>]|$)", timed=False)
DECLARATION = Pattern(r"<[!?]", timed=False)
BLOCK_ELEMENT = Pattern(rf"(?i)</?(?:{_ELEMENTS})(?=[ \t>/]|$)", timed=False)
WHOLE_TAG = Pattern(
    r"</?[A-Za-z][A-Za-z0-9-]*+(?=[ \t/>])(?:[^<>\"'`]|\"[^\"]*+\"|'[^']*+'){0,1000}+>[ \t]*+$",
    timed=False,
)
