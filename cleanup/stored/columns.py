"""What a run stored of a row, read strictly: the row may have been changed since.

Only what fits its shape is used: edits have whole numbers, in order and apart from each other, and
are as long as the text they replaced; the source is the path of a file.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from cleanup.errors import CannotRun
from cleanup.ledger import undo
from cleanup.provenance import LIFTED, edit_of, sha256
from cleanup.read import shape
from cleanup.read.json_line import Malformed, parse_value
from cleanup.read.shape import Misshapen

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    import pyarrow as pa  # type: ignore[import-untyped]

    from cleanup.values import Edit

REQUIRED = ("cleanup_edits", "cleanup_original_sha256", "cleanup_row", "cleanup_source")
"""The columns without which nothing can be rebuilt."""

JUDGED = (
    *("cleanup_status", "cleanup_findings", "cleanup_kind"),
    *("cleanup_lifted", "cleanup_damage", "cleanup_ruleset"),
)
"""The columns that say what a run found."""

EDITS = shape.items(
    shape.members(
        {
            "start": shape.count,
            "end": shape.count,
            "before": shape.string,
            "after": shape.string,
            "codes": shape.items(shape.string),
            "removal": shape.flag,
        }
    )
)
"""The shape of a ledger."""

_DIGITS = re.compile("[0-9]{1,18}")


class Stored(NamedTuple):
    """Where a row came from, the hash of its original text (null for null), and its ledger."""

    source: str | None
    row: int
    sha256: str | None
    edits: tuple[Edit, ...]


def check_required(path: str, names: Iterable[str], required: Sequence[str] = REQUIRED) -> None:
    """Raise ``CannotRun`` if a column is missing: by default, one that a rebuilt row needs."""
    if missing := set(required).difference(names):
        without = "nothing can be rebuilt" if required is REQUIRED else "nothing can be counted"
        raise CannotRun(
            f"{path}: there is no column {min(missing)!r}, without which {without};"
            " give the output of `cleanup run` with all its columns"
        )


def check_types(path: str, schema: pa.Schema, names: Sequence[str] = REQUIRED) -> None:
    """Raise ``CannotRun`` if one of these columns is missing in a table or of another type."""
    from cleanup.schema import arrow_schema

    check_required(path, schema.names, names)
    ours = arrow_schema()
    for name in names:
        held = schema.field(name).type
        if not _fits(held, ours.field(name).type):
            raise CannotRun(
                f"{path}: the column {name!r} holds {held}, which is not what a run writes; give"
                " the output of `cleanup run` as it wrote it"
            )


def _fits(held: pa.DataType, ours: pa.DataType) -> bool:
    """Return whether a column holds values as ours do, however wide they are."""
    import pyarrow as pa

    types = pa.types
    if types.is_struct(ours):
        return types.is_struct(held) and all(
            held.get_field_index(field.name) >= 0 and _fits(held.field(field.name).type, field.type)
            for field in ours
        )
    if types.is_list(ours) or types.is_large_list(ours):
        is_list = types.is_list(held) or types.is_large_list(held)
        return is_list and _fits(held.value_type, ours.value_type)
    if types.is_floating(ours):
        return bool(types.is_floating(held))
    if types.is_integer(ours) or types.is_boolean(ours):
        return bool(types.is_integer(held) if types.is_integer(ours) else types.is_boolean(held))
    return bool(types.is_string(held) or types.is_large_string(held) or types.is_string_view(held))


def decoded(values: Mapping[str, str]) -> dict[str, Any]:
    """Return the required cells of a row of CSV as values. Raises ``Misshapen``."""
    try:
        edits = parse_value(values["cleanup_edits"])
    except Malformed as error:
        raise Misshapen(f"its ledger is no JSON ({error})") from None
    row = values["cleanup_row"]
    return {
        "cleanup_edits": edits,
        "cleanup_original_sha256": values["cleanup_original_sha256"] or None,
        "cleanup_row": int(row) if _DIGITS.fullmatch(row) else row,
        "cleanup_source": values["cleanup_source"] or None,
    }


def stored(values: Mapping[str, Any]) -> Stored:
    """Return what a row has in its required columns. Raises ``Misshapen``."""
    _ROW(values)
    edits = edits_of(values["cleanup_edits"], ".cleanup_edits")
    return Stored(
        values["cleanup_source"], values["cleanup_row"], values["cleanup_original_sha256"], edits
    )


def edits_of(values: Iterable[Mapping[str, Any]], place: str) -> tuple[Edit, ...]:
    """Return a ledger of the shape ``EDITS``. Raises ``Misshapen`` if its offsets contradict."""
    edits = tuple(edit_of(value) for value in values)
    for number, edit in enumerate(edits):
        if edit.end - edit.start != len(edit.before):
            raise Misshapen("is not as long as what it replaced", f"{place}[{number}]")
    for number, (first, second) in enumerate(pairwise(edits), 1):
        if second.start < first.end:
            raise Misshapen("does not come after the edit before it", f"{place}[{number}]")
    return edits


def original(path: str, number: int, text: object, values: Mapping[str, Any]) -> str | None:
    """Return the original text of a row with this cleaned ``text`` and ``cleanup_*`` values.

    Raises ``CannotRun`` if it does not match the hash, or the values are not what a run stores.
    """
    try:
        held = stored(values)
        text_before = undo(text, held.edits) if isinstance(text, str) else None
        if sha256(text_before) == held.sha256:
            return text_before
        problem = "it does not match its hash"
    except (ValueError, Misshapen) as error:
        problem = str(error)
    raise not_rebuilt(path, number, problem, values)


def not_rebuilt(path: str, number: int, problem: str, values: Mapping[str, Any]) -> CannotRun:
    """Return the error for a row that cannot be rebuilt."""
    row, source = values.get("cleanup_row"), values.get("cleanup_source")
    itself = isinstance(row, int) and isinstance(source, str)
    instead = f"take row {row} of {source} itself" if itself else "take the original itself"
    return CannotRun(
        f"{path}: row {number} cannot be rebuilt: {problem}. The text or its ledger was changed"
        f" after the run; {instead}"
    )


_ROW = shape.members(
    {
        "cleanup_edits": EDITS,
        "cleanup_original_sha256": shape.maybe(shape.sha256),
        "cleanup_row": shape.count,
        "cleanup_source": shape.maybe(shape.path),
    }
)


def _damage(value: object) -> None:
    """Accept 1000 times a share."""
    shape.number(value)
    if isinstance(value, int | float) and value > 1000:
        raise Misshapen("is more than 1,000")


_FINDINGS = shape.items(
    shape.members(
        {
            "code": shape.string,
            "name": shape.string,
            "family": shape.string,
            "tier": shape.one_of("safe", "unsafe", "display"),
            "confidence": shape.number,
            "start": shape.count,
            "end": shape.count,
            "after": shape.maybe(shape.string),
            "message": shape.string,
        }
    )
)
_JUDGED = shape.members(
    {
        "cleanup_status": shape.string,
        "cleanup_findings": _FINDINGS,
        "cleanup_kind": shape.members(
            {"lang": shape.maybe(shape.string), "traits": shape.items(shape.string)}
        ),
        "cleanup_lifted": shape.members(dict.fromkeys(LIFTED, shape.items(shape.string))),
        "cleanup_damage": _damage,
        "cleanup_ruleset": shape.string,
    }
)
"""The shape of what is not needed to rebuild a row, but says what was found."""


def judged(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the columns of a row that say what a run found, decoded if they are cells of CSV.

    Raises ``Misshapen``.
    """
    held = {name: values.get(name) for name in JUDGED}
    for name, value in held.items():
        if isinstance(value, str) and name not in ("cleanup_status", "cleanup_ruleset"):
            try:
                held[name] = parse_value(value)
            except Malformed as error:
                raise Misshapen(f"is no JSON ({error})", name) from None
    _JUDGED(held)
    return held
