import { Slider, Text } from "@mantine/core";
import type { Opening, ProfileName } from "@/api/types";
import { TriedProfile } from "@/features/shortlist/tried-profile";
import { useTriedProfile } from "@/features/shortlist/use-tried-profile";
import { useTriedWeight } from "@/features/shortlist/use-tried-weight";
import { useWeightSaving } from "@/features/shortlist/use-weight-saving";
import classes from "@/features/shortlist/weights-panel.module.css";
import { WhatIfNote } from "@/features/shortlist/what-if-note";

interface WeightsPanelProps {
  opening: Opening;
  /** The automated score's weight as the opening has it saved, 0 to 1. */
  savedWeight: number;
  /** The role profile that the opening chose; null where everything counts alike. */
  ownProfile: ProfileName | null;
  /** The one by which the table is ordered. */
  profileInEffect: ProfileName | null;
}

/** Tries other weights than the opening's. The address holds what is tried; nothing is saved. */
export function WeightsPanel(props: WeightsPanelProps) {
  const { opening, savedWeight, ownProfile, profileInEffect } = props;
  const saved = Math.round(savedWeight * 100);
  const own = ownProfile?.id ?? null;
  const [shown, move] = useTriedWeight(saved);
  const [profile, choose] = useTriedProfile(own);
  // Here and not in the part that appears while trying: that is gone once the weight is saved.
  const saving = useWeightSaving(opening.id, saved);
  const tries = { weight: shown !== saved, profile: profile !== own };

  return (
    <div className={classes.panel} data-trying={tries.weight || tries.profile}>
      <div className={classes.balance}>
        <Text className={classes.half} data-series="automated">
          Automated <strong>{shown} %</strong>
        </Text>
        <Slider
          className={classes.slider}
          value={shown}
          onChange={move}
          step={5}
          label={null}
          thumbLabel="Weight of the automated score, in percent"
          marks={[{ value: saved }]}
        />
        <Text className={classes.half} data-series="rubric">
          Rubric <strong>{100 - shown} %</strong>
        </Text>
      </div>
      <TriedProfile
        organizationId={opening.organization.id}
        own={ownProfile}
        inEffect={profileInEffect}
        chosen={profile}
        onChoose={choose}
      />
      {tries.weight || tries.profile ? (
        <WhatIfNote
          opening={whatTheOpeningHas(tries, saved, ownProfile)}
          busy={saving.busy}
          onReset={() => {
            move(saved);
            choose(own);
          }}
          // With a profile tried besides, what would be saved is not what is seen.
          onSave={opening.may_manage && !tries.profile ? () => saving.ask(shown) : null}
        />
      ) : (
        <Text c="dimmed" fz="sm" className={classes.note}>
          The opening’s weights. Try others to see what if; nothing is saved.
        </Text>
      )}
    </div>
  );
}

/** Of what is tried, how the opening has it saved. */
function whatTheOpeningHas(
  tries: { weight: boolean; profile: boolean },
  saved: number,
  own: ProfileName | null,
): string {
  const weighs = own ? `weighs by ${own.title}, version ${own.version}` : "weighs everything alike";
  return [tries.weight && `has ${saved} % automated`, tries.profile && weighs]
    .filter(Boolean)
    .join(" and ");
}
