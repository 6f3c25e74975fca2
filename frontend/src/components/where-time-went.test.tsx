import { MantineProvider } from "@mantine/core";
import { render, screen, within } from "@testing-library/react";
import { expect, it } from "vitest";
import type { Phase } from "@/api/types";
import { WhereTimeWent } from "@/components/where-time-went";

const PHASES: Phase[] = [
  { name: "queue", title: "Waiting in the queue", seconds: 3 },
  { name: "stream_in", title: "Sending files in", seconds: 0.02 },
  { name: "execute", title: "Running the code", seconds: 9.25 },
  { name: "grade", title: "Measuring", seconds: 0 },
];

function show(phases: Phase[]) {
  render(<WhereTimeWent phases={phases} />, { wrapper: MantineProvider });
}

function rows(): string[][] {
  const table = screen.getByRole("table", { name: "Where the time went" });
  return within(table)
    .getAllByRole("row")
    .map((row) =>
      [...row.children].map((cell) => (cell.textContent ?? "").replaceAll("\u00a0", " ")),
    );
}

it("tells each phase in order with its seconds and its share", () => {
  show(PHASES);
  expect(rows()).toEqual([
    ["Phase", "Time", "Share"],
    ["Waiting in the queue", "3.0 s", "24 %"],
    ["Sending files in", "0.0 s", "< 1 %"],
    ["Running the code", "9.3 s", "75 %"],
    ["Measuring", "0.0 s", "0 %"],
    ["In all", "12.3 s", ""],
  ]);
});

it("draws the shares for those who see, and tells nobody else", () => {
  show(PHASES);
  const parts = [...document.querySelectorAll<HTMLElement>("[style]")];
  const drawn = parts.map((part) => Number(part.style.flexGrow));
  expect(drawn.reduce((sum, share) => sum + share, 0)).toBeCloseTo(100);
  expect(drawn[2]).toBeCloseTo((100 * 9.25) / 12.27);
  expect(parts.every((part) => part.closest("[aria-hidden]") !== null)).toBe(true);
});

it("shows no share of nothing", () => {
  show(PHASES.map((phase) => ({ ...phase, seconds: 0 })));
  expect(rows()[1]).toEqual(["Waiting in the queue", "0.0 s", "0 %"]);
});

it("shows nothing of a run that has no phases", () => {
  show([]);
  expect(screen.queryByRole("table")).toBeNull();
});
