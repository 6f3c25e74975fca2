/** Short names for the schema's shapes that several features read. */

import type { Schemas } from "@/api/client";

export type OpeningBrief = Schemas["OpeningSummary"];
export type Opening = Schemas["OpeningDetail"];
export type RunProgress = Schemas["RunProgress"];

export type ApplicationRow = Schemas["ApplicationSummary"];
export type IssuedInvitation = Schemas["Invited"];
export type Application = Schemas["ApplicationPage"];
export type EvaluatedItem = Schemas["EvaluatedItem"];
export type CheckEvidence = Schemas["CheckEvidence"];
export type Decision = Schemas["Decision"];
export type Verdict = Schemas["Verdict"];

export type Shortlist = Schemas["Shortlist"];
export type RankedRow = Schemas["Ranked"];
export type IncompleteRow = Schemas["Incomplete"];

export type Scorecard = Schemas["Scorecard"];
export type ScorecardRating = Schemas["Rating"];
export type Recommendation = Schemas["Recommendation"];
export type ReviewRow = Schemas["Review"];
export type MyScorecard = Schemas["OwnScorecard"];
export type Criterion = Schemas["Criterion"];
export type RatingDraft = Schemas["OwnRating"];

export type Submission = Schemas["Submission"];
export type Phase = Schemas["Phase"];

export type AssessmentRow = Schemas["Assessment"];
export type ChallengeRow = Schemas["Challenge"];

export type RoleProfile = Schemas["RoleProfile"];
export type ProfileName = Schemas["ProfileName"];
/** A role's newest profile, and the built-in one to compare it with. */
export type ProfileOffer = Schemas["Offer"];
