import { describe, expect, it } from "vitest";
import { pathProblem } from "@/features/workspace/workspace-path";

const TAKEN = ["campaign.py", "features/build.py"];

describe("the path of a workspace file", () => {
  it.each(["model.py", "features/train.py", "notes-2.md", ".env", "a-b_c.toml"])(
    "%s is fine",
    (path) => {
      expect(pathProblem(path, TAKEN)).toBeNull();
    },
  );

  it.each([
    ["", "Give the file a name."],
    ["/etc/passwd", "Leave out the slash at the beginning."],
    ["features/", "Name a file, not only a folder."],
    ["a\\b.py", "Separate folders with a forward slash: /"],
    ["a//b.py", "Two slashes follow each other."],
    ["../secret.py", "Folders named . and .. are not allowed."],
    ["a/./b.py", "Folders named . and .. are not allowed."],
    ["my notes.md", "Use plain letters, digits and the signs . _ -"],
    ["gewählt.py", "Use plain letters, digits and the signs . _ -"],
    ["a.", "A name does not end with a dot."],
    ["a/b/c/d/e/f/g/h/i/j/k.py", "Folders may be nested 9 deep."],
    ["a\u0000.py", "Use plain letters, digits and the signs . _ -"],
    ["Data/history.csv", "The folder data/ is for the given data files."],
    ["campaign.py", "campaign.py exists already."],
    ["Campaign.PY", "campaign.py exists already."],
    ["Features", "Features is a folder already."],
    ["campaign.py/x.py", "campaign.py is a file, not a folder."],
    ["x".repeat(201), "Use at most 200 characters."],
    ["x".repeat(101), "Use at most 100 characters for each name."],
  ])("%j: %s", (path, problem) => {
    expect(pathProblem(path, TAKEN)).toBe(problem);
  });
});
