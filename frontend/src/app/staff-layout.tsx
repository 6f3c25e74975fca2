import { useQuery } from "@tanstack/react-query";
import { Outlet } from "@tanstack/react-router";
import { type Me, meQuery } from "@/api/me";
import classes from "@/app/staff-layout.module.css";
import { StaffNavigation } from "@/app/staff-navigation";
import { TopBar } from "@/components/top-bar";
import { count } from "@/lib/score";

export function StaffLayout() {
  const { data: me } = useQuery(meQuery);
  return (
    <>
      <TopBar title={me && organizationsOf(me)}>{me && <StaffNavigation me={me} />}</TopBar>
      <main id="main" className={classes.main}>
        <Outlet />
      </main>
    </>
  );
}

function organizationsOf(me: Me): string {
  const names = [...new Set(me.memberships.map(({ organization }) => organization.name))];
  return names.length > 2 ? count(names.length, "organization") : names.join(", ");
}
