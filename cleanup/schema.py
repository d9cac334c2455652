"""The provenance columns: their schema, and their values as Arrow arrays."""

from __future__ import annotations

from functools import cache
from itertools import accumulate, chain
from operator import attrgetter
from typing import TYPE_CHECKING, Any

import polars as pl
import pyarrow as pa  # type: ignore[import-untyped]

from cleanup.provenance import LIFTED, sha256

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cleanup.values import Cleaned

_STRINGS = pl.List(pl.String)

_EDIT = pl.Struct(
    {
        "start": pl.Int64,
        "end": pl.Int64,
        "before": pl.String,
        "after": pl.String,
        "codes": _STRINGS,
        "removal": pl.Boolean,
    }
)

_FINDING = pl.Struct(
    {
        "code": pl.String,
        "name": pl.String,
        "family": pl.String,
        "tier": pl.String,
        "confidence": pl.Float64,
        "start": pl.Int64,
        "end": pl.Int64,
        "after": pl.String,
        "message": pl.String,
    }
)

_KIND = pl.Struct({"lang": pl.String, "traits": _STRINGS})

_LIFTED = pl.Struct(dict.fromkeys(LIFTED, _STRINGS))

SCHEMA: dict[str, pl.DataType] = {
    "cleanup_source": pl.String(),
    "cleanup_row": pl.Int64(),
    "cleanup_original_sha256": pl.String(),
    "cleanup_status": pl.String(),
    "cleanup_edits": pl.List(_EDIT),
    "cleanup_findings": pl.List(_FINDING),
    "cleanup_kind": _KIND,
    "cleanup_lifted": _LIFTED,
    "cleanup_damage": pl.Float64(),
    "cleanup_ruleset": pl.String(),
}
"""The columns that are added to every table, with their polars types."""


@cache
def arrow_schema() -> pa.Schema:
    """Return the columns of ``SCHEMA`` with Arrow types that every reader of Arrow supports.

    Computed on the first call, not at import: it starts the threads of polars, and a process that
    is forked afterwards hangs.
    """
    return pl.DataFrame(schema=SCHEMA).to_arrow(compat_level=pl.CompatLevel.oldest()).schema


def provenance_columns(
    sources: Sequence[str | None],
    numbers: Sequence[int],
    originals: Sequence[str | None],
    results: Sequence[Cleaned],
    ruleset: str,
) -> list[pa.Array]:
    """Return the columns of ``SCHEMA`` for these rows, with the types of ``arrow_schema``."""
    values: dict[str, Iterable[Any]] = {
        "cleanup_source": sources,
        "cleanup_row": numbers,
        "cleanup_original_sha256": map(sha256, originals),
        "cleanup_status": [cleaned.status for cleaned in results],
        "cleanup_damage": [cleaned.damage for cleaned in results],
        "cleanup_ruleset": [ruleset] * len(results),
    }
    nested = {
        "cleanup_edits": lambda kind: _lists([cleaned.edits for cleaned in results], kind),
        "cleanup_findings": lambda kind: _lists([cleaned.findings for cleaned in results], kind),
        "cleanup_kind": lambda kind: _structs([cleaned.kind for cleaned in results], kind),
        "cleanup_lifted": lambda kind: _structs([cleaned.lifted for cleaned in results], kind),
    }
    return [
        nested[field.name](field.type)
        if field.name in nested
        else pa.array(values[field.name], field.type, size=len(results))
        for field in arrow_schema()
    ]


def _lists(rows: Sequence[Sequence[Any]], kind: pa.LargeListType) -> pa.Array:
    """Return an array with one list for each row."""
    flat = list(chain.from_iterable(rows))
    inner = kind.value_type
    values = _structs(flat, inner) if pa.types.is_struct(inner) else pa.array(flat, inner)
    ends = pa.array(accumulate(map(len, rows), initial=0), pa.int64(), size=len(rows) + 1)
    return pa.LargeListArray.from_arrays(ends, values, type=kind)


def _structs(flat: Sequence[Any], kind: pa.StructType) -> pa.Array:
    """Return values as structs of the attributes that are fields of ``kind``."""
    columns = []
    for field in kind:
        values = list(map(attrgetter(field.name), flat))
        nests = pa.types.is_large_list(field.type)
        columns.append(_lists(values, field.type) if nests else pa.array(values, field.type))
    return pa.StructArray.from_arrays(columns, fields=list(kind))


def text_column(originals: Sequence[str | None], results: Sequence[Cleaned]) -> pa.Array:
    """Return the cleaned texts, null where the original is null."""
    texts = [
        None if original is None else cleaned.text
        for original, cleaned in zip(originals, results, strict=True)
    ]
    return pa.array(texts, pa.large_string())
