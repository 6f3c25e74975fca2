import { describe, expect, it } from "vitest";
import { networkProblem, ProblemError } from "@/api/problem";
import { answerOf } from "@/features/workspace/save-file";

describe("what came of a save", () => {
  it.each([
    ["no connection", networkProblem()],
    ["a broken server", new ProblemError(502, {})],
    ["too many requests", new ProblemError(429, {})],
  ])("%s is worth another try", (_, problem) => {
    expect(answerOf(problem)).toEqual({ kind: "unreachable" });
  });

  it("a conflict carries what the server has", () => {
    const current = { text: "theirs", revision: 7 };
    const problem = new ProblemError(409, { code: "revision_conflict", current });
    expect(answerOf(problem)).toEqual({ kind: "conflict", text: "theirs", revision: 7 });
  });

  it("a conflict with a deleted file carries no text", () => {
    const problem = new ProblemError(409, { code: "revision_conflict", current: null });
    expect(answerOf(problem)).toEqual({ kind: "conflict", text: null, revision: null });
  });

  it("a text that is too large can be made smaller", () => {
    const problem = new ProblemError(413, { code: "too_large", detail: "At most 2 MB." });
    expect(answerOf(problem)).toEqual({ kind: "refused", message: "At most 2 MB." });
  });

  it("after the deadline nothing more is taken", () => {
    const problem = new ProblemError(409, { code: "deadline_passed", detail: "Time is over." });
    expect(answerOf(problem)).toEqual({ kind: "closed", message: "Time is over." });
  });

  it("a session that ended says where the text is", () => {
    const answer = answerOf(new ProblemError(401, {}));
    expect(answer.kind).toBe("closed");
    expect(answer).toHaveProperty("message", expect.stringContaining("kept in this browser"));
  });
});
