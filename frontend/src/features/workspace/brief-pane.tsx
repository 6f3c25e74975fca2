import { Code, Text, Title } from "@mantine/core";
import type { AnnouncedCheck } from "@/api/workspace";
import { BriefHtml } from "@/components/brief-html";
import { StateBadge } from "@/components/state-badge";
import classes from "@/features/workspace/brief-pane.module.css";
import { useDesk } from "@/features/workspace/desk";
import { formatPercent } from "@/lib/score";

const MUST_NOT = {
  label: "Must not fail",
  tone: "quiet",
  meaning: "A low score here also limits the score of the whole scenario.",
} as const;

export function BriefPane() {
  const { workspace } = useDesk();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a long text scrolls with the keyboard too
    <section className={classes.pane} tabIndex={0} aria-label="Brief">
      {!workspace.brief_html.includes("<h1") && (
        <Title order={1} className={classes.title}>
          {workspace.title}
        </Title>
      )}
      <BriefHtml html={workspace.brief_html} />
      {workspace.checks.length > 0 && <Measured checks={workspace.checks} />}
    </section>
  );
}

function Measured({ checks }: { checks: AnnouncedCheck[] }) {
  const total = checks.reduce((sum, check) => sum + check.weight, 0);
  return (
    <section className={classes.measured}>
      <Title order={2}>What is measured after you hand in</Title>
      <ul>
        {checks.map((check) => (
          <li key={check.name}>
            <div>
              <Text fw={500}>{check.title}</Text>
              <Code>{check.name}</Code> {check.must_not && <StateBadge wording={MUST_NOT} />}
            </div>
            <Text className="numeric" c="dimmed">
              {formatPercent(total > 0 ? check.weight / total : 0)}
            </Text>
          </li>
        ))}
      </ul>
    </section>
  );
}
