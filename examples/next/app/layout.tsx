import { bootScript } from "@assent/core/boot";
import { policy } from "@assent/example-civis/policy";
import "@assent/example-civis/site.css";
import "@assent/ui/assent.css";
import "@assent/ui/policy.css";

/** Around every page, and the same for everyone: what reads the request stands in pages, so that others stay static. */
export default function Layout({ children }: LayoutProps<"/">) {
  return (
    <html lang="en" suppressHydrationWarning>
      <head>
        <title>Civis, with Next</title>
        <script dangerouslySetInnerHTML={boot} />
        <script {...visitors} suppressHydrationWarning />
      </head>
      <body>{children}</body>
    </html>
  );
}

/** Decides before the first paint, and runs what is granted as the page is parsed. */
const boot = { __html: bootScript(policy, { region: "FR" }) };
const visitors = { type: "text/plain", "data-assent": "visitors", src: "/statistics/visitors.js" };
