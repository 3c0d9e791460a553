// Writes workbooks with exceljs and SheetJS: a list of tasks on standard input, as JSON; see test_peers.py.
"use strict";

const path = require("path");

const modules = process.argv[2];
const load = (name) => require(path.join(modules, name));
// Days come as text, and are midnight of nowhere in particular: these libraries reckon in UTC.
const day = (text) => new Date(`${text}T00:00:00Z`);

async function exceljs(task) {
  const ExcelJS = load("exceljs");
  const streamed = task.way === "streamed";
  // Without shared strings the stream puts each text in its cell.
  const book = streamed
    ? new ExcelJS.stream.xlsx.WorkbookWriter({ filename: task.file, useStyles: true, useSharedStrings: false })
    : new ExcelJS.Workbook();
  if (task.way === "1904") book.properties.date1904 = true;
  for (const sheet of task.sheets) {
    const page = book.addWorksheet(sheet.name);
    sheet.rows.forEach((cells, row) => {
      cells.forEach((cell, column) => {
        if (cell === null) return;
        const at = page.getCell(row + 1, column + 1);
        if (cell.formula) at.value = { formula: cell.formula, result: cell.value };
        else at.value = cell.day ? day(cell.day) : cell.value;
        if (cell.format) at.numFmt = cell.format;
      });
      if (streamed) page.getRow(row + 1).commit();
    });
    if (streamed) await page.commit();
  }
  await (streamed ? book.commit() : book.xlsx.writeFile(task.file));
}

function sheetjs(task) {
  const XLSX = load("xlsx");
  const book = XLSX.utils.book_new();
  if (task.way === "1904") book.Workbook = { WBProps: { date1904: true } };
  const first = Date.UTC(...(task.way === "1904" ? [1904, 0, 1] : [1899, 11, 30]));
  for (const sheet of task.sheets) {
    const page = {};
    let width = 1;
    sheet.rows.forEach((cells, row) => {
      width = Math.max(width, cells.length);
      cells.forEach((cell, column) => {
        if (cell === null) return;
        const kind = { string: "s", number: "n", boolean: "b" }[typeof cell.value];
        const made = cell.day
          ? { t: "n", v: (day(cell.day) - first) / 86400000, z: cell.format || "yyyy-mm-dd" }
          : { t: kind, v: cell.value };
        if (cell.day && task.way === "days") Object.assign(made, { t: "d", v: day(cell.day) });
        if (cell.format) made.z = cell.format;
        if (cell.formula) made.f = cell.formula;
        page[XLSX.utils.encode_cell({ r: row, c: column })] = made;
      });
    });
    page["!ref"] = XLSX.utils.encode_range({ s: { r: 0, c: 0 }, e: { r: sheet.rows.length - 1, c: width - 1 } });
    XLSX.utils.book_append_sheet(book, page, sheet.name);
  }
  XLSX.writeFile(book, task.file, { bookSST: task.way === "shared", cellDates: task.way === "days", compression: true });
}

const programs = { exceljs, sheetjs };
let text = "";
process.stdin.on("data", (chunk) => (text += chunk));
process.stdin.on("end", async () => {
  for (const task of JSON.parse(text)) await programs[task.program](task);
});
