import { boot } from "./site.ts";
import "@assent/example-civis/site.css";
import "@assent/ui/assent.css";
import "@assent/ui/policy.css";

/** Around every page, and the same for everyone: what reads the request stands in pages, so that others stay static. */
export default function Layout({ children }: LayoutProps<"/">) {
  return (
    <html lang="en" suppressHydrationWarning>
      <head>
        <title>Civis, with Next</title>
        <script>{boot}</script>
        <script {...visitors} suppressHydrationWarning />
      </head>
      <body>{children}</body>
    </html>
  );
}

const visitors = { type: "text/plain", "data-assent": "visitors", src: "/statistics/visitors.js" };
