import { Group, Text, Title } from "@mantine/core";
import { getRouteApi } from "@tanstack/react-router";
import { useChallengeTitles } from "@/api/challenges";
import type { RoleProfile } from "@/api/types";
import { TextLink } from "@/components/text-link";
import { originOf } from "@/features/role-profiles/origin";
import classes from "@/features/role-profiles/role-card.module.css";
import { countingMost, formatWeight, type Weighed } from "@/lib/weights";
import { spelledOut } from "@/lib/wording";

const route = getRouteApi("/staff/role-profiles");
const SHOWN = 4;

export function RoleCard({ profile }: { profile: RoleProfile }) {
  const { organization } = route.useSearch();
  const titleOf = useChallengeTitles();
  return (
    <article className={classes.card}>
      <div>
        <Group justify="space-between" align="baseline" gap="xs">
          <Title order={2}>
            <TextLink
              to="/role-profiles/$role"
              params={{ role: profile.role }}
              search={{ organization }}
              className={classes.link}
              inherit
              c="inherit"
            >
              {profile.title}
            </TextLink>
          </Title>
          <Text c="dimmed" fz="xs">
            {originOf(profile)}
          </Text>
        </Group>
        {profile.summary && <Text c="dimmed">{profile.summary}</Text>}
      </div>
      <Most heading="Challenges" weighed={countingMost(profile.challenge_weights, titleOf)} />
      <Most heading="Criteria" weighed={countingMost(profile.criterion_weights, spelledOut)} />
    </article>
  );
}

function Most({ heading, weighed }: { heading: string; weighed: Weighed[] }) {
  const more = weighed.length - SHOWN;
  return (
    <section>
      <Title order={3} className={classes.heading}>
        {heading}
      </Title>
      <ul className={classes.most}>
        {weighed.length === 0 && <li>None counts more than the others</li>}
        {weighed.slice(0, SHOWN).map(({ name, title, weight }) => (
          <li key={name}>
            <span>{title}</span>
            <strong>{formatWeight(weight)}</strong>
          </li>
        ))}
        {more > 0 && <li className={classes.more}>and {more} more above 1</li>}
      </ul>
    </section>
  );
}
