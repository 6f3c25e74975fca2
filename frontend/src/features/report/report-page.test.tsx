import { screen } from "@testing-library/react";
import { HttpResponse, http } from "msw";
import { expect, it } from "vitest";
import type { Report, ReportItem } from "@/api/report";
import { serveApi, visit } from "@/test-page";

const ITEM: ReportItem = {
  title: "Drift monitor",
  state: "ready",
  outcome: "completed",
  message: "Every step ran to its end.",
  score: 0.64,
  score_error: 0.02,
  competencies: [{ slug: "monitoring", title: "Monitoring", score: 0.7 }],
  checks: [
    {
      name: "detection_delay",
      title: "Delay of the detection",
      competency: "monitoring",
      unit: "days",
      weight: 0.5,
      must_not: false,
      value: 3.5,
      floor: 10,
      ceiling: 1,
      score: 0.72,
      score_error: 0.03,
      evidence: "The drift of day 40 was reported on day 43.",
    },
  ],
};

const REPORT: Report = {
  attempt_id: "a1",
  state: "ready",
  assessment_title: "Models in production",
  scores_revealed: true,
  score: 0.64,
  items: [ITEM],
};

const server = serveApi();

function answerReport(report: Report) {
  server.use(http.get("*/api/v1/attempts/a1/report/", () => HttpResponse.json(report)));
  visit("/attempts/a1/report");
}

it("shows each check with its value, its scale, its score and the evidence", async () => {
  answerReport(REPORT);
  const check = await screen.findByRole("listitem");
  for (const words of [
    "Delay of the detection",
    "3.5 days",
    "baseline 10 days",
    "reference 1 days",
    "72",
    "likely 66–78",
    "reported on day 43",
  ]) {
    expect(check).toHaveTextContent(words);
  }
  expect(screen.getByRole("img", { name: /Score: 64, interval 60–68/ })).toBeVisible();
});

it("never shows our failure as a score", async () => {
  const item = { ...ITEM, state: "not_evaluated", score: null, checks: [], competencies: [] };
  answerReport({ ...REPORT, state: "not_evaluated", score: null, items: [item as ReportItem] });
  expect(await screen.findByText("Our platform failed")).toBeVisible();
  expect(screen.getAllByText(/does not count against you/).length).toBeGreaterThan(0);
  expect(screen.queryByText(/of 100/)).toBeNull();
});

it("says that scores stay with those who decide, where they do", async () => {
  const item = { ...ITEM, score: null, checks: [], competencies: [], outcome: null, message: "" };
  answerReport({ ...REPORT, scores_revealed: false, score: null, items: [item] });
  expect(await screen.findByText(/the scores go to the people who decide/)).toBeVisible();
  expect(screen.queryByRole("img", { name: /Score/ })).toBeNull();
});

it("says that there is no report before the hand-in", async () => {
  server.use(
    http.get("*/api/v1/attempts/a1/report/", () =>
      HttpResponse.json({ code: "not_handed_in", status: 409 }, { status: 409 }),
    ),
  );
  visit("/attempts/a1/report");
  expect(await screen.findByRole("heading", { name: "There is no report yet" })).toBeVisible();
});
