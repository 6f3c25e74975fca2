import { Button, Group, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconPlus } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { meQuery, recruitedFor } from "@/api/me";
import type { OpeningBrief } from "@/api/types";
import { columnsOf, DataTable } from "@/components/data-table";
import { EmptyState } from "@/components/empty-state";
import { ErrorState } from "@/components/error-state";
import { LoadingRows } from "@/components/loading";
import { PageHeader } from "@/components/page-header";
import { StateBadge } from "@/components/state-badge";
import { TextLink } from "@/components/text-link";
import { Time } from "@/components/time";
import { openingsQuery } from "@/features/openings/api";
import { NewOpeningDialog } from "@/features/openings/new-opening-dialog";
import { stateWording } from "@/lib/wording";

const column = columnsOf<OpeningBrief>();

const columns = column.columns([
  column.accessor("title", {
    header: "Opening",
    cell: ({ row: { original } }) => (
      <div>
        <TextLink fw={600} to="/openings/$openingId" params={{ openingId: original.id }}>
          {original.title}
        </TextLink>
        <Text c="dimmed" fz="xs">
          {[original.organization.name, original.requisition_id].filter(Boolean).join(" · ")}
        </Text>
      </div>
    ),
  }),
  column.accessor("state", {
    header: "State",
    cell: (cell) => <StateBadge wording={stateWording(cell.getValue())} />,
  }),
  column.accessor("application_count", { header: "Candidates", meta: { numeric: true } }),
  column.accessor("handed_in_count", { header: "Handed in", meta: { numeric: true } }),
  column.accessor("evaluated_count", { header: "Evaluated", meta: { numeric: true } }),
  column.accessor("scorecard_count", { header: "Scorecards", meta: { numeric: true } }),
  column.accessor("created_at", {
    header: "Created",
    cell: (cell) => <Time at={cell.getValue()} />,
  }),
]);

export function OpeningsPage() {
  const { data: me } = useQuery(meQuery);
  const openings = useQuery(openingsQuery);
  const [creating, dialog] = useDisclosure(false);
  const navigate = useNavigate();
  const recruits = recruitedFor(me).length > 0;
  const create = recruits && (
    <Button leftSection={<IconPlus size={16} />} onClick={dialog.open}>
      New opening
    </Button>
  );

  return (
    <>
      <PageHeader title="Openings" actions={<Group>{create}</Group>}>
        Positions to fill, with how far their candidates have come.
      </PageHeader>
      {openings.isPending && <LoadingRows />}
      {openings.isError && <ErrorState error={openings.error} onRetry={() => openings.refetch()} />}
      {openings.data?.length === 0 && (
        <EmptyState title="No openings yet" action={create}>
          {recruits
            ? "Create the first one, add candidates to it, then invite them to an assessment."
            : "A recruiter has not put you on an opening yet. Ask them to add you to its team."}
        </EmptyState>
      )}
      {openings.data && openings.data.length > 0 && (
        <DataTable
          label="Openings"
          columns={columns}
          rows={openings.data}
          rowKey={(opening) => opening.id}
          onOpen={({ id }) => navigate({ to: "/openings/$openingId", params: { openingId: id } })}
        />
      )}
      <NewOpeningDialog opened={creating} onClose={dialog.close} />
    </>
  );
}
