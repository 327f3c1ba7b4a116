// One question at a time, kept over a reload, sent once. It only leads through the form that is already there.
// Nothing is called on the form itself: a question may be named "submit", which would then hide the form's own.
const quiz = JSON.parse(document.getElementById("quiz").textContent);
const form = document.querySelector("form");
const sections = [...document.querySelectorAll("form > section")];
const [bar, back, go, note, submission] = ["bar", "back", "go", "note", "submission"].map((id) => document.getElementById(id));
const fields = sections.map((section) => [...section.querySelectorAll("input")]);
let place = 0;
let sending = false;
let arrow = false;

function read(question, inputs) {
  if (!inputs.length) return undefined;
  if (question.kind === "consent") return inputs[0].checked;
  if (isPick(inputs[0])) return inputs.filter((input) => input.checked).map((input) => input.value);
  return strip(inputs[0].value);
}

function write(inputs, answer) {
  for (const input of inputs) {
    if (isPick(input)) input.checked = answer === true || (Array.isArray(answer) && answer.includes(input.value));
    else input.value = answer || "";
  }
}

function isPick(input) {
  return input.type === "radio" || input.type === "checkbox";
}

function answers() {
  return new Map(quiz.questions.map((question, at) => [question.id, read(question, fields[at])]));
}

// A browser may refuse storage, and in a strange frame even the word for it; the quiz goes on without.
function save() {
  try {
    sessionStorage.setItem(quiz.key, JSON.stringify({ submission: submission.value, place, answers: [...answers()] }));
  } catch {}
}

function forget() {
  try {
    sessionStorage.removeItem(quiz.key);
  } catch {}
}

function restore() {
  try {
    const kept = JSON.parse(sessionStorage.getItem(quiz.key));
    if (!kept) return;
    const known = new Map(kept.answers);
    quiz.questions.forEach((question, at) => write(fields[at], known.get(question.id)));
    submission.value = kept.submission;
    place = kept.place;
  } catch {}
}

// The place asked for when the answers lead there, else as far as they lead.
function reachable(wanted) {
  const { route } = walk(quiz, answers());
  return route.includes(wanted) ? wanted : route[route.length - 1];
}

function before() {
  return walk(quiz, answers()).route.filter((at) => at < place).pop();
}

function show(wanted, moved) {
  place = wanted;
  sections.forEach((section, at) => (section.hidden = at !== place));
  form.parentNode.dataset.kind = quiz.questions[place].kind;
  back.hidden = before() === undefined;
  bar.hidden = false;
  bar.value = Math.max(bar.value, (place + 1) / (sections.length + 1));
  note.textContent = "";
  label();
  save();
  if (!moved) return;
  scrollTo(0, 0);
  (sections[place].querySelector("h2") || fields[place][0]).focus({ preventScroll: true });
}

function label() {
  const question = quiz.questions[place];
  const known = answers();
  const last = next(quiz, place, walk(quiz, known).counted) === sections.length;
  const usual = last ? "finish" : question.kind === "welcome" ? "start" : "continue";
  go.textContent = question.button || quiz.words[usual];
  // A tap on a choice goes on by itself: the button waits until there is something to confirm.
  go.classList.toggle("later", !!question.advance && !!question.need && !given(known.get(question.id)));
}

function complain(at, text) {
  const error = sections[at].querySelector(".error");
  if (!error) return;
  error.textContent = text;
  fields[at].forEach((input) => (text ? input.setAttribute("aria-invalid", "true") : input.removeAttribute("aria-invalid")));
}

function forward() {
  if (sending) return;
  const known = answers();
  const question = quiz.questions[place];
  const text = problem(quiz, question, known.get(question.id));
  complain(place, text);
  if (text) {
    go.classList.remove("later");
    if (fields[place].length) fields[place][0].focus();
    return;
  }
  const path = walk(quiz, known);
  const wanted = next(quiz, place, path.counted);
  if (wanted < sections.length) step(wanted);
  else if (path.waiting !== null) step(path.waiting);
  else send(path.route);
}

function step(wanted) {
  history.pushState({ place: wanted, depth: history.state.depth + 1 }, "");
  show(wanted, true);
}

// Only what is on the route is sent: the rest is switched off meanwhile.
async function send(route) {
  sending = true;
  note.textContent = "";
  go.textContent = quiz.words.sending;
  fields.forEach((inputs, at) => inputs.forEach((input) => (input.disabled = !route.includes(at))));
  if (!quiz.action) {
    forget();
    HTMLFormElement.prototype.submit.call(form);
    return;
  }
  const response = await post(new URLSearchParams(new FormData(form)));
  if (response && response.redirected) {
    forget();
    location.replace(response.url);
  } else if (response && response.status === 422) {
    HTMLFormElement.prototype.submit.call(form);
  } else {
    sending = false;
    fields.flat().forEach((input) => (input.disabled = false));
    go.textContent = quiz.words.again;
    note.textContent = quiz.words.failed;
  }
}

async function post(body) {
  const stop = new AbortController();
  const clock = setTimeout(() => stop.abort(), 20000);
  try {
    return await fetch(quiz.action, { method: "POST", body, signal: stop.signal });
  } catch {
    return null;
  } finally {
    clearTimeout(clock);
  }
}

document.addEventListener("submit", (event) => {
  event.preventDefault();
  forward();
});
document.addEventListener("input", () => {
  if (sending) return;
  complain(place, "");
  label();
  save();
});
// Arrow keys walk through radio buttons and click each on the way; only a tap, Space or Enter means it. Browsers send no
// click for Space on a button that is picked already, and Enter does nothing where the focus rests on a heading.
document.addEventListener("keydown", (event) => {
  arrow = event.key.startsWith("Arrow");
  const radio = event.target.type === "radio";
  const means = event.key === "Enter" || (radio && event.key === " " && quiz.questions[place].advance);
  if (!means || event.repeat || !(radio || event.target.matches("h2, body"))) return;
  event.preventDefault();
  if (radio) event.target.checked = true;
  forward();
});
document.addEventListener("keyup", () => (arrow = false));
document.addEventListener("click", (event) => {
  if (event.target.type === "radio" && quiz.questions[place].advance && !arrow) forward();
});
back.addEventListener("click", () => {
  if (sending) return;
  if (history.state.depth) history.back();
  else show(before(), true);
});
addEventListener("popstate", (event) => {
  if (event.state && !sending) show(reachable(event.state.place), true);
});
// Coming back from the results brings the sent page to life again; a new try needs a new submission.
addEventListener("pageshow", (event) => {
  if (event.persisted && sending) location.reload();
});

const wrong = sections.findIndex((section) => [...section.querySelectorAll(".error")].some((error) => error.textContent));
if (wrong < 0) restore();
else place = wrong;
if (walk(quiz, answers()).route.length) {
  place = reachable(place);
  history.replaceState({ place, depth: (history.state && history.state.depth) || 0 }, "");
  show(place, wrong >= 0);
}
