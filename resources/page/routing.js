// Where answers lead and what a question accepts: quiz.play and quiz.answers, word for word, for the shopper's browser.
// No DOM here, so that any JavaScript engine can be held to the same cases as Python. Answers are a Map by question id.
"use strict";

// Python's idea of white space; JavaScript's \s has one sign more and five fewer.
const SPACE = "\\t-\\r\\x1c- \\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000";
const ENDS = new RegExp("^[" + SPACE + "]+|[" + SPACE + "]+$", "g");
const LABEL = "[^" + SPACE + "@<>\"(),:;\\[\\]\\\\";
// Control characters, line and paragraph separators, and marks that turn the direction of what follows.
const NO_TEXT = /[\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]/;
const EMAIL = new RegExp("^" + LABEL + "]+@" + LABEL + ".]+(\\." + LABEL + ".]+)+$");

function strip(text) {
  return text.replace(ENDS, "");
}

function holds(condition, answers) {
  switch (condition.if) {
    case "chose": {
      const picked = answers.get(condition.question);
      return Array.isArray(picked) && picked.includes(condition.choice);
    }
    case "answered":
      return given(answers.get(condition.question));
    case "all":
      return condition.of.every((part) => holds(part, answers));
    case "any":
      return condition.of.some((part) => holds(part, answers));
    case "not":
      return !holds(condition.of, answers);
  }
  throw new Error("unknown condition " + condition.if);
}

function given(answer) {
  if (typeof answer === "string") return strip(answer) !== "";
  return Array.isArray(answer) ? answer.length > 0 : answer === true;
}

function problem(quiz, question, answer) {
  if (!given(answer)) return question.need || "";
  if (Array.isArray(answer)) {
    if (question.most && answer.length > question.most) return question.many;
    return answer.length < (question.least || 0) ? question.few : "";
  }
  return typeof answer === "string" ? typed(quiz.typed, question, answer) : "";
}

function typed(rules, question, text) {
  const signs = [...text];
  if (signs.length > rules.longest) return rules.long;
  if (NO_TEXT.test(text) || signs.some((sign) => sign.length === 1 && sign >= "\ud800" && sign <= "\udfff")) return rules.line;
  if (question.kind === "email" && (signs.length > rules.longest_email || !EMAIL.test(text))) return rules.email;
  return "";
}

// The place of the next question after `place` (-1 before the first); the number of questions for the results page.
function next(quiz, place, answers) {
  const jumps = (place >= 0 && quiz.questions[place].jumps) || [];
  const jump = jumps.find((one) => holds(one.when, answers));
  let later = jump ? jump.to : place + 1;
  while (later < quiz.questions.length && !visible(quiz.questions[later], answers)) later += 1;
  return later;
}

function visible(question, answers) {
  return !question.shown || holds(question.shown, answers);
}

// How far answers lead: the places on the route, the answers that count, and the place still waiting for one, or null.
function walk(quiz, answers) {
  const route = [];
  const counted = new Map();
  let place = next(quiz, -1, counted);
  while (place < quiz.questions.length) {
    const question = quiz.questions[place];
    const answer = answers.get(question.id);
    route.push(place);
    if (problem(quiz, question, answer)) return { route, counted, waiting: place };
    if (given(answer)) counted.set(question.id, answer);
    place = next(quiz, place, counted);
  }
  return { route, counted, waiting: null };
}
