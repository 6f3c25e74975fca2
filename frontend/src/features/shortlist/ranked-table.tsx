import { Text, Tooltip } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import type { RankedRow } from "@/api/types";
import { useRowKeys } from "@/components/use-row-keys";
import {
  bandMeaning,
  bandsOf,
  itemShare,
  itemTitles,
  rankChanges,
} from "@/features/shortlist/bands";
import classes from "@/features/shortlist/ranked-table.module.css";
import { RankedTableRow } from "@/features/shortlist/ranked-table-row";
import { formatPercent } from "@/lib/score";

interface RankedTableProps {
  ranked: RankedRow[];
  saved: RankedRow[];
  confidence: number;
  /** The rows are the previous answer while the next is on its way. */
  stale: boolean;
}

const OTHER_COLUMNS = 7;

export function RankedTable({ ranked, saved, confidence, stale }: RankedTableProps) {
  const navigate = useNavigate();
  const open = (row: RankedRow | undefined) => {
    if (!row) return;
    void navigate({
      to: "/applications/$applicationId",
      params: { applicationId: row.application_id },
    });
  };
  const keys = useRowKeys((index) => open(ranked[index]));
  const changes = rankChanges(saved, ranked);
  const titles = itemTitles(ranked);

  return (
    <div className={classes.frame} data-stale={stale}>
      <table className={classes.table} aria-labelledby="ranked" {...keys.table}>
        <Headings ranked={ranked} titles={titles} />
        {bandsOf(ranked).map(({ number, rows }) => (
          <tbody key={number} className={classes.band}>
            <tr>
              <th colSpan={OTHER_COLUMNS + titles.length} scope="rowgroup">
                Band {number}
                <Text component="span" className={classes.meaning}>
                  {bandMeaning(rows.length, confidence)}
                </Text>
              </th>
            </tr>
            {rows.map((row) => (
              <RankedTableRow
                key={row.application_id}
                row={row}
                titles={titles}
                change={changes.get(row.application_id) ?? 0}
                onOpen={() => open(row)}
                keyProps={keys.row(ranked.indexOf(row))}
              />
            ))}
          </tbody>
        ))}
      </table>
    </div>
  );
}

function Headings({ ranked, titles }: { ranked: RankedRow[]; titles: string[] }) {
  return (
    <thead>
      <tr>
        <th scope="col">Rank</th>
        <th scope="col">Candidate</th>
        <th scope="col" className={classes.wide}>
          Composite
          <Scale />
        </th>
        <th scope="col">Automated</th>
        <th scope="col">Rubric</th>
        {titles.map((title) => (
          <th key={title} scope="col" className={classes.challenge}>
            <Tooltip label={title}>
              <span>{title}</span>
            </Tooltip>
            <ItemShare share={itemShare(ranked, title)} />
          </th>
        ))}
        <th scope="col">Recommend</th>
        <th scope="col">Decision</th>
      </tr>
    </thead>
  );
}

/** How much of the automated score a challenge is, by the weights in effect. */
function ItemShare({ share }: { share: number | null }) {
  if (share === null) return null;
  return (
    <Text component="small" fz="xs" className={classes.itemShare}>
      counts {formatPercent(share)}
    </Text>
  );
}

function Scale() {
  return (
    <span className={classes.scale} aria-hidden>
      {[0, 25, 50, 75, 100].map((at) => (
        <span key={at}>{at}</span>
      ))}
    </span>
  );
}
