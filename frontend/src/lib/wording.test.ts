import { expect, it } from "vitest";
import {
  missingWording,
  outcomeWording,
  runWording,
  spelledOut,
  stageWording,
} from "@/lib/wording";

it("never words a platform failure as the candidate's", () => {
  for (const { label, meaning } of [stageWording("not_evaluated"), runWording("failed")]) {
    expect(label).toBe("Not evaluated");
    expect(meaning).toContain("not the candidate's doing");
  }
});

it("names every outcome that a run can have", () => {
  const outcomes = [
    "completed",
    "exited",
    "timed_out",
    "out_of_memory",
    "output_too_large",
    "disk_full",
    "malformed_output",
  ];
  for (const outcome of outcomes) expect(outcomeWording(outcome).meaning).toBeTruthy();
});

it("shows a state that it does not know as words", () => {
  expect(stageWording("on_hold")).toEqual({ label: "On hold", tone: "quiet" });
  expect(missingWording("reference_check")).toBe("reference check");
});

it("keeps acronyms in the names of roles and challenges", () => {
  expect(spelledOut("mlops-engineer")).toBe("MLOps engineer");
  expect(spelledOut("ml-engineer")).toBe("ML engineer");
  expect(spelledOut("serving-under-sla")).toBe("Serving under SLA");
});
