"""Convert the options of a command to settings and columns."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from cleanup.engine.clean import refuse_damaged_mark
from cleanup.engine.decide import chosen, is_called
from cleanup.engine.know import LOSSES, VERDICTS
from cleanup.engine.presets import with_preset
from cleanup.errors import CannotRun, NeedsExtra, NoTextColumn, NotText
from cleanup.read import Reading
from cleanup.read.row import Columns
from cleanup.rules import all_rules
from cleanup.settings import Settings

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Sequence

    from cleanup.read.source import Source
    from cleanup.values import Form

_DROPPABLE = VERDICTS | LOSSES


def settings_from(options: Namespace, form: Form) -> Settings:
    """Return the settings that the options give.

    Raises ``CannotRun`` if a code matches no rule, if the hole mark is invalid, or if the table of
    phrases cannot be read.
    """
    try:
        settings = Settings(
            select=tuple(options.select),
            ignore=tuple(options.ignore),
            unsafe=options.unsafe,
            threshold=options.threshold,
            form=form,
            mark_holes=options.mark_holes,
            mark_threshold=options.mark_threshold,
            preset=options.preset,
            extend_select=tuple(options.extend_select),
            remove=tuple(options.remove),
            phrases=_phrases_in(options.phrases) if options.phrases else "",
            steps=options.steps,
            steps_per_code_point=options.steps_per_code_point,
        )
        chosen(all_rules(), settings)
        refuse_damaged_mark(settings)
    except ValueError as error:
        raise CannotRun(str(error)) from None
    return settings


def _phrases_in(path: str) -> str:
    """Return the text of a well-formed table of phrases.

    Raises ``CannotRun`` with the file, the line and what is wrong there.
    """
    from cleanup.config.values import phrases_in
    from cleanup.grammar.furniture.own import own_phrases

    text = phrases_in(Path(path))
    try:
        own_phrases(text)
    except ValueError as error:
        raise CannotRun(f"{path}: {error}") from None
    return text


def drop_from(names: Sequence[str], settings: Settings) -> tuple[str, ...]:
    """Return the codes of the verdicts that ``--drop`` names, sorted.

    Raises ``CannotRun`` for what is no verdict, and for one that these settings do not report.
    """
    codes = {name: _verdict_codes(name) for name in names}
    if unknown := next((name for name, found in codes.items() if not found), None):
        raise CannotRun(
            f"--drop {unknown}: this is no verdict on a text as a whole; give verdicts, or codes or"
            f" names of some: {', '.join(sorted(_DROPPABLE))}"
        )
    reported = {
        rule.code
        for rule in chosen(all_rules(), with_preset(settings, settings.preset or "news"))
        if rule.confidence >= settings.threshold
    }
    if silent := next((name for name, found in codes.items() if reported.isdisjoint(found)), None):
        raise CannotRun(
            f"--drop {silent}: with these settings this is not reported, so nothing would be"
            " dropped; select it, as with --extend-select DOC"
        )
    return tuple(sorted(reported.intersection(frozenset().union(*codes.values()))))


def _verdict_codes(name: str) -> frozenset[str]:
    """Return the codes of the verdicts that a name means; none if it means no verdict."""
    if name == "verdicts":
        return VERDICTS
    return frozenset(
        rule.code
        for rule in all_rules()
        if rule.code in _DROPPABLE and is_called(rule, name) and name != rule.family
    )


def reading_from(options: Namespace) -> Reading:
    """Return how to read the inputs. Raises ``CannotRun`` if options exclude each other."""
    if options.delimiter == options.quotechar:
        raise CannotRun("--delimiter and --quotechar are the same; give two different characters")
    return Reading(options.input_format, options.delimiter, options.quotechar, options.max_document)


def columns_from(options: Namespace) -> Columns:
    """Return the names of the columns that the options give."""
    text = Columns().text if options.text is None else options.text
    return Columns(text, options.title, options.source_column, options.lang, options.ignore_column)


def passes_over(error: CannotRun, options: Namespace) -> bool:
    """Return whether a file is passed over, and does not stop a check.

    That is no text, a table without a column that nobody named, and in a folder a table that this
    installation does not read.
    """
    if isinstance(error, NoTextColumn):
        return options.text is None
    if isinstance(error, NeedsExtra):
        return not any(str(error).startswith(f"{path}: ") for path in options.paths)
    return isinstance(error, NotText)


def form_of(source: Source) -> Form:
    """Return the normal form that repairs of a source have: those of ``fix``, else of ``run``."""
    only_run = source.kind == "parquet" or (source.compression and source.kind != "text")
    return "table" if only_run else "file"
