import { Button, CopyButton, Group, Text, TextInput } from "@mantine/core";
import { IconCheck, IconCopy } from "@tabler/icons-react";
import type { IssuedInvitation } from "@/api/types";
import { Time } from "@/components/time";

interface IssuedLinkProps {
  invitation: IssuedInvitation;
  email: string;
}

/** The invitation's link. Only its hash is stored, so that this is the one time to see it. */
export function IssuedLink({ invitation, email }: IssuedLinkProps) {
  return (
    <>
      <Text>
        The invitation is on its way to {email}. You may also pass the link on yourself; it expires{" "}
        <Time at={invitation.expires_at} />.
      </Text>
      <Group gap="xs" wrap="nowrap" align="flex-end">
        <TextInput
          label="Invitation link"
          readOnly
          flex={1}
          value={invitation.url}
          onFocus={(event) => event.currentTarget.select()}
        />
        <CopyButton value={invitation.url}>
          {({ copied, copy }) => (
            <Button
              variant="light"
              onClick={copy}
              leftSection={copied ? <IconCheck size={16} /> : <IconCopy size={16} />}
            >
              {copied ? "Copied" : "Copy"}
            </Button>
          )}
        </CopyButton>
      </Group>
      <Text fw={500}>This link is shown once. Copy it now if you need it.</Text>
    </>
  );
}
