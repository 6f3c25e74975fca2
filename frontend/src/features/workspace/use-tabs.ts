import { useSessionStorage } from "@mantine/hooks";
import { useCallback } from "react";

export interface Tab {
  kind: "file" | "data";
  path: string;
}

interface OpenTabs {
  tabs: Tab[];
  active: Tab | null;
}

export interface Tabs extends OpenTabs {
  open: (tab: Tab) => void;
  close: (tab: Tab) => void;
  /** A file got another name; its tab stays where it is. */
  rename: (from: string, to: string) => void;
}

/** The open tabs, which come back after a reload. */
export function useTabs(workspaceId: string, firstFile: string | undefined): Tabs {
  const first: Tab | null = firstFile === undefined ? null : { kind: "file", path: firstFile };
  const [stored, setStored] = useSessionStorage<OpenTabs>({
    key: `vetting.tabs/${workspaceId}`,
    defaultValue: { tabs: first ? [first] : [], active: first },
    getInitialValueInEffect: false,
  });

  const open = useCallback(
    (tab: Tab) =>
      setStored(({ tabs }) => ({
        tabs: tabs.some((other) => same(other, tab)) ? tabs : [...tabs, tab],
        active: tab,
      })),
    [setStored],
  );
  const close = useCallback((tab: Tab) => setStored((all) => without(all, tab)), [setStored]);
  const rename = useCallback(
    (from: string, to: string) => setStored((all) => renamed(all, from, to)),
    [setStored],
  );
  return { ...stored, open, close, rename };
}

export function same(a: Tab | null, b: Tab | null): boolean {
  return a?.kind === b?.kind && a?.path === b?.path;
}

/** Closing the tab in view shows its neighbour. */
export function without({ tabs, active }: OpenTabs, tab: Tab): OpenTabs {
  const at = tabs.findIndex((other) => same(other, tab));
  if (at < 0) return { tabs, active };
  const rest = tabs.toSpliced(at, 1);
  if (!same(active, tab)) return { tabs: rest, active };
  return { tabs: rest, active: rest[at] ?? rest.at(-1) ?? null };
}

function renamed({ tabs, active }: OpenTabs, from: string, to: string): OpenTabs {
  const move = (tab: Tab): Tab =>
    tab.kind === "file" && tab.path === from ? { kind: "file", path: to } : tab;
  return { tabs: tabs.map(move), active: active && move(active) };
}
