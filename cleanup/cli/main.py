"""The command line. Only the module of the given command is imported, so that hooks start fast.

Exit codes: ``check`` 1 if there are findings; ``fix`` 1 if damage it could fix remains; ``run``,
``audit`` and ``undo`` 1 if rows were quarantined; all of them 2 if they could not run, and 70 if
``cleanup`` itself is at fault.
"""

from __future__ import annotations

import errno
import gc
import os
import re
import signal
import sys
from typing import TYPE_CHECKING

from cleanup.cli.parsing.parser import parser
from cleanup.errors import CannotRun, missing_extra

if TYPE_CHECKING:
    from collections.abc import Sequence

_OBJECTS = 50_000
"""So many new objects are made before garbage is looked for: starting makes many and drops few."""

FAULT = 70
"""The exit code of an error that nobody foresaw: ``EX_SOFTWARE`` of sysexits.h."""

INTERRUPTED = 130
BROKEN_PIPE = 141
"""The exit codes that a shell reports for a program that these signals ended."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code.

    Raises ``SystemExit`` for ``--help``, ``--version`` and wrong arguments.
    """
    words = sys.argv[1:] if argv is None else argv
    top = parser(words[0] if words else None)
    options = top.parse_args([_as_operand(word) for word in words])
    if options.act is None:
        top.print_help()
        return 0
    try:
        return int(options.act(options))
    except ModuleNotFoundError as error:
        if (missing := missing_extra(error)) is None:
            raise
        print(f"cleanup: {missing}", file=sys.stderr)
        return 2
    except CannotRun as error:
        from cleanup.visible import shown

        for sentence in error.sentences:
            print(f"cleanup: {shown(sentence)}", file=sys.stderr)
        return 2


def _as_operand(word: str) -> str:
    """Return a place on standard input, as ``-:3:14``, with a blank: so it is no option."""
    return f" {word}" if re.match("-[:#][0-9]", word) else word


def entry() -> None:
    """Run the console script; end quietly when a reader goes away or Ctrl-C is pressed."""
    gc.set_threshold(_OBJECTS)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    for ended in (signal.SIGTERM, signal.SIGHUP):
        if signal.getsignal(ended) is not signal.SIG_IGN:
            signal.signal(ended, _interrupt)
    try:
        code = main()
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = BROKEN_PIPE
    except KeyboardInterrupt:
        print("cleanup: interrupted; no output was harmed", file=sys.stderr)
        code = INTERRUPTED
    except OSError as error:
        where = error.filename or "standard output"
        full = error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
        remedy = "; make room and run again" if full else ""
        print(f"cleanup: {where}: {error.strerror}{remedy}", file=sys.stderr)
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 2
    except MemoryError:
        print("cleanup: memory ran out; give fewer --workers or smaller files", file=sys.stderr)
        code = 2
    except (SystemExit, GeneratorExit):
        raise
    except BaseException as error:  # a panic of polars is no Exception
        code = _fault(error)
    gc.freeze()  # what is left need not be searched for garbage: the process ends
    raise SystemExit(code)


def _fault(error: BaseException) -> int:
    """Report an error that nobody foresaw, with where it happened; return the exit code."""
    import traceback

    traceback.print_exception(error)
    print(
        f"cleanup: this is a fault of cleanup itself ({type(error).__name__}), at the place above;"
        " no output was harmed. Please report it with these lines",
        file=sys.stderr,
    )
    return FAULT


def _interrupt(number: int, frame: object) -> None:
    """End as Ctrl-C does, so that temporary files are removed."""
    raise KeyboardInterrupt
