/** The shapes the staff pages read, by the API's own names. */

import type { Role } from "@/api/me";

export interface Page<Row> {
  results: Row[];
  next: string | null;
  previous: string | null;
}

export interface OpeningBrief {
  id: string;
  title: string;
  requisition_id: string;
  state: "open" | "closed";
  organization: { id: string; name: string };
  application_count: number;
  handed_in_count: number;
  evaluated_count: number;
  scorecard_count: number;
  created_at: string;
}

export interface RunProgress {
  runs_total: number;
  runs_finished: number;
  runs_failed: number;
}

export interface Opening extends OpeningBrief {
  rubric_weight: number;
  band_confidence: number;
  blind_names: boolean;
  assessments: { id: string; title: string }[];
  team: { user: { id: string; name: string }; role: Role }[];
  my_role: Role | "operator";
  progress: RunProgress;
}

export type Stage =
  | "added"
  | "invited"
  | "accepted"
  | "started"
  | "handed_in"
  | "evaluated"
  | "not_evaluated";

export type Verdict = "advance" | "hold" | "reject";

export interface Decision {
  verdict: Verdict;
  reason: string;
  decided_by: { id: string; name: string };
  decided_at: string;
}

export interface AttemptBrief {
  id: string;
  state: "accepted" | "started" | "handed_in";
  started_at: string | null;
  deadline_at: string | null;
  handed_in_at: string | null;
}

export interface ApplicationRow {
  id: string;
  candidate: { id: string; name: string; email: string };
  stage: Stage;
  invitation: { id: string; state: string; expires_at: string } | null;
  attempt: AttemptBrief | null;
  scorecards: { handed_in: number; expected: number };
  decision: Decision | null;
}

export interface IssuedInvitation {
  id: string;
  url: string;
  token: string;
  expires_at: string;
}

export type Bounds = [number, number];

export interface RankedRow {
  rank: number;
  rank_interval: Bounds;
  band: number;
  application_id: string;
  candidate_name: string;
  composite: number;
  composite_interval: Bounds;
  automated: number;
  automated_interval: Bounds;
  rubric: number;
  rubric_interval: Bounds;
  raters: number;
  items: { title: string; score: number | null; outcome: string | null }[];
  recommendations: Record<string, number>;
  decision: Decision | null;
}

export interface IncompleteRow {
  application_id: string;
  candidate_name: string;
  stage: Stage;
  missing: string[];
  automated: number | null;
  rubric: number | null;
}

export interface Shortlist {
  opening: { id: string; title: string };
  rubric_weight: number;
  confidence: number;
  progress: RunProgress;
  ranked: RankedRow[];
  incomplete: IncompleteRow[];
}

export interface CheckResult {
  name: string;
  title: string;
  competency: string;
  unit: string;
  weight: number;
  must_not: boolean;
  value: number | null;
  floor: number | null;
  ceiling: number | null;
  score: number;
  score_error: number;
  evidence: string;
}

export interface EvaluatedItem {
  title: string;
  state: string;
  outcome: string | null;
  message: string;
  score: number | null;
  score_error: number | null;
  competencies: { slug: string; title: string; score: number }[];
  checks: CheckResult[];
  run_id: string | null;
  submission_id: string | null;
}

export interface ScorecardRating {
  criterion_id: string;
  criterion: string;
  competency: string;
  level: number | null;
  not_observed: boolean;
  evidence: string;
}

export type Recommendation = "strong_yes" | "yes" | "no" | "strong_no";

export interface Scorecard {
  id: string;
  author: { id: string; name: string };
  state: "draft" | "handed_in";
  recommendation: Recommendation | "";
  summary: string;
  score: number | null;
  handed_in_at: string | null;
  ratings: ScorecardRating[];
}

export interface Application {
  id: string;
  candidate: { id: string; name: string; email: string } | null;
  opening: { id: string; title: string };
  stage: Stage;
  attempt: AttemptBrief | null;
  automated: { score: number | null; interval: Bounds | null; items: EvaluatedItem[] } | null;
  automated_hidden: boolean;
  submissions: { id: string; title: string }[];
  scorecards: Scorecard[];
  my_scorecard_id: string | null;
  decision: Decision | null;
}

export interface Submission {
  id: string;
  workspace_title: string;
  sha256: string;
  size: number;
  accepted_at: string;
  files: { path: string; size: number }[];
  run: { id: string; state: string; outcome: string | null; output: string } | null;
}

export interface SubmissionFile {
  path: string;
  text: string | null;
  size: number;
  binary: boolean;
}

export interface ReviewRow {
  application_id: string;
  candidate_name: string;
  opening: { id: string; title: string };
  stage: Stage;
  scorecard: { id: string; state: "draft" | "handed_in" } | null;
}

export interface Criterion {
  id: string;
  title: string;
  guidance: string;
  competency: string;
  weight: number;
  levels: { value: number; anchor: string }[];
}

export interface RatingDraft {
  criterion_id: string;
  level: number | null;
  not_observed: boolean;
  evidence: string;
}

export interface MyScorecard {
  id: string | null;
  state: "draft" | "handed_in";
  application: { id: string; candidate_name: string; opening: { id: string; title: string } };
  rubric: { id: string; title: string; criteria: Criterion[] };
  ratings: RatingDraft[];
  recommendation: Recommendation | "";
  summary: string;
  revision: number;
}

export interface AssessmentRow {
  id: string;
  title: string;
  version: number;
  state: "draft" | "published";
  minutes: number;
  ai_policy: string;
  items: {
    id: string;
    position: number;
    weight: number;
    challenge: { slug: string; title: string; version: string; minutes: number; summary: string };
  }[];
}

export interface ChallengeRow {
  slug: string;
  title: string;
  summary: string;
  minutes: number;
  difficulty: string;
  roles: string[];
  competencies: string[];
  version: string;
  version_id: string;
  brief_html: string;
  checks: {
    name: string;
    title: string;
    competency: string;
    unit: string;
    weight: number;
    must_not: boolean;
  }[];
}
