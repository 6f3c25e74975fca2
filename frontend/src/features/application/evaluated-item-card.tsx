import { Button, Collapse, Drawer, Group, Text, Title, UnstyledButton } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconChevronRight, IconFileSearch } from "@tabler/icons-react";
import type { EvaluatedItem } from "@/api/types";
import { Interval } from "@/components/interval";
import { ScoreBar } from "@/components/score-bar";
import { StateBadge } from "@/components/state-badge";
import { SubmissionView } from "@/components/submission-view";
import { CheckTable } from "@/features/application/check-table";
import classes from "@/features/application/evaluated-item-card.module.css";
import { formatScore } from "@/lib/score";
import { itemWording, outcomeWording } from "@/lib/wording";

/** Two standard errors to each side: about 95 %. */
const WHISKER_ERRORS = 1.96;

interface EvaluatedItemCardProps {
  item: EvaluatedItem;
  initiallyOpen: boolean;
}

export function EvaluatedItemCard({ item, initiallyOpen }: EvaluatedItemCardProps) {
  const [open, { toggle }] = useDisclosure(initiallyOpen);
  const { title, state, outcome, score } = item;
  return (
    <article className={classes.card}>
      <UnstyledButton className={classes.head} onClick={toggle} aria-expanded={open}>
        <IconChevronRight size={18} className={classes.arrow} data-open={open} aria-hidden />
        <Title order={3} className={classes.title}>
          {title}
        </Title>
        <StateBadge wording={outcome ? outcomeWording(outcome) : itemWording(state)} />
        <span className={classes.score}>
          {score !== null && (
            <Interval value={score} interval={boundsOf(item)} label={title} series="automated" />
          )}
          <strong>{formatScore(score)}</strong>
        </span>
      </UnstyledButton>
      <Collapse expanded={open}>
        <div className={classes.body}>
          <Explanation item={item} />
          {item.competencies.length > 0 && <Competencies item={item} />}
          {item.checks.length > 0 && <CheckTable title={title} checks={item.checks} />}
          <SubmissionButton item={item} />
        </div>
      </Collapse>
    </article>
  );
}

function Explanation({ item: { state, outcome, message } }: { item: EvaluatedItem }) {
  if (state === "not_evaluated") return <Text>{itemWording(state).meaning}</Text>;
  if (!message || outcome === "completed") return null;
  // The result's own words speak to the candidate.
  return <Text>Told to the candidate: “{message}”</Text>;
}

function boundsOf({ score, score_error }: EvaluatedItem): [number, number] | null {
  if (score === null || score_error === null) return null;
  const reach = WHISKER_ERRORS * score_error;
  return [Math.max(0, score - reach), Math.min(1, score + reach)];
}

function Competencies({ item }: { item: EvaluatedItem }) {
  return (
    <dl className={classes.competencies} aria-label="Competencies">
      {item.competencies.map(({ slug, title, score }) => (
        <div key={slug}>
          <dt>{title}</dt>
          <dd>
            <ScoreBar score={score} label={title} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

function SubmissionButton({ item: { submission_id, title } }: { item: EvaluatedItem }) {
  const [opened, drawer] = useDisclosure(false);
  if (!submission_id) return null;
  return (
    <Group>
      <Button variant="default" leftSection={<IconFileSearch size={16} />} onClick={drawer.open}>
        Read the submission
      </Button>
      <Drawer
        opened={opened}
        onClose={drawer.close}
        position="right"
        size="60rem"
        title={`Submission: ${title}`}
        classNames={{ body: classes.drawer, content: classes.drawerContent }}
      >
        <SubmissionView submissionId={submission_id} />
      </Drawer>
    </Group>
  );
}
