import { Button } from "@mantine/core";
import { IconMapOff } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { EmptyState } from "@/components/empty-state";

export function NotFoundPage() {
  return (
    <main id="main">
      <EmptyState
        order={1}
        icon={IconMapOff}
        title="There is no such page"
        action={
          <Button component={Link} to="/">
            Go to the start
          </Button>
        }
      >
        The address may be mistyped, or the page may not be yours to see. Nothing is broken.
      </EmptyState>
    </main>
  );
}
