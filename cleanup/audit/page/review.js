
// Verdicts of a review are the checked radio buttons. They are saved as a line of JSON each.
for (const bar of document.querySelectorAll("[data-review]")) {
  const items = [...document.querySelectorAll("[data-item]")];
  const told = bar.querySelector("output");

  const verdicts = () => {
    const date = new Date().toISOString().slice(0, 10);
    return items.flatMap((item) => {
      const chosen = item.querySelector("input:checked");
      if (!chosen) return [];
      const said = { id: item.dataset.item, rule: item.dataset.rule, date };
      if (item.dataset.words === undefined) return [{ ...said, verdict: chosen.value }];
      return [{ ...said, words: Number(item.dataset.words), missed: Number(chosen.value) }];
    });
  };

  const tell = () => { told.value = `${verdicts().length} of ${items.length} judged`; };
  document.addEventListener("change", tell);
  bar.querySelector("[data-save]").addEventListener("click", () => {
    const lines = verdicts().map((one) => `${JSON.stringify(one)}\n`).join("");
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([lines], { type: "application/x-ndjson" }));
    link.download = "verdicts.jsonl";
    link.click();
    URL.revokeObjectURL(link.href);
  });
  bar.hidden = false;
  tell();
}
