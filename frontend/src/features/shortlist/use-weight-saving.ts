import { confirm } from "@/components/confirm";
import { toast, toastProblem, toastWithUndo } from "@/components/toast";
import { useSaveWeight } from "@/features/shortlist/api";

/** Saves a tried weight for everybody: after a question, and with a way back. */
export function useWeightSaving(openingId: string, saved: number) {
  const save = useSaveWeight(openingId);
  const takeBack = () =>
    save.mutate(rubricWeight(saved), {
      onSuccess: () => toast("The weights are as they were."),
      onError: toastProblem,
    });

  async function ask(tried: number) {
    const sure = await confirm({
      title: "Save these weights for the opening?",
      children: `Everybody who opens this shortlist will see it ordered with ${tried} % automated and ${100 - tried} % rubric, instead of ${saved} % and ${100 - saved} %.`,
      verb: "Save weights",
    });
    if (!sure) return;
    save.mutate(rubricWeight(tried), {
      onSuccess: () => toastWithUndo("The opening’s weights are saved.", takeBack),
      onError: toastProblem,
    });
  }

  return { ask, busy: save.isPending };
}

function rubricWeight(automatedPercent: number): number {
  return (100 - automatedPercent) / 100;
}
