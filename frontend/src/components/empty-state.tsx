import { Stack, Text, Title } from "@mantine/core";
import { type Icon, IconInbox } from "@tabler/icons-react";
import type { ReactNode } from "react";
import classes from "@/components/empty-state.module.css";

interface EmptyStateProps {
  title: string;
  /** What to do next, in a sentence or two. */
  children: ReactNode;
  icon?: Icon;
  /** The heading's level: 1 where this is all of the page. */
  order?: 1 | 2;
  action?: ReactNode;
}

export function EmptyState(props: EmptyStateProps) {
  const { title, children, icon: Glyph = IconInbox, order = 2, action } = props;
  return (
    <Stack className={classes.empty} align="center" gap="xs">
      <span className={classes.glyph}>
        <Glyph size={24} stroke={1.6} aria-hidden />
      </span>
      <Title order={order} size="h2" ta="center">
        {title}
      </Title>
      <Text component="div" c="dimmed" ta="center" maw="28rem">
        {children}
      </Text>
      {action && <div className={classes.action}>{action}</div>}
    </Stack>
  );
}
