/** The task pane: a press of a button from beginning to end, and the list of what was found. */
import { offer, saveAll } from "./documents.js";
import { ask } from "./server.js";
import { inWords } from "./told.js";
import { carryOut, findingsHere, goTo, goToFinding, read } from "./workbook.js";

const AT_ONCE = 100; // findings shown before "Show more"
const SETTLES = 250; // milliseconds after which a selection is taken for meant
const known = document.body.dataset.tables.split(" ");
const signIn = document.body.dataset.signIn === "yes";
const mostRows = Number(document.body.dataset.mostRows);
const MEANWHILE = {
  sheets: "Asking the server", rows: "Making the documents", workbook: "Scoring",
  report: "Making the report",
};
const MAKES = ["rows", "report"]; // these buttons make documents
const buttons = [...document.querySelectorAll("#actions button")];
const last = { findings: [], snapshot: [], shown: AT_ONCE };
let working = false;

const part = (id) => document.getElementById(id);

function tell(text) {
  part("progress").textContent = text ? `${text} …` : "";
  part("progress").classList.toggle("working", Boolean(text));
  if (text) intoView("progress");
}

/** Below an open menu it might stand outside the pane. */
function intoView(id) {
  part(id).scrollIntoView({ block: "nearest" });
}

async function press(button) {
  if (working) return;
  const { needs } = button.dataset;
  setWorking(true);
  tellProblem("");
  if (MAKES.includes(needs)) offer([]); // earlier ones are not to be taken for those of this press
  try {
    tell("Reading the workbook");
    const { sent, snapshot } = await read(known, needs, mostRows, tell);
    tell(MEANWHILE[needs] ?? "Checking");
    const answer = await ask(button.id, sent, signIn);
    if (answer.steps.length) {
      tell("Writing");
      await carryOut(answer.steps, snapshot, answer.goes_to);
    } else if (answer.goes_to) {
      await goTo(answer.goes_to);
    }
    show(button, answer, snapshot);
  } catch (error) {
    tellProblem(inWords(error));
  } finally {
    setWorking(false);
  }
}

function setWorking(now) {
  working = now;
  // A disabled button would lose the keyboard's focus.
  buttons.forEach((button) => button.setAttribute("aria-disabled", String(now)));
  if (!now) tell("");
}

function tellProblem(text) {
  part("problem").replaceChildren(...(text ? [line("This was not done"), line(text)] : []));
  if (text) intoView("problem");
}

function line(text) {
  const made = document.createElement("p");
  made.textContent = text;
  return made;
}

function show(button, answer, snapshot) {
  part("said-title").textContent = button.textContent;
  const advice = document.querySelector("footer p").textContent; // it stands there at all times
  part("lines").replaceChildren(...answer.lines.filter((each) => each !== advice).map(line));
  part("said").hidden = false;
  part("said").focus();
  if (MAKES.includes(button.dataset.needs)) offer(answer.documents);
  // Only a check speaks of the whole register; what clears it leaves nothing to list.
  if (button.dataset.needs !== "register") return;
  Object.assign(last, { findings: answer.findings, snapshot, shown: AT_ONCE });
  part("all").hidden = !answer.findings.length;
  choices("lead", "Nobody named");
  choices("team", "No team named");
  list();
  selectionChanged();
}

function choices(name, none) {
  const values = [...new Set(last.findings.map((each) => each[name]))].sort((a, b) => a.localeCompare(b));
  const option = (value, text) => new Option(text, value);
  part(name).replaceChildren(
    option("", "All"),
    ...values.map((value) => option(`=${value}`, value || none)),
  );
}

function chosen() {
  const severity = part("severity").value;
  const [lead, team] = ["lead", "team"].map((name) => part(name).value);
  return last.findings.filter((each) => (
    (!severity || each.severity === severity)
    && (!lead || `=${each.lead}` === lead) && (!team || `=${each.team}` === team)
  ));
}

function list() {
  const all = chosen();
  const some = all.slice(0, last.shown);
  const number = (count) => count.toLocaleString("en-GB");
  part("count").textContent = all.length === some.length
    ? `${number(all.length)} shown, of ${number(last.findings.length)} found.`
    : `The first ${number(some.length)} of ${number(all.length)} shown, gravest first.`;
  part("findings").replaceChildren(...some.map(item));
  part("more").hidden = all.length === some.length;
}

function item(finding) {
  const made = document.createElement("li");
  const button = document.createElement("button");
  button.type = "button";
  button.append(
    text("span", `tag ${finding.severity}`, finding.severity), " ",
    ...(finding.explained ? [text("span", "tag explained", "explained"), " "] : []),
    text("span", "where", [finding.row || finding.sheet, finding.heading].filter(Boolean).join(", ")),
    text("span", "message", finding.message),
    text("span", "to-do", finding.fix),
  );
  button.addEventListener("click", () => {
    tellProblem("");
    goToFinding(finding, last.snapshot).catch((error) => tellProblem(inWords(error)));
  });
  made.append(button);
  return made;
}

function text(tag, name, content) {
  const made = document.createElement(tag);
  made.className = name;
  made.textContent = content;
  return made;
}

let settling;
function selectionChanged() {
  clearTimeout(settling);
  settling = setTimeout(showRow, SETTLES);
}

function ofRow(sheet, row, count) {
  if (!last.findings.some((each) => each.sheet === sheet)) {
    return "Select a row of the register to see what was found there.";
  }
  if (!count) return `${sheet}, row ${row}: nothing was found.`;
  return `${sheet}, row ${row}: ${count === 1 ? "1 finding" : `${count} findings`}.`;
}

async function showRow() {
  if (working) return;
  part("row").hidden = !last.findings.length;
  if (!last.findings.length) return;
  try {
    const { sheet, row, found } = await findingsHere(last.findings, last.snapshot);
    part("row-count").textContent = ofRow(sheet, row, found.length);
    part("row-findings").replaceChildren(...found.map(item));
  } catch {
    // A cell is being edited, say: the next selection shows its row.
  }
}

function begin() {
  buttons.forEach((button) => {
    button.addEventListener("click", () => press(button));
    Office.actions?.associate(button.id, async (event) => {
      await Office.addin?.showAsTaskpane?.();
      await press(button);
      event?.completed?.();
    });
  });
  ["severity", "lead", "team"].forEach((name) => part(name).addEventListener("change", () => {
    last.shown = AT_ONCE;
    list();
  }));
  part("save-all").addEventListener("click", saveAll);
  part("more").addEventListener("click", () => {
    const first = last.shown;
    last.shown += AT_ONCE;
    list();
    part("findings").children[first]?.firstChild.focus();
  });
  Office.context.document?.addHandlerAsync?.("documentSelectionChanged", selectionChanged);
}

Office.onReady(({ host }) => {
  if (host === "Excel") begin();
  else tellProblem("This page works inside Excel. Open the register there, then choose Section 117.");
});
