"""Convert the options of a command to settings and columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cleanup.engine.clean import refuse_damaged_mark
from cleanup.engine.decide import chosen
from cleanup.errors import CannotRun
from cleanup.read import Reading
from cleanup.read.row import Columns
from cleanup.rules import all_rules
from cleanup.settings import Settings

if TYPE_CHECKING:
    from argparse import Namespace

    from cleanup.values import Form


def settings_from(options: Namespace, form: Form) -> Settings:
    """Return the settings that the options give.

    Raises ``CannotRun`` if a code matches no rule, or if the hole mark is invalid.
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
            steps=options.steps,
            steps_per_code_point=options.steps_per_code_point,
        )
        chosen(all_rules(), settings)
        refuse_damaged_mark(settings)
    except ValueError as error:
        raise CannotRun(str(error)) from None
    return settings


def reading_from(options: Namespace) -> Reading:
    """Return how to read the inputs. Raises ``CannotRun`` if options exclude each other."""
    if options.delimiter == options.quotechar:
        raise CannotRun("--delimiter and --quotechar are the same; give two different characters")
    return Reading(options.input_format, options.delimiter, options.quotechar, options.max_document)


def columns_from(options: Namespace) -> Columns:
    """Return the names of the columns that the options give."""
    return Columns(options.text, options.title, options.source_column, options.lang)
