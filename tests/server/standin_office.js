/**
 * A stand-in for Office.js and Excel on the web, in memory, for tests in a plain browser.
 *
 * It is no Excel. It does what our code hangs on: what is read must have been loaded and synced; a
 * text that is typed in is taken for what it looks like; null leaves a cell alone; a sync carries at
 * most 5 MB; a protected sheet and a cell that is being edited refuse, in the middle of a batch.
 * A selection of more than one cell is __book.selected, null where it is no cells; a sheet's hidden
 * rows are in its `hidden`, counted from 1.
 * The book is window.__book; window.__office counts syncs and can be told to fail.
 */
(() => {
  const MOST = 5_000_000;
  const office = { syncs: 0, bytes: 0, most: MOST, editing: false, failAt: 0, delay: 0, handlers: [] };
  window.__office = office;
  const fault = (code, message) => Object.assign(new Error(message ?? code), { code, name: "RichApi.Error" });

  const letters = (n) => (n < 26 ? "" : letters(Math.floor(n / 26) - 1)) + String.fromCharCode(65 + (n % 26));
  const number = (text) => [...text].reduce((sum, each) => sum * 26 + each.charCodeAt(0) - 64, 0) - 1;
  function areaOf(address) {
    const [first, last] = address.replaceAll("$", "").split("!").pop().split(":");
    const at = (cell, rows, columns) => [
      Number(cell.replace(/\D/g, "") || rows) - 1, number(cell.replace(/\d/g, "") || columns),
    ];
    const [row, column] = at(first, 1, "A");
    const [bottom, right] = at(last ?? first, 1_048_576, "XFD");
    return { row, column, rows: bottom - row + 1, columns: right - column + 1 };
  }
  const a1 = (row, column) => `${letters(column)}${row + 1}`;

  const sheetOf = (name) => window.__book.sheets.find((each) => each.name === name);
  const cellAt = (sheet, row, column) => sheet.cells[a1(row, column)];
  function tableOf(name) {
    for (const sheet of window.__book.sheets) {
      const table = sheet.tables.find((each) => each.name === name);
      if (table) return { sheet, table };
    }
    throw fault("ItemNotFound");
  }

  /** What Excel makes of what is put into a cell. */
  function taken(value) {
    if (typeof value !== "string") return { value };
    if (value.startsWith("'")) return { value: value.slice(1) };
    if (value.startsWith("=")) return { value: value.includes("HYPERLINK") ? "Go" : 0, formula: value };
    if (/^[-+]?\d+(\.\d*)?(e[-+]?\d+)?%?$/i.test(value)) return { value: Number.parseFloat(value) };
    if (/^\d{1,2}[/.-]\d{1,2}([/.-]\d{2,4})?$/.test(value)) return { value: 46000, format: "dd/mm/yyyy" };
    if (/^(true|false)$/i.test(value)) return { value: value.toLowerCase() === "true" };
    if (/^[+@-]/.test(value)) return { value: "#NAME?", formula: `=${value}` };
    return { value };
  }

  /** An object whose parts can be read only once they were loaded and synced. */
  function proxy(context, kind, parts) {
    const loaded = new Set();
    const held = {};
    const self = new Proxy({}, {
      get(_, key) {
        if (typeof key === "symbol" || key === "then") return undefined;
        if (key === "load") return (wanted) => (context.queue.push(() => load(wanted)), self);
        if (key in (parts.calls ?? {})) return parts.calls[key];
        if (key in (parts.ways ?? {})) return (held[key] ??= parts.ways[key]());
        if (key in (parts.reads ?? {})) {
          if (!loaded.has(key)) throw fault("PropertyNotLoaded", `${kind}.${key} was not loaded`);
          return held[key];
        }
        throw new Error(`the stand-in has no ${kind}.${key}`);
      },
      set(_, key, value) {
        if (!(key in (parts.writes ?? {}))) throw new Error(`the stand-in cannot set ${kind}.${key}`);
        context.sent += JSON.stringify(value)?.length ?? 0;
        context.queue.push(() => parts.writes[key](value));
        return true;
      },
    });
    function load(wanted) {
      for (const path of wanted.split(",")) {
        const [first, ...rest] = path.trim().split("/");
        if (parts.ways && first in parts.ways) {
          (held[first] ??= parts.ways[first]()).__load(rest.join("/"));
        } else if (parts.items && first === "items") {
          loaded.add("items");
          held.items ??= parts.items();
          held.items.forEach((each) => each.__load(rest.join("/")));
        } else {
          if (!(first in (parts.reads ?? {}))) throw fault("InvalidArgument", `${kind} has no ${first}`);
          loaded.add(first);
          held[first] = parts.reads[first]();
          context.received += JSON.stringify(held[first])?.length ?? 0;
        }
      }
    }
    parts.reads = { ...parts.reads, ...(parts.items ? { items: parts.items } : {}), ...(parts.isNull ? { isNullObject: parts.isNull } : {}) };
    parts.calls = { ...parts.calls, __load: load };
    if (parts.isNull) context.queue.push(() => (loaded.add("isNullObject"), (held.isNullObject = parts.isNull())));
    return self;
  }

  function rangeIn(context, sheet, area) {
    const grid = (of) => Array.from({ length: area().rows }, (_, r) => (
      Array.from({ length: area().columns }, (_, c) => of(cellAt(sheet, area().row + r, area().column + c)))
    ));
    const each = (use) => grid(() => 0).forEach((line, r) => line.forEach((_, c) => use(area().row + r, area().column + c, r, c)));
    function put(values, make) {
      if (sheet.protected) throw fault("AccessDenied");
      if (Array.isArray(values) && (values.length !== area().rows || values.some((line) => line.length !== area().columns))) {
        throw fault("InvalidArgument", "the shapes differ");
      }
      each((row, column, r, c) => {
        const value = Array.isArray(values) ? values[r][c] : values;
        if (value === null) return;
        sheet.cells[a1(row, column)] = { ...cellAt(sheet, row, column), ...make(value) };
      });
    }
    const within = (row, column, rows, columns) => rangeIn(context, sheet, () => ({ row: area().row + row, column: area().column + column, rows, columns }));
    return proxy(context, "Range", {
      reads: {
        rowIndex: () => area().row, columnIndex: () => area().column,
        rowCount: () => area().rows, columnCount: () => area().columns,
        values: () => grid((cell) => cell?.value ?? ""),
        formulas: () => grid((cell) => cell?.formula ?? cell?.value ?? ""),
        numberFormat: () => grid((cell) => cell?.format ?? "General"),
      },
      writes: {
        values: (values) => put(values, (value) => ({ formula: undefined, ...taken(value) })),
        numberFormat: (format) => put(format, (value) => ({ format: value })),
      },
      ways: {
        worksheet: () => sheetIn(context, sheet),
        conditionalFormats: () => formatsIn(context, sheet, area),
      },
      calls: {
        getRow: (n) => rangeIn(context, sheet, () => ({ ...area(), row: area().row + n, rows: 1 })),
        getColumn: (n) => rangeIn(context, sheet, () => ({ ...area(), column: area().column + n, columns: 1 })),
        getCell: (row, column) => within(row, column, 1, 1),
        getResizedRange: (rows, columns) => rangeIn(context, sheet, () => ({ ...area(), rows: area().rows + rows, columns: area().columns + columns })),
        getEntireRow: () => rangeIn(context, sheet, () => ({ row: area().row, column: 0, rows: 1, columns: 16_384 })),
        getUsedRangeOrNullObject: () => {
          const used = () => Object.entries(sheet.cells).filter(([, cell]) => cell.value !== "" && cell.value !== undefined)
            .map(([at]) => areaOf(at)).filter((cell) => cell.row === area().row).map((cell) => cell.column);
          return proxy(context, "UsedRange", {
            isNull: () => used().length === 0,
            reads: { values: () => {
              const columns = used();
              const first = Math.min(...columns);
              return [Array.from({ length: Math.max(...columns) - first + 1 }, (_, c) => cellAt(sheet, area().row, first + c)?.value ?? "")];
            } },
          });
        },
        getSpecialCells: (kind) => {
          if (kind !== "Visible") throw fault("InvalidArgument", `cells that are ${kind}`);
          return areasIn(context, sheet, () => visibleIn(sheet, area()));
        },
        select: () => context.queue.push(() => {
          delete window.__book.selected;
          window.__book.active = sheet.name;
          window.__book.cell = a1(area().row, area().column);
          office.handlers.forEach((handler) => handler());
        }),
      },
    });
  }

  /** Several ranges of a sheet, known at the sync. */
  function areasIn(context, sheet, areas) {
    return proxy(context, "RangeAreas", { ways: {
      areas: () => proxy(context, "RangeCollection", {
        items: () => areas().map((each) => rangeIn(context, sheet, () => each)),
      }),
    } });
  }

  /** The blocks of an area's rows that are not hidden; each in two, as a hidden column parts them. */
  function visibleIn(sheet, { row, column, rows, columns }) {
    const blocks = [];
    for (let r = row; r < row + rows; r += 1) {
      if (sheet.hidden?.includes(r + 1)) continue;
      const last = blocks.at(-1);
      if (last && last.row + last.rows === r) last.rows += 1;
      else blocks.push({ row: r, column, rows: 1, columns: 1 });
    }
    if (!blocks.length) throw fault("ItemNotFound");
    return columns > 1 ? blocks.flatMap((each) => [each, { ...each, column: column + 1, columns: columns - 1 }]) : blocks;
  }

  function formatsIn(context, sheet, area) {
    const touching = () => sheet.formats.filter((each) => {
      const [one, two] = [areaOf(each.area), area()];
      return one.row < two.row + two.rows && two.row < one.row + one.rows
        && one.column < two.column + two.columns && two.column < one.column + one.columns;
    });
    const asProxy = (each) => proxy(context, "ConditionalFormat", {
      reads: { type: () => each.type ?? "Custom" },
      ways: { customOrNullObject: () => proxy(context, "Custom", {
        ways: { rule: () => proxy(context, "Rule", { reads: { formula: () => each.formula } }) },
      }) },
      calls: { delete: () => context.queue.push(() => sheet.formats.splice(sheet.formats.indexOf(each), 1)) },
    });
    return proxy(context, "ConditionalFormats", {
      items: () => touching().map(asProxy),
      calls: {
        add: () => {
          const made = { type: "Custom", formula: "", area: "" };
          context.queue.push(() => {
            if (sheet.protected) throw fault("AccessDenied");
            const at = area();
            made.area = `${a1(at.row, at.column)}:${a1(at.row + at.rows - 1, at.column + at.columns - 1)}`;
            sheet.formats.push(made);
          });
          const colour = (name) => proxy(context, name, { writes: { color: (v) => (made[name] = v), bold: (v) => (made.bold = v) } });
          return proxy(context, "ConditionalFormat", {
            ways: { custom: () => proxy(context, "Custom", {
              ways: {
                rule: () => proxy(context, "Rule", { writes: { formula: (v) => (made.formula = v) } }),
                format: () => proxy(context, "Format", { ways: { fill: () => colour("fill"), font: () => colour("font") } }),
              },
            }) },
          });
        },
      },
    });
  }

  function tableIn(context, name) {
    const area = () => areaOf(tableOf(name).table.area);
    return proxy(context, "Table", {
      reads: { name: () => name, showHeaders: () => tableOf(name).table.headers ?? true, showTotals: () => tableOf(name).table.totals ?? false },
      ways: {
        worksheet: () => sheetIn(context, tableOf(name).sheet),
        rows: () => proxy(context, "TableRows", { reads: { count: () => {
          const { table } = tableOf(name);
          return area().rows - (table.headers ?? true) - (table.totals ?? false);
        } } }),
        columns: () => proxy(context, "TableColumns", { items: () => {
          const { row, column, columns } = area();
          return Array.from({ length: columns }, (_, c) => proxy(context, "TableColumn", {
            reads: { name: () => String(cellAt(tableOf(name).sheet, row, column + c)?.value ?? "") },
          }));
        } }),
      },
      calls: {
        getRange: () => rangeIn(context, tableOf(name).sheet, area),
        resize: (target) => context.queue.push(() => {
          const { sheet, table } = tableOf(name);
          if (sheet.protected) throw fault("AccessDenied");
          target.__load("rowIndex,columnIndex,rowCount,columnCount");
          const { rowIndex: row, columnIndex: column, rowCount: rows, columnCount: columns } = target;
          table.area = `${a1(row, column)}:${a1(row + rows - 1, column + columns - 1)}`;
        }),
      },
    });
  }

  function sheetIn(context, sheet) {
    return proxy(context, "Worksheet", {
      reads: { name: () => sheet.name },
      ways: { protection: () => proxy(context, "Protection", { reads: { protected: () => sheet.protected ?? false } }) },
      calls: {
        getRange: (address) => rangeIn(context, sheet, () => areaOf(address)),
        getRangeByIndexes: (row, column, rows, columns) => {
          if (rows < 1 || columns < 1) throw fault("InvalidArgument", "a range of no cells");
          return rangeIn(context, sheet, () => ({ row, column, rows, columns }));
        },
        activate: () => context.queue.push(() => (window.__book.active = sheet.name)),
      },
    });
  }

  function newContext() {
    const context = { queue: [], sent: 0, received: 0 };
    const book = () => window.__book;
    context.workbook = proxy(context, "Workbook", {
      reads: { name: () => book().name },
      ways: {
        tables: () => proxy(context, "Tables", {
          items: () => book().sheets.flatMap((sheet) => sheet.tables).map((table) => tableIn(context, table.name)),
          calls: { getItem: (name) => tableIn(context, name) },
        }),
        names: () => proxy(context, "Names", {
          items: () => Object.entries(book().names).map(([name, formula]) => proxy(context, "NamedItem", { reads: { name: () => name, formula: () => formula } })),
        }),
        worksheets: () => proxy(context, "Worksheets", {
          items: () => book().sheets.map((sheet) => sheetIn(context, sheet)),
          calls: { getItem: (name) => sheetIn(context, sheetOf(name)) },
        }),
      },
      calls: {
        getSelectedRanges: () => areasIn(context, sheetOf(book().active), () => {
          if (book().selected === null) throw fault("InvalidSelection");
          return (book().selected ?? book().cell).split(",").map(areaOf);
        }),
        getActiveCell: () => rangeIn(context, sheetOf(book().active), () => areaOf(book().cell)),
      },
    });
    context.sync = async () => {
      office.syncs += 1;
      await new Promise((done) => setTimeout(done, office.delay));
      if (office.editing) throw fault("InvalidOperationInCellEditMode");
      const queue = context.queue;
      const sent = context.sent;
      Object.assign(context, { queue: [], sent: 0, received: 0 });
      if (sent > office.most) throw fault("RequestPayloadSizeLimitExceeded");
      for (const [place, step] of queue.entries()) {
        if (office.failAt && office.syncs >= office.failAt && place === Math.floor(queue.length / 2)) {
          office.failAt = 0;
          office.failed = place;
          throw fault("GeneralException");
        }
        step();
      }
      office.bytes += sent + context.received;
      if (context.received > office.most) throw fault("ResponsePayloadSizeLimitExceeded");
    };
    return context;
  }

  // The real one syncs at the end of run only where something waits.
  window.Excel = { run: async (work) => {
    const context = newContext();
    const made = await work(context);
    if (context.queue.length) await context.sync();
    return made;
  } };

  window.__pressed = {};
  window.Office = {
    onReady: (ready) => Promise.resolve({ host: "Excel", platform: "OfficeOnline" }).then((info) => (ready?.(info), info)),
    actions: { associate: (id, press) => (window.__pressed[id] = press) },
    addin: { showAsTaskpane: async () => {} },
    auth: { getAccessToken: async () => window.__token ?? Promise.reject(fault("13001")) },
    context: { document: { addHandlerAsync: (_, handler) => office.handlers.push(handler) } },
  };
})();
