import { Text } from "@mantine/core";
import { useId } from "react";
import type { ProfileName } from "@/api/types";
import { ProfileSelect } from "@/components/profile-select";
import { TextLink } from "@/components/text-link";
import classes from "@/features/shortlist/weights-panel.module.css";

interface TriedProfileProps {
  organizationId: string;
  own: ProfileName | null;
  inEffect: ProfileName | null;
  chosen: string | null;
  onChoose: (profileId: string | null) => void;
}

/** By which role profile the table is ordered, and a choice of others to try. */
export function TriedProfile(props: TriedProfileProps) {
  const { organizationId, own, inEffect, chosen, onChoose } = props;
  const id = useId();
  return (
    <div className={classes.profile}>
      <Text component="label" htmlFor={id} fz="sm">
        Role profile
      </Text>
      <ProfileSelect
        id={id}
        className={classes.select}
        organizationId={organizationId}
        used={[own, inEffect].filter((profile) => profile !== null)}
        marked={own?.id ?? null}
        chosen={chosen}
        onChoose={onChoose}
      />
      {inEffect && (
        <TextLink
          fz="sm"
          to="/role-profiles/$role"
          params={{ role: inEffect.role }}
          search={{ organization: organizationId }}
        >
          Its weights
        </TextLink>
      )}
    </div>
  );
}
