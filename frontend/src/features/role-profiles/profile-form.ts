import { type UseFormReturnType, useForm } from "@mantine/form";
import type { RoleProfile } from "@/api/types";
import type { ProfileDraft } from "@/features/role-profiles/api";
import {
  HIGHEST_WEIGHT,
  isWeight,
  LOWEST_WEIGHT,
  PLAIN_WEIGHT,
  type Weights,
  weightOf,
} from "@/lib/weights";

/** What stands in a weight's field: text while it is no number. */
export type TypedWeight = number | string;
type TypedWeights = Record<string, TypedWeight>;

export interface ProfileValues {
  title: string;
  summary: string;
  challenge_weights: TypedWeights;
  criterion_weights: TypedWeights;
}

export type ProfileForm = UseFormReturnType<ProfileValues>;

const NO_WEIGHT = `From ${LOWEST_WEIGHT} to ${HIGHEST_WEIGHT}.`;

export function useProfileForm(initialValues: ProfileValues): ProfileForm {
  return useForm<ProfileValues>({
    initialValues,
    validateInputOnBlur: true,
    validate: (values) => ({
      title: values.title.trim() ? null : "Give the role a title.",
      ...problemsOf("challenge_weights", values),
      ...problemsOf("criterion_weights", values),
    }),
  });
}

function problemsOf(half: "challenge_weights" | "criterion_weights", values: ProfileValues) {
  const wrong = Object.entries(values[half]).filter(([, weight]) => !isWeight(weight));
  return Object.fromEntries(wrong.map(([name]) => [`${half}.${name}`, NO_WEIGHT]));
}

/** A field for each name, also for what the profile does not name. */
const filledIn = (weights: Weights, names: readonly string[]): TypedWeights =>
  Object.fromEntries(names.map((name) => [name, weightOf(weights, name)]));

export function valuesOf(
  profile: RoleProfile,
  challenges: readonly string[],
  criteria: readonly string[],
): ProfileValues {
  return {
    title: profile.title,
    summary: profile.summary,
    challenge_weights: filledIn(profile.challenge_weights, challenges),
    criterion_weights: filledIn(profile.criterion_weights, criteria),
  };
}

/** What is sent: only what does not weigh 1 is named. */
export function draftOf(values: ProfileValues, baseVersion: number): ProfileDraft {
  return {
    title: values.title.trim(),
    summary: values.summary.trim(),
    base_version: baseVersion,
    challenge_weights: named(values.challenge_weights),
    criterion_weights: named(values.criterion_weights),
  };
}

function named(weights: TypedWeights): Record<string, number> {
  const entries = Object.entries(weights).filter(
    (entry): entry is [string, number] => isWeight(entry[1]) && entry[1] !== PLAIN_WEIGHT,
  );
  return Object.fromEntries(entries);
}
