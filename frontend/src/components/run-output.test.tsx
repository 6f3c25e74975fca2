import { MantineProvider } from "@mantine/core";
import { render, screen } from "@testing-library/react";
import { expect, it } from "vitest";
import type { Submission } from "@/api/types";
import { RunOutput } from "@/components/run-output";

function show(run: Submission["run"]) {
  render(<RunOutput run={run} />, { wrapper: MantineProvider });
}

it("tells a rater how the scored run ended, where its time went and what it printed", () => {
  const phases = [{ name: "execute", title: "Running the code", seconds: 4.2 }];
  show({ id: "r1", state: "finished", outcome: "exited", output: "Traceback", phases });
  expect(screen.getByRole("row", { name: /Running the code/ })).toHaveTextContent("4.2 s");
  expect(screen.getByText("Traceback")).toBeVisible();
});

it("tells no time of a run that has not ended", () => {
  show({ id: "r1", state: "queued", outcome: null, output: "", phases: [] });
  expect(screen.queryByRole("table")).toBeNull();
});
