"""Find, check and replace columns of a polars frame, at the top or nested in structs.

``article.body`` is the field ``body`` of the structs in the column ``article``, unless a column
has that name. A field of a null struct is null.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

import polars as pl

from cleanup.arguments import check_optional
from cleanup.provenance import PREFIX

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

Schema = dict[str, pl.DataType]


@dataclass(frozen=True)
class FrameColumns:
    """The names of the columns that are read, and where the cleaned text goes."""

    text: str
    title: str | None
    lang: str | None
    source: str | None
    row: str | None

    def __post_init__(self) -> None:
        """Raise ``TypeError`` for what is no name."""
        if self.text is None:
            raise TypeError("text must be the name of a column, not None")
        check_optional(*asdict(self).items())

    def check(self, schema: Schema) -> None:
        """Raise ``ValueError`` for columns that are missing, of another type, or already made."""
        if taken := next((name for name in schema if name.startswith(PREFIX)), None):
            raise ValueError(f"the column {taken!r} is already there: clean the original instead")
        for name in filter(None, (self.text, self.title, self.lang, self.source)):
            if (kind := _type_of(schema, name)) != pl.String:
                raise ValueError(f"the column {name!r} holds {kind}, not strings; cast it")
        if self.row is not None and not (kind := _type_of(schema, self.row)).is_integer():
            raise ValueError(f"the column {self.row!r} holds {kind}, not whole numbers; cast it")

    @property
    def names(self) -> list[str]:
        """The names of all columns that are read, without repetition."""
        return list(dict.fromkeys(name for name in asdict(self).values() if name is not None))


def values_of(rows: pl.DataFrame, path: str) -> pl.Series:
    """Return the values at a path that is there."""
    first, *steps = _steps(rows.columns, path)
    values = rows[first]
    for step in steps:
        values = values.struct.field(step)
    return values


def with_values(rows: pl.DataFrame, path: str, values: pl.Series) -> pl.DataFrame:
    """Return the frame with other values at a path; null structs stay null."""
    first, *steps = _steps(rows.columns, path)
    if not steps:
        return rows.with_columns(values.alias(first))
    structs = rows[first]
    fields = with_values(structs.struct.unnest(), ".".join(steps), values)
    inner = fields.to_struct(first)
    kept = pl.when(structs.is_not_null()).then(inner).otherwise(None)
    return rows.with_columns(kept.alias(first))


def _type_of(schema: Schema, path: str) -> pl.DataType:
    """Return the type at a path. Raises ``ValueError`` naming what there is instead."""
    first, *steps = _steps(schema, path)
    if first not in schema:
        raise ValueError(f"no column is called {path!r}; there are {', '.join(schema)}")
    kind = schema[first]
    for step in steps:
        fields = _fields_of(kind)
        if step not in fields:
            there = f"it has {', '.join(fields)}" if fields else f"it holds {kind}"
            raise ValueError(f"no column is called {path!r}, and {first!r} no field: {there}")
        kind = fields[step]
    return kind


def _fields_of(kind: pl.DataType) -> Mapping[str, pl.DataType]:
    return dict(_pairs(kind)) if isinstance(kind, pl.Struct) else {}


def _pairs(kind: pl.Struct) -> Iterator[tuple[str, pl.DataType]]:
    for field in kind.fields:
        dtype = field.dtype
        yield field.name, dtype if isinstance(dtype, pl.DataType) else dtype()


def _steps(names: Sequence[str] | Schema, path: str) -> list[str]:
    return [path] if path in names else path.split(".")
