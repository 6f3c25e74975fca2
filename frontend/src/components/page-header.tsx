import { Group, Text, Title } from "@mantine/core";
import { useDocumentTitle } from "@mantine/hooks";
import type { ReactNode } from "react";
import classes from "@/components/page-header.module.css";

interface PageHeaderProps {
  title: string;
  /** Where this page belongs, above the title. */
  trail?: ReactNode;
  /** A state beside the title. */
  badge?: ReactNode;
  children?: ReactNode;
  actions?: ReactNode;
}

export function PageHeader({ title, trail, badge, children, actions }: PageHeaderProps) {
  useDocumentTitle(`${title} · Vetting`);
  return (
    <div className={classes.header}>
      <div className={classes.words}>
        {trail && (
          <Text component="nav" aria-label="Where this belongs" c="dimmed" fz="sm">
            {trail}
          </Text>
        )}
        <Group gap="xs">
          <Title order={1}>{title}</Title>
          {badge}
        </Group>
        {children && (
          <Text component="div" c="dimmed" mt={4}>
            {children}
          </Text>
        )}
      </div>
      {actions && <Group gap="xs">{actions}</Group>}
    </div>
  );
}
