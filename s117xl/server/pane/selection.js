/** The rows that are selected and can be seen, asked of Excel along with what else is read. */
import { Told } from "./told.js";

const VISIBLE = "Visible"; // Office.js's word for cells that neither a person nor a filter has hidden

/** The parts of the selection; they can be read after the next sync. */
export function askSelected(workbook) {
  return placesOf(workbook.getSelectedRanges());
}

/** The parts of these tables that can be seen; they too can be read after the next sync. */
export function askSeen(tables) {
  return tables.map((table) => ({ table, parts: placesOf(table.range.getSpecialCells(VISIBLE)) }));
}

function placesOf({ areas }) {
  areas.load("items/rowIndex,items/rowCount");
  return areas;
}

/**
 * The data rows in both, counted from 1. Told where all of them are hidden, or where they are more
 * than a button works for at once.
 */
export function selectedRows(selected, seen, most) {
  const rows = new Set();
  let hidden = 0;
  for (const { table, parts } of seen) {
    const visible = new Set(parts.items.flatMap((part) => rowsOf(part, table)));
    const chosen = new Set(selected.items.flatMap((part) => rowsOf(part, table)));
    chosen.forEach((row) => (visible.has(row) ? rows.add(row) : (hidden += 1)));
  }
  if (hidden && !rows.size) {
    throw new Told("The rows that are selected are hidden; show them, or select others.");
  }
  if (rows.size > most) {
    throw new Told(`${rows.size.toLocaleString("en-GB")} rows are selected, and a button writes for `
      + `at most ${most} at once; select fewer.`);
  }
  return [...rows].sort((a, b) => a - b).map((row) => row + 1);
}

/** The rows of a part that are data rows of a table, counted from 0. */
function rowsOf({ rowIndex, rowCount }, { first, count }) {
  const from = Math.max(rowIndex, first);
  const length = Math.min(rowIndex + rowCount, first + count) - from;
  return Array.from({ length: Math.max(length, 0) }, (_, n) => from + n);
}
