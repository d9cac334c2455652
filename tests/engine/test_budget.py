"""A text may cost so many steps; one that costs more is left as it was, everywhere alike."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given

from cleanup import Settings, clean
from cleanup.engine.clean import clean_all
from cleanup.engine.clean_column import clean_column
from cleanup.engine.parts import LONGEST
from cleanup.settings import STEPS
from cleanup.text import budget
from cleanup.text.budget import LEAST, Budget, OverBudgetError
from cleanup.values import MARK, Context
from tests.long.distinct import distinct
from tests.scale import examples
from tests.strategies import damaged

CORPUS = Path(__file__).parents[2] / "corpus" / "damaged"
GLUED = "The vote was close.Two members left early."
SEPARATED = "The vote was close. Two members left early."
HOLES = "It was told to the  and then to the , and he said that. "
NOWHERE = Context()


@pytest.fixture
def scarce(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no step be free."""
    monkeypatch.setattr(budget, "LEAST", 0)


@pytest.mark.usefixtures("scarce")
@pytest.mark.parametrize(
    "settings", [Settings(steps=10), Settings(steps_per_code_point=0.0001)], ids=["all", "each"]
)
def test_a_text_over_its_budget_is_left_and_flagged(settings: Settings) -> None:
    cleaned = clean(GLUED * 20, settings=settings)
    assert (cleaned.text, cleaned.edits) == (GLUED * 20, ())
    (finding,) = cleaned.findings
    assert (finding.code, finding.start, finding.end) == ("DOC005", 0, 0)
    assert "more steps" in finding.message


def test_the_others_of_a_column_are_cleaned() -> None:
    long = next(one for one in distinct() if one.name == "sentences glued").text(400_000)
    for cleaned in (
        clean_all([long, GLUED], [NOWHERE] * 2, Settings()),
        clean_column([long, GLUED], [NOWHERE] * 2, Settings()),
    ):
        assert [one.text for one in cleaned] == [long, SEPARATED]


def test_a_text_may_always_cost_some_steps() -> None:
    assert Budget.of("a", STEPS, 0.1).limit == LEAST
    assert Budget.of("a", 5, 0.1).limit == 5
    assert Budget.of("a" * 10 * LEAST, STEPS, 1).limit == 10 * LEAST


def test_steps_are_counted_to_the_last() -> None:
    one = Budget(3)
    one.spend(3)
    with pytest.raises(OverBudgetError):
        one.spend(1)


def test_a_text_whose_marks_cost_too_much_is_repaired_without_them(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    text = f"{GLUED} {HOLES * 3}".strip()
    marking = Settings(mark_holes=MARK, mark_threshold=0.5)
    assert MARK in clean(text, settings=marking).text
    limits = iter((LEAST, 0))
    monkeypatch.setattr(Budget, "of", lambda text, *most: Budget(next(limits)))
    cleaned = clean(text, settings=marking)
    monkeypatch.undo()
    assert cleaned.text == clean(text).text != text
    assert "DOC005" in [finding.code for finding in cleaned.findings]


def spent(text: str, settings: Settings, *, column: bool = False) -> list[int]:
    """Return the steps of each time that a text was brought to a fixpoint."""
    budgets: list[Budget] = []

    def of(_: str, most: float, per_code_point: float) -> Budget:
        budgets.append(Budget(most))
        return budgets[-1]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Budget, "of", of)
        (clean_column if column else clean_all)([text], [NOWHERE], settings)
    return [one.spent for one in budgets]


@examples(200)
@given(damaged())
def test_a_text_costs_the_same_in_a_column_and_in_every_run(text: str) -> None:
    settings = Settings(threshold=0.5, unsafe=True, mark_holes=MARK)
    alone = spent(text, settings)
    assert spent(text, settings, column=True) == alone == spent(text, settings)


@pytest.mark.parametrize("name", ["steps", "steps_per_code_point"])
@pytest.mark.parametrize("wrong", [0, -1, float("nan"), float("inf"), "many", True, None])
def test_other_numbers_of_steps_are_refused(name: str, wrong: object) -> None:
    with pytest.raises((TypeError, ValueError), match=f"^{name} must be"):
        Settings(**{name: wrong})  # type: ignore[arg-type]


def test_a_collection_costs_as_one_text_what_its_texts_cost() -> None:
    texts = [path.read_text("utf-8") for path in sorted(CORPUS.glob("*.txt"))]
    count = -(-3 * LONGEST // sum(map(len, texts)))
    singly = sum(sum(spent(text, Settings())) for text in texts)
    assert sum(spent("\n\n".join(texts * count), Settings())) < 2 * count * singly
