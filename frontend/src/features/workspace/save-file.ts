/** Sends one file to the server and says in the autosave's words what came of it. */
import { asProblem, type ProblemError } from "@/api/problem";
import { putFile } from "@/api/workspace";
import type { SaveAnswer } from "@/features/workspace/autosave";

export async function saveFile(
  workspaceId: string,
  path: string,
  text: string,
  baseRevision: number | null,
): Promise<SaveAnswer> {
  try {
    const { revision } = await putFile(workspaceId, path, text, baseRevision);
    return { kind: "saved", revision };
  } catch (error) {
    return answerOf(asProblem(error));
  }
}

const TOO_MANY_REQUESTS = 429;

/** A refusal of the text itself can be mended by typing; anything else about it cannot. */
export function answerOf(problem: ProblemError): SaveAnswer {
  if (problem.blame !== "request" || problem.status === TOO_MANY_REQUESTS) {
    return { kind: "unreachable" };
  }
  if (problem.code === "revision_conflict") return conflictOf(problem.body.current);
  const ofTheText = problem.status === 400 || problem.status === 413;
  if (ofTheText) return { kind: "refused", message: problem.message };
  if (problem.status === 401 || problem.status === 403) {
    return {
      kind: "closed",
      message: "You are signed out. Open your invitation again; your text is kept in this browser.",
    };
  }
  return { kind: "closed", message: problem.message };
}

function conflictOf(current: unknown): SaveAnswer {
  if (typeof current !== "object" || current === null) {
    return { kind: "conflict", text: null, revision: null };
  }
  const { text, revision } = current as Record<string, unknown>;
  return {
    kind: "conflict",
    text: typeof text === "string" ? text : null,
    revision: typeof revision === "number" ? revision : null,
  };
}
