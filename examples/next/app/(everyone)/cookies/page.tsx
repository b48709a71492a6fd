import { CookiePolicy } from "@assent/react/ui";
import messages from "@assent/ui/locales/en";

export default function Page() {
  return (
    <>
      <h1>Cookie policy</h1>
      <CookiePolicy messages={messages} />
    </>
  );
}
