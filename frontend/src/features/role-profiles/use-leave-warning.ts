import { useBlocker } from "@tanstack/react-router";
import { confirm } from "@/components/confirm";

/** Asks before what is not saved is left behind, also by closing the page. */
export function useLeaveWarning(unsaved: boolean) {
  useBlocker({
    disabled: !unsaved,
    enableBeforeUnload: unsaved,
    shouldBlockFn: async () => {
      const leaves = await confirm({
        title: "Leave without saving?",
        children: "What you changed here is not saved and will be lost.",
        verb: "Leave",
        danger: true,
      });
      return !leaves;
    },
  });
}
