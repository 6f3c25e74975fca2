import { describe, expect, it } from "vitest";
import { buildTree } from "@/features/workspace/file-tree";
import { terminalText } from "@/features/workspace/terminal-text";

describe("a program's output", () => {
  it("loses its colours and keeps its words", () => {
    expect(terminalText("\u001b[31mError:\u001b[0m no such column")).toBe("Error: no such column");
  });

  it("shows a progress bar as it was drawn last", () => {
    expect(terminalText("10%\r50%\r100%\r\ndone\n")).toBe("100%\ndone\n");
  });

  it("cannot ring, jump or change the window's title", () => {
    expect(terminalText("a\u0007b\u001b]0;title\u0007c\u001b[2Jd\u0008")).toBe("abcd");
  });

  it("stays text where it looks like markup", () => {
    expect(terminalText("<script>alert(1)</script>\t&amp;")).toBe(
      "<script>alert(1)</script>\t&amp;",
    );
  });
});

describe("the tree of files", () => {
  it("puts folders first and each level in order of its names", () => {
    expect(buildTree(["b.py", "a.py", "src/z.py", "src/deep/x.py"])).toEqual([
      {
        kind: "folder",
        name: "src",
        path: "src",
        children: [
          {
            kind: "folder",
            name: "deep",
            path: "src/deep",
            children: [{ kind: "file", name: "x.py", path: "src/deep/x.py" }],
          },
          { kind: "file", name: "z.py", path: "src/z.py" },
        ],
      },
      { kind: "file", name: "a.py", path: "a.py" },
      { kind: "file", name: "b.py", path: "b.py" },
    ]);
  });
});
