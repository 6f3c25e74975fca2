import { Text, Title } from "@mantine/core";
import type { ReportItem } from "@/api/report";
import { Interval } from "@/components/interval";
import { ScoreBar } from "@/components/score-bar";
import { StateBadge } from "@/components/state-badge";
import { CheckLine } from "@/features/report/check-line";
import { likelyRange } from "@/features/report/likely-range";
import classes from "@/features/report/report-item-card.module.css";
import { runWords } from "@/lib/run-words";
import { formatInterval, formatScore } from "@/lib/score";

/** One scenario: its score, how it came about, and every check behind it. */
export function ReportItemCard({ item }: { item: ReportItem }) {
  return (
    <article className={classes.card}>
      <header className={classes.header}>
        <div className={classes.title}>
          <Title order={2}>{item.title}</Title>
          <StateBadge wording={stateWords(item)} />
        </div>
        {item.score !== null && <ItemScore score={item.score} error={item.score_error} />}
      </header>
      {explanation(item) && <Text className={classes.message}>{explanation(item)}</Text>}
      {item.competencies.length > 0 && <Competencies of={item} />}
      {item.checks.length > 0 && (
        <section className={classes.checks} aria-label={`Checks of ${item.title}`}>
          <ul>
            {item.checks.map((check) => (
              <CheckLine key={check.name} check={check} />
            ))}
          </ul>
        </section>
      )}
    </article>
  );
}

function ItemScore({ score, error }: { score: number; error: number | null }) {
  const range = likelyRange(score, error);
  const likely = formatInterval(range);
  const isPoint = likely === formatInterval([score, score]);
  return (
    <div className={classes.score}>
      <Interval value={score} interval={range} label="Score" series="automated" width={180} />
      <p>
        <b className="numeric">{formatScore(score)}</b>
        {range && !isPoint && <span className="numeric">likely {likely}</span>}
      </p>
    </div>
  );
}

function Competencies({ of: { title: item, competencies } }: { of: ReportItem }) {
  return (
    <section aria-label={`Competencies in ${item}`} className={classes.competencies}>
      {competencies.map(({ slug, title, score }) => (
        <div key={slug}>
          <Text fz="sm">{title}</Text>
          <ScoreBar score={score} label={title} />
        </div>
      ))}
    </section>
  );
}

function stateWords(item: ReportItem) {
  if (item.state === "pending") return { label: "Being measured", tone: "info" as const };
  const state = item.state === "not_evaluated" ? "failed" : "finished";
  return runWords({ kind: "scored", state, outcome: item.outcome });
}

function explanation(item: ReportItem): string {
  if (item.state === "pending") return "Your work is being measured. There is nothing to do.";
  if (item.state === "not_evaluated") {
    return (
      "Our platform failed to measure this, several times. This was our failure, it is no score, " +
      "and it does not count against you."
    );
  }
  return item.message;
}
