/** A CSV preview as rows for a table; the last line is left out where the text was cut. */
import { dsvFormat } from "d3-dsv";

export interface CsvTable {
  header: string[];
  rows: string[][];
  /** For each column whether all its values are numbers. */
  numeric: boolean[];
}

const MOST_ROWS = 200;
const NUMBER = /^-?\d+(\.\d+)?([eE][-+]?\d+)?$/;

export function csvTable(text: string, separator: string, truncated: boolean): CsvTable {
  const [header = [], ...all] = dsvFormat(separator).parseRows(text);
  const complete = truncated ? all.slice(0, -1) : all;
  const rows = complete.slice(0, MOST_ROWS);
  return { header, rows, numeric: header.map((_, column) => isNumeric(rows, column)) };
}

function isNumeric(rows: string[][], column: number): boolean {
  const values = rows.map((row) => row[column] ?? "").filter((value) => value !== "");
  return values.length > 0 && values.every((value) => NUMBER.test(value));
}
