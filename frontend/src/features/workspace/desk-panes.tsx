import { Splitter } from "@mantine/core";
import { BriefPane } from "@/features/workspace/brief-pane";
import { ChecksPane } from "@/features/workspace/checks-pane";
import classes from "@/features/workspace/desk-panes.module.css";
import { EditorPane } from "@/features/workspace/editor-pane";
import { FileList } from "@/features/workspace/file-list";
import type { Checks } from "@/features/workspace/use-checks";

/** Everything side by side, each pane as wide as the candidate likes. */
export function DeskPanes({ checks }: { checks: Checks }) {
  return (
    <Splitter className={classes.panes} lineSize={1} attributes={named("Width of the brief")}>
      <Splitter.Pane defaultSize={36} min={18}>
        <BriefPane />
      </Splitter.Pane>
      <Splitter.Pane defaultSize={64} min={35}>
        <Splitter
          className={classes.panes}
          orientation="vertical"
          lineSize={1}
          attributes={named("Height of the editor")}
        >
          <Splitter.Pane defaultSize={62} min={20}>
            <Splitter
              className={classes.panes}
              lineSize={1}
              attributes={named("Width of the list of files")}
            >
              <Splitter.Pane defaultSize={24} min={12}>
                <div className={classes.files}>
                  <FileList />
                </div>
              </Splitter.Pane>
              <Splitter.Pane defaultSize={76} min={40}>
                <EditorPane onRunChecks={checks.run} />
              </Splitter.Pane>
            </Splitter>
          </Splitter.Pane>
          <Splitter.Pane defaultSize={38} min={12}>
            <ChecksPane checks={checks} />
          </Splitter.Pane>
        </Splitter>
      </Splitter.Pane>
    </Splitter>
  );
}

/** The handle between two panes, for people who hear the page. */
function named(label: string) {
  return { handle: { "aria-label": label } };
}
