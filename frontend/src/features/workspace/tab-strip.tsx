import { CloseButton, UnstyledButton } from "@mantine/core";
import { IconFile, IconTable } from "@tabler/icons-react";
import { useDesk } from "@/features/workspace/desk";
import { SaveMark } from "@/features/workspace/save-mark";
import classes from "@/features/workspace/tab-strip.module.css";
import { same, type Tab } from "@/features/workspace/use-tabs";

const MIDDLE_BUTTON = 1;

export function TabStrip() {
  const { tabs } = useDesk();
  if (tabs.tabs.length === 0) return null;
  return (
    <ul className={classes.strip} aria-label="Open files">
      {tabs.tabs.map((tab) => (
        <TabItem key={`${tab.kind}:${tab.path}`} tab={tab} />
      ))}
    </ul>
  );
}

function TabItem({ tab }: { tab: Tab }) {
  const { tabs } = useDesk();
  const active = same(tabs.active, tab);
  const Glyph = tab.kind === "data" ? IconTable : IconFile;
  return (
    <li
      className={classes.tab}
      data-active={active}
      onAuxClick={(event) => event.button === MIDDLE_BUTTON && tabs.close(tab)}
    >
      <UnstyledButton
        className={classes.name}
        aria-current={active || undefined}
        title={tab.path}
        onClick={() => tabs.open(tab)}
      >
        <Glyph size={14} aria-hidden />
        <span>{tab.path.split("/").at(-1)}</span>
        {tab.kind === "file" && <SaveMark path={tab.path} />}
      </UnstyledButton>
      <CloseButton
        size={24}
        iconSize={14}
        aria-label={`Close ${tab.path}`}
        onClick={() => tabs.close(tab)}
      />
    </li>
  );
}
