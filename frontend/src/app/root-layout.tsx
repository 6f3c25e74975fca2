import { Outlet } from "@tanstack/react-router";
import { NoIsolationBanner } from "@/components/no-isolation-banner";

export function RootLayout() {
  return (
    <>
      <NoIsolationBanner />
      <Outlet />
    </>
  );
}
