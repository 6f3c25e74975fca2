import { Text, Title } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import type { IncompleteRow } from "@/api/types";
import { columnsOf, DataTable } from "@/components/data-table";
import { StateBadge } from "@/components/state-badge";
import { TextLink } from "@/components/text-link";
import { formatScore } from "@/lib/score";
import { missingWording, stageWording } from "@/lib/wording";

const column = columnsOf<IncompleteRow>();

const columns = column.columns([
  column.accessor("candidate_name", {
    header: "Candidate",
    cell: ({ row: { original } }) => (
      <TextLink
        fw={600}
        to="/applications/$applicationId"
        params={{ applicationId: original.application_id }}
      >
        {original.candidate_name}
      </TextLink>
    ),
  }),
  column.accessor("stage", {
    header: "Stage",
    cell: (cell) => <StateBadge wording={stageWording(cell.getValue())} />,
  }),
  column.accessor("missing", {
    header: "What is missing",
    enableSorting: false,
    cell: (cell) => cell.getValue().map(missingWording).join("; "),
  }),
  column.accessor("automated", {
    header: "Automated",
    meta: { numeric: true },
    cell: (cell) => formatScore(cell.getValue()),
  }),
  column.accessor("rubric", {
    header: "Rubric",
    meta: { numeric: true },
    cell: (cell) => formatScore(cell.getValue()),
  }),
]);

interface IncompleteTableProps {
  rows: IncompleteRow[];
  anyRanked: boolean;
}

/** Those who lack a half: listed with what is missing, never ranked on a guess. */
export function IncompleteTable({ rows, anyRanked }: IncompleteTableProps) {
  const navigate = useNavigate();
  return (
    <section aria-labelledby="incomplete">
      <Title order={2} id="incomplete">
        Incomplete
      </Title>
      <Text c="dimmed" fz="sm" mb="sm">
        {anyRanked ? "Not ranked" : "Nobody can be ranked yet"}: a rank needs a finished evaluation
        and at least one scorecard. Nothing is guessed.
      </Text>
      <DataTable
        label="Incomplete candidates"
        columns={columns}
        rows={rows}
        rowKey={(row) => row.application_id}
        onOpen={(row) =>
          navigate({
            to: "/applications/$applicationId",
            params: { applicationId: row.application_id },
          })
        }
      />
    </section>
  );
}
