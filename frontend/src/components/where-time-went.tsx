import type { Phase } from "@/api/types";
import classes from "@/components/where-time-went.module.css";
import { formatPercent } from "@/lib/score";

interface WhereTimeWentProps {
  phases: Phase[];
  /** Space around it, where the page around it has none. */
  padded?: boolean;
}

/** The phases of a run that has ended: one bar to look at, and the table that says it. */
export function WhereTimeWent({ phases, padded = false }: WhereTimeWentProps) {
  if (phases.length === 0) return null;
  const total = phases.reduce((sum, { seconds }) => sum + seconds, 0);
  const parts = phases.map((phase) => ({
    ...phase,
    share: total > 0 ? phase.seconds / total : 0,
  }));
  return (
    <div className={classes.frame} data-padded={padded}>
      <table className={classes.table}>
        <caption className={classes.caption}>
          Where the time went
          <span className={classes.bar} aria-hidden>
            {parts.map(({ name, share }) => (
              <span
                key={name}
                className={classes.part}
                data-phase={name}
                data-empty={share === 0}
                style={{ flexGrow: share * 100 }}
              />
            ))}
          </span>
        </caption>
        <thead className={classes.spoken}>
          <tr>
            <th scope="col">Phase</th>
            <th scope="col">Time</th>
            <th scope="col">Share</th>
          </tr>
        </thead>
        <tbody>
          {parts.map(({ name, title, seconds, share }) => (
            <tr key={name}>
              <th scope="row">
                <span className={classes.swatch} data-phase={name} aria-hidden />
                {title}
              </th>
              <td>{inSeconds(seconds)}</td>
              <td className={classes.share}>{inPercent(share)}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">In all</th>
            <td>{inSeconds(total)}</td>
            <td />
          </tr>
        </tfoot>
      </table>
    </div>
  );
}

const oneDecimal = new Intl.NumberFormat("en", {
  minimumFractionDigits: 1,
  maximumFractionDigits: 1,
});

function inSeconds(seconds: number): string {
  return `${oneDecimal.format(seconds)}\u00a0s`;
}

/** Little is told apart from nothing. */
function inPercent(share: number): string {
  return share > 0 && share < 0.005 ? "<\u00a01\u00a0%" : formatPercent(share);
}
