import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

// The page's own host is kept: the back end compares it with a request's origin.
const backEnd = {
  target: process.env.VETTING_BACK_END ?? "http://127.0.0.1:8000",
  changeOrigin: false,
};

export default defineConfig({
  plugins: [react()],
  resolve: { alias: { "@": fileURLToPath(new URL("./src", import.meta.url)) } },
  // The web server replaces this placeholder with a fresh nonce for each page.
  html: { cspNonce: "__CSP_NONCE__" },
  build: {
    assetsDir: "assets",
    // Inlined assets would be data: addresses, which the content security policy refuses.
    assetsInlineLimit: 0,
  },
  server: {
    proxy: { "/api": backEnd, "/admin": backEnd, "/static": backEnd },
  },
  test: {
    environment: "jsdom",
    setupFiles: ["src/test-setup.ts"],
    css: false,
    // A busy machine is slow, not wrong.
    testTimeout: 30_000,
  },
});
