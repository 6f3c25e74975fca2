import { expect, it } from "vitest";
import { fullBar, sharesOf } from "@/features/role-profiles/shares";

it("makes one whole of all weights", () => {
  expect(sharesOf([3, 2, 1])).toEqual([1 / 2, 1 / 3, 1 / 6]);
  const many = sharesOf([10, 0.1, 2.5, 1, 1, 7]);
  expect(many.reduce<number>((sum, share) => sum + (share ?? 0), 0)).toBeCloseTo(1, 12);
});

it("gives the same to each where everything counts alike, whatever the weight", () => {
  expect(sharesOf([4, 4])).toEqual(sharesOf([1, 1]));
});

it("leaves out what is no weight, also from the whole", () => {
  expect(sharesOf([3, "", 1])).toEqual([3 / 4, null, 1 / 4]);
  expect(sharesOf([1, 11, 0, Number.NaN])).toEqual([1, null, null, null]);
  expect(sharesOf([""])).toEqual([null]);
});

it("draws bars half full where everything counts alike, and none overfull", () => {
  expect(fullBar(sharesOf([1, 1, 1, 1]))).toBe(1 / 2);
  expect(fullBar(sharesOf([10, 1, 1, 1]))).toBe(10 / 13);
});
