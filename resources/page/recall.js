// Earlier answers in later texts, where the shopper gave them; else what the author wrote for those who did not.
const recalls = [...document.querySelectorAll("[data-recall]")].map((span) => [span, span.textContent]);

function said(at, known) {
  const question = quiz.questions[at];
  const answer = known.get(question.id);
  if (typeof answer === "string") return spelled(question, answer);
  if (!Array.isArray(answer)) return "";
  const other = known.get(question.id + "/other");
  const picked = fields[at].filter((field) => isPick(field) && field.checked);
  const titles = picked.map((field) => (other && (question.other || []).includes(field.value) ? other : field.labels[0].querySelector("b").textContent));
  const options = fields[at].flatMap((field) => [...(field.selectedOptions || [])]).map((option) => option.text);
  return [...titles, ...options].filter(Boolean).join(", ");
}

function spelled(question, answer) {
  if (NUMBERS.includes(question.kind)) return Number(answer).toLocaleString(language, { maximumFractionDigits: 6 });
  if (question.kind !== "date") return answer;
  return new Date(answer + "T00:00:00Z").toLocaleDateString(language, { dateStyle: "long", timeZone: "UTC" });
}

onShow.push(() => {
  const { counted } = walk(quiz, answers());
  for (const [span, fallback] of recalls) {
    const at = quiz.questions.findIndex((question) => question.id === span.dataset.recall);
    span.textContent = (at >= 0 && said(at, counted)) || fallback;
  }
});
