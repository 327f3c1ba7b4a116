// Everything is in place: take up where the shopper left off, or at the first answer that could not be taken.
const wrong = sections.findIndex((section) => [...section.querySelectorAll(".error")].some((error) => error.textContent));
const memory = kept();
if (memory) {
  // The host gives answers back as it took them, which a country's choice is no part of.
  const own = fields.flat().filter((field) => wrong < 0 || field.name.endsWith("/country"));
  write(own, new Map(memory.answers));
}
if (wrong >= 0) place = wrong;
else if (memory) {
  submission.value = memory.submission;
  place = memory.place;
}
if (walk(quiz, answers()).route.length) {
  place = reachable(place);
  history.replaceState({ place, depth: (history.state && history.state.depth) || 0 }, "");
  show(place, wrong >= 0);
  if (wrong >= 0) mend(quiz.questions[place], answers());
}
