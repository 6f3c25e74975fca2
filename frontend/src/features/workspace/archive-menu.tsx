import { ActionIcon, FileButton, Menu } from "@mantine/core";
import { IconDotsVertical, IconDownload, IconRestore, IconUpload } from "@tabler/icons-react";
import { useRef } from "react";
import { archiveAddress } from "@/api/workspace";
import { confirm } from "@/components/confirm";
import { useDesk } from "@/features/workspace/desk";
import { useFileActions } from "@/features/workspace/use-file-actions";

/** The whole workspace at once: down to one's own machine, and back. */
export function ArchiveMenu() {
  const { workspace, autosave } = useDesk();
  const { upload, restore } = useFileActions();
  const resetPicker = useRef<() => void>(null);
  const present = new Set(workspace.files.map((file) => file.path));
  const deleted = workspace.starter_paths.filter((path) => !present.has(path));

  const take = async (archive: File | null) => {
    resetPicker.current?.();
    if (!archive) return;
    const sure = await confirm({
      title: "Replace all files?",
      verb: "Replace all files",
      danger: true,
      children: `The files of ${archive.name} take the place of everything in this workspace. This cannot be undone; download what you have first if you want to keep it.`,
    });
    if (sure) await upload(archive);
  };

  return (
    <FileButton
      onChange={(archive) => void take(archive)}
      accept=".zip,.tar.gz,.tgz"
      resetRef={resetPicker}
    >
      {({ onClick: pick }) => (
        <Menu position="bottom-start" withinPortal>
          <Menu.Target>
            <ActionIcon variant="subtle" color="gray" aria-label="The whole workspace">
              <IconDotsVertical size={16} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item
              component="a"
              href={archiveAddress(workspace.id)}
              download
              leftSection={<IconDownload size={16} />}
              onClick={() => void autosave.flush()}
            >
              Download files and data (.zip)
            </Menu.Item>
            {workspace.editable && (
              <Menu.Item leftSection={<IconUpload size={16} />} onClick={pick}>
                Upload an archive…
              </Menu.Item>
            )}
            {workspace.editable &&
              deleted.map((path) => (
                <Menu.Item
                  key={path}
                  leftSection={<IconRestore size={16} />}
                  onClick={() => void restore(path)}
                >
                  Bring back the starter's {path}
                </Menu.Item>
              ))}
          </Menu.Dropdown>
        </Menu>
      )}
    </FileButton>
  );
}
