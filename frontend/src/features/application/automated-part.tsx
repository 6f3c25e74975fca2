import { Text, Title } from "@mantine/core";
import { IconEyeOff, IconHourglass } from "@tabler/icons-react";
import type { Application } from "@/api/types";
import { ButtonLink } from "@/components/button-link";
import { EmptyState } from "@/components/empty-state";
import { EvaluatedItemCard } from "@/features/application/evaluated-item-card";

export function AutomatedPart({ application }: { application: Application }) {
  return (
    <section aria-labelledby="automated">
      <Title order={2} id="automated">
        Automated
      </Title>
      <Text c="dimmed" fz="sm" mb="sm">
        Each score comes from measured values: where a value lies between the check’s floor (0) and
        ceiling (100), averaged over several hidden data sets.
      </Text>
      <Content application={application} />
    </section>
  );
}

function Content({ application }: { application: Application }) {
  if (application.automated_hidden) return <HiddenUntilRated applicationId={application.id} />;
  const items = application.automated?.items ?? [];
  if (items.length === 0) {
    return (
      <EmptyState icon={IconHourglass} title="Nothing measured yet">
        Scores appear once the candidate has handed in and the runs are finished.
      </EmptyState>
    );
  }
  return items.map((item, index) => (
    <EvaluatedItemCard key={item.title} item={item} initiallyOpen={index === 0} />
  ));
}

function HiddenUntilRated({ applicationId }: { applicationId: string }) {
  return (
    <EmptyState
      icon={IconEyeOff}
      title="Hidden until you have rated"
      action={
        <ButtonLink to="/applications/$applicationId/scorecard" params={{ applicationId }}>
          Go to my scorecard
        </ButtonLink>
      }
    >
      You rate without knowing the scores or the others’ ratings. Both are shown as soon as you hand
      in your scorecard.
    </EmptyState>
  );
}
