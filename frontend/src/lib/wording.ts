/** The words and the tone for every state the API names. */

export type Tone = "good" | "info" | "warn" | "bad" | "quiet";

export interface Wording {
  label: string;
  tone: Tone;
  /** What it means, in a sentence, where the label alone does not say it. */
  meaning?: string;
}

const NOT_EVALUATED: Wording = {
  label: "Not evaluated",
  tone: "bad",
  meaning: "Our platform failed. This is no score and not the candidate's doing.",
};

const STAGES: Record<string, Wording> = {
  added: { label: "Added", tone: "quiet", meaning: "Not invited yet." },
  invited: { label: "Invited", tone: "info", meaning: "The invitation is not accepted yet." },
  accepted: { label: "Accepted", tone: "info", meaning: "Accepted; the clock has not started." },
  started: { label: "Working", tone: "info", meaning: "The clock is running." },
  handed_in: { label: "Handed in", tone: "info", meaning: "The submission is being evaluated." },
  evaluated: { label: "Evaluated", tone: "good", meaning: "Every challenge has a score." },
  not_evaluated: NOT_EVALUATED,
};

const RUN_STATES: Record<string, Wording> = {
  queued: { label: "Queued", tone: "quiet" },
  running: { label: "Running", tone: "info" },
  finished: { label: "Finished", tone: "good" },
  failed: NOT_EVALUATED,
};

const ITEM_STATES: Record<string, Wording> = {
  pending: { label: "Being evaluated", tone: "info" },
  evaluated: { label: "Evaluated", tone: "good" },
  not_evaluated: NOT_EVALUATED,
};

const OUTCOMES: Record<string, Wording> = {
  completed: { label: "Completed", tone: "good", meaning: "Every step ended as it should." },
  exited: { label: "Crashed", tone: "bad", meaning: "The program ended with an error." },
  timed_out: { label: "Out of time", tone: "bad", meaning: "The program ran past its time limit." },
  out_of_memory: { label: "Out of memory", tone: "bad", meaning: "The memory limit was exceeded." },
  output_too_large: {
    label: "Output too large",
    tone: "bad",
    meaning: "It wrote more than allowed.",
  },
  disk_full: { label: "Disk full", tone: "bad", meaning: "The disk limit was exceeded." },
  malformed_output: {
    label: "Unusable output",
    tone: "bad",
    meaning: "The program's output could not be read.",
  },
  platform_error: NOT_EVALUATED,
};

const VERDICTS: Record<string, Wording> = {
  advance: { label: "Advance", tone: "good" },
  hold: { label: "Hold", tone: "warn" },
  reject: { label: "Reject", tone: "bad" },
};

const RECOMMENDATIONS: Record<string, Wording> = {
  strong_yes: { label: "Strong yes", tone: "good" },
  yes: { label: "Yes", tone: "good" },
  no: { label: "No", tone: "bad" },
  strong_no: { label: "Strong no", tone: "bad" },
};

const INVITATION_STATES: Record<string, Wording> = {
  sent: { label: "Sent", tone: "info" },
  accepted: { label: "Accepted", tone: "good" },
  revoked: { label: "Revoked", tone: "quiet" },
  expired: { label: "Expired", tone: "warn" },
};

const SIMPLE_STATES: Record<string, Wording> = {
  draft: { label: "Draft", tone: "warn" },
  published: { label: "Published", tone: "good" },
  handed_in: { label: "Handed in", tone: "good" },
  open: { label: "Open", tone: "good" },
  closed: { label: "Closed", tone: "quiet" },
  awaiting: { label: "Awaiting your rating", tone: "warn" },
};

const MISSING: Record<string, string> = {
  hand_in: "has not handed in",
  evaluation: "evaluation is not finished",
  scorecard: "no scorecard handed in",
  my_scorecard: "your scorecard; scores are hidden until then",
};

const ROLES: Record<string, string> = {
  recruiter: "Recruiter",
  hiring_manager: "Hiring manager",
  interviewer: "Interviewer",
  operator: "Operator",
};

/** An unknown name is shown as words rather than hidden. */
function spelledOut(name: string): string {
  const words = name
    .split(/[_-]/)
    .map((word) => ACRONYMS[word] ?? word)
    .join(" ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

const ACRONYMS: Record<string, string> = {
  ab: "A/B",
  gpu: "GPU",
  ml: "ML",
  mlops: "MLOps",
  rag: "RAG",
  sla: "SLA",
};

const lookUp = (table: Record<string, Wording>) => (name: string) =>
  table[name] ?? { label: spelledOut(name), tone: "quiet" as const };

export const stageWording = lookUp(STAGES);
export const runWording = lookUp(RUN_STATES);
export const itemWording = lookUp(ITEM_STATES);
export const outcomeWording = lookUp(OUTCOMES);
export const verdictWording = lookUp(VERDICTS);
export const recommendationWording = lookUp(RECOMMENDATIONS);
export const invitationWording = lookUp(INVITATION_STATES);
export const stateWording = lookUp(SIMPLE_STATES);

export const missingWording = (name: string) => MISSING[name] ?? spelledOut(name).toLowerCase();
export const roleWording = (name: string) => ROLES[name] ?? spelledOut(name);
export { spelledOut };
