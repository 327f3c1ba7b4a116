// One question at a time, kept over a reload, sent once. It only leads through the form that is already there.
// Nothing is called on the form itself: a question may be named "submit", which would then hide the form's own.
const quiz = JSON.parse(document.getElementById("quiz").textContent);
const form = document.querySelector("form");
const sections = [...document.querySelectorAll("form > section")];
const [bar, back, go, note, submission] = ["bar", "back", "go", "note", "submission"].map((id) => document.getElementById(id));
const fields = sections.map((section) => [...section.querySelectorAll("[name]")]);
// What the parts for single kinds of questions want to be told: a place is shown, a field of it has another value.
const onShow = [];
const onInput = [];
const language = document.documentElement.lang;
let place = 0;
let sending = false;
let arrow = false;

function isPick(field) {
  return field.type === "radio" || field.type === "checkbox";
}

function read(name, inputs) {
  const own = inputs.filter((field) => field.name === name && (!isPick(field) || field.checked));
  // What cannot be a number has no value, yet it is not nothing.
  return own.map((field) => (field.validity.badInput ? "?" : field.value));
}

function write(inputs, known) {
  for (const field of inputs) {
    const answer = known.get(field.name);
    const values = Array.isArray(answer) ? answer : [answer === true ? "yes" : answer];
    if (isPick(field)) field.checked = values.includes(field.value);
    else if (typeof values[0] === "string") field.value = values[0];
  }
}

function answers() {
  const known = new Map();
  quiz.questions.forEach((question, at) => {
    const answer = taken(question, read(question.id, fields[at]));
    if (answer !== undefined) known.set(question.id, answer);
    for (const name of [question.id + "/other", question.id + "/country"]) {
      const [text] = read(name, fields[at]).map(strip);
      if (text) known.set(name, text);
    }
  });
  return known;
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

function kept() {
  try {
    return JSON.parse(sessionStorage.getItem(quiz.key));
  } catch {
    return null;
  }
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
  onShow.forEach((tell) => tell(sections[place], fields[place]));
  sections.forEach((section, at) => (section.hidden = at !== place));
  form.parentNode.dataset.kind = quiz.questions[place].kind;
  back.hidden = before() === undefined;
  if (bar) {
    bar.hidden = false;
    bar.value = Math.max(bar.value, (place + 1) / (sections.length + 1));
  }
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
  go.classList.toggle("later", !!question.advance && !!question.need && !known.has(question.id));
}

function complain(at, text) {
  const error = sections[at].querySelector(".error");
  if (!error) return;
  error.textContent = text;
  fields[at].forEach((field) => (text ? field.setAttribute("aria-invalid", "true") : field.removeAttribute("aria-invalid")));
}

// Where to go to put things right: the field beside a choice when that is what is missing.
function mend(question, known) {
  const name = asks(question, known.get(question.id)) ? question.id + "/other" : question.id;
  const field = fields[place].find((one) => one.name === name);
  if (field) field.focus();
}

function forward() {
  if (sending) return;
  const known = answers();
  const question = quiz.questions[place];
  const text = problem(question, known.get(question.id), known.get(question.id + "/other"));
  complain(place, text);
  if (text) {
    go.classList.remove("later");
    mend(question, known);
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
  fields.forEach((inputs, at) => inputs.forEach((field) => (field.disabled = !route.includes(at))));
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
    fields.flat().forEach((field) => (field.disabled = false));
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
document.addEventListener("input", (event) => {
  if (sending) return;
  onInput.forEach((tell) => tell(event.target, fields[place], quiz.questions[place]));
  complain(place, "");
  label();
  save();
});
// Arrow keys walk through radio buttons and click each on the way; only a tap, Space or Enter means it. Browsers send no
// click for Space on a button that is picked already, and Enter does nothing where the focus rests on a heading.
document.addEventListener("keydown", (event) => {
  arrow = event.key.startsWith("Arrow");
  const radio = event.target.type === "radio";
  const question = quiz.questions[place];
  const means = event.key === "Enter" || (radio && event.key === " " && question.advance);
  if (!means || event.repeat || !(radio || event.target.matches("h2, body, select[size]"))) return;
  event.preventDefault();
  const fresh = radio && !event.target.checked;
  if (fresh) event.target.click();
  if (!fresh || !(question.advance || asks(question, [event.target.value]))) forward();
});
document.addEventListener("keyup", () => (arrow = false));
document.addEventListener("click", (event) => {
  const question = quiz.questions[place];
  // What asks for a text waits for it.
  if (event.target.type === "radio" && question.advance && !arrow && !asks(question, [event.target.value])) forward();
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
