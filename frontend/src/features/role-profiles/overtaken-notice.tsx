import { Button, Group, Stack, Text, Title } from "@mantine/core";
import { useEffect, useRef } from "react";
import type { RoleProfile } from "@/api/types";
import classes from "@/features/role-profiles/role-profile-page.module.css";

interface OvertakenNoticeProps {
  theirs: RoleProfile;
  onTake: () => void;
}

/** Somebody else saved first: nothing typed is lost, and both ways on are said. */
export function OvertakenNotice({ theirs, onTake }: OvertakenNoticeProps) {
  const { version } = theirs;
  const notice = useRef<HTMLDivElement>(null);
  // Whoever saves from far down the page must not miss it.
  useEffect(() => notice.current?.focus(), []);
  return (
    <Stack role="alert" gap="xs" className={classes.overtaken} ref={notice} tabIndex={-1}>
      <Title order={2}>Somebody saved version {version} meanwhile</Title>
      <Text>
        Nothing is lost: what you typed is still here, and where theirs differs it stands below
        yours. Save to put yours on top as version {version + 1}, or go on from theirs.
      </Text>
      <Group>
        <Button variant="default" onClick={onTake}>
          Take theirs
        </Button>
      </Group>
    </Stack>
  );
}
