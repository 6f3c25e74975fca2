import { describe, expect, it } from "vitest";
import { csvTable } from "@/features/workspace/csv-table";

describe("a CSV preview", () => {
  it("reads quoted values with separators and line breaks in them", () => {
    const { header, rows } = csvTable('id,note\n1,"a, b"\n2,"two\nlines"\n', ",", false);
    expect(header).toEqual(["id", "note"]);
    expect(rows).toEqual([
      ["1", "a, b"],
      ["2", "two\nlines"],
    ]);
  });

  it("leaves out the line that was cut off", () => {
    expect(csvTable("id,x\n1,10\n2,2", ",", true).rows).toEqual([["1", "10"]]);
  });

  it("knows which columns are numbers, empty values aside", () => {
    const text = "a,b,c,d\n1,x,,2026-01-02\n-2.5e3,2,7,2026-01-03\n";
    expect(csvTable(text, ",", false).numeric).toEqual([true, false, true, false]);
  });

  it("shows at most two hundred rows", () => {
    const text = `id\n${Array.from({ length: 500 }, (_, index) => index).join("\n")}`;
    expect(csvTable(text, ",", false).rows).toHaveLength(200);
  });

  it("is empty for an empty file", () => {
    expect(csvTable("", ",", false)).toEqual({ header: [], rows: [], numeric: [] });
  });
});
