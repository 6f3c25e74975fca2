import { Button, Group, Text, Title } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import type { Application } from "@/api/types";
import { StateBadge } from "@/components/state-badge";
import { Time } from "@/components/time";
import { DecisionForm } from "@/features/application/decision-form";
import classes from "@/features/application/decision-part.module.css";
import { verdictWording } from "@/lib/wording";

interface DecisionPartProps {
  application: Application;
  mayDecide: boolean;
}

/** The decision is a person's, with a reason, and stands apart from every score. */
export function DecisionPart({ application, mayDecide }: DecisionPartProps) {
  const [deciding, form] = useDisclosure(false);
  const { decision } = application;
  if (!decision && !mayDecide) return null;
  return (
    <section className={classes.part} aria-labelledby="decision">
      <Group justify="space-between" align="flex-start">
        <div>
          <Group gap="xs">
            <Title order={2} id="decision">
              Decision
            </Title>
            {decision && <StateBadge wording={verdictWording(decision.verdict)} />}
          </Group>
          {decision ? (
            <>
              <Text mt={4}>{decision.reason}</Text>
              <Text c="dimmed" fz="sm">
                {decision.decided_by.name}, <Time at={decision.decided_at} />
              </Text>
            </>
          ) : (
            <Text c="dimmed">Not decided. A decision needs a reason; scores never decide.</Text>
          )}
        </div>
        {mayDecide && !deciding && (
          <Button variant="default" onClick={form.open}>
            {decision ? "Decide anew" : "Decide"}
          </Button>
        )}
      </Group>
      {deciding && <DecisionForm application={application} onClose={form.close} />}
    </section>
  );
}
