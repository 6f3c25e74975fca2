import { expect, it } from "vitest";
import { asProblem, networkProblem, ProblemError, problemFrom } from "@/api/problem";
import { explain } from "@/components/error-state";

it("takes the server's own words", () => {
  const problem = problemFrom(409, { title: "Too late", detail: "The deadline has passed." });
  expect(problem.message).toBe("The deadline has passed.");
  expect(problem.blame).toBe("request");
});

it("blames the server for its own failures, also without a readable body", () => {
  const problem = problemFrom(502, "<html>Bad gateway</html>");
  expect(problem.blame).toBe("server");
  expect(explain(problem).whose).toContain("our fault");
  expect(explain(problem).what).toBe("The server answered 502.");
});

it("blames the connection where no answer came", () => {
  expect(networkProblem().blame).toBe("network");
  expect(explain(networkProblem()).next).toContain("connection");
});

it("does not say what exists where nothing is to be seen", () => {
  const { what } = explain(problemFrom(404, { title: "Not found" }));
  expect(what).toBe("This does not exist, or it is not yours to see.");
});

it("gives one message per field", () => {
  const problem = problemFrom(400, { errors: { email: ["No e-mail address.", "Too long."] } });
  expect(problem.firstFieldErrors).toEqual({ email: "No e-mail address." });
});

it("passes a problem on as it is and wraps what is none", () => {
  const problem = new ProblemError(400, {});
  expect(asProblem(problem)).toBe(problem);
  expect(asProblem(new TypeError("x is undefined")).blame).toBe("server");
});
