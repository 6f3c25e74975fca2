import type { ChallengeRow, ProfileOffer, RoleProfile } from "@/api/types";

/** What the tests of these pages begin with. */

export const challenge = (slug: string, title: string, minutes: number): ChallengeRow => ({
  slug,
  title,
  minutes,
  summary: "",
  difficulty: "medium",
  roles: [],
  competencies: [],
  version: "1.0.0",
  version_id: slug,
  brief_html: "",
  checks: [],
});

export const CHALLENGES = [
  challenge("drift", "Drift monitor", 120),
  challenge("gate", "Retraining gate", 90),
  challenge("churn", "Autumn campaign", 60),
];

export const BUILT_IN: RoleProfile = {
  id: "built-in",
  role: "mlops-engineer",
  version: 1,
  is_built_in: true,
  title: "MLOps engineer",
  summary: "Runs what others build.",
  challenge_weights: { drift: 3, gate: 2, "serving-under-sla": 3 },
  criterion_weights: { ownership: 2 },
  created_at: "2026-11-01T09:00:00Z",
};

export const own = (version: number, changes: Partial<RoleProfile> = {}): RoleProfile => ({
  ...BUILT_IN,
  id: `own-${version}`,
  version,
  is_built_in: false,
  ...changes,
});

export const offer = (profile: RoleProfile, builtIn: RoleProfile | null = BUILT_IN) =>
  ({ profile, built_in: builtIn }) satisfies ProfileOffer;
