/**
 * The open workbook, by Office.js: read as tables, and changed by the steps that come back.
 *
 * Each context.sync is a round trip to Excel. A press takes five, and one to the server: what tables
 * there are, their cells, the formats of their numbers; then, once the server has answered, whether
 * all still stands, and the writing. One more comes with each 4 MB, as Excel on the web takes about
 * 5 MB at once.
 */
import { askSeen, askSelected, selectedRows } from "./selection.js";
import { Told } from "./told.js";

const ROOM = 4_000_000; // bytes
const OF_A_CELL = 16; // bytes, as most cells of a register are blank
const OF_OUR_CELL = 60; // in the tables that we fill, which hold sentences
const OURS = new Set(["tblFindings", "tblWorklist", "tblRuns", "tblExplanations", "tblSample",
  "tblDraw", "tblEvidence", "tblPrevious"]);
const WATCHED = 2; // columns at the left of a table that must be as they were when it is written to
const TOO_MUCH = "ResponsePayloadSizeLimitExceeded"; // Excel's own word
const DAY = "dd mmm yyyy"; // as in the workbook that we hand out

/**
 * What the workbook holds of the known tables: { sent, snapshot }. `needs` is what the button needs:
 * "sheets" is for names alone, "rows" also for the rows that are selected, at most `most`.
 */
export function read(known, needs, most, tell) {
  return Excel.run(async (context) => {
    const { workbook } = context;
    workbook.load("name");
    workbook.tables.load("items/name,items/showHeaders,items/showTotals,items/worksheet/name,"
      + "items/rows/count,items/columns/items/name");
    workbook.names.load("items/name,items/formula");
    workbook.worksheets.load("items/name,items/protection/protected");
    const active = workbook.getActiveCell();
    active.load("rowIndex,columnIndex,worksheet/name");
    const selected = needs === "rows" ? askSelected(workbook) : null;
    await context.sync();

    const { items } = workbook.tables;
    const snapshot = items.filter(({ name }) => known.includes(name)).map(asTable);
    const here = selected ? snapshot.filter(({ sheet }) => sheet === active.worksheet.name) : [];
    const seen = askSeen(here);
    await readCells(context, snapshot, needs !== "sheets", tell);
    const rows = selected ? selectedRows(selected, seen, most) : [];
    const copies = items.filter(({ name }) => isCopy(name, known));
    const names = workbook.names.items.filter(({ name }) => /^(s117|comp)_/.test(name));
    const shielded = workbook.worksheets.items.filter((sheet) => sheet.protection.protected);
    return {
      snapshot,
      sent: {
        workbook: {
          name: workbook.name,
          tables: [...snapshot.map(asSent), ...copies.map(inName)],
          names: Object.fromEntries(names.map(({ name, formula }) => [name, formula])),
          protected: shielded.map(({ name }) => name),
        },
        today: localDay(new Date()),
        selected: {
          sheet: active.worksheet.name, row: active.rowIndex + 1, column: active.columnIndex + 1,
          rows,
        },
      },
    };
  });
}

/** A table that Excel copied along with its sheet, named anew with a number: it is named, not read. */
function isCopy(name, known) {
  return !known.includes(name) && known.includes(name.replace(/[_0-9]+$/, ""));
}

function inName({ name, worksheet }) {
  return { name, sheet: worksheet.name, top: 1, left: 1, headings: [""], rows: [] };
}

function asTable(table) {
  const { name, showHeaders, showTotals } = table;
  const names = table.columns.items.map((column) => column.name);
  return {
    name, showHeaders, showTotals, sheet: table.worksheet.name, count: table.rows.count,
    width: names.length, headings: showHeaders ? names : names.map(() => ""),
    range: table.getRange(), rows: [], formats: [],
  };
}

/** Where a table stands, counted from 0: its own rows, headings and totals included, and its data. */
function stand(table) {
  const { rowIndex: top, columnIndex: left, rowCount } = table.range;
  const first = top + (table.showHeaders ? 1 : 0);
  Object.assign(table, { top, left, first, bottom: top + rowCount - 1 });
}

async function readCells(context, snapshot, cells, tell) {
  snapshot.forEach(({ range }) => range.load("rowIndex,columnIndex,rowCount"));
  const wanted = cells ? snapshot.filter(({ count }) => count) : [];
  const parts = await load(context, wanted.flatMap(slices), tell, (part) => {
    part.range = below(part.table, part.row, 0, part.rows, part.table.width);
    part.range.load(OURS.has(part.table.name) ? "values,formulas" : "values");
  });
  snapshot.forEach(stand);
  const numbers = parts.flatMap(columnsOfNumbers);
  if (numbers.length) {
    await load(context, numbers, tell, (part) => {
      part.range = below(part.table, part.row, part.column, part.rows, part.columns);
      part.range.load("numberFormat");
    });
  }
  for (const { from, column, columns, range } of numbers) {
    for (let c = 0; c < columns; c += 1) {
      from.formats[column + c] = range.numberFormat.map((line) => line[c]);
    }
  }
  parts.forEach(keep);
}

/** Cells of a table by its data row and its column, counted from 0. */
function below({ range, showHeaders }, row, column, rows, columns) {
  return range.getCell(row + (showHeaders ? 1 : 0), column).getResizedRange(rows - 1, columns - 1);
}

/**
 * Each part asked for, as many at once as there is room for; the parts, some of them cut smaller,
 * where cells held more than was thought.
 */
async function load(context, parts, tell, ask, room = ROOM) {
  const groups = [[]];
  let left = room;
  for (const part of parts) {
    if (part.bytes > left && groups.at(-1).length) {
      groups.push([]);
      left = room;
    }
    left -= part.bytes;
    groups.at(-1).push(part);
  }
  const done = [];
  for (const [number, group] of groups.entries()) {
    if (number) tell(`Reading the workbook, part ${number + 1} of ${groups.length}`);
    group.forEach(ask);
    try {
      await context.sync();
      done.push(...group);
    } catch (error) {
      const smaller = group.flatMap(quarters);
      if (error.code !== TOO_MUCH || smaller.length === group.length) throw error;
      done.push(...await load(context, smaller, tell, ask, room / 4));
    }
  }
  return done;
}

function quarters(part) {
  const rows = Math.ceil(part.rows / 4);
  const cut = [];
  for (let row = 0; row < part.rows; row += rows) {
    const here = Math.min(rows, part.rows - row);
    cut.push({ ...part, row: part.row + row, rows: here, bytes: (part.bytes * here) / part.rows });
  }
  return cut;
}

/** The rows of a table in parts that each fit into one round trip. */
function slices(table) {
  const each = table.width * (OURS.has(table.name) ? OF_OUR_CELL : OF_A_CELL);
  const most = Math.max(1, Math.floor(ROOM / each));
  const parts = [];
  for (let row = 0; row < table.count; row += most) {
    const rows = Math.min(most, table.count - row);
    parts.push({ table, row, rows, bytes: rows * each, formats: {} });
  }
  return parts;
}

/** The columns of a part that hold a number, in runs: a number may be a day, as its format says. */
function columnsOfNumbers(part) {
  const { table, row, rows, range } = part;
  const { values } = range;
  const runs = [];
  for (let column = 0; column < table.width; column += 1) {
    if (!values.some((line) => typeof line[column] === "number")) continue;
    const last = runs.at(-1);
    if (last && last.column + last.columns === column) last.columns += 1;
    else runs.push({ from: part, table, row, rows, column, columns: 1 });
  }
  return runs.map((run) => ({ ...run, bytes: rows * run.columns * OF_A_CELL }));
}

/** The cells of a part are the table's next rows. */
function keep({ table, range, formats }) {
  const formulas = OURS.has(table.name) ? range.formulas : null;
  range.values.forEach((line, r) => table.rows.push(line.map((value, c) => (
    asCell(value, formats[c]?.[r], formulas?.[r][c])
  ))));
  Object.entries(formats).forEach(([c, column]) => (table.formats[c] ??= column.find(isDay)));
}

function asCell(value, format, formula) {
  const shown = asShown(value, format);
  // A text may begin with an equals sign too; only of a formula does Excel show another thing.
  const isFormula = typeof formula === "string" && formula.startsWith("=") && formula !== value;
  return isFormula ? { formula, shown } : shown;
}

function asShown(value, format) {
  if (value === "") return null;
  return typeof value === "number" && value >= 0 && isDay(format) ? { day: value } : value;
}

/** Whether a number format shows a day or a time: what it quotes, and colours, are none. */
function isDay(format = "") {
  return /[dmyhs]/i.test(String(format).replace(/"[^"]*"|\\.|\[[^\]]*\]|General/gi, ""));
}

function asSent(table) {
  const { name, sheet, headings, showHeaders, showTotals, rows } = table;
  return {
    name, sheet, headings, rows, top: table.top + 1, left: table.left + 1,
    headers: showHeaders, totals: showTotals,
  };
}

function localDay(now) {
  const two = (number) => String(number).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

function rangeAt(context, sheet, row, column, rows, columns) {
  return context.workbook.worksheets.getItem(sheet).getRangeByIndexes(row, column, rows, columns);
}

/**
 * The steps are taken, and the person is where `goesTo` says. Nothing is written where the tables
 * are no longer as they were read; where Excel fails half-way, what stood there is put back.
 */
export function carryOut(steps, snapshot, goesTo) {
  return Excel.run(async (context) => {
    const laid = await stillStands(context, steps, snapshot);
    try {
      await write(context, steps, snapshot, laid);
      if (goesTo) select(context, goesTo.sheet, goesTo.cell);
      await context.sync();
    } catch (error) {
      await Excel.run((anew) => putBack(anew, steps, snapshot));
      throw error;
    }
  });
}

/** The formats of ours that stand on each table to be laid; Told where a table has changed. */
async function stillStands(context, steps, snapshot) {
  const tables = snapshot.filter((table) => steps.some((step) => touches(step, table)));
  const now = tables.map((table) => {
    const range = context.workbook.tables.getItem(table.name).getRange();
    range.load("rowIndex,columnIndex,rowCount,columnCount");
    const width = Math.min(WATCHED, table.width);
    const seen = rangeAt(context, table.sheet, table.first, table.left, table.count, width);
    seen.load("values");
    return { table, range, seen };
  });
  const laid = new Map();
  for (const step of steps.filter(({ do: what }) => what === "lay")) {
    const formats = rangeOf(context, step.sheet, step.area).conditionalFormats;
    formats.load("items/type,items/customOrNullObject/rule/formula");
    laid.set(step, formats);
  }
  await context.sync();
  for (const { table, range, seen } of now) {
    const same = range.rowIndex === table.top && range.columnIndex === table.left
      && range.rowIndex + range.rowCount - 1 === table.bottom && range.columnCount === table.width
      && seen.values.every((row, r) => row.every((value, c) => value === plain(table.rows[r][c])));
    if (!same) {
      throw new Told(`The sheet ${table.sheet} was changed while the button was at work, by you or by `
        + "somebody else, so nothing was written. Press the button again.");
    }
  }
  return laid;
}

function touches(step, table) {
  return step.table === table.name || (step.do === "write" && step.sheet === table.sheet);
}

function plain(cell) {
  const shown = cell?.formula === undefined ? cell : cell.shown;
  return shown === null ? "" : shown?.day ?? shown;
}

async function write(context, steps, snapshot, laid) {
  let room = ROOM;
  for (const step of steps) {
    if (step.do === "write") {
      for (const [row, values] of inParts(step.values)) {
        const bytes = JSON.stringify(values).length;
        if (bytes > room) {
          await context.sync();
          room = ROOM;
        }
        room -= bytes;
        writeBlock(context, { ...step, row: step.row + row, values }, snapshot);
      }
    } else if (step.do === "resize") {
      const { sheet } = snapshot.find(({ name }) => name === step.table);
      context.workbook.tables.getItem(step.table).resize(rangeOf(context, sheet, step.area));
    } else {
      lay(context, step, laid.get(step));
    }
  }
}

/** Rows in parts of at most half of what fits, each with the number of its first row. */
function* inParts(values) {
  let begin = 0;
  let bytes = 0;
  for (let row = 0; row < values.length; row += 1) {
    bytes += JSON.stringify(values[row]).length;
    if (bytes > ROOM / 2 || row === values.length - 1) {
      yield [begin, values.slice(begin, row + 1)];
      begin = row + 1;
      bytes = 0;
    }
  }
}

function writeBlock(context, { sheet, row, column, values }, snapshot) {
  const range = rangeAt(context, sheet, row - 1, column - 1, values.length, values[0].length);
  // Office.js leaves a cell alone for null; an empty text blanks it.
  range.values = values.map((line) => line.map((cell) => cell?.day ?? cell ?? ""));
  values[0].forEach((_, c) => {
    if (values.some((line) => line[c]?.day !== undefined)) {
      range.getColumn(c).numberFormat = formatAt(snapshot, sheet, row - 1, column - 1 + c);
    }
  });
}

/** The format of a day in this column: the one that stands there, if it is one for days. */
function formatAt(snapshot, sheet, row, column) {
  const table = snapshot.find((each) => each.sheet === sheet && each.top < row
    && column >= each.left && column < each.left + each.width);
  const format = table?.formats[column - table.left];
  return format ?? DAY;
}

/** Our formats laid afresh, unless each stands there once; a person's own are never touched. */
function lay(context, step, formats) {
  const formula = (each) => (each.type === "Custom" ? each.customOrNullObject.rule.formula : "");
  const ours = formats.items.filter((each) => (
    step.formats.some(({ mark }) => formula(each).includes(mark))
  ));
  if (ours.length === step.formats.length) return;
  ours.forEach((each) => each.delete());
  for (const each of step.formats) {
    const made = rangeOf(context, step.sheet, step.area).conditionalFormats.add("Custom");
    made.custom.rule.formula = each.formula;
    made.custom.format.fill.color = each.fill;
    made.custom.format.font.color = each.font;
    if (each.bold) made.custom.format.font.bold = true;
  }
}

function rangeOf(context, sheet, area) {
  return context.workbook.worksheets.getItem(sheet).getRange(area);
}

/** What was written is as it was when it was read. */
async function putBack(context, steps, snapshot) {
  for (const step of steps.filter(({ do: what }) => what === "write")) {
    const values = step.values.map((line, r) => line.map((_, c) => (
      before(snapshot, step.sheet, step.row - 1 + r, step.column - 1 + c)
    )));
    rangeAt(context, step.sheet, step.row - 1, step.column - 1, values.length, values[0].length)
      .values = values;
  }
  for (const step of steps.filter(({ do: what }) => what === "resize")) {
    const table = snapshot.find(({ name }) => name === step.table);
    const rows = table.bottom - table.top + 1;
    context.workbook.tables.getItem(step.table)
      .resize(rangeAt(context, table.sheet, table.top, table.left, rows, table.width));
  }
  await context.sync();
}

function before(snapshot, sheet, row, column) {
  const table = snapshot.find((each) => each.sheet === sheet && row >= each.first
    && row < each.first + each.count && column >= each.left && column < each.left + each.width);
  const cell = table?.rows[row - table.first]?.[column - table.left];
  if (cell?.formula !== undefined) return cell.formula;
  const value = plain(cell ?? null);
  return typeof value === "string" && value ? `'${value}` : value;
}

function select(context, sheet, cell) {
  const place = context.workbook.worksheets.getItem(sheet);
  place.activate();
  place.getRange(cell).select();
}

/** The person is taken to a cell. */
export function goTo({ sheet, cell }) {
  return Excel.run(async (context) => {
    select(context, sheet, cell);
    await context.sync();
  });
}

/** The person is taken to the cell of a finding, wherever its row and its column stand by now. */
export function goToFinding(finding, snapshot) {
  const place = idPlace(finding, snapshot);
  if (!place) return goTo(finding);
  return Excel.run(async (context) => {
    const range = context.workbook.tables.getItem(finding.table).getRange();
    range.load("rowIndex,columnIndex,rowCount,columnCount");
    const heads = range.getRow(0);
    heads.load("values");
    const ids = range.getColumn(place.column);
    ids.load("values");
    await context.sync();
    const headings = heads.values[0].map(String);
    const row = ids.values.findIndex(([id]) => String(id) === finding.row);
    const column = headings.indexOf(finding.heading);
    if (headings[place.column] !== place.heading || row < 0) {
      throw new Told(`The row ${finding.row} is no longer where it was; check the register again.`);
    }
    const sheet = context.workbook.worksheets.getItem(finding.sheet);
    sheet.activate();
    range.getCell(row, Math.max(column, 0)).select();
    await context.sync();
  });
}

/** The column in which a finding's row had its id when the register was checked. */
function idPlace(finding, snapshot) {
  const table = snapshot.find(({ name }) => name === finding.table);
  const at = Number(finding.cell.replace(/^[A-Z]+/, "")) - 1 - (table?.first ?? 0);
  const column = table?.rows[at]?.findIndex((cell) => String(plain(cell)) === finding.row) ?? -1;
  return column < 0 ? null : { column, heading: table.headings[column] };
}

/** The findings of the row that is selected now, told by the row's own id. */
export function findingsHere(findings, snapshot) {
  return Excel.run(async (context) => {
    const cell = context.workbook.getActiveCell();
    const row = cell.getEntireRow().getUsedRangeOrNullObject(true);
    cell.load("rowIndex,worksheet/name");
    row.load("values");
    await context.sync();
    const sheet = cell.worksheet.name;
    const texts = new Set(row.isNullObject ? [] : row.values[0].map(String));
    const found = findings.filter((each) => (
      each.sheet === sheet && each.row && texts.has(each.row) && idPlace(each, snapshot)
    ));
    return { sheet, row: cell.rowIndex + 1, found };
  });
}
