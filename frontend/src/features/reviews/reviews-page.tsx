import { Stack, Title } from "@mantine/core";
import { IconClipboardCheck } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import type { ReviewRow } from "@/api/types";
import { columnsOf, DataTable } from "@/components/data-table";
import { EmptyState } from "@/components/empty-state";
import { ErrorState } from "@/components/error-state";
import { LoadingRows } from "@/components/loading";
import { PageHeader } from "@/components/page-header";
import { StateBadge } from "@/components/state-badge";
import { TextLink } from "@/components/text-link";
import { reviewsQuery } from "@/features/reviews/api";
import { stageWording, stateWording } from "@/lib/wording";

const column = columnsOf<ReviewRow>();

const columns = column.columns([
  column.accessor("candidate_name", {
    header: "Candidate",
    cell: ({ row: { original } }) => (
      <TextLink
        fw={600}
        to="/applications/$applicationId/scorecard"
        params={{ applicationId: original.application_id }}
      >
        {original.candidate_name}
      </TextLink>
    ),
  }),
  column.accessor("opening.title", { id: "opening", header: "Opening" }),
  column.accessor("stage", {
    header: "Stage",
    cell: (cell) => <StateBadge wording={stageWording(cell.getValue())} />,
  }),
  column.accessor("scorecard.state", {
    id: "scorecard",
    header: "My scorecard",
    cell: ({ row: { original } }) => (
      <StateBadge wording={stateWording(original.scorecard?.state ?? "awaiting")} />
    ),
  }),
]);

export function ReviewsPage() {
  const reviews = useQuery(reviewsQuery);
  const awaiting = reviews.data?.filter((row) => row.scorecard?.state !== "handed_in") ?? [];
  const done = reviews.data?.filter((row) => row.scorecard?.state === "handed_in") ?? [];
  return (
    <>
      <PageHeader title="Reviews">
        Candidates whose work you rate. You see neither scores nor other ratings before yours.
      </PageHeader>
      {reviews.isPending && <LoadingRows />}
      {reviews.isError && <ErrorState error={reviews.error} onRetry={() => reviews.refetch()} />}
      {reviews.data && awaiting.length === 0 && (
        <EmptyState icon={IconClipboardCheck} title="Nothing awaits your rating">
          Candidates of your openings appear here as soon as they hand in.
        </EmptyState>
      )}
      <Stack gap="xl">
        {awaiting.length > 0 && <Reviews title="Awaiting you" rows={awaiting} />}
        {done.length > 0 && <Reviews title="Handed in" rows={done} />}
      </Stack>
    </>
  );
}

function Reviews({ title, rows }: { title: string; rows: ReviewRow[] }) {
  const navigate = useNavigate();
  return (
    <section>
      <Title order={2} mb="sm">
        {title}
      </Title>
      <DataTable
        label={title}
        columns={columns}
        rows={rows}
        rowKey={(row) => row.application_id}
        onOpen={(row) =>
          navigate({
            to: "/applications/$applicationId/scorecard",
            params: { applicationId: row.application_id },
          })
        }
      />
    </section>
  );
}
