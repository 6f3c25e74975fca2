import { expect, it } from "vitest";
import { stepFrom } from "@/features/role-profiles/steps";

it("steps through the usual weights, and from a number between two to the nearest", () => {
  expect([0.5, 1, 1.5, 2].map((weight) => stepFrom(weight, "up"))).toEqual([1, 1.5, 2, 3]);
  expect([3, 1.2].map((weight) => stepFrom(weight, "down"))).toEqual([2, 1]);
});

it("stays between the lowest and the highest", () => {
  expect([stepFrom(10, "up"), stepFrom(0.1, "down")]).toEqual([10, 0.1]);
});

it("begins with 1 where there is no weight", () => {
  expect([stepFrom("", "up"), stepFrom(40, "down")]).toEqual([1, 1]);
});
