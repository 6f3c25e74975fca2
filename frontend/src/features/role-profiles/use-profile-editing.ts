import { useEffect, useState } from "react";
import type { ChallengeRow, ProfileOffer, RoleProfile } from "@/api/types";
import {
  type ProfileValues,
  useProfileForm,
  valuesOf,
} from "@/features/role-profiles/profile-form";
import { challengeRows, criteriaOf, criterionRows } from "@/features/role-profiles/rows";

/**
 * What is typed, and the version that it changes. Rows keep their places while weights are typed;
 * they are put in order anew where a whole profile is filled in.
 */
export function useProfileEditing({ profile, built_in }: ProfileOffer, challenges: ChallengeRow[]) {
  const [base, setBase] = useState(profile);
  const [arrangedBy, setArrangedBy] = useState(profile);
  const [overtaken, setOvertaken] = useState(false);
  const criteria = criteriaOf(base, built_in);
  const valuesFrom = (one: RoleProfile) =>
    valuesOf(
      one,
      challenges.map(({ slug }) => slug),
      criteriaOf(one, built_in),
    );
  const form = useProfileForm(valuesFrom(profile));
  const dirty = form.isDirty();

  const goOnFrom = (other: RoleProfile) => {
    const values = valuesFrom(other);
    form.setInitialValues(values);
    form.setValues(values);
    form.clearErrors();
    setBase(other);
    setArrangedBy(other);
    setOvertaken(false);
  };
  // The page may have begun with what it remembered while the newest was on its way.
  // biome-ignore lint/correctness/useExhaustiveDependencies: only another version is a reason
  useEffect(() => {
    if (!dirty && profile.id !== base.id) goOnFrom(profile);
  }, [profile.id]);

  const keepOnTopOf = (theirs: RoleProfile) => {
    const { values } = form;
    const others = valuesFrom(theirs);
    form.setInitialValues(others);
    form.setValues({
      ...values,
      challenge_weights: { ...others.challenge_weights, ...values.challenge_weights },
      criterion_weights: { ...others.criterion_weights, ...values.criterion_weights },
    });
    setBase(theirs);
    setOvertaken(true);
  };
  const builtIn = built_in && {
    differs: differs(form.values, valuesFrom(built_in)),
    fillIn: () => {
      const { challenge_weights, criterion_weights } = valuesFrom(built_in);
      form.setValues({ challenge_weights, criterion_weights });
      form.clearErrors();
      setArrangedBy(built_in);
    },
  };

  return {
    form,
    base,
    dirty,
    overtaken,
    goOnFrom,
    keepOnTopOf,
    builtIn,
    rows: {
      challenges: challengeRows(challenges, arrangedBy.challenge_weights),
      criteria: criterionRows(criteria, arrangedBy.criterion_weights),
    },
  };
}

const HALVES = ["challenge_weights", "criterion_weights"] as const;

function differs(typed: ProfileValues, others: ProfileValues): boolean {
  return HALVES.some((half) =>
    Object.entries(typed[half]).some(([name, weight]) => weight !== others[half][name]),
  );
}
