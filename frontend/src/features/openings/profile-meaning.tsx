import { Text } from "@mantine/core";
import { useChallengeTitles } from "@/api/challenges";
import type { RoleProfile } from "@/api/types";
import { TextLink } from "@/components/text-link";
import { countingMost, formatWeight, type Weighed } from "@/lib/weights";
import { spelledOut } from "@/lib/wording";

const SHOWN = 3;

interface ProfileMeaningProps {
  /** Null: everything alike. */
  profile: RoleProfile | null;
  organizationId: string;
}

/** What the choice does to the scores, in a line. */
export function ProfileMeaning({ profile, organizationId }: ProfileMeaningProps) {
  const titleOf = useChallengeTitles();
  if (!profile) {
    return (
      <Text c="dimmed" fz="sm" mt="xs">
        Challenges weigh what the assessment gives them, criteria what the rubric gives them.
      </Text>
    );
  }
  const most = [
    ...countingMost(profile.challenge_weights, titleOf).slice(0, SHOWN),
    ...countingMost(profile.criterion_weights, spelledOut).slice(0, SHOWN),
  ];
  return (
    <Text c="dimmed" fz="sm" mt="xs">
      {most.length > 0
        ? `Counting most: ${most.map(named).join("\u00a0· ")}. `
        : "Nothing counts more than the rest. "}
      <TextLink
        fz="sm"
        to="/role-profiles/$role"
        params={{ role: profile.role }}
        search={{ organization: organizationId }}
      >
        See all of its weights
      </TextLink>
    </Text>
  );
}

const named = ({ title, weight }: Weighed) => `${title}\u00a0${formatWeight(weight)}`;
