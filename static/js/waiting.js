// Answers that the server has not confirmed yet, in this browser: by attempt, then by question's number.
const name = (attempt) => `quiz:${attempt}`;
let memory = {}; // where the browser keeps nothing

export function waiting(attempt) {
  try {
    return JSON.parse(localStorage.getItem(name(attempt))) ?? {};
  } catch {
    return memory;
  }
}

function write(attempt, answers) {
  memory = answers;
  try {
    if (Object.keys(answers).length) localStorage.setItem(name(attempt), JSON.stringify(answers));
    else localStorage.removeItem(name(attempt));
  } catch {
    // Private windows may refuse; the answer is still on the page.
  }
}

export function keep(attempt, question, answer) {
  write(attempt, { ...waiting(attempt), [question]: answer });
}

// Forgets an answer once it is saved, unless a newer one to the same question waits by now.
export function drop(attempt, question, answer) {
  const { [question]: current, ...others } = waiting(attempt);
  if (current && current.page === answer.page && current.serial === answer.serial) write(attempt, others);
}

export function forget(attempt) {
  write(attempt, {});
}

export function forgetAll() {
  memory = {};
  try {
    Object.keys(localStorage).filter((key) => key.startsWith("quiz:")).forEach((key) => localStorage.removeItem(key));
  } catch {
    // Nothing was kept.
  }
}
