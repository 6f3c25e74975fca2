import { Button, Drawer, Tabs } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconFolder } from "@tabler/icons-react";
import { BriefPane } from "@/features/workspace/brief-pane";
import { ChecksPane } from "@/features/workspace/checks-pane";
import { EditorPane } from "@/features/workspace/editor-pane";
import { FileList } from "@/features/workspace/file-list";
import classes from "@/features/workspace/phone-panes.module.css";
import { SaveStatus } from "@/features/workspace/save-status";
import type { Checks } from "@/features/workspace/use-checks";

/** One thing at a time, where there is no room for more. */
export function PhonePanes({ checks }: { checks: Checks }) {
  const [filesOpened, files] = useDisclosure();
  return (
    <Tabs defaultValue="brief" className={classes.tabs} keepMounted>
      <Tabs.List grow>
        <Tabs.Tab value="brief">Brief</Tabs.Tab>
        <Tabs.Tab value="files">Files</Tabs.Tab>
        <Tabs.Tab value="checks">Checks</Tabs.Tab>
      </Tabs.List>
      <Tabs.Panel value="brief" className={classes.panel}>
        <BriefPane />
      </Tabs.Panel>
      <Tabs.Panel value="files" className={classes.panel}>
        <div className={classes.files}>
          <div className={classes.filesBar}>
            <Button
              variant="default"
              size="compact-md"
              leftSection={<IconFolder size={16} aria-hidden />}
              onClick={files.open}
            >
              Files and data
            </Button>
            <SaveStatus />
          </div>
          <div className={classes.editor}>
            <EditorPane onRunChecks={checks.run} />
          </div>
        </div>
        <Drawer
          opened={filesOpened}
          onClose={files.close}
          position="bottom"
          size="75%"
          title={<b>Files and data</b>}
        >
          <FileList onChoose={files.close} />
        </Drawer>
      </Tabs.Panel>
      <Tabs.Panel value="checks" className={classes.panel}>
        <ChecksPane checks={checks} />
      </Tabs.Panel>
    </Tabs>
  );
}
