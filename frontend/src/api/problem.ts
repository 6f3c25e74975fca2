/** What went wrong, from an RFC 9457 problem response or from the lack of any response. */

export interface ProblemBody {
  type?: string;
  title?: string;
  status?: number;
  detail?: string;
  code?: string;
  errors?: Record<string, string[]>;
  [extension: string]: unknown;
}

/** Whose doing it was: the person's request, our server, or the network between. */
export type Blame = "request" | "server" | "network";

export class ProblemError extends Error {
  override name = "ProblemError";

  constructor(
    readonly status: number,
    readonly body: ProblemBody,
  ) {
    super(body.detail || body.title || `The server answered ${status}.`);
  }

  get code(): string {
    return this.body.code ?? "";
  }

  get fieldErrors(): Record<string, string[]> {
    return this.body.errors ?? {};
  }

  /** One message per field, as forms show them. */
  get firstFieldErrors(): Record<string, string> {
    const entries = Object.entries(this.fieldErrors);
    return Object.fromEntries(entries.map(([field, messages]) => [field, messages[0] ?? ""]));
  }

  get blame(): Blame {
    if (this.status === 0) return "network";
    return this.status >= 500 ? "server" : "request";
  }
}

/** Turns whatever a failed response carried into a ProblemError. */
export function problemFrom(status: number, body: unknown): ProblemError {
  if (typeof body === "object" && body !== null) {
    return new ProblemError(status, body as ProblemBody);
  }
  return new ProblemError(status, { status });
}

export function networkProblem(): ProblemError {
  return new ProblemError(0, { title: "The server cannot be reached." });
}

export function asProblem(error: unknown): ProblemError {
  if (error instanceof ProblemError) return error;
  const detail = error instanceof Error ? error.message : String(error);
  return new ProblemError(500, { title: "This page failed.", detail, code: "page_failed" });
}
