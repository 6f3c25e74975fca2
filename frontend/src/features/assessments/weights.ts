/** The weight of each chosen challenge, by the id of its version. */
export type Weights = Readonly<Record<string, number>>;

/** With another weight for a challenge; null takes it out of the choice. */
export function withWeight(weights: Weights, versionId: string, weight: number | null): Weights {
  const { [versionId]: _, ...others } = weights;
  return weight === null ? others : { ...others, [versionId]: weight };
}

export function itemsOf(weights: Weights) {
  return Object.entries(weights).map(([challenge_version_id, weight]) => ({
    challenge_version_id,
    weight,
  }));
}
