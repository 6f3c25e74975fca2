import {
  type CSSVariablesResolver,
  createTheme,
  defaultVariantColorsResolver,
  type MantineColorsTuple,
  type MantineThemeOverride,
  type VariantColorsResolver,
} from "@mantine/core";

/** Petrol: the one accent. Shade 7 carries white text, shade 4 carries dark text (both AA). */
const petrol: MantineColorsTuple = [
  "#eaf6f6",
  "#d3e9ea",
  "#a8d3d5",
  "#7abdc0",
  "#53a9ad",
  "#2f8e93",
  "#19767b",
  "#0f6166",
  "#0b4d51",
  "#073a3d",
];

/** Cool neutral greys for light pages. */
const gray: MantineColorsTuple = [
  "#f7f8f8",
  "#eef0f1",
  "#e2e5e7",
  "#d0d5d8",
  "#b3babf",
  "#8b949a",
  "#667077",
  "#4c555b",
  "#333a40",
  "#1d2226",
];

/** From text (0) down to the page's ground (7) on dark pages. */
const dark: MantineColorsTuple = [
  "#e4e7e9",
  "#c3c9cd",
  "#98a1a7",
  "#6f7980",
  "#41494f",
  "#2f363b",
  "#22282c",
  "#16191c",
  "#111416",
  "#0c0e10",
];

/** Filled in the accent, the text follows the scheme; Mantine settles it once for both. */
const withSchemesContrast: VariantColorsResolver = (input) => {
  const colors = defaultVariantColorsResolver(input);
  const inAccent = !input.color || input.color === input.theme.primaryColor;
  if (input.variant !== "filled" || !inAccent) return colors;
  return { ...colors, color: "var(--mantine-primary-color-contrast)" };
};

export const theme: MantineThemeOverride = createTheme({
  colors: { petrol, gray, dark },
  primaryColor: "petrol",
  primaryShade: { light: 7, dark: 4 },
  autoContrast: true,
  variantColorResolver: withSchemesContrast,
  respectReducedMotion: true,
  black: "#1d2226",
  defaultRadius: "sm",
  radius: { xs: "3px", sm: "6px", md: "8px", lg: "12px", xl: "20px" },
  // One spacing scale, multiples of four: 4 8 12 16 24 (32 and 48 as rem values between sections).
  spacing: { xs: "0.5rem", sm: "0.75rem", md: "1rem", lg: "1.5rem", xl: "2rem" },
  fontFamily: "'Inter Variable', system-ui, sans-serif",
  fontFamilyMonospace: "ui-monospace, 'Cascadia Code', 'DejaVu Sans Mono', Menlo, monospace",
  // One type scale: 12 13 14 16 18; headings 15 18 22 28.
  fontSizes: { xs: "0.75rem", sm: "0.8125rem", md: "0.875rem", lg: "1rem", xl: "1.125rem" },
  lineHeights: { xs: "1.4", sm: "1.45", md: "1.5", lg: "1.55", xl: "1.55" },
  headings: {
    fontWeight: "600",
    sizes: {
      h1: { fontSize: "1.5rem", lineHeight: "1.25" },
      h2: { fontSize: "1.125rem", lineHeight: "1.35" },
      h3: { fontSize: "0.9375rem", lineHeight: "1.4" },
      h4: { fontSize: "0.875rem", lineHeight: "1.4" },
    },
  },
  cursorType: "pointer",
  components: {
    Button: { defaultProps: { size: "sm" } },
    Tooltip: { defaultProps: { openDelay: 250, withArrow: true } },
    Modal: {
      defaultProps: { centered: true, overlayProps: { backgroundOpacity: 0.45 } },
      styles: { title: { fontWeight: 600 } },
    },
    Drawer: { styles: { title: { fontWeight: 600 } } },
    CloseButton: { defaultProps: { "aria-label": "Close" } },
    TextInput: { defaultProps: { size: "sm" } },
    Paper: { defaultProps: { radius: "md" } },
  },
});

/** Colours with a meaning, each chosen for both schemes; pages use these, never raw hex. */
export const cssVariablesResolver: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    // Papers, inputs and dialogs are drawn on the surface; the page behind them is the ground.
    "--mantine-color-body": "#ffffff",
    "--vet-ground": "#f6f7f8",
    "--mantine-color-error": "#b3261e",
    "--mantine-color-dimmed": "#59636a",
    "--vet-surface": "#ffffff",
    "--vet-surface-sunken": "#f1f3f4",
    "--vet-line": "#e2e5e7",
    "--vet-line-strong": "#c5cbcf",
    "--vet-hover": "#f1f6f6",
    "--vet-automated": "#19767b",
    "--vet-rubric": "#a35c00",
    "--vet-composite": "#1d2226",
    "--vet-good": "#1a7340",
    "--vet-good-ground": "#e6f4eb",
    "--vet-warn": "#8a5300",
    "--vet-warn-ground": "#fcf1dc",
    "--vet-bad": "#b3261e",
    "--vet-bad-ground": "#fcebea",
    "--vet-info": "#0f6166",
    "--vet-info-ground": "#e3f1f2",
    "--vet-quiet": "#4c555b",
    "--vet-quiet-ground": "#eceef0",
    "--vet-code-text": "#1d2226",
    "--vet-code-line": "#f3f6f6",
    "--vet-code-selection": "#d3e9ea",
    "--vet-code-keyword": "#8a2a6b",
    "--vet-code-string": "#1a6b3c",
    "--vet-code-number": "#8a4b00",
    "--vet-code-comment": "#5f6a71",
    "--vet-code-function": "#0b5394",
    "--vet-code-type": "#0f6166",
  },
  dark: {
    "--mantine-color-body": "#1d2124",
    "--vet-ground": "#15181a",
    "--mantine-color-error": "#f2968f",
    "--mantine-primary-color-contrast": "#0c1314",
    "--mantine-color-dimmed": "#a0a9af",
    "--vet-surface": "#1d2124",
    "--vet-surface-sunken": "#131618",
    "--vet-line": "#2f363b",
    "--vet-line-strong": "#4b545a",
    "--vet-hover": "#232a2d",
    "--vet-automated": "#5cb8bc",
    "--vet-rubric": "#e0a04a",
    "--vet-composite": "#e4e7e9",
    "--vet-good": "#72c98f",
    "--vet-good-ground": "#173023",
    "--vet-warn": "#e5b062",
    "--vet-warn-ground": "#352812",
    "--vet-bad": "#f2968f",
    "--vet-bad-ground": "#3c1d1b",
    "--vet-info": "#7cc6ca",
    "--vet-info-ground": "#15302f",
    "--vet-quiet": "#b4bcc1",
    "--vet-quiet-ground": "#2a3034",
    "--vet-code-text": "#e4e7e9",
    "--vet-code-line": "#22282b",
    "--vet-code-selection": "#234548",
    "--vet-code-keyword": "#e29acb",
    "--vet-code-string": "#8fd0a0",
    "--vet-code-number": "#e9b872",
    "--vet-code-comment": "#98a1a7",
    "--vet-code-function": "#8cbcf0",
    "--vet-code-type": "#7cc6ca",
  },
});
