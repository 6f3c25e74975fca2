import { ActionIcon, Menu, Text, Title, Tooltip, UnstyledButton } from "@mantine/core";
import {
  IconDots,
  IconDownload,
  IconFile,
  IconFilePlus,
  IconFolder,
  IconTable,
} from "@tabler/icons-react";
import { useMemo, useState } from "react";
import { dataAddress } from "@/api/workspace";
import { ArchiveMenu } from "@/features/workspace/archive-menu";
import { useDesk } from "@/features/workspace/desk";
import classes from "@/features/workspace/file-list.module.css";
import { FileMenuItems } from "@/features/workspace/file-menu-items";
import { FileNameDialog } from "@/features/workspace/file-name-dialog";
import { buildTree, type TreeNode } from "@/features/workspace/file-tree";
import { SaveMark } from "@/features/workspace/save-mark";
import { useSaveStates } from "@/features/workspace/use-autosave";
import { useFileActions } from "@/features/workspace/use-file-actions";
import { same, type Tab } from "@/features/workspace/use-tabs";
import { formatBytes } from "@/lib/score";

interface FileListProps {
  /** On a phone the list closes once a file was chosen. */
  onChoose?: () => void;
}

export function FileList({ onChoose }: FileListProps) {
  const { workspace, autosave, tabs } = useDesk();
  const states = useSaveStates(autosave);
  const paths = useMemo(
    () => new Set([...workspace.files.map((file) => file.path), ...states.keys()]),
    [workspace.files, states],
  );
  const tree = useMemo(() => buildTree(paths), [paths]);
  const choose = (tab: Tab) => {
    tabs.open(tab);
    onChoose?.();
  };
  return (
    <nav className={classes.list} aria-label="Files">
      <div className={classes.heading}>
        <Title order={3}>Files</Title>
        {workspace.editable && <NewFile taken={paths} />}
        <ArchiveMenu />
      </div>
      {paths.size === 0 && (
        <Text c="dimmed" fz="sm" px="sm">
          No files yet. Add one, or upload an archive.
        </Text>
      )}
      <Level nodes={tree} onChoose={choose} taken={paths} />
      <div className={classes.heading}>
        <Title order={3}>Data</Title>
        <Text component="span" c="dimmed" fz="xs">
          to read only
        </Text>
      </div>
      <DataFiles onChoose={choose} />
    </nav>
  );
}

function NewFile({ taken }: { taken: ReadonlySet<string> }) {
  const [opened, setOpened] = useState(false);
  const { create } = useFileActions();
  return (
    <>
      <Tooltip label="New file">
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label="New file"
          onClick={() => setOpened(true)}
        >
          <IconFilePlus size={16} />
        </ActionIcon>
      </Tooltip>
      <FileNameDialog
        opened={opened}
        title="New file"
        verb="Create"
        initial=""
        taken={taken}
        onClose={() => setOpened(false)}
        onName={create}
      />
    </>
  );
}

interface LevelProps {
  nodes: TreeNode[];
  taken: ReadonlySet<string>;
  onChoose: (tab: Tab) => void;
}

function Level({ nodes, taken, onChoose }: LevelProps) {
  return (
    <ul className={classes.level}>
      {nodes.map((node) => (
        <li key={node.path}>
          {node.kind === "folder" ? (
            <>
              <span className={classes.folder}>
                <IconFolder size={15} aria-hidden />
                {node.name}
              </span>
              <Level nodes={node.children} taken={taken} onChoose={onChoose} />
            </>
          ) : (
            <FileRow path={node.path} name={node.name} taken={taken} onChoose={onChoose} />
          )}
        </li>
      ))}
    </ul>
  );
}

interface FileRowProps {
  path: string;
  name: string;
  taken: ReadonlySet<string>;
  onChoose: (tab: Tab) => void;
}

function FileRow({ path, name, taken, onChoose }: FileRowProps) {
  const { workspace, tabs } = useDesk();
  const [renaming, setRenaming] = useState(false);
  const { rename } = useFileActions();
  const tab: Tab = { kind: "file", path };
  const active = same(tabs.active, tab);
  return (
    <div className={classes.row} data-active={active}>
      <UnstyledButton
        className={classes.name}
        aria-current={active || undefined}
        onClick={() => onChoose(tab)}
      >
        <IconFile size={15} aria-hidden />
        <span>{name}</span>
        <SaveMark path={path} />
      </UnstyledButton>
      {workspace.editable && (
        <Menu position="bottom-end" withinPortal>
          <Menu.Target>
            <ActionIcon
              className={classes.more}
              variant="subtle"
              color="gray"
              size="sm"
              aria-label={`Actions for ${path}`}
            >
              <IconDots size={15} />
            </ActionIcon>
          </Menu.Target>
          <FileMenuItems path={path} onRename={() => setRenaming(true)} />
        </Menu>
      )}
      <FileNameDialog
        opened={renaming}
        title={`Rename ${path}`}
        verb="Rename"
        initial={path}
        taken={taken}
        onClose={() => setRenaming(false)}
        onName={(to) => void rename(path, to)}
      />
    </div>
  );
}

function DataFiles({ onChoose }: { onChoose: (tab: Tab) => void }) {
  const { workspace, tabs } = useDesk();
  if (workspace.data_state !== "ready") {
    return (
      <Text c="dimmed" fz="sm" px="sm">
        {workspace.data_state === "failed"
          ? "Your data could not be made. This is our fault; go to the overview to try again."
          : "Your data is being made."}
      </Text>
    );
  }
  return (
    <ul className={classes.level}>
      {workspace.data_files.map(({ path, size }) => {
        const tab: Tab = { kind: "data", path };
        const active = same(tabs.active, tab);
        return (
          <li key={path} className={classes.row} data-active={active}>
            <UnstyledButton
              className={classes.name}
              aria-current={active || undefined}
              onClick={() => onChoose(tab)}
            >
              <IconTable size={15} aria-hidden />
              <span>{path}</span>
              <Text component="span" className={classes.size}>
                {formatBytes(size)}
              </Text>
            </UnstyledButton>
            <Tooltip label="Download">
              <ActionIcon
                className={classes.more}
                component="a"
                href={dataAddress(workspace.id, path)}
                download
                variant="subtle"
                color="gray"
                size="sm"
                aria-label={`Download ${path}`}
              >
                <IconDownload size={15} />
              </ActionIcon>
            </Tooltip>
          </li>
        );
      })}
    </ul>
  );
}
