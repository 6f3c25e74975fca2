import { Group, Menu, Text, UnstyledButton } from "@mantine/core";
import { IconChevronDown, IconLogout } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { meQuery, useSignOut } from "@/api/me";
import { BrandMark } from "@/components/brand-mark";
import { ThemeSwitch } from "@/components/theme-switch";
import classes from "@/components/top-bar.module.css";

interface TopBarProps {
  /** Whose page this is: the organization, or what is being worked on. */
  title?: ReactNode;
  /** Navigation, or what the page wants in view: a clock, a save state. */
  children?: ReactNode;
}

export function TopBar({ title, children }: TopBarProps) {
  return (
    <header className={classes.bar}>
      <a className="skip-link" href="#main">
        Skip to the content
      </a>
      <BrandMark />
      {title && (
        <Text className={classes.title} c="dimmed" truncate>
          {title}
        </Text>
      )}
      <div className={classes.middle}>{children}</div>
      <Group gap={4} wrap="nowrap">
        <ThemeSwitch />
        <AccountMenu />
      </Group>
    </header>
  );
}

function AccountMenu() {
  const { data: me } = useQuery(meQuery);
  const signOut = useSignOut();
  if (!me) return null;
  return (
    <Menu position="bottom-end" width={240}>
      <Menu.Target>
        <UnstyledButton className={classes.account} aria-label={`Account of ${me.user.name}`}>
          <span className={classes.initials} aria-hidden>
            {initials(me.user.name)}
          </span>
          <IconChevronDown size={14} aria-hidden />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          <Text fw={600} c="var(--mantine-color-text)">
            {me.user.name}
          </Text>
          <Text fz="xs" truncate>
            {me.user.email}
          </Text>
        </Menu.Label>
        <Menu.Divider />
        <Menu.Item leftSection={<IconLogout size={16} />} onClick={() => signOut.mutate()}>
          Sign out
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

function initials(name: string): string {
  const words = name.trim().split(/\s+/);
  const first = words[0]?.charAt(0) ?? "";
  const last = words.length > 1 ? (words.at(-1)?.charAt(0) ?? "") : "";
  return (first + last).toUpperCase();
}
