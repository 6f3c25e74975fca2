import type { QueryClient } from "@tanstack/react-query";
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  type RouterHistory,
  redirect,
} from "@tanstack/react-router";
import { meQuery } from "@/api/me";
import { NotFoundPage } from "@/app/not-found-page";
import { PageFailed } from "@/app/page-failed";
import { RootLayout } from "@/app/root-layout";
import { StaffLayout } from "@/app/staff-layout";

interface RouterContext {
  queryClient: QueryClient;
}

/** Those of the address's parameters that hold words. */
function words<Name extends string>(
  search: Record<string, unknown>,
  ...names: Name[]
): { [name in Name]?: string } {
  const given: { [name in Name]?: string } = {};
  for (const name of names) {
    const value = search[name];
    if (typeof value === "string" && value) given[name] = value;
  }
  return given;
}

const rootRoute = createRootRouteWithContext<RouterContext>()({
  component: RootLayout,
  notFoundComponent: NotFoundPage,
});

const homeRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/",
  beforeLoad: async ({ context }) => {
    const me = await context.queryClient.ensureQueryData(meQuery);
    if (!me) throw redirect({ to: "/sign-in" });
    const attemptId = me.attempt_ids[0];
    if (me.kind === "candidate" && attemptId) {
      throw redirect({ to: "/attempts/$attemptId", params: { attemptId } });
    }
    throw redirect({ to: "/openings" });
  },
});

const signInRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/sign-in",
  validateSearch: (search: Record<string, unknown>): { next?: string } => ({
    next: typeof search.next === "string" ? search.next : undefined,
  }),
  component: lazyRouteComponent(() => import("@/features/sign-in/sign-in-page"), "SignInPage"),
});

// Candidates' pages. Each page draws its own frame; who may see it, the API decides.

const invitationRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/invitation",
  component: lazyRouteComponent(
    () => import("@/features/invitation/invitation-page"),
    "InvitationPage",
  ),
});

const attemptRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/attempts/$attemptId",
  component: lazyRouteComponent(() => import("@/features/attempt/attempt-page"), "AttemptPage"),
});

const reportRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/attempts/$attemptId/report",
  component: lazyRouteComponent(() => import("@/features/report/report-page"), "ReportPage"),
});

const workspaceRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/workspaces/$workspaceId",
  component: lazyRouteComponent(
    () => import("@/features/workspace/workspace-page"),
    "WorkspacePage",
  ),
});

// Staff pages, inside the shell with the navigation.

const staffRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: "staff",
  component: StaffLayout,
  beforeLoad: async ({ context, location }) => {
    const me = await context.queryClient.ensureQueryData(meQuery);
    if (!me) throw redirect({ to: "/sign-in", search: { next: location.href } });
    if (me.kind === "candidate") throw redirect({ to: "/" });
  },
});

const openingsRoute = createRoute({
  getParentRoute: () => staffRoute,
  path: "/openings",
  component: lazyRouteComponent(() => import("@/features/openings/openings-page"), "OpeningsPage"),
});

const openingRoute = createRoute({
  getParentRoute: () => staffRoute,
  path: "/openings/$openingId",
  component: lazyRouteComponent(
    () => import("@/features/openings/opening-layout"),
    "OpeningLayout",
  ),
});

const openingHomeRoute = createRoute({
  getParentRoute: () => openingRoute,
  path: "/",
  beforeLoad: ({ params }) => {
    throw redirect({ to: "/openings/$openingId/shortlist", params, replace: true });
  },
});

const shortlistRoute = createRoute({
  getParentRoute: () => openingRoute,
  path: "/shortlist",
  validateSearch: (search: Record<string, unknown>): { automated?: number; profile?: string } => {
    const automated = Number(search.automated);
    const valid = search.automated !== undefined && automated >= 0 && automated <= 100;
    return { ...(valid && { automated }), ...words(search, "profile") };
  },
  component: lazyRouteComponent(
    () => import("@/features/shortlist/shortlist-page"),
    "ShortlistPage",
  ),
});

const candidatesRoute = createRoute({
  getParentRoute: () => openingRoute,
  path: "/candidates",
  component: lazyRouteComponent(
    () => import("@/features/candidates/candidates-page"),
    "CandidatesPage",
  ),
});

const openingSettingsRoute = createRoute({
  getParentRoute: () => openingRoute,
  path: "/settings",
  component: lazyRouteComponent(
    () => import("@/features/openings/opening-settings-page"),
    "OpeningSettingsPage",
  ),
});

const applicationRoute = createRoute({
  getParentRoute: () => staffRoute,
  path: "/applications/$applicationId",
  component: lazyRouteComponent(
    () => import("@/features/application/application-page"),
    "ApplicationPage",
  ),
});

const scorecardRoute = createRoute({
  getParentRoute: () => staffRoute,
  path: "/applications/$applicationId/scorecard",
  component: lazyRouteComponent(
    () => import("@/features/scorecard/scorecard-page"),
    "ScorecardPage",
  ),
});

const reviewsRoute = createRoute({
  getParentRoute: () => staffRoute,
  path: "/reviews",
  component: lazyRouteComponent(() => import("@/features/reviews/reviews-page"), "ReviewsPage"),
});

const assessmentsRoute = createRoute({
  getParentRoute: () => staffRoute,
  path: "/assessments",
  component: lazyRouteComponent(
    () => import("@/features/assessments/assessments-page"),
    "AssessmentsPage",
  ),
});

const newAssessmentRoute = createRoute({
  getParentRoute: () => staffRoute,
  path: "/assessments/new",
  component: lazyRouteComponent(
    () => import("@/features/assessments/new-assessment-page"),
    "NewAssessmentPage",
  ),
});

const roleProfilesRoute = createRoute({
  getParentRoute: () => staffRoute,
  path: "/role-profiles",
  validateSearch: (search: Record<string, unknown>) => words(search, "organization"),
  component: lazyRouteComponent(
    () => import("@/features/role-profiles/role-profiles-page"),
    "RoleProfilesPage",
  ),
});

const roleProfileRoute = createRoute({
  getParentRoute: () => staffRoute,
  path: "/role-profiles/$role",
  // A role that is not saved yet has its title here.
  validateSearch: (search: Record<string, unknown>) => words(search, "organization", "title"),
  component: lazyRouteComponent(
    () => import("@/features/role-profiles/role-profile-page"),
    "RoleProfilePage",
  ),
});

const challengesRoute = createRoute({
  getParentRoute: () => staffRoute,
  path: "/challenges",
  component: lazyRouteComponent(
    () => import("@/features/challenges/challenges-page"),
    "ChallengesPage",
  ),
});

const challengeRoute = createRoute({
  getParentRoute: () => staffRoute,
  path: "/challenges/$slug",
  component: lazyRouteComponent(
    () => import("@/features/challenges/challenge-page"),
    "ChallengePage",
  ),
});

const routeTree = rootRoute.addChildren([
  homeRoute,
  signInRoute,
  invitationRoute,
  attemptRoute,
  reportRoute,
  workspaceRoute,
  staffRoute.addChildren([
    openingsRoute,
    openingRoute.addChildren([
      openingHomeRoute,
      shortlistRoute,
      candidatesRoute,
      openingSettingsRoute,
    ]),
    applicationRoute,
    scorecardRoute,
    reviewsRoute,
    assessmentsRoute,
    newAssessmentRoute,
    roleProfilesRoute,
    roleProfileRoute,
    challengesRoute,
    challengeRoute,
  ]),
]);

export function createAppRouter(queryClient: QueryClient, history?: RouterHistory) {
  return createRouter({
    routeTree,
    context: { queryClient },
    history,
    defaultPreload: false,
    scrollRestoration: true,
    notFoundMode: "root",
    defaultErrorComponent: PageFailed,
  });
}

declare module "@tanstack/react-router" {
  interface Register {
    router: ReturnType<typeof createAppRouter>;
  }
}
