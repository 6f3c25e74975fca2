import { Menu } from "@mantine/core";
import { IconPencil, IconRestore, IconTrash } from "@tabler/icons-react";
import { useDesk } from "@/features/workspace/desk";
import { useFileActions } from "@/features/workspace/use-file-actions";

interface FileMenuItemsProps {
  path: string;
  onRename: () => void;
}

export function FileMenuItems({ path, onRename }: FileMenuItemsProps) {
  const { workspace } = useDesk();
  const { remove, restore } = useFileActions();
  const untouched = workspace.files.find((file) => file.path === path)?.from_starter ?? false;
  const inStarter = workspace.starter_paths.includes(path);
  return (
    <Menu.Dropdown>
      <Menu.Item leftSection={<IconPencil size={16} />} onClick={onRename}>
        Rename…
      </Menu.Item>
      {inStarter && (
        <Menu.Item
          leftSection={<IconRestore size={16} />}
          disabled={untouched}
          onClick={() => void restore(path)}
        >
          Restore the starter's version
        </Menu.Item>
      )}
      <Menu.Item
        leftSection={<IconTrash size={16} />}
        color="var(--vet-bad)"
        onClick={() => void remove(path)}
      >
        Delete
      </Menu.Item>
    </Menu.Dropdown>
  );
}
