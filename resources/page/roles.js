// Choices that say something about the others: none of them, all of them, another one in the shopper's own words.
function roleOf(question, value) {
  return ["none", "all", "other"].find((role) => (question[role] || []).includes(value));
}

function showText(question, inputs) {
  const text = inputs.find((field) => field.name === question.id + "/other");
  if (text) text.hidden = !inputs.some((field) => field.checked && roleOf(question, field.value) === "other");
  return text;
}

quiz.questions.forEach((question, at) => showText(question, fields[at]));
onShow.push((section, inputs) => showText(quiz.questions[place], inputs));
onInput.push((target, inputs, question) => {
  if (!isPick(target)) return;
  const role = roleOf(question, target.value);
  const text = showText(question, inputs);
  if (target.checked && role === "other" && !arrow) text.focus();
  if (target.type === "radio") return;
  for (const field of inputs.filter((one) => isPick(one) && one !== target)) {
    const its = roleOf(question, field.value);
    const ordinary = (question.every || []).includes(field.value);
    if (target.checked && (role === "none" || its === "none")) field.checked = false;
    if (role === "all" && ordinary) field.checked = target.checked;
    if (!target.checked && its === "all" && (question.every || []).includes(target.value)) field.checked = false;
  }
  showText(question, inputs);
});
