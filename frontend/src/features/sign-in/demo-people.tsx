import { Button, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { instanceQuery } from "@/api/instance";
import type { Credentials } from "@/features/sign-in/api";
import classes from "@/features/sign-in/sign-in-page.module.css";
import { roleWording } from "@/lib/wording";

/** In a demo, the invented people whom one may sign in as. */
export function DemoPeople({ onPick }: { onPick: (credentials: Credentials) => void }) {
  const { data: instance } = useQuery(instanceQuery);
  const people = instance?.demo_accounts ?? [];
  if (people.length === 0) return null;
  return (
    <section className={classes.demo} aria-label="Demo accounts">
      <Text c="dimmed" fz="sm" mb="xs">
        This is a demo with invented people. Look around as:
      </Text>
      <Stack gap={2}>
        {people.map(({ name, email, role, password }) => (
          <Button
            key={email}
            variant="subtle"
            justify="space-between"
            fullWidth
            rightSection={
              <Text c="dimmed" fz="sm">
                {roleWording(role)}
              </Text>
            }
            onClick={() => onPick({ email, password })}
          >
            {name}
          </Button>
        ))}
      </Stack>
    </section>
  );
}
