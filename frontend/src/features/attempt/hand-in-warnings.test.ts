import { describe, expect, it } from "vitest";
import type { Run } from "@/api/run";
import { handInWarnings } from "@/features/attempt/hand-in-warnings";

const PASSED: Run = {
  id: "r1",
  workspace_id: "w1",
  kind: "visible",
  state: "finished",
  outcome: "completed",
  message: "",
  progress: { done: 2, total: 2, label: "" },
  queue_position: null,
  queued_at: "2026-11-23T10:00:00Z",
  started_at: "2026-11-23T10:00:01Z",
  finished_at: "2026-11-23T10:00:02Z",
  output: "",
  score: null,
  score_error: null,
  competencies: [],
  checks: [],
  steps: [],
  phases: [],
  tries: 1,
  findings: [
    { name: "budget", title: "Budget is kept", passed: true, message: "", value: 1, unit: "EUR" },
    { name: "rows", title: "Every row once", passed: null, message: "", value: null, unit: "" },
  ],
};

describe("before handing in", () => {
  it("says nothing where the visible checks passed and everything is saved", () => {
    expect(handInWarnings({ run: PASSED, unsaved: [] })).toEqual([]);
  });

  it("warns that the checks never ran", () => {
    expect(handInWarnings({ run: null, unsaved: [] })).toEqual(["The visible checks never ran."]);
  });

  it("names the checks that did not pass", () => {
    const findings = PASSED.findings.map((finding) => ({ ...finding, passed: false }));
    expect(handInWarnings({ run: { ...PASSED, findings }, unsaved: [] })).toEqual([
      "2 visible checks did not pass: Budget is kept; Every row once.",
    ]);
  });

  it("repeats what happened to a program that crashed", () => {
    const run: Run = { ...PASSED, outcome: "exited", message: "plan ended with exit code 1." };
    expect(handInWarnings({ run, unsaved: [] })).toEqual([
      "The last visible checks did not end well. plan ended with exit code 1.",
    ]);
  });

  it("does not blame the candidate for our failure", () => {
    const [warning] = handInWarnings({ run: { ...PASSED, state: "failed" }, unsaved: [] });
    expect(warning).toContain("on our side");
  });

  it("warns first of text that the server does not have", () => {
    const [first, second] = handInWarnings({ run: null, unsaved: ["a.py", "b.py"] });
    expect(first).toContain("a.py, b.py");
    expect(second).toBe("The visible checks never ran.");
  });
});
