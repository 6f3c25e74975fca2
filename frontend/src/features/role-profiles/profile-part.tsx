import { Text, Title } from "@mantine/core";
import type { ReactNode } from "react";

interface ProfilePartProps {
  id: string;
  title: string;
  note: string;
  footnote?: string | null;
  /** Why the whole half was refused; what single weights lack stands beside them. */
  problem: ReactNode;
  children: ReactNode;
}

export function ProfilePart(props: ProfilePartProps) {
  const { id, title, note, footnote, problem, children } = props;
  return (
    <section aria-labelledby={id}>
      <Title order={2} id={id}>
        {title}
      </Title>
      <Text c="dimmed" fz="sm" mb="sm">
        {note}
      </Text>
      {problem && (
        <Text role="alert" c="var(--vet-bad)" fz="sm" mb="sm">
          {problem}
        </Text>
      )}
      {children}
      {footnote && (
        <Text c="dimmed" fz="sm" mt="xs">
          {footnote}
        </Text>
      )}
    </section>
  );
}
