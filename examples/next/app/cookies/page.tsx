import { texts } from "@assent/example-civis/texts";
import { CookiePolicy } from "@assent/react/ui";
import messages from "@assent/ui/locales/en";
import { Assent } from "../assent.tsx";

/** Rendered once, for everyone; boot and hydration make it the visitor's. */
export default function Page() {
  return (
    <Assent>
      <h1>Cookie policy</h1>
      <CookiePolicy messages={messages} texts={texts} />
    </Assent>
  );
}
