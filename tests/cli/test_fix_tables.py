"""``fix`` on tables: what it says, what it passes over, and what it leaves alone."""

from __future__ import annotations

import io
import json
import stat
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from cleanup.engine.clean import clean
from cleanup.settings import Settings
from cleanup.values import UNTOUCHED, Edit
from cleanup.write import replace_atomically
from tests.commands import GLUED, MENDED, PLAIN, jsonl, run

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager

    from cleanup.values import Cleaned

pytestmark = pytest.mark.usefixtures("in_folder")

Captured = pytest.CaptureFixture[str]
TEXT, CLEAN = GLUED.strip(), MENDED.strip()


def test_it_says_which_rows_it_changed(capsys: Captured) -> None:
    jsonl(Path("a.jsonl"), {"text": TEXT}, {"text": PLAIN}, {"text": f"{TEXT} He left.{TEXT}"})
    Path("b.csv").write_text(f"id,text\n1,{PLAIN}")
    Path("c.txt").write_text(GLUED)
    assert run("fix", ".") == 0
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.splitlines() == [
        "a.jsonl: 4 edits in 2 rows (JOI001 4)",
        "c.txt: 1 edit (JOI001 1)",
        "Repaired 2 of 3 files (5 edits, 2 rows of tables).",
    ]


def test_what_check_marks_is_what_fix_repairs(capsys: Captured) -> None:
    """Also what ``run`` would repair, but no file: blanks at the ends, line ends, soft hyphens."""
    damaged = f"  {TEXT}\r\n\r\n\r\n\r\n{TEXT}\u00a0 \tIt was caf\u00c3\u00a9 \u0065\u0301. "
    jsonl(Path("a.jsonl"), {"text": damaged})
    cell = damaged.replace('"', '""')
    Path("a.csv").write_text(f'text\n"{cell}"\n', newline="")
    for name in ("a.jsonl", "a.csv"):
        assert run("check", name, "--format", "jsonl") == 1
        found = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
        marked = sum(finding["fixable"] for finding in found)
        assert marked
        assert run("fix", name) == 0
        run("check", name)
        assert "[*]" not in capsys.readouterr().out
    expected = clean(damaged, settings=Settings(form="file")).text
    assert json.loads(Path("a.jsonl").read_text())["text"] == expected
    assert expected.startswith("  The old ferry")


@pytest.mark.parametrize("name", ["a.jsonl", "a.csv"])
def test_rows_are_judged_with_their_title_language_and_source(name: str, capsys: Captured) -> None:
    rows = [
        {"body": f"A ferry ran late\n\n{TEXT}", "head": "A ferry ran late", "l": "en", "s": "Bote"},
        {"body": "Der Hafen war am Montag zu.Niemand wusste, warum.", "head": "", "l": "de"},
    ]
    if name == "a.jsonl":
        jsonl(Path(name), *rows)
    else:
        lines = [[f'"{row.get(key, "")}"' for key in ("body", "head", "l", "s")] for row in rows]
        Path(name).write_text("body,head,l,s\n" + "".join(f"{','.join(row)}\n" for row in lines))
    columns = ("--text", "body", "--title", "head", "--lang", "l", "--source-column", "s")
    settings = ("--unsafe", "--threshold", "0")
    expected = [
        clean(
            row["body"],
            title=row["head"],
            lang=row["l"],
            source=row.get("s"),
            settings=Settings(form="file", unsafe=True, threshold=0),
        ).text
        for row in rows
    ]
    assert run("fix", name, *columns, *settings) == 0
    run("check", name, *columns, *settings)
    assert "[*]" not in capsys.readouterr().out
    for text in expected:
        spelled = json.dumps(text) if name == "a.jsonl" else text.replace('"', '""')
        assert spelled in Path(name).read_text()


@pytest.mark.parametrize("command", ["check", "fix"])
@pytest.mark.parametrize("name", ["a.jsonl", "a.csv", "a.tsv"])
def test_a_table_without_the_text_column_is_passed_over(
    command: str, name: str, capsys: Captured
) -> None:
    separator = "\t" if name == "a.tsv" else ","
    content = f"id{separator}body\n1{separator}{TEXT}\n"
    if name == "a.jsonl":
        content = "".join(json.dumps({"id": number, "body": TEXT}) + "\n" for number in range(30))
    Path(name).write_text(content)
    Path("b.txt").write_text(PLAIN)
    message = f"{name}: no column is called 'text'; name one of these: id, body (--text COL)\n"
    assert run(command, ".") == 0
    err = capsys.readouterr().err
    assert err.startswith(f"cleanup: {message}")
    assert err.count("\n") == 2
    assert err.endswith("1 file; 1 file passed over.\n")
    assert run(command, ".", "--strict") == 2
    assert run(command, ".", "--text", "text") == 2
    assert "1 file could not be " in capsys.readouterr().err
    assert Path(name).read_text() == content


def test_rows_without_the_text_are_told_where_others_have_it(capsys: Captured) -> None:
    jsonl(Path("a.jsonl"), {"id": 1}, {"id": 2}, {"text": TEXT}, {"id": 3})
    for command in ("check", "fix"):
        assert run(command, "a.jsonl") == 1
        err = capsys.readouterr().err
        told = [line for line in err.splitlines() if "this row has no 'text'" in line]
        assert [line.split()[1] for line in told] == [f"a.jsonl#{row}:" for row in (0, 1, 3)]
        assert "; 3 rows could not be read" in err


@pytest.mark.parametrize(
    ("name", "good", "bad", "complaint"),
    [
        ("a.jsonl", f'{{"text": "{TEXT}"}}', b'{"text": "\xff"}', "byte 10 (0xff) is not UTF-8"),
        ("a.jsonl", f'{{"text": "{TEXT}"}}', b"{", "not one JSON object"),
        ("a.csv", f'1,"{TEXT}"', b"1,2,3", "3 cells where the header names 2 columns"),
        ("a.csv", f'1,"{TEXT}"', b'1,a"b', "a quote stands within a value"),
    ],
)
def test_rows_that_cannot_be_read_stay_byte_for_byte(
    name: str, good: str, bad: bytes, complaint: str, capsys: Captured
) -> None:
    head = b"id,text\n" if name == "a.csv" else b""
    lines = [good.encode(), bad, good.encode(), b"", *[bad] * 21]
    Path(name).write_bytes(head + b"\r\n".join(lines))
    assert run("fix", name) == 1
    mended = [line.replace(b".N", b". N") for line in lines]
    assert Path(name).read_bytes() == head + b"\r\n".join(mended)
    err = capsys.readouterr().err
    assert f"cleanup: {name}#1: line {3 if head else 2}: " in err
    assert complaint in err
    assert f"cleanup: {name}: and 2 rows more like these" in err
    assert err.endswith(
        "Repaired 1 of 1 file (2 edits, 2 rows of tables); 22 rows could not be read.\n"
    )


def test_a_text_that_its_cell_cannot_hold_stays(capsys: Captured) -> None:
    cell = f"Tom said &quot;hello&quot; to Jerry &#124; Co. {TEXT}"
    Path("a.csv").write_text(f"id|text\n1|{cell}\n2|{TEXT}\n")
    mended = clean(cell, settings=Settings(form="file")).text
    assert "|" in mended
    assert run("fix", "a.csv", "--delimiter", "|", "--quotechar", "none") == 1
    assert Path("a.csv").read_text() == f"id|text\n1|{cell}\n2|{CLEAN}\n"
    err = capsys.readouterr().err
    assert "cleanup: a.csv#0:text: its cell cannot hold the repaired text without quotes" in err
    assert run("fix", "a.csv", "--delimiter", "|") == 0
    quoted = mended.replace('"', '""')
    assert Path("a.csv").read_text() == f'id|text\n1|"{quoted}"\n2|{CLEAN}\n'


def cleaned_as(text: str, *edits: Edit) -> Callable[..., Cleaned]:
    """Return a stand-in for ``clean``."""
    return lambda *_, **__: replace(UNTOUCHED, text=text, edits=edits)


def test_a_repair_that_would_move_the_end_of_a_bad_row_is_refused(
    capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    raw = 'text,n\n"a"b\n"q ,x,",1\nc",d\n'
    Path("a.csv").write_text(raw)
    cut = cleaned_as(",x,", Edit(0, 2, "q ", "", ("SPC001",)))
    monkeypatch.setattr("cleanup.pipeline.tables_in_place.clean", cut)
    assert run("fix", "a.csv") == 2
    assert "a.csv: with its texts repaired, a row with a misplaced quote (line 2)" in (
        capsys.readouterr().err
    )
    assert Path("a.csv").read_text() == raw


@pytest.mark.parametrize("name", ["a.jsonl", "a.csv"])
def test_edits_that_do_not_make_the_cleaned_text_are_not_written(
    name: str, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    raw = '{"text": "ab"}\n' if name == "a.jsonl" else "id,text\n1,ab\n"
    Path(name).write_text(raw)
    other = cleaned_as("other", Edit(0, 1, "a", "", ("SPC001",)))
    monkeypatch.setattr("cleanup.pipeline.tables_in_place.clean", other)
    assert run("fix", name) == 1
    assert f"cleanup: {name}#0:text: its " in capsys.readouterr().err
    assert Path(name).read_text() == raw


def test_a_nested_text_is_repaired_where_it_is() -> None:
    line = f'{{"article" : {{"n":1.0E+2,"body":"{TEXT}" }},"body":"{TEXT}"}}\r\n'
    Path("a.jsonl").write_text(line, newline="")
    assert run("fix", "a.jsonl", "--text", "article.body") == 0
    assert Path("a.jsonl").read_bytes() == line.replace(".N", ". N", 1).encode()


@pytest.mark.parametrize(
    ("content", "options"),
    [
        (f'{{"text": "{TEXT}"}}', ["--input-format", "jsonl"]),
        (f"id:text\n1:'{TEXT}'", ["--input-format", "csv", "--delimiter", ":", "--quotechar", "'"]),
        (f"id\ttext\n1\t{TEXT}", ["--input-format", "tsv"]),
    ],
)
def test_the_format_can_be_said_also_of_standard_input(
    content: str,
    options: list[str],
    monkeypatch: pytest.MonkeyPatch,
    capfdbinary: pytest.CaptureFixture[bytes],
) -> None:
    Path("part-0").write_text(content)
    assert run("fix", "part-0", *options) == 0
    assert Path("part-0").read_text() == content.replace(".N", ". N")
    capfdbinary.readouterr()
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(content.encode())))
    assert run("fix", "-", *options) == 0
    assert capfdbinary.readouterr() == (content.replace(".N", ". N").encode(), b"")
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"PAR1")))
    assert run("fix", "-", "--input-format", "parquet") == 2
    assert b"-: this is a Parquet file, which is not repaired in place" in (
        capfdbinary.readouterr().err
    )


def test_a_table_is_replaced_as_a_text_file_is(
    capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = Path("a.jsonl")
    jsonl(file, {"text": TEXT})
    file.chmod(0o640)
    Path("b").hardlink_to(file)
    assert run("fix", "a.jsonl") == 2
    assert "a.jsonl: this file has 2 names (hard links)" in capsys.readouterr().err
    Path("b").unlink()
    Path("link.jsonl").symlink_to("a.jsonl")

    def edited(path: Path) -> AbstractContextManager[Path]:
        path.write_text("{}\n")
        return replace_atomically(path)

    with monkeypatch.context() as patch:
        patch.setattr("cleanup.pipeline.in_place.replace_atomically", edited)
        assert run("fix", "link.jsonl") == 2
    assert "link.jsonl: this file was changed by somebody else while" in capsys.readouterr().err
    assert file.read_text() == "{}\n"
    jsonl(file, {"text": TEXT})
    assert run("fix", "link.jsonl") == 0
    assert Path("link.jsonl").is_symlink()
    assert stat.S_IMODE(file.stat().st_mode) == 0o640
    assert json.loads(file.read_text()) == {"text": CLEAN}


def test_a_table_changed_before_it_is_written_is_left_alone(
    capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    jsonl(Path("a.jsonl"), {"text": TEXT})

    def late(ledger: str, _: object) -> None:
        Path(ledger).touch()
        jsonl(Path("a.jsonl"), {"text": "other"})

    monkeypatch.setattr("cleanup.cli.fix.append", late)
    assert run("fix", "a.jsonl", "--ledger", "l.jsonl") == 2
    assert "a.jsonl: this file was changed by somebody else while" in capsys.readouterr().err
    assert json.loads(Path("a.jsonl").read_text()) == {"text": "other"}


def test_a_table_over_the_limit_is_passed_over(
    capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cleanup.pipeline.tables_in_place.LARGEST_TABLE", 100)
    jsonl(Path("a.jsonl"), *[{"text": TEXT}] * 2)
    assert run("fix", "a.jsonl") == 0
    err = capsys.readouterr().err
    assert "cleanup: a.jsonl: this is larger than the 100 bytes of a table that is repaired" in err
    assert "clean it with `cleanup run a.jsonl -o OUT.parquet`" in err
    assert err.endswith("Nothing to repair in 0 files; 1 file passed over.\n")


def test_explain_looks_at_a_row_as_check_does(capsys: Captured) -> None:
    jsonl(Path("a.jsonl"), {"text": f"  {TEXT}"})
    assert run("check", "a.jsonl") == 1
    [line] = capsys.readouterr().out.splitlines()
    assert run("explain", line.split()[0]) == 0
    assert "would be repaired by JOI001" in capsys.readouterr().out
