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
const PICKS = ["single", "multiple", "picture", "dropdown", "yes_no"];
const NUMBERS = ["rating", "slider", "number"];

function strip(text) {
  return text.replace(ENDS, "");
}

// A number as answers have it ("62.5"), as whole millionths: those compare exactly.
function millionths(text) {
  const [whole, part = ""] = text.split(".");
  const size = Number(whole.replace("-", "") + part.padEnd(6, "0"));
  return text[0] === "-" ? -size : size;
}

function plain(millions) {
  const size = Math.abs(millions);
  const text = Math.floor(size / 1e6) + "." + String(size % 1e6).padStart(6, "0");
  return (millions < 0 ? "-" : "") + text.replace(/\.?0+$/, "");
}

function written(text) {
  return /^[+-]?([0-9]{1,9}([.,][0-9]{0,6})?|[.,][0-9]{1,6})$/.test(text) ? plain(millionths(text.replace("+", "").replace(",", "."))) : text;
}

// The answer that the fields of a question come to; undefined when there is none.
function taken(question, fields) {
  const values = fields.filter((value) => strip(value));
  if (!values.length) return undefined;
  if (PICKS.includes(question.kind)) {
    const every = (question.all || []).some((choice) => values.includes(choice)) ? question.every || [] : [];
    return [...new Set([...values, ...every])];
  }
  if (question.kind === "consent") return true;
  const text = strip(values[0]);
  return NUMBERS.includes(question.kind) ? written(text) : text.replace(/\r\n/g, "\n");
}

function holds(condition, answers) {
  const answer = answers.get(condition.question);
  switch (condition.if) {
    case "chose":
      return Array.isArray(answer) && answer.includes(condition.choice);
    case "answered":
      return given(answer);
    case "number":
      return typeof answer === "string" && compares(millionths(answer), condition.sign, condition.value);
    case "all":
      return condition.of.every((part) => holds(part, answers));
    case "any":
      return condition.of.some((part) => holds(part, answers));
    case "not":
      return !holds(condition.of, answers);
  }
  throw new Error("unknown condition " + condition.if);
}

function compares(number, sign, value) {
  if (number === value) return sign.includes("=");
  return !isNaN(number) && sign[0] === (number < value ? "<" : ">");
}

function given(answer) {
  if (typeof answer === "string") return strip(answer) !== "";
  return Array.isArray(answer) ? answer.length > 0 : answer === true;
}

// What is wrong with an answer, in words; "other" is the text beside the choice of that name.
function problem(question, answer, other) {
  if (!given(answer)) return question.need || "";
  if (Array.isArray(answer)) return picks(question, answer) || beside(question, answer, other);
  return typeof answer === "string" ? typed(question, answer) : "";
}

function picks(question, answer) {
  const none = question.none || [];
  const alone = none.find((choice) => answer.includes(choice));
  if (alone) return answer.length > 1 ? question.alone[none.indexOf(alone)] : "";
  if (answer.some((pick) => (question.all || []).includes(pick))) return "";
  if (question.most && answer.length > question.most) return question.many;
  return answer.length < (question.least || 0) ? question.few : "";
}

function asks(question, answer) {
  return !!question.other && Array.isArray(answer) && answer.some((pick) => question.other.includes(pick));
}

function beside(question, answer, other) {
  if (!asks(question, answer)) return "";
  return given(other) ? signs(question, other) : question.more;
}

function signs(question, text) {
  const all = [...text];
  if (all.length > question.longest) return question.long;
  const line = question.kind === "long_text" ? text.replace(/[\n\t]/g, "") : text;
  const halves = all.some((sign) => sign.length === 1 && sign >= "\ud800" && sign <= "\udfff");
  return halves || NO_TEXT.test(line) ? question.line : "";
}

function typed(question, text) {
  switch (question.kind) {
    case "rating":
    case "slider":
    case "number":
      return number(question, text);
    case "date":
      return isDay(text) ? bounded(question, text) : question.wrong;
    case "phone":
      // Whether there is such a number only the host can tell.
      return text.length <= 40 && /^([^0-9]*[0-9]){5}/.test(text) && /^[-0-9+()./\s\u2010-\u2015]+$/.test(text) ? "" : question.wrong;
    case "email":
      return signs(question, text) || ([...text].length <= 254 && EMAIL.test(text) ? "" : question.wrong);
  }
  return signs(question, text) || ([...strip(text)].length < (question.least || 0) ? question.few : "");
}

function number(question, text) {
  if (!/^-?(0|[1-9][0-9]{0,8})(\.[0-9]{0,5}[1-9])?$/.test(text) || text === "-0") return question.wrong;
  const value = millionths(text);
  return bounded(question, value) || ((value - (question.lowest || 0)) % question.step ? question.off : "");
}

function bounded(question, value) {
  if (question.lowest !== undefined && value < question.lowest) return question.low;
  return question.highest !== undefined && value > question.highest ? question.high : "";
}

function isDay(text) {
  const day = new Date(text + "T00:00:00Z");
  return /^[0-9]{4}-[0-9]{2}-[0-9]{2}$/.test(text) && text > "0001" && !isNaN(day) && day.toISOString().startsWith(text);
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
    const other = answers.get(question.id + "/other");
    route.push(place);
    if (problem(question, answer, other)) return { route, counted, waiting: place };
    if (given(answer)) counted.set(question.id, answer);
    if (asks(question, answer)) counted.set(question.id + "/other", other);
    place = next(quiz, place, counted);
  }
  return { route, counted, waiting: null };
}
