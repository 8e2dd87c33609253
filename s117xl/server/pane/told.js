/** A problem that is told to the person in a sentence or two; nothing of it is a fault of ours. */
export class Told extends Error {}

const EXCEL_SAYS = {
  AccessDenied: "Excel does not let this workbook be changed; it may be protected or open for "
    + "reading only. Take the protection off or press Editing, then press the button again.",
  InvalidOperationInCellEditMode: "A cell is being edited; press Enter or Esc in the sheet, then "
    + "press the button again.",
  InvalidSelection: "Something else than cells is selected; select one or more rows of the register, "
    + "then press the button again.",
  RequestPayloadSizeLimitExceeded: "The workbook is too large for Excel on the web; open it in "
    + "desktop Excel.",
  ResponsePayloadSizeLimitExceeded: "The workbook is too large for Excel on the web; open it in "
    + "desktop Excel.",
};

/** What a person is told of any error. The error's own text may be personal and is not shown. */
export function inWords(error) {
  if (error instanceof Told) return error.message;
  if (EXCEL_SAYS[error?.code]) return EXCEL_SAYS[error.code];
  const what = error?.code ?? error?.name ?? "error";
  return `Excel and s117xl did not understand each other (${what}). Press the button again; if it `
    + "goes on, tell your IT.";
}
