"""References that show in their own form, in any text: placeholders, paths, formulas, tickers.

They are patterns of protected spans (``cleanup.text.protect``). What only its text shows to be a
reference, as ``DateTimeField``, is found by ``cleanup.text.names``.
"""

from __future__ import annotations

from cleanup.phrases import phrases

_NOT_WORD = r"(?![\p{L}\p{N}])"
_NO_WORD_BEFORE = r"(?<![\p{L}\p{N}_])"
_TLD = "|".join(sorted(phrases("top_level_domains"), key=len, reverse=True))
_EXCHANGES = "|".join(
    "NYSEARCA NYSE NASDAQ Nasdaq AMEX TSXV TSX LSE ASX OTCQB OTCQX OTCMKTS OTC NSE BSE HKEX HKG FRA"
    " ETR EPA AMS SWX AIM CVE KRX KOSDAQ SGX JSE BIT BME STO TYO".split()
)
_UNITS = "|".join(
    "kg mg km cm mm ml kB KB MB GB TB kHz MHz GHz THz Hz kWh MWh GWh kW MW GW mAh mA px ms kbps"
    " Mbps Gbps fps dpi rpm".split()
)

SPANS = (
    (
        "@",
        r"(?<![\w.!#$%&'*+/=?^{|}~-])[\w.!#$%&'*+/=?^{|}~-]++@(?:[\p{Ll}\p{N}-]++\.)++"
        r"(?<=[\p{Ll}\p{N}]\.)[\p{Ll}\p{N}-]{2,63}+(?!\w)",
    ),
    ("::", r"(?<![\w>])[\w>]++(?<=[\p{L}_>])::[\w~]*+"),
    ("->", r"(?<![\w)\]])[\w)\]]++->\w*+"),
    ("{", r"\$?+\{[^{}\s]{1,80}+\}"),
    ("[", r"(?<![\w.])\w++\.\p{Lu}\w*+(?=\[[\p{L}_\"'])|\[\w++\.\p{Lu}\w*+[\],]"),
    ("%", rf"(?<![0-9])%(?:\(\w{{1,40}}\))?[sdrifxX]{_NOT_WORD}"),
    ("<", r"<[\w!/.:=-]{1,80}+>"),
    ("\\", r"(?<![\p{L}\p{N}])\p{Lu}:\\[^\s\"<>]*+"),
    (":", rf"(?<![\w:]):[a-z0-9_+-]{{2,40}}+:{_NOT_WORD}"),
    (":", rf"(?<!\w)(?:{_EXCHANGES}):\p{{Lu}}{{1,6}}+(?:\.\p{{Lu}}{{1,2}})?{_NOT_WORD}"),
    ("(", r"\(\p{Lu}{1,5}+\.\p{Lu}{1,3}+\)"),
    ("(", r"\(\p{Lu}[\p{L}'\u2019-]{1,30}(?:19|20)[0-9]{2}[a-z]?\)"),
    ("=", rf"(?<![\w.=])\p{{L}}\w{{0,20}}+==?-?[0-9]++(?:\.[0-9]++)*+{_NOT_WORD}"),
    ("--", r"(?<![\w-])--[a-z]++(?:-[a-z0-9]++)++"),
    ("/", r"(?<![\w./])(?:\.{1,2}|~)/[\w./#*-]*+"),
    (
        ".",
        rf"(?<![\w@./-])[a-z][a-z0-9]{{0,40}}+\.(?!(?:{_TLD})\.)[a-z][a-z0-9]{{0,40}}+"
        r"\.[\p{L}_](?:[\w.]*+\w)?",
    ),
    (
        "",
        rf"(?<![\w.])v?[0-9]++(?:\.[0-9]++)++(?:[-.+]?(?:rc|alpha|beta|dev|post|pre|a|b)[0-9.]*+)++"
        rf"{_NOT_WORD}",
    ),
    (
        "",
        rf"{_NO_WORD_BEFORE}(?=[0-9a-f]{{7,64}}+{_NOT_WORD})[a-f]*+[0-9]++[a-f]++[0-9][0-9a-f]*+",
    ),
    (
        "-",
        rf"{_NO_WORD_BEFORE}[0-9a-f]{{8}}(?:-[0-9a-f]{{4}}){{3}}-[0-9a-f]{{12}}{_NOT_WORD}",
    ),
    (
        "",
        rf"{_NO_WORD_BEFORE}(?=\p{{L}}{{1,3}}[0-9])(?:[A-Z][a-z]?[0-9]{{0,3}}+){{2,8}}+{_NOT_WORD}",
    ),
    ("", rf"(?<![\w.,])[0-9]++(?:[.,][0-9]++)*+(?:{_UNITS}){_NOT_WORD}"),
    (
        "[",
        r"\[/?(?:b|i|u|s|url|img|quote|code|size|color|font|list)(?:=[^\]\s]{0,80})?\]\w++",
    ),
    ("s", rf"{_NO_WORD_BEFORE}\p{{Lu}}++(?<=\p{{Lu}}[^A])s{_NOT_WORD}"),
)
"""Patterns of references, each with a literal that every match contains.

Options, e-mail addresses of unknown domains, dotted names with two parts in lower case, versions,
hashes, formulas such as ``H2O``, tags of forums with the word behind them (``[b]The``), plurals of
acronyms; none with ``A`` last, which is ``As`` glued.
"""

SIGNS = (
    r"->|[{%<\\(=~\[]|--|\p{Lu}{2}s(?![\p{L}\p{N}])"
    r"|\.(?<=[a-z0-9]\.)[a-z][a-z0-9]{0,40}+\.[\p{L}_]"
)
"""Matches in whatever one of ``SPANS`` matches that has no digit and none of ``:@#_/``."""
