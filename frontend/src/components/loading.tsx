import { Skeleton, Stack } from "@mantine/core";

/** The shape of what is coming, so that the page does not jump when it comes. */
export function LoadingRows({ rows = 5, height = 40 }: { rows?: number; height?: number }) {
  return (
    <Stack gap="xs" role="status" aria-label="Loading">
      {Array.from({ length: rows }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the rows are alike and never move
        <Skeleton key={row} height={height} radius="sm" />
      ))}
    </Stack>
  );
}

export function LoadingPage() {
  return (
    <Stack gap="lg" role="status" aria-label="Loading">
      <Skeleton height={28} width="16rem" maw="60%" />
      <Skeleton height={16} width="24rem" maw="80%" />
      <Skeleton height={240} radius="md" />
    </Stack>
  );
}
